package milliard.money;

import java.math.BigDecimal;
import milliard.money.Lexemes.Type;
import milliard.money.Numbers.Number;
import milliard.money.Word.Role;
import org.jspecify.annotations.Nullable;

/** Reads a number with its unit in either order: "$10bn", "10 milliards de dollars", "32 %". */
final class Quantities {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

  private final Lexemes in;
  private final Lexicon lexicon;
  private final Numbers numbers;
  private final Units units;

  Quantities(Lexemes in, Lexicon lexicon, Numbers numbers) {
    this.in = in;
    this.lexicon = lexicon;
    this.numbers = numbers;
    this.units = new Units(in, lexicon, numbers);
  }

  Units units() {
    return units;
  }

  /** A number with its unit, or a bare number. */
  @Nullable Quantity at(int start) {
    int i = start;
    boolean negative = false;
    if (in.is(i, Type.HYPHEN) && sign(i)) {
      negative = true;
      i++;
    } else if (in.has(i, Role.NEGATIVE) && !in.has(i - 1, Role.NOT_NEGATIVE)) {
      negative = true;
      i++;
    }
    Quantity quantity = prefixed(start, i);
    if (quantity == null) {
      Number number = numbers.read(i);
      if (number == null) number = coin(i);
      if (number == null) return null;
      quantity = suffixed(start, number);
      boolean one = !number.digits() && number.value().compareTo(BigDecimal.ONE) == 0;
      if (one && !quantity.bare() && without(start)) return null;
    }
    if (negative) {
      if (quantity.bare()) return null;
      quantity = quantity.with(quantity.number().negative());
    }
    return quantity;
  }

  /** A hyphen that is a minus: it touches what follows and not what precedes. */
  private boolean sign(int i) {
    return in.touches(i + 1)
        && (in.is(i + 1, Type.NUMERAL) || in.is(i + 1, Type.SIGN))
        && (!in.touches(i) || in.mark(i - 1, '('));
  }

  /** "a dollar", "un euro": one of a unit, if it is not the first word of something else. */
  private @Nullable Number coin(int i) {
    if (!in.is(i, Word.NumberKind.ARTICLE)) return null;
    Word word = in.word(i + 1);
    if (word == null || word.unit == null || word.unit.how() == Unit.How.WEAK) return null;
    Type next = in.type(i + 2);
    boolean closed =
        next == Type.BREAK
            || next == Type.MARK
            || in.has(i + 2, Role.AND)
            || in.has(i + 2, Role.OR);
    if (!closed || in.has(i - 1, Role.NOT_COIN) || without(i)) return null;
    return new Number(
        i + 1, BigDecimal.ONE, null, BigDecimal.ONE, BigDecimal.ZERO, false, false, false);
  }

  /** "without spending a dollar", "n'a pas touché un centime": nothing is paid there. */
  private boolean without(int i) {
    for (int k = i - 1; k >= i - 5; k--) {
      if (in.is(k, Type.BREAK) || in.is(k, Type.MARK) && !in.mark(k, '\'')) return false;
      if (in.has(k, Role.WITHOUT)) return true;
    }
    return false;
  }

