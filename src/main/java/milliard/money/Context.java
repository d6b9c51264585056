package milliard.money;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import milliard.money.Lexemes.Type;
import milliard.money.Numbers.Number;
import milliard.money.Word.Role;
import org.jspecify.annotations.Nullable;

/** What the rest of the text says of a unit: whether it is money there, and of which country. */
final class Context {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Lexemes in;
  private final Lexicon lexicon;
  private final Numbers numbers;
  private @Nullable Set<String> places;

  Context(Lexemes in, Lexicon lexicon, Numbers numbers) {
    this.in = in;
    this.lexicon = lexicon;
    this.numbers = numbers;
  }

  boolean credible(Quantity quantity, int floor) {
    Unit unit = quantity.unit();
    if (unit == null) return false;
    Number number = quantity.number();
    BigDecimal value = quantity.value().abs();
    if (unit.how() == Unit.How.COIN) return coin(quantity, unit);
    if (unit.how() == Unit.How.PLACED || placed(unit) && letters(quantity)) {
      return lexicon.currencies.named(code(quantity), places());
    }
    if (unit.how() == Unit.How.WEAK) {
      boolean large = value.compareTo(MILLION) >= 0;
      String code = code(quantity);
      if (unit.family().equals("pound") && book(quantity.end())) return false;
      return large || value.compareTo(HUNDRED) >= 0 && lexicon.currencies.named(code, places());
    }
    if (in.has(quantity.end(), Role.WEIGHT)
        && unit.family().equals("pound")
        && unit.how() == Unit.How.STRONG
        && !quantity.unitFirst()) {
      return number.scaled();
    }
    if (unit.family().equals("pound")
        && unit.how() == Unit.How.STRONG
        && !number.scaled()
        && heavy(quantity, floor)) {
      return false;
    }
    if (unit.how() == Unit.How.STRONG
        && !number.digits()
        && in.is(quantity.end(), Type.OTHER)
        && lexicon.nounsLinked
        && quantity.end() - quantity.start() == 2
        && in.end(quantity.end() - 1) - in.start(quantity.start()) < 9) {
      return unit.code() != null;
    }
    if (unit.how() == Unit.How.SIGN
        && unit.code() != null
        && lexicon.currencies.risky(unit.code())
        && letters(quantity)) {
      if (!number.digits() || quantity.year()) return false;
      return number.scaled()
          || value.compareTo(HUNDRED) >= 0
          || !quantity.unitFirst() && (value.compareTo(BigDecimal.TEN) >= 0 || value.scale() == 2)
          || lexicon.currencies.named(unit.code(), places());
    }
    return true;
  }

  /** "3 millions de livres vendus", not "de livres de recettes". */
  private boolean book(int i) {
    return in.has(i, Role.BOOK) && !(in.has(i, Role.LINKER) && in.has(i + 1, Role.MONEY_NOUN));
  }

  /** Whether things are weighed or measured shortly before. */
  private boolean heavy(Quantity quantity, int floor) {
    for (int i = quantity.start() - 1; i >= Math.max(floor, quantity.start() - 5); i--) {
      if (in.has(i, Role.HEAVY)) return true;
    }
    return false;
  }

  private boolean placed(Unit unit) {
    return unit.how() == Unit.How.SIGN
        && unit.code() != null
        && lexicon.currencies.placed(unit.code());
  }

  /** "250p a share", and "250p" where the text has pounds; but not a video of 720p. */
  private boolean coin(Quantity quantity, Unit unit) {
    if (in.has(quantity.end(), Role.SHARE) || in.has(quantity.end() + 1, Role.SHARE)) return true;
    String said = in.surface(quantity.end() - 2);
    return !lexicon.resolutions.contains(said)
        && unit.code() != null
        && lexicon.currencies.named(unit.code(), places());
  }

  private boolean letters(Quantity quantity) {
    int at = quantity.unitFirst() ? quantity.start() : quantity.end() - 1;
    return in.is(at, Type.WORD) && Character.isLetter(in.last(at));
  }

  String code(Quantity quantity) {
    Unit unit = quantity.unit();
    if (unit == null) throw new IllegalStateException("a bare number has no currency");
    if (unit.code() != null) return unit.code();
    boolean hinted = quantity.country() == null && lexicon.currencies.hinted(unit.family());
    return lexicon.currencies.code(unit, quantity.country(), hinted ? places() : Set.of());
  }

  /** The countries that the text names or uses the sign of, in its order. */
  private Set<String> places() {
    if (places != null) return places;
    Set<String> named = new LinkedHashSet<>();
    for (int i = 0; i < in.size(); i++) {
      Word word = in.word(i);
      if (word == null) {
        String country = in.is(i, Type.SIGN) ? countryOf(in.first(i)) : null;
        if (country != null) named.add(country);
        continue;
      }
      for (Word.Phrase<String> phrase : word.places) {
        if (in.matches(phrase.words(), i) > 0) named.add(phrase.meaning());
      }
    }
    places = named;
    return named;
  }

  /** The country of a sign that only one has. */
  private @Nullable String countryOf(char sign) {
    Unit unit = lexicon.sign(sign);
    return unit == null || unit.code() == null ? null : lexicon.currencies.country(unit.code());
  }
}
