package milliard.corenlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/** A deal while its tellings come together. Not for threads. */
final class Draft {
  /** From here on a party fills a role. */
  static final double FILLS = 0.5;

  /** From here on a party may be the next likely one in a role. */
  private static final double NEXT = 0.1;

  /** Next likely parties that are tried in a role, at most. */
  private static final int VARIANTS = 2;

  /** From here on a telling may add parties of its own to a role that is filled. */
  private static final double SURE = 0.8;

  final DealReading reading;
  final DealType type;
  final List<Telling> tellings = new ArrayList<>();

  /** For each role the parties that fill it, the likeliest first. */
  final Map<Role, List<Integer>> roles = new EnumMap<>(Role.class);

  final Map<Integer, Double> sure = new HashMap<>();

  /** The draft that the tellings make, of which this is a variant; else itself. */
  final Draft origin;

  /** In what a variant differs from its origin: the role; empty for none. */
  final String change;

  /** The two sides that it is about; null for a type with one. */
  final Pairs.@Nullable Pair pair;

  /** Whether its two sides are these two alone, whoever a list joins to them. */
  final boolean alone;

  Draft(DealReading reading, Telling telling) {
    this.reading = reading;
    type = telling.type();
    origin = this;
    change = "";
    pair = null;
    alone = false;
    add(telling);
  }

  /**
   * A draft about two given sides.
   *
   * @param leader the draft about the likeliest pair in the same place; null if it is this one
   * @param alone whether nobody else may stand on the two sides
   */
  Draft(
      DealReading reading,
      Pairs.Pair pair,
      List<Telling> tellings,
      @Nullable Draft leader,
      boolean alone) {
    this.reading = reading;
    this.pair = pair;
    this.alone = alone;
    type = pair.type();
    origin = leader == null ? this : leader;
    change = "";
    this.tellings.addAll(tellings);
    Map<Integer, Role> keys = new LinkedHashMap<>();
    if (pair.one() != Pairs.NOBODY) keys.put(pair.one(), pair.first());
    if (pair.two() != Pairs.NOBODY) keys.put(pair.two(), pair.second());
    fillAround(keys);
  }

  /** The given parties take their roles, each other one the role for which the tellings speak. */
  private void fillAround(Map<Integer, Role> keys) {
    Map<Integer, Map<Role, Double>> votes = votes();
    keys.forEach((party, role) -> {
      roles.computeIfAbsent(role, r -> new ArrayList<>()).add(party);
      sure.put(party, top(role, party));
    });
    List<Role> sides = Drafts.keys(type);
    Map<Role, List<Integer>> others = new EnumMap<>(Role.class);
    votes.forEach((party, byRole) -> {
      if (keys.containsKey(party)) return;
      Role role = best(byRole);
      boolean side = sides.contains(role);
      if (side && (alone || !roles.containsKey(role) || isSingle(role))) return;
      if (!isSaid(role, party)) return;
      others.computeIfAbsent(role, r -> new ArrayList<>()).add(party);
      sure.put(party, byRole.get(role));
    });
    others.forEach((role, parties) -> {
      sortSurestFirst(parties);
      List<Integer> all = roles.computeIfAbsent(role, r -> new ArrayList<>());
      all.addAll(parties);
      if (isSingle(role)) all.subList(1, all.size()).clear();
      else if (!isOpen(role) || sides.contains(role)) keepJoined(role, all);
    });
  }

  private Draft(Draft origin, String change, Map<Role, List<Integer>> filled) {
    reading = origin.reading;
    type = origin.type;
    this.origin = origin;
    this.change = change;
    pair = null;
    alone = false;
    tellings.addAll(origin.tellings);
    roles.putAll(filled);
    filled.forEach((role, parties) -> {
      for (int party : parties) sure.put(party, top(role, party));
    });
  }

  /** The draft itself, and what it would be with the next likely party in its key role. */
  List<Draft> variants() {
    List<Draft> variants = new ArrayList<>();
    variants.add(this);
    Role role = Drafts.keys(type).getFirst();
    if (in(role).size() > 1) return variants;
    String name = in(role).isEmpty() ? "no-" + role.id() : role.id();
    for (int party : likely(role)) variants.add(with(name, role, party));
    return variants;
  }

