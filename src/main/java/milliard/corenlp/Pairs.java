package milliard.corenlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import milliard.corenlp.DealReading.Candidate;
import milliard.mention.DealType;
import milliard.mention.EntityType;
import milliard.mention.Role;

/**
 * Every pair of parties that may be the two sides of a deal, for the types that have two: buyer and
 * target, customer and provider, two partners. Which of them are deals is for the scorer to say;
 * here is only gathered where and how likely each is told. Not for threads.
 */
final class Pairs {
  /** No party on this side: what is bought may have no name. */
  static final int NOBODY = -1;

  /** Parties tried on a side at a telling, at most. */
  private static final int SIDE = 5;

  /** Pairs kept of a telling, at most. */
  private static final int KEPT = 8;

  /** How likely a side stays empty, beside the parties that may fill it. */
  private static final double EMPTY = 0.12;

  /** How likely one of whom the article speaks just then fills a side that nobody else does. */
  private static final double SPOKEN_OF = 0.04;

  /** How likely one fills a side of whom only the encoder reads it, for certain. */
  private static final double READ = 0.3;

  /** From here on a side is filled. */
  private static final double FILLED = 0.6;

  /** Share of the likeliest pair of a telling from which another one is told there too. */
  private static final double BESIDE = 0.5;

  private final DealReading reading;

  /**
   * The two sides of a deal.
   *
   * @param one party in the first key role of the type
   * @param two party in the second key role; of partners the later one; {@link #NOBODY} for none
   */
  record Pair(DealType type, int one, int two) {
    Role first() {
      return Drafts.keys(type).getFirst();
    }

    Role second() {
      return Drafts.keys(type).getLast();
    }
  }

  /**
   * A pair at a telling.
   *
   * @param product how likely both are told there
   * @param share the same as a share of the likeliest pair of the telling
   */
  record Told(Telling telling, double product, double share) {}

  /** Where each pair may be told, the likeliest place first. */
  private final Map<Pair, List<Told>> places = new LinkedHashMap<>();

  /** The likeliest pair of each telling. */
  private final Map<Telling, Pair> leading = new HashMap<>();

  Pairs(DealReading reading, List<Telling> tellings) {
    this.reading = reading;
    for (Telling telling : tellings) if (isPaired(telling.type())) gather(telling);
    places
        .values()
        .forEach(list ->
            list.sort(
                Comparator.comparingDouble((Told t) -> -t.product * t.telling.probability())));
  }

  /** Whether deals of a type have two sides. */
  static boolean isPaired(DealType type) {
    return Drafts.keys(type).size() == 2 || isMutual(type);
  }

  /** Whether both sides have the same role. */
  static boolean isMutual(DealType type) {
    return switch (type) {
      case MERGER, PARTNERSHIP, JOINT_VENTURE -> true;
      case ACQUISITION, FUNDING, INVESTMENT, CONTRACT, IPO, DEBT, LEGAL -> false;
    };
  }

  private void gather(Telling telling) {
    DealType type = telling.type();
    Map<Integer, Double> ones = side(telling, Drafts.keys(type).getFirst());
    Map<Integer, Double> twos = side(telling, Drafts.keys(type).getLast());
    Map<Pair, Double> products =
        new TreeMap<>(Comparator.comparingInt(Pair::one).thenComparingInt(Pair::two));
    ones.forEach((a, p) ->
        twos.forEach((b, q) -> {
          boolean ordered = isMutual(type) ? a < b : !a.equals(b);
          if (ordered) products.put(new Pair(type, a, b), p * q);
        }));
    List<Map.Entry<Pair, Double>> best = new ArrayList<>(products.entrySet());
    best.sort(Map.Entry.<Pair, Double>comparingByValue().reversed());
    if (best.isEmpty()) return;
    double most = best.getFirst().getValue();
    leading.put(telling, best.getFirst().getKey());
    for (var e : best.subList(0, Math.min(KEPT, best.size()))) {
      places
          .computeIfAbsent(e.getKey(), k -> new ArrayList<>())
          .add(new Told(telling, e.getValue(), e.getValue() / most));
    }
  }

  /** The parties that may stand on a side, with how likely each is. */
  private Map<Integer, Double> side(Telling telling, Role role) {
    Map<Integer, Double> all = new LinkedHashMap<>();
    telling.roles().getOrDefault(role, Map.of()).entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SIDE)
        .forEach(e -> all.put(e.getKey(), e.getValue()));
    double most = all.values().stream().mapToDouble(q -> q).max().orElse(0);
    if (most < FILLED) {
      for (Candidate c : reading.candidates(telling.anchor())) {
        boolean spokenOf =
            c.absent()
                && reading.parties.get(c.party()).type() == EntityType.ORG
                && reading.salience.isSpokenOf(telling.anchor().clause(), c.party());
        if (spokenOf) all.putIfAbsent(c.party(), SPOKEN_OF);
      }
    }
    Relations read = reading.relations();
    for (int p = 0; p < read.parties; p++) {
      double odds = read.role(telling.type(), role, p);
      if (odds > DealScorer.LIKELY) all.putIfAbsent(p, READ / (1 + Math.exp(-odds)));
    }
    if (telling.type() == DealType.ACQUISITION) all.put(NOBODY, EMPTY);
    return all;
  }

  /** A draft of each pair, and one with those that a list joins to its parties. */
  List<Draft> drafts() {
    Map<Pair, Draft> leaders = new HashMap<>();
    List<Draft> drafts = new ArrayList<>();
    Set<Pair> first = Set.copyOf(leading.values());
    places.forEach((pair, told) -> {
      if (!first.contains(pair)) return;
      Draft draft = new Draft(reading, pair, tellings(told), null, false);
      leaders.put(pair, draft);
      add(drafts, draft, pair);
    });
    places.forEach((pair, told) -> {
      if (first.contains(pair)) return;
      Draft origin = leaders.get(leading.get(told.getFirst().telling));
      add(drafts, new Draft(reading, pair, tellings(told), origin, false), pair);
    });
    return drafts;
  }

  private void add(List<Draft> drafts, Draft draft, Pair pair) {
    drafts.add(draft);
    Draft alone = new Draft(reading, pair, draft.tellings, draft.origin, true);
    if (!alone.same(draft)) drafts.add(alone);
  }

  /** The tellings that tell a pair, or the likeliest place for it; with the sums told there. */
  private static List<Telling> tellings(List<Told> told) {
    List<Telling> tellings = new ArrayList<>();
    for (Told t : told) if (t.share >= BESIDE) tellings.add(t.telling);
    if (tellings.isEmpty()) tellings.add(told.getFirst().telling);
    return tellings;
  }

  /** Where a pair may be told, the likeliest place first. */
  List<Told> places(Pair pair) {
    return places.getOrDefault(pair, List.of());
  }

  /** The likeliest pair at a telling. */
  boolean leads(Telling telling, Pair pair) {
    return pair.equals(leading.get(telling));
  }

  Map<Pair, List<Told>> all() {
    return places;
  }
}
