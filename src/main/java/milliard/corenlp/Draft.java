package milliard.corenlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/** A deal while its tellings come together. Not for threads. */
final class Draft {
  /** From here on a party fills a role. */
  static final double FILLS = 0.5;

  /** From here on a party fills a role that would be free without it. */
  private static final double LIKELY = 0.25;

  /** From here on a telling may add parties of its own to a role that is filled. */
  private static final double SURE = 0.8;

  final DealReading reading;
  final DealType type;
  final List<Telling> tellings = new ArrayList<>();

  /** For each role the parties that fill it, the likeliest first. */
  final Map<Role, List<Integer>> roles = new EnumMap<>(Role.class);

  final Map<Integer, Double> sure = new HashMap<>();

  Draft(DealReading reading, Telling telling) {
    this.reading = reading;
    type = telling.type();
    add(telling);
  }

  void add(Telling telling) {
    tellings.add(telling);
    fill();
  }

  void addAll(Draft other) {
    tellings.addAll(other.tellings);
    fill();
  }

  /** Each party takes the role for which the tellings speak most. */
  private void fill() {
    Map<Integer, Map<Role, Double>> votes = new HashMap<>();
    double weights = 0;
    for (Telling telling : tellings) {
      double weight = telling.probability() * telling.probability();
      weights += weight;
      telling
          .roles()
          .forEach((role, parties) ->
              parties.forEach((party, p) ->
                  votes
                      .computeIfAbsent(party, k -> new EnumMap<>(Role.class))
                      .merge(role, weight * p, Double::sum)));
    }
    roles.clear();
    sure.clear();
    Map<Integer, Role> taken = new HashMap<>();
    if (Drafts.keys(type).size() == 2) bestPair(votes, taken);
    votes.forEach((party, byRole) -> {
      Role known = taken.get(party);
      var best = byRole.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      Role role = known == null ? best.getKey() : known;
      boolean said = tellings.stream().anyMatch(t -> t.of(role, party) >= FILLS);
      if (known == null && !said) return;
      roles.computeIfAbsent(role, r -> new ArrayList<>()).add(party);
      sure.put(party, byRole.getOrDefault(role, 0.0));
    });
    roles
        .values()
        .forEach(parties ->
            parties.sort(
                Comparator.comparingDouble((Integer p) -> -sure.getOrDefault(p, 0.0))
                    .thenComparing(p -> p)));
    for (Role role : type.roles()) {
      List<Integer> parties = roles.get(role);
      if (parties == null) continue;
      if (isSingle(role)) parties.subList(1, parties.size()).clear();
      else if (!isOpen(role)) keepJoined(role, parties);
    }
  }

  /**
   * The two parties that fill the two roles best together: one of two may be likely in the same
   * role as the other, and yet take the free one.
   */
  private void bestPair(Map<Integer, Map<Role, Double>> votes, Map<Integer, Role> taken) {
    Role one = Drafts.keys(type).getFirst();
    Role two = Drafts.keys(type).getLast();
    double most = 0;
    int first = -1;
    int second = -1;
    for (int a : votes.keySet()) {
      double x = top(one, a);
      if (x < LIKELY) continue;
      for (int b : votes.keySet()) {
        double y = a == b ? 0 : top(two, b);
        if (y < LIKELY) continue;
        double u = votes.getOrDefault(a, Map.of()).getOrDefault(one, 0.0);
        double v = votes.getOrDefault(b, Map.of()).getOrDefault(two, 0.0);
        if (u * v <= most) continue;
        most = u * v;
        first = a;
        second = b;
      }
    }
    if (first < 0) return;
    taken.put(first, one);
    taken.put(second, two);
  }

  private double top(Role role, int party) {
    double most = 0;
    for (Telling telling : tellings) most = Math.max(most, telling.of(role, party));
    return most;
  }

  /** Of more parties than usual only those that stand in one enumeration with the likeliest. */
  private void keepJoined(Role role, List<Integer> parties) {
    int usual = isPair(role) ? 2 : 1;
    if (parties.size() <= usual) return;
    List<Integer> first = List.copyOf(parties.subList(0, usual));
    parties.removeIf(p -> !first.contains(p) && first.stream().noneMatch(f -> joined(role, f, p)));
  }

  private boolean joined(Role role, int a, int b) {
    for (Telling t : tellings) {
      boolean both = t.of(role, a) >= FILLS && t.of(role, b) >= FILLS;
      if (both && t.probability() >= SURE && reading.joined(t.anchor().clause(), a, b)) return true;
    }
    return false;
  }

  private static boolean isOpen(Role role) {
    return role == Role.INVESTOR || role == Role.LEAD_INVESTOR || role == Role.LENDER;
  }

  private static boolean isPair(Role role) {
    return role == Role.PARTNER || role == Role.PARTY;
  }

  /** Roles that one party fills; more of them are more deals. */
  static boolean isSingle(Role role) {
    return switch (role) {
      case TARGET, COMPANY, RECIPIENT, ISSUER, EXCHANGE, BORROWER, DEFENDANT, VEHICLE -> true;
      case CUSTOMER,
          PROVIDER,
          ACQUIRER,
          SELLER,
          PARTY,
          LEAD_INVESTOR,
          INVESTOR,
          PARTNER,
          LENDER,
          AUTHORITY,
          PLAINTIFF ->
          false;
    };
  }

  List<Integer> in(Role role) {
    return roles.getOrDefault(role, List.of());
  }

  boolean shares(Draft other, Role role) {
    return in(role).stream().anyMatch(other.in(role)::contains);
  }

  /** Parties that both name, in whatever role. */
  int shared(Draft other) {
    int shared = 0;
    for (List<Integer> mine : roles.values()) {
      for (int party : mine) {
        if (other.roles.values().stream().anyMatch(l -> l.contains(party))) shared++;
      }
    }
    return shared;
  }

  /** The amount said at the surest telling that stands on one; null = none. */
  @Nullable Amount amount() {
    return tellings.stream()
        .filter(t -> t.anchor().isAmount())
        .max(Comparator.comparingDouble(Telling::probability))
        .map(t -> t.anchor().said())
        .orElse(null);
  }

  double probability() {
    return tellings.stream().mapToDouble(Telling::probability).max().orElse(0);
  }

  int sentence() {
    return tellings.stream().mapToInt(t -> t.anchor().clause().sentence.index()).min().orElse(0);
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(type.id());
    roles.forEach((role, parties) ->
        line.append(' ')
            .append(role.id())
            .append(parties.stream().map(p -> reading.parties.get(p).name()).toList()));
    Amount amount = amount();
    if (amount != null) line.append(" = ").append(amount.text());
    return line.append(
            String.format(java.util.Locale.ROOT, " p=%.2f n=%d", probability(), tellings.size()))
        .toString();
  }
}