  /** The same with one party in a role, which it leaves elsewhere. */
  private Draft with(String change, Role role, Integer party) {
    Map<Role, List<Integer>> filled = new EnumMap<>(Role.class);
    roles.forEach((r, parties) -> {
      List<Integer> left = new ArrayList<>(parties);
      left.remove(party);
      if (!left.isEmpty()) filled.put(r, left);
    });
    filled.put(role, List.of(party));
    return new Draft(this, change, filled);
  }

  /** The parties that would fill a role next, the likeliest first. */
  private List<Integer> likely(Role role) {
    Map<Integer, Double> most = new HashMap<>();
    for (Telling telling : tellings) {
      telling
          .roles()
          .getOrDefault(role, Map.of())
          .forEach((party, p) -> {
            if (p >= NEXT && !in(role).contains(party)) {
              most.merge(party, p * telling.probability(), Math::max);
            }
          });
    }
    return most.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(VARIANTS)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether another draft is of the same type and has the same parties in the key roles. */
  boolean same(Draft other) {
    return type == other.type
        && Drafts.keys(type).stream()
            .allMatch(role -> Set.copyOf(in(role)).equals(Set.copyOf(other.in(role))));
  }

  /** Whether another draft tells this deal again, with other parties on a side or without. */
  boolean isTold(Draft other) {
    if (type != other.type) return false;
    if (pair == null) return origin == other.origin || !other.change.isEmpty() && same(other);
    List<Role> sides = Drafts.keys(type);
    if (sides.size() == 1) {
      return in(sides.getFirst()).stream().filter(other.in(sides.getFirst())::contains).count() > 1;
    }
    return isTurned(other) || meets(other, sides.getFirst()) && meets(other, sides.getLast());
  }

  /** Whether a party of each side stands on the other side of another draft. */
  boolean isTurned(Draft other) {
    List<Role> sides = Drafts.keys(type);
    if (sides.size() < 2) return false;
    Role one = sides.getFirst();
    Role two = sides.getLast();
    return in(one).stream().anyMatch(other.in(two)::contains)
        && in(two).stream().anyMatch(other.in(one)::contains);
  }

  /** Whether two drafts share a party in a role, or one of them has none there. */
  private boolean meets(Draft other, Role role) {
    return in(role).isEmpty() || other.in(role).isEmpty() || shares(other, role);
  }

  void add(Telling telling) {
    tellings.add(telling);
    fill();
  }

  void addAll(Draft other) {
    tellings.addAll(other.tellings);
    fill();
  }

  /** How much the tellings speak for each party in each role. */
  private Map<Integer, Map<Role, Double>> votes() {
    Map<Integer, Map<Role, Double>> votes = new HashMap<>();
    for (Telling telling : tellings) {
      double weight = telling.probability() * telling.probability();
      telling
          .roles()
          .forEach((role, parties) ->
              parties.forEach((party, p) ->
                  votes
                      .computeIfAbsent(party, k -> new EnumMap<>(Role.class))
                      .merge(role, weight * p, Double::sum)));
    }
    return votes;
  }

  /** Each party takes the role for which the tellings speak most. */
  private void fill() {
    Map<Integer, Map<Role, Double>> votes = votes();
    roles.clear();
    sure.clear();
    votes.forEach((party, byRole) -> {
      Role role = best(byRole);
      if (!isSaid(role, party)) return;
      roles.computeIfAbsent(role, r -> new ArrayList<>()).add(party);
      sure.put(party, byRole.get(role));
    });
    roles.values().forEach(this::sortSurestFirst);
    for (Role role : type.roles()) {
      List<Integer> parties = roles.get(role);
      if (parties == null) continue;
      if (isSingle(role)) parties.subList(1, parties.size()).clear();
      else if (!isOpen(role)) keepJoined(role, parties);
    }
  }

  private static Role best(Map<Role, Double> votes) {
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** Whether a telling by itself gives a party this role. */
  private boolean isSaid(Role role, int party) {
    return tellings.stream().anyMatch(t -> t.of(role, party) >= FILLS);
  }

  private void sortSurestFirst(List<Integer> parties) {
    parties.sort(
        Comparator.comparingDouble((Integer p) -> -sure.getOrDefault(p, 0.0))
            .thenComparing(p -> p));
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

  /** Whether one sentence tells both. */
  boolean sharesClause(Draft other) {
    for (Telling t : tellings) {
      for (Telling o : other.tellings) if (t.anchor().clause() == o.anchor().clause()) return true;
    }
    return false;
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