  /** "$10 billion", "US$ 1.5bn", "EUR 20 millions", "dollar 22.5 million". */
  private @Nullable Quantity prefixed(int start, int i) {
    String country = null;
    int at = i;
    for (int k = units.country(at); k > at; k = -1) {
      Unit named = in.is(k, Type.SIGN) ? null : units.at(k);
      boolean worded = named != null && named.how() == Unit.How.STRONG;
      boolean sign = in.is(k, Type.SIGN) && (in.end(at) - in.start(at) > 1 || in.touches(k));
      if (sign || worded && in.is(k + 1, Type.NUMERAL)) {
        country = units.countryCode(at);
        at = k;
      }
    }
    if (country == null && units.mark(i) != null && in.is(i + 1, Type.SIGN) && !article(i)) {
      country = units.mark(i);
      at = i + 1;
    }
    Unit unit = null;
    int next = at;
    if (in.is(at, Type.SIGN)) {
      unit = lexicon.sign(in.first(at));
      next = at + 1;
    } else {
      unit = units.code(at);
      next = at + 1;
      if (unit != null && in.is(next, Type.SIGN)) {
        Unit sign = lexicon.sign(in.first(next));
        if (sign != null && sign.family().equals(unit.family())) next++;
      }
      Word word = in.word(at);
      if (unit == null
          && word != null
          && word.unit != null
          && !word.unit.minor()
          && !in.has(i - 1, Role.DETERMINER)) {
        unit = word.unit;
      }
      if (unit == null) return null;
    }
    if (unit == null || unit.how() == Unit.How.COIN) return null;
    if (unit.letter() && !in.touches(next)) return null;
    boolean point =
        in.mark(next, '.') && (in.touches(next) || in.is(at, Type.SIGN) && in.touches(next + 1));
    boolean cents = point && in.is(at, Type.SIGN) && in.touches(next + 1);
    if (point) next++;
    if (!in.is(next, Type.NUMERAL)) {
      Word word = in.word(next);
      boolean spelled =
          unit.how() == Unit.How.SIGN
              && word != null
              && word.kind != null
              && word.kind != Word.NumberKind.ABBREVIATION
              && word.kind != Word.NumberKind.ARTICLE;
      if (!spelled || in.is(next, Word.NumberKind.MANY)) return null;
    }
    Number number = numbers.read(next);
    if (number == null) return null;
    if (!unit.prefix() && !(number.scaled() && in.is(next, Type.NUMERAL))) return null;
    if (cents) number = number.fraction(in.end(next) - in.start(next));
    int end = number.end();
    // "$10 million Canadian", "US$10m USD", "$10 billion dollars"
    int more = units.after(end, unit);
    if (more > end) {
      Unit again = units.at(more - 1);
      if (again != null && again.code() != null) unit = again.minor() ? unit : again;
      else if (country == null && units.mark(more - 1) != null) country = units.mark(more - 1);
      end = more;
    }
    return new Quantity(start, end, number, unit, country, false, true);
  }

  private boolean article(int i) {
    return in.is(i, Word.NumberKind.ARTICLE) && !in.touches(i + 1);
  }

  private Quantity suffixed(int start, Number number) {
    int percent = percentAt(number.end());
    if (percent > 0) return new Quantity(start, percent, number, null, null, true, false);
    int i = number.end();
    int last = i - 1;
    // a scale that carries its currency: "120 MEUR", "1,2 G$"
    Word word = in.word(i);
    if (word != null && !word.glued.isEmpty()) {
      String surface = in.surface(i);
      BigDecimal scale = word.glued.get(surface);
      Unit unit = word.codes.get(surface);
      if (scale != null && unit != null) {
        return refined(start, i + 1, number.times(scale).at(i + 1), unit);
      }
    }
    if (in.is(i, Type.HYPHEN) && in.touches(i) && in.touches(i + 1)) i++;
    else if (in.mark(i, '.') && in.touches(i) && in.is(last, Word.NumberKind.ABBREVIATION)) i++;
    boolean loose = number.scaled() || number.about() || number.top() != null;
    if (loose && in.has(i, Role.LINKER)) i++;
    if (in.has(i, Role.SMALL) && loose) i++;
    String country = null;
    int place = units.country(i);
    if (place > i && (units.at(place) != null)) {
      country = units.countryCode(i);
      i = place;
    }
    int phrase = units.phraseEnd(i);
    Unit unit = phrase > i ? units.phrase(i) : units.at(i);
    int end = phrase > i ? phrase : i + 1;
    if (unit == null
        || (in.is(i, Type.SIGN) && ofNext(i))
        || (!in.is(i, Type.SIGN) && codeOfNext(i))) {
      return new Quantity(start, number.end(), number, null, null, false, false);
    }
    boolean letter = unit.minor() && units.code(i) != null;
    boolean loosely = letter && !(in.touches(i) && number.digits());
    boolean other = unit.how() == Unit.How.SLANG && !slang(i);
    if (unit.letter() || loosely || other || unit.minor() && !minor(number, end)) {
      return new Quantity(start, number.end(), number, null, null, false, false);
    }
    if (country != null) {
      String code = lexicon.currencies.of(unit.family(), country);
      if (code != null) unit = unit.of(code);
    }
    // "75 USD million"
    Word scale = in.word(end);
    if (!number.scaled()
        && scale != null
        && scale.kind == Word.NumberKind.SCALE
        && unit.how() == Unit.How.SIGN) {
      number = number.times(scale.value()).at(end + 1);
      end++;
    }
    return refined(start, end, number, unit);
  }

