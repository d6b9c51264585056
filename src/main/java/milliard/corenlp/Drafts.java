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

/**
 * What a document may tell: {@link Pairs} for deals of two sides; for the others the tellings are
 * brought together, first those of a sentence, then over sentences.
 */
final class Drafts {
  /** Sentences between a telling that names no party and the deal that it tells, at most. */
  private static final int NEAR = 3;

  private final DealReading reading;
  private final Pairs pairs;
  private final List<Draft> paired;
  private final List<Draft> single;

  Drafts(DealReading reading, List<Telling> tellings) {
    this.reading = reading;
    pairs = new Pairs(reading, tellings);
    paired = pairs.drafts();
    single = of(tellings.stream().filter(t -> !Pairs.isPaired(t.type())).toList());
  }

  /** The pairs that the tellings make. */
  Pairs pairs() {
    return pairs;
  }

  /** Every draft that can be a deal. */
  List<Draft> candidates() {
    List<Draft> all = new ArrayList<>(paired);
    for (Draft draft : single) all.addAll(draft.variants());
    all.removeIf(d -> !DealAssembly.stands(d));
    return all;
  }

  /** The likeliest draft of each place. */
  List<Draft> leading() {
    List<Draft> leading = new ArrayList<>(single);
    for (Draft draft : paired) if (draft.origin == draft && !draft.alone) leading.add(draft);
    leading.removeIf(d -> !DealAssembly.stands(d));
    leading.sort(Comparator.comparing(Draft::sentence));
    return leading;
  }

  /** One draft for all tellings of a deal, in the order of the text. */
  private List<Draft> of(List<Telling> tellings) {
    List<Draft> drafts = new ArrayList<>();
    Map<Integer, List<Draft>> bySentence = new HashMap<>();
    List<Telling> sorted = new ArrayList<>();
    for (Telling telling : tellings) sorted.addAll(split(telling));
    sorted.sort(Comparator.comparingDouble((Telling t) -> -t.probability()));
    for (Telling telling : sorted) {
      int sentence = telling.anchor().clause().sentence.index();
      List<Draft> here = bySentence.computeIfAbsent(sentence, s -> new ArrayList<>());
      Draft fresh = new Draft(reading, telling);
      Draft host = best(here, fresh, true);
      if (host == null) here.add(fresh);
      else host.addAll(fresh);
    }
    List<Draft> parts = new ArrayList<>();
    bySentence.values().forEach(parts::addAll);
    parts.sort(Comparator.comparingDouble((Draft d) -> -weight(d)).thenComparing(Draft::sentence));
    for (Draft part : parts) {
      Draft host = best(drafts, part, false);
      if (host == null) drafts.add(part);
      else host.addAll(part);
    }
    drafts.sort(Comparator.comparing(Draft::sentence));
    return drafts;
  }

  private static double weight(Draft draft) {
    int keys = 0;
    for (Role role : keys(draft.type)) if (!draft.in(role).isEmpty()) keys++;
    return keys + draft.probability();
  }

  /** Several parties in a role that one fills: a telling of each. */
  private static List<Telling> split(Telling telling) {
    for (Role role : telling.type().roles()) {
      if (!Draft.isSingle(role) || role == Role.EXCHANGE || role == Role.VEHICLE) continue;
      List<Integer> parties =
          telling.roles().getOrDefault(role, Map.of()).entrySet().stream()
              .filter(e -> e.getValue() >= Draft.FILLS)
              .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
              .map(Map.Entry::getKey)
              .toList();
      if (parties.size() < 2) continue;
      List<Telling> all = new ArrayList<>();
      for (int party : telling.anchor().isAmount() ? parties.subList(0, 1) : parties) {
        Map<Role, Map<Integer, Double>> roles = new EnumMap<>(Role.class);
        telling
            .roles()
            .forEach((r, p) -> {
              Map<Integer, Double> kept = new HashMap<>(p);
              if (r == role) kept.keySet().removeIf(k -> k != party && parties.contains(k));
              roles.put(r, kept);
            });
        all.add(new Telling(telling.anchor(), telling.type(), telling.probability(), roles));
      }
      return all;
    }
    return List.of(telling);
  }

  private @Nullable Draft best(List<Draft> drafts, Draft fresh, boolean sameSentence) {
    Draft best = null;
    double most = 0;
    for (Draft draft : drafts) {
      double likeness = likeness(draft, fresh, sameSentence);
      if (likeness > most) {
        most = likeness;
        best = draft;
      }
    }
    return best;
  }

  /** How well two drafts go together; 0 where they cannot be one deal. */
  private double likeness(Draft a, Draft b, boolean sameSentence) {
    if (a.type != b.type) return 0;
    Role key = keys(a.type).getFirst();
    boolean shared = a.shares(b, key);
    if (!shared && !a.in(key).isEmpty() && !b.in(key).isEmpty()) return 0;
    Amount x = a.amount();
    Amount y = b.amount();
    if (x != null && y != null && !agree(x, y)) return 0;
    if (sameSentence) return shared ? 3 : 1;
    if (shared) return 3 + 0.1 * a.shared(b);
    int distance = distance(a, b);
    return distance <= NEAR ? 1.0 / (1 + distance) : 0;
  }

  private static int distance(Draft a, Draft b) {
    int least = 99;
    for (Telling x : a.tellings) {
      for (Telling y : b.tellings) {
        int d =
            Math.abs(x.anchor().clause().sentence.index() - y.anchor().clause().sentence.index());
        least = Math.min(least, d);
      }
    }
    return least;
  }

  /** Whether two amounts can be one, said more or less exactly, or in two currencies. */
  static boolean agree(Amount a, Amount b) {
    if (!a.currency().equals(b.currency())) return true;
    var x = a.value() != null ? a.value() : a.low();
    var y = b.value() != null ? b.value() : b.low();
    if (x == null || y == null) return true;
    double ratio = x.doubleValue() / Math.max(1e-9, y.doubleValue());
    return ratio > 0.9 && ratio < 1.12;
  }

  /** The roles that tell one deal from another. */
  static List<Role> keys(DealType type) {
    return switch (type) {
      case ACQUISITION -> List.of(Role.TARGET, Role.ACQUIRER);
      case FUNDING -> List.of(Role.COMPANY);
      case INVESTMENT -> List.of(Role.RECIPIENT, Role.INVESTOR);
      case CONTRACT -> List.of(Role.CUSTOMER, Role.PROVIDER);
      case IPO -> List.of(Role.ISSUER);
      case DEBT -> List.of(Role.BORROWER);
      case LEGAL -> List.of(Role.DEFENDANT);
      case MERGER -> List.of(Role.PARTY);
      case PARTNERSHIP, JOINT_VENTURE -> List.of(Role.PARTNER);
    };
  }
}
