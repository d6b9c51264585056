package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
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

  Understood(Lexemes in, Lexicon lexicon, Modalities modalities) {
    this.in = in;
    this.lexicon = lexicon;
    this.modalities = modalities;
  }

  /** An amount was read. */
  void spoke(String currency) {
    spoken = currency;
    money = true;
  }

  /** The currency of the last amount. */
  @Nullable String spoken() {
    return spoken;
  }

  /** A paragraph ends: what was counted in it is forgotten. */
  void paragraph() {
    money = spoken != null;
  }

  void forget(Quantity quantity) {
    candidates.removeIf(c -> c.first().start() == quantity.start());
  }

  /** "lève 12 millions", "contre 330 millions auparavant": kept until the whole text is read. */
  void add(Quantity first, Quantity last, int floor) {
    BigDecimal value = last.number().topValue() == null ? last.value() : last.number().scale();
    if (!last.number().scaled() || value.compareTo(MILLION) < 0) return;
    int next = last.end();
    boolean of = in.has(next, Role.LINKER) || in.has(next, Role.OF);
    boolean counted = of ? !in.has(next + 1, Role.MONEY_NOUN) : !ends(next);
    if (counted) {
      money = false;
      return;
    }
    boolean raised = raised(first.start(), floor);
    boolean brief = in.is(last.end() - 1, Word.NumberKind.ABBREVIATION);
    if (brief && !raised) return;
    candidates.add(new Candidate(first, last, floor, raised, money, spoken));
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
    List<Decided> decided = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String currency = candidate.currency();
      String same = explicit.get(AmountParser.plain(candidate.last().value()));
      if (!candidate.raised() && !candidate.likely() && same == null) continue;
      if (same != null) currency = same;
      if (currency == null) {
        currency = amounts.isEmpty() ? lexicon.currency : amounts.get(0).currency();
      }
      decided.add(new Decided(candidate.first(), candidate.last(), currency, candidate.floor()));
    }
    return decided;
  }
}
