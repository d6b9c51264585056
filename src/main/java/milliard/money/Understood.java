package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import milliard.money.Lexemes.Type;
import milliard.money.Word.Role;
import org.jspecify.annotations.Nullable;

/**
 * Large numbers whose currency is understood, as in a headline: "lève 12 millions". They are kept
 * until the whole text is read, then decided by what it says elsewhere.
 */
final class Understood {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private record Candidate(
      Quantity first,
      Quantity last,
      int floor,
      boolean raised,
      boolean likely,
      @Nullable String currency) {}

  /** A number or range that is money, in this currency. */
  record Decided(Quantity first, Quantity last, String currency, int floor) {}

  private final Lexemes in;
  private final Lexicon lexicon;
  private final Modalities modalities;
  private final List<Candidate> candidates = new ArrayList<>();

  /** The currency of the last amount, and whether no other things were counted since. */
  private @Nullable String spoken;

  private boolean money;
  private boolean sameParagraph;

  Understood(Lexemes in, Lexicon lexicon, Modalities modalities) {
    this.in = in;
    this.lexicon = lexicon;
    this.modalities = modalities;
  }

  /** An amount was read. */
  void spoke(String currency) {
    spoken = currency;
    sameParagraph = true;
    money = true;
  }

  /** The currency of the last amount. */
  @Nullable String spoken() {
    return spoken;
  }

  /** A paragraph ends: what was counted in it is forgotten. */
  void paragraph() {
    money = spoken != null;
    sameParagraph = false;
  }

  void forget(Quantity quantity) {
    candidates.removeIf(c -> c.first().start() == quantity.start());
  }

  /** "lève 12 millions", "contre 330 millions auparavant": kept until the whole text is read. */
  void add(Quantity first, Quantity last, int floor) {
    if (last.number().scale().compareTo(MILLION) < 0) return;
    int next = last.end();
    if (counted(next)) {
      money = false;
      return;
    }
    boolean only = in.has(next, Role.OF) && in.has(noun(next), Role.MONEY_ONLY);
    boolean raised = only || raised(first.start(), floor);
    boolean brief = in.is(last.end() - 1, Word.NumberKind.ABBREVIATION);
    // "2.7 mln" where money is spoken of, but not "2.7 M"
    if (brief && !raised && in.end(last.end() - 1) - in.start(last.end() - 1) < 3) return;
    String near = sameParagraph ? spoken : null;
    candidates.add(new Candidate(first, last, floor, raised, money, near));
  }

  /** Whether things are counted here: "12 millions d'utilisateurs", not "de la BEI". */
  private boolean counted(int i) {
    if (!in.has(i, Role.LINKER) && !in.has(i, Role.OF)) return !ends(i);
    if (in.has(noun(i), Role.MONEY_NOUN)) return false;
    return !lexicon.nounsLinked || !in.has(i + 1, Role.DETERMINER);
  }

  /** What stands behind "of", without its little adjectives. */
  private int noun(int of) {
    return in.has(of + 1, Role.SMALL) ? of + 2 : of + 1;
  }

  /** Nothing is counted here: the number stands alone. */
  private boolean ends(int i) {
    if (in.is(i, Type.NUMERAL) || in.is(i, Type.PERCENT) || in.is(i, Type.SIGN)) return false;
    if (in.is(i, Type.HYPHEN) && in.touches(i)) return false;
    if (lexicon.nounsLinked) return true;
    return in.is(i, Type.BREAK)
        || in.is(i, Type.MARK)
        || in.is(i, Type.HYPHEN)
        || in.has(i, Role.CLOSING);
  }

  private boolean raised(int i, int floor) {
    int before = modalities.before(i, floor);
    int at = (before < 0 ? i : before) - 1;
    if (in.has(at, Role.LINKER) || in.has(at, Role.DETERMINER) || in.has(at, Role.TO)) at--;
    return at >= floor && in.has(at, Role.RAISE);
  }

  /** The candidates that are money after all, beside the amounts read. */
  List<Decided> decide(List<Amount> amounts) {
    if (candidates.isEmpty()) return List.of();
    Map<BigDecimal, String> explicit = new HashMap<>();
    for (Amount amount : amounts) {
      BigDecimal said = amount.value() == null ? amount.high() : amount.value();
      if (said != null) explicit.putIfAbsent(said, amount.currency());
    }
    String usual = usual(amounts);
    List<Decided> decided = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String same = explicit.get(AmountParser.plain(candidate.last().value()));
      if (!candidate.raised() && !candidate.likely() && same == null) continue;
      String currency = candidate.currency();
      if (same != null) currency = same;
      if (currency == null) currency = usual;
      decided.add(new Decided(candidate.first(), candidate.last(), currency, candidate.floor()));
    }
    return decided;
  }

  /** The currency that most amounts are in, the first of them if several. */
  private String usual(List<Amount> amounts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Amount amount : amounts) counts.merge(amount.currency(), 1, Integer::sum);
    String usual = lexicon.currency;
    int most = 0;
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      if (count.getValue() <= most) continue;
      most = count.getValue();
      usual = count.getKey();
    }
    return usual;
  }
}
