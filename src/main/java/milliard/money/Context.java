package milliard.money;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
  private final Units units;
  private @Nullable Set<String> places;
  private @Nullable Map<String, String> declared;

  Context(Lexemes in, Lexicon lexicon, Units units) {
    this.in = in;
    this.lexicon = lexicon;
    this.units = units;
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
      boolean threshold = in.has(quantity.end() - 1, Role.THRESHOLD);
      if (threshold && in.has(quantity.start() - 1, Role.DEFINITE)) return false;
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
    String country = quantity.country();
    if (country == null) country = declared(unit.family());
    boolean hinted = country == null && lexicon.currencies.hinted(unit.family());
    return lexicon.currencies.code(unit, country, hinted ? places() : Set.of());
  }

  /** "All amounts are in Canadian dollars": the country of a family's unit in the whole text. */
  private @Nullable String declared(String family) {
    if (declared == null) {
      declared = new HashMap<>();
      for (int i = 0; i < in.size(); i++) {
        if (!in.has(i, Role.DECLARE)) continue;
        for (int k = i + 1; k <= i + 5 && !in.sentenceEnd(k); k++) {
          if (in.has(k, Role.IN)) declare(k + 1, declared);
        }
      }
    }
    return declared.get(family);
  }

  private void declare(int i, Map<String, String> declared) {
    int unit = units.phraseEnd(i);
    Unit phrase = unit > i ? units.phrase(i) : null;
    String place = phrase == null || phrase.code() == null ? null : country(phrase.code());
    if (phrase != null && place != null) declared.putIfAbsent(phrase.family(), place);
    int behind = units.country(i);
    Word noun = in.word(behind);
    String country = units.countryCode(i);
    if (country == null) {
      noun = in.word(i);
      country = units.countryCode(i + 1);
    }
    if (country != null && noun != null && noun.unit != null) {
      declared.putIfAbsent(noun.unit.family(), country);
    }
  }

  private @Nullable String country(String code) {
    return lexicon.currencies.country(code);
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
      Unit code = units.code(i);
      if (code != null
          && code.how() == Unit.How.SIGN
          && code.code() != null
          && !lexicon.currencies.risky(code.code())) {
        String country = placed(code) ? null : country(code.code());
        if (country != null) named.add(country);
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