  /** With the country behind the unit: "dollars canadiens", "10 M$ US". */
  private Quantity refined(int start, int end, Number number, Unit unit) {
    if (unit.minor()) {
      return new Quantity(start, end, number.times(unit.factor()), unit, null, false, false);
    }
    String country = null;
    int behind = units.country(end);
    if (behind > end) {
      String code = units.countryCode(end);
      boolean name = lexicon.vigesimal || closed(behind);
      if (code != null && name && lexicon.currencies.of(unit.family(), code) != null) {
        return new Quantity(
            start, behind, number, unit.of(units.codeOf(unit, code)), code, false, false);
      }
    }
    int more = units.after(end, unit);
    if (more > end) {
      Unit again = units.at(more - 1);
      if (again != null && again.code() != null) unit = again;
      else country = units.mark(more - 1);
      end = more;
    } else if (in.is(end - 1, Type.SIGN) && units.mark(end) != null) {
      country = units.mark(end);
      if (country != null && lexicon.currencies.of(unit.family(), country) != null) end++;
      else country = null;
    }
    return new Quantity(start, end, number, unit, country, false, false);
  }

  private boolean closed(int i) {
    return !in.is(i, Type.OTHER);
  }

  /** A sign that belongs to the number behind it: "5 $10 bills". */
  private boolean ofNext(int i) {
    if (in.touches(i) || !in.is(i + 1, Type.NUMERAL)) return false;
    if (in.touches(i + 1)) return true;
    Unit coin = units.at(i + 2);
    return !lexicon.nounsLinked && (coin == null || !coin.minor());
  }

  /** A code that belongs to the number behind it: "3 USD50 cards". */
  private boolean codeOfNext(int i) {
    return units.code(i) != null && in.touches(i + 1) && in.is(i + 1, Type.NUMERAL);
  }

  /** Two digits alone, as cents are written: "17 USD 25 per month". */
  private boolean cents(Number number) {
    int at = number.end() - 1;
    return number.digits() && in.is(at, Type.NUMERAL) && in.end(at) - in.start(at) == 2;
  }

  /** What follows is not counted: "15 euros 50 la place", "15 USD 50 more". */
  private boolean spoken(int i) {
    return in.has(i, Role.CLOSING)
        || in.has(i, Role.MORE)
        || lexicon.nounsLinked && in.has(i, Role.DETERMINER);
  }

  /** "34 cents", not "200 hundred million". */
  private boolean minor(Number number, int next) {
    Word word = in.word(next);
    boolean more = word != null && (word.kind == Word.NumberKind.SCALE || word.unit != null);
    return !number.scaled() && !more;
  }

  /** "ten grand", not "ten Grand Prix" nor "a grand plan". */
  private boolean slang(int i) {
    Type next = in.type(i + 1);
    return Character.isLowerCase(in.first(i))
        && (next == Type.BREAK
            || next == Type.MARK
            || in.has(i + 1, Role.CLOSING)
            || in.has(i + 1, Role.AND)
            || in.has(i + 1, Role.OR));
  }

  int percentAt(int i) {
    int at = in.is(i, Type.HYPHEN) && in.touches(i) && in.touches(i + 1) ? i + 1 : i;
    if (in.is(at, Type.PERCENT)) return at + 1;
    Word word = in.word(at);
    if (word == null) return -1;
    for (Word.Phrase<Boolean> phrase : word.percents) {
      int end = in.matches(phrase.words(), at);
      if (end > 0 && !in.has(end, Role.PERCENT_NOT)) return end;
    }
    return -1;
  }

  Quantity withMinor(Quantity quantity) {
    if (quantity.number().scaled() || quantity.unit() == null) return quantity;
    if (quantity.unit().minor()
        || in.is(quantity.end() - 1, Type.SIGN) && in.is(quantity.end(), Type.MARK))
      return quantity;
    int i = quantity.end();
    boolean joined = in.has(i, Role.AND);
    if (joined) i++;
    Number number = numbers.read(i);
    if (number == null
        || number.scaled()
        || number.top() != null
        || number.value().compareTo(HUNDRED) >= 0
        || number.value().stripTrailingZeros().scale() > 0) {
      return quantity;
    }
    Unit coin = units.at(number.end());
    int end;
    if (coin != null && coin.minor()) end = number.end() + 1;
    else if (coin == null
        && !quantity.unitFirst()
        && (in.sentenceEnd(number.end()) || !joined && cents(number) && spoken(number.end()))
        && percentAt(number.end()) < 0) end = number.end();
    else return quantity;
    Number whole = quantity.number();
    BigDecimal value =
        whole.value().add(number.value().multiply(coin == null ? HUNDREDTH : coin.factor()));
    Number sum =
        new Number(
            end,
            value,
            null,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            whole.about(),
            whole.digits(),
            false);
    return new Quantity(
        quantity.start(), end, sum, quantity.unit(), quantity.country(), false, false);
  }
}
