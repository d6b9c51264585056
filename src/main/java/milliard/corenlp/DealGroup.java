package milliard.corenlp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/** The tellings of one deal, with what they say together. Not for threads. */
final class DealGroup {
  final DealType type;
  final List<Frame> frames = new ArrayList<>();
  final Map<Role, List<Entity>> parties = new EnumMap<>(Role.class);
  @Nullable Amount amount;
  int amountDistance = 99;
  @Nullable Amount valuation;
  java.math.@Nullable BigDecimal stake;
  @Nullable String round;
  @Nullable PartialDate date;
  boolean background;
  boolean undisclosed;

  DealGroup(DealType type) {
    this.type = type;
  }

  /** Adds a telling: roles it fills anew, and what the group did not know. */
  void add(Frame frame) {
    frames.add(frame);
    frame.parties.forEach((role, entities) -> {
      if (!type.roles().contains(role)) return;
      boolean known = parties.containsKey(role);
      if (known && !isList(role)) return;
      List<Entity> list = parties.computeIfAbsent(role, k -> new ArrayList<>());
      for (Entity entity : entities) if (!inAnyRole(entity)) list.add(entity);
      if (list.isEmpty()) parties.remove(role);
    });
    if (frame.amount != null
        && frame.amountDistance < amountDistance
        && (amount == null || better(frame))) {
      amount = frame.amount;
      amountDistance = frame.amountDistance;
    }
    if (valuation == null) valuation = frame.valuation;
    if (stake == null) stake = frame.stake;
    if (round == null) round = frame.round;
    undisclosed |= frame.undisclosed;
    if (frames.size() == 1) background = frame.background;
  }

  private boolean better(Frame frame) {
    return frame.amountDistance + 3 < amountDistance;
  }

  private static boolean isList(Role role) {
    return role == Role.INVESTOR
        || role == Role.LENDER
        || role == Role.PARTNER
        || role == Role.PARTY
        || role == Role.PLAINTIFF;
  }

  private boolean inAnyRole(Entity entity) {
    return parties.values().stream().anyMatch(list -> Parties.contains(list, entity));
  }

  List<Entity> in(Role role) {
    return parties.getOrDefault(role, List.of());
  }

  List<Entity> all() {
    return parties.values().stream().flatMap(List::stream).toList();
  }

  /** The status that the tellings say together: what is said in words beats what tense implies. */
  Status status() {
    Status best = frames.getFirst().status;
    int rank = -1;
    for (Frame frame : frames) {
      if (frame.background && !background) continue;
      int weight = rank(frame);
      if (weight > rank) {
        rank = weight;
        best = frame.status;
      }
    }
    return best;
  }

  private static int rank(Frame frame) {
    if (!frame.explicitStatus) return 0;
    return switch (frame.status) {
      case DENIED -> 8;
      case CANCELLED -> 7;
      case BLOCKED -> 6;
      case RUMOURED -> 4;
      case IN_TALKS -> 3;
      case SIGNED -> 5;
      case ANNOUNCED -> 1;
      case COMPLETED -> 2;
    };
  }
}
