package milliard.money;

import java.math.BigDecimal;
import milliard.money.Lexemes.Type;
import milliard.money.Word.NumberKind;
import milliard.money.Word.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number at a lexeme: digits, words, scales, fractions and loose plurals, in any mixture
 * ("1,2 milliard", "deux cent cinquante mille", "3 million 500 thousand", "half a billion").
 */
final class Numbers {
  /**
   * A number.
   *
   * @param end the lexeme behind it
   * @param factor what stands before the last scale: 2.5 in "2.5 billion"
   * @param top upper factor of a loose plural, else null
   * @param scale the last scale, 1 if there is none
   * @param rest what follows the scale: 200,000 in "1 million 200 000"
   * @param about whether the word itself rounds ("une dizaine")
   * @param digits whether it is written in digits
   * @param figures whether only its length is told ("nine-figure")
   */
  record Number(
      int end,
      BigDecimal factor,
      @Nullable BigDecimal top,
      BigDecimal scale,
      BigDecimal rest,
      boolean about,
      boolean digits,
      boolean figures) {
    BigDecimal value() {
      return factor.multiply(scale).add(rest);
    }

    @Nullable BigDecimal topValue() {
      return top == null ? null : top.multiply(scale);
    }

    boolean scaled() {
      return scale.compareTo(BigDecimal.ONE) > 0;
    }

    Number at(int place) {
      return new Number(place, factor, top, scale, rest, about, digits, figures);
    }

    Number times(BigDecimal more) {
      return new Number(end, factor, top, scale.multiply(more), rest, about, digits, figures);
    }

    /** The digits behind a point that has none before it: "$.50". */
    Number fraction(int count) {
      return new Number(end, factor.movePointLeft(count), top, scale, rest, about, digits, figures);
    }

    Number negative() {
      return new Number(end, factor.negate(), top, scale, rest.negate(), about, digits, figures);
    }
  }

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TEN = BigDecimal.TEN;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final Lexemes in;
  private final Lexicon lexicon;
  private final Cardinals cardinals;

  Numbers(Lexemes in, Lexicon lexicon) {
    this.in = in;
    this.lexicon = lexicon;
    this.cardinals = new Cardinals(in, lexicon);
  }

  /** The number that begins here, or null. */
  @Nullable Number read(int i) {
    if (in.is(i, Type.NUMERAL)) {
      Number figures = figures(i);
      return figures != null ? figures : cardinals.read(i);
    }
    Word word = in.word(i);
    if (word == null || word.kind == null) return null;
    return switch (word.kind) {
      case UNIT, TEEN -> {
        Number number = figures(i);
        if (number == null) number = digits(i);
        if (number == null) number = quarters(i);
        if (number == null) number = fraction(i);
        if (number == null) number = about(i);
        yield number != null ? number : cardinals.read(i);
      }
      case TEN, VIGESIMAL, HUNDRED -> cardinals.read(i);
      case SCALE -> word.value().compareTo(THOUSAND) == 0 ? cardinals.read(i) : scaleAlone(i);
      case FRACTION -> fraction(i);
      case ABOUT -> about(i);
      case ARTICLE -> article(i);
      case MAGNITUDE -> magnitude(i, i, ONE);
      case MANY -> many(i, i);
      case PLURAL -> plural(i);
      case MULTI -> multi(i);
      case FOLD -> digits(i);
      case DEGREE -> degree(i);
      case ABBREVIATION, QUARTERS, FIGURES, DIGITS -> null;
    };
  }

  /** "billion-dollar", "le milliard d'euros": a scale alone, right before its currency. */
  private @Nullable Number scaleAlone(int i) {
    if (in.is(i - 1, Type.HYPHEN) || in.is(i - 1, Type.NUMERAL)) return null;
    Word next = in.word(i + 1);
    if (lexicon.nounsLinked && in.has(i - 1, Role.DETERMINER)) {
      // "franchit le milliard", "le milliard et demi"
      boolean closed = in.is(i + 1, Type.MARK) || in.is(i + 1, Type.BREAK);
      Number number = cardinals.read(i);
      if (number != null && number.end() > i + 1 || closed) return number;
    }
    boolean one =
        lexicon.nounsLinked
            ? in.has(i - 1, Role.DETERMINER) && in.has(i + 1, Role.LINKER)
            : next != null && next.unit != null && next.unit.how() == Unit.How.STRONG;
    boolean hyphen = in.is(i + 1, Type.HYPHEN) && in.touches(i + 1);
    if (!one && !hyphen) return null;
    return new Number(i + 1, ONE, null, in.value(i), BigDecimal.ZERO, false, false, false);
  }

  private @Nullable Number article(int i) {
    int next = small(i + 1);
    Word word = in.word(next);
    if (word == null || word.kind == null) return null;
    return switch (word.kind) {
      case HUNDRED -> next == i + 1 ? cardinals.read(i) : null;
      case SCALE ->
          word.value().compareTo(HUNDRED) > 0 && !hyphened(next) ? cardinals.read(i) : null;
      case FRACTION -> fraction(i);
      case ABOUT -> about(i);
      case MANY -> many(i, next);
      default -> null;
    };
  }

  /** In "a billion-dollar deal" the article is the deal's. */
  private boolean hyphened(int i) {
    return in.hyphen(i + 1) > i + 1;
  }

  private int small(int i) {
    return in.has(i, Role.SMALL) ? i + 1 : i;
  }

  private int of(int i) {
    return in.has(i, Role.OF) ? i + 1 : i;
  }

  /** "half a billion", "un demi-milliard", "a quarter of a million". */
  private @Nullable Number fraction(int i) {
    int at = in.is(i, NumberKind.FRACTION) ? i : in.hyphen(i + 1);
    if (!in.is(at, NumberKind.FRACTION)) return null;
    if (at > i && in.value(i).compareTo(ONE) != 0) return null;
    return partOf(at, in.value(at));
  }

  /** "trois quarts de milliard". */
  private @Nullable Number quarters(int i) {
    int at = in.hyphen(i + 1);
    // "deux tiers": the same word in singular and plural
    boolean parts = in.is(at, NumberKind.QUARTERS) || in.is(at, NumberKind.FRACTION);
    if (!parts || in.value(i).compareTo(ONE) <= 0) return null;
    BigDecimal part = in.value(i).multiply(in.value(at));
    return part.compareTo(ONE) < 0 ? partOf(at, part) : null;
  }

  private @Nullable Number partOf(int at, BigDecimal part) {
    int next = of(in.hyphen(at + 1));
    if (in.is(next, NumberKind.ARTICLE)
        || in.is(next, NumberKind.UNIT) && in.value(next).equals(ONE)) {
      next = in.hyphen(next + 1);
    }
    if (!in.scale(next)) return null;
    return new Number(next + 1, part, null, in.value(next), BigDecimal.ZERO, false, false, false);
  }

  /** "une petite dizaine de millions", "a couple of billion". */
  private @Nullable Number about(int i) {
    int at = in.is(i, NumberKind.ABOUT) ? i : small(i + 1);
    if (!in.is(at, NumberKind.ABOUT)) return null;
    BigDecimal count = at == i || in.is(i, NumberKind.ARTICLE) ? ONE : in.value(i);
    BigDecimal factor = count.multiply(in.value(at));
    int next = of(at + 1);
    if (in.is(next, NumberKind.HUNDRED)) {
      factor = factor.multiply(HUNDRED);
      next++;
    }
    BigDecimal scale = ONE;
    while (in.scale(next)) {
      scale = scale.multiply(in.value(next));
      next++;
      if (in.scale(of(next))) next = of(next);
    }
    boolean scaled = scale.compareTo(ONE) > 0;
    int end = scaled || in.is(next - 1, NumberKind.HUNDRED) ? next : at + 1;
    return new Number(end, factor, null, scale, BigDecimal.ZERO, true, false, false);
  }

  /** "hundreds of millions", "des dizaines de milliers". */
  private @Nullable Number magnitude(int start, int at, BigDecimal least) {
    boolean compound =
        in.is(at - 1, Type.HYPHEN)
            && !in.has(at - 2, Role.SMALL)
            && !in.is(at - 2, NumberKind.DEGREE);
    if (start == at && compound) return null;
    BigDecimal order = in.value(at);
    BigDecimal more = order.compareTo(HUNDRED) > 0 ? THOUSAND : TEN;
    if (order.compareTo(BigDecimal.valueOf(12)) == 0) more = BigDecimal.valueOf(8);
    BigDecimal low = least.multiply(order);
    BigDecimal high = order.multiply(least.compareTo(ONE) > 0 ? TEN : more);
    BigDecimal scale = ONE;
    int end = at + 1;
    while (in.has(end, Role.OF)) {
      int next = end + 1;
      if (!in.scale(next) && !in.is(next, NumberKind.MAGNITUDE)) break;
      scale = scale.multiply(in.value(next));
      end = next + 1;
    }
    return new Number(end, low, high, scale, BigDecimal.ZERO, false, false, false);
  }

  /** "plusieurs millions", "a few hundred million", "quelques dizaines de millions". */
  private @Nullable Number many(int start, int at) {
    BigDecimal least = in.value(at);
    int next = small(at + 1);
    if (in.is(next, NumberKind.MAGNITUDE) && !in.scale(next)) return magnitude(start, next, least);
    BigDecimal low = least;
    BigDecimal high = TEN;
    if (in.is(next, NumberKind.HUNDRED)) {
      low = low.multiply(HUNDRED);
      high = high.multiply(HUNDRED);
      next++;
    }
    int first = next;
    BigDecimal scale = ONE;
    while (in.scale(next) || in.is(next, NumberKind.MAGNITUDE)) {
      scale = scale.multiply(in.value(next));
      next++;
      if (in.has(next, Role.OF) && in.scale(next + 1)) next++;
    }
    if (next == first && in.is(next - 1, NumberKind.MANY)) return null;
    return new Number(next, low, high, scale, BigDecimal.ZERO, false, false, false);
  }

  /** "des millions". */
  private @Nullable Number plural(int i) {
    if (in.is(i + 1, NumberKind.MAGNITUDE)) return magnitude(i, i + 1, ONE);
    if (!in.is(i + 1, NumberKind.SCALE) || !in.scale(i + 1)) return null;
    return new Number(i + 2, ONE, THOUSAND, in.value(i + 1), BigDecimal.ZERO, false, false, false);
  }

  /** "multi-million". */
  private @Nullable Number multi(int i) {
    int next = in.hyphen(i + 1);
    if (!in.scale(next)) return null;
    return new Number(
        next + 1, ONE, THOUSAND, in.value(next), BigDecimal.ZERO, false, false, false);
  }

  /** "nine-figure", "à neuf chiffres". */
  private @Nullable Number figures(int i) {
    int at = in.hyphen(i + 1);
    if (!in.is(at, NumberKind.FIGURES)) return null;
    int before = in.is(i - 1, Type.HYPHEN) ? i - 2 : i - 1;
    boolean opened = in.has(before, Role.FIGURES_OPENER) || in.is(before, NumberKind.DEGREE);
    if (in.value(at).compareTo(ONE) > 0 && !opened) return null;
    int figures;
    if (in.is(i, Type.NUMERAL)) {
      String surface = in.surface(i);
      if (surface.length() > 2 || !surface.chars().allMatch(c -> Lexer.isDigit((char) c))) {
        return null;
      }
      figures = Integer.parseInt(surface);
    } else {
      figures = in.value(i).intValue();
    }
    if (figures < 4 || figures > 15) return null;
    BigDecimal low = TEN.pow(figures - 1);
    return new Number(at + 1, low, low.multiply(TEN), ONE, BigDecimal.ZERO, false, false, true);
  }

  /** "double-digit millions": 10 to 100 of them. */
  private @Nullable Number digits(int i) {
    int at = in.hyphen(i + 1);
    if (!in.is(at, NumberKind.DIGITS)) return null;
    int count = in.value(i).intValue();
    int next = in.hyphen(at + 1);
    if (count < 1 || count > 3 || !in.scale(next)) return null;
    BigDecimal low = TEN.pow(count - 1);
    boolean money = in.is(next, NumberKind.MAGNITUDE) && !in.has(next + 1, Role.OF);
    return new Number(
        next + 1, low, low.multiply(TEN), in.value(next), BigDecimal.ZERO, false, false, money);
  }

  /** "mid-eight-figure", "low tens of millions", "mid-to-high single-digit millions". */
  private @Nullable Number degree(int i) {
    BigDecimal least = in.value(i);
    int last = i;
    int to = in.hyphen(i + 1);
    if (in.has(to, Role.TO) && in.is(in.hyphen(to + 1), NumberKind.DEGREE)) {
      last = in.hyphen(to + 1);
    }
    int at = in.hyphen(last + 1);
    Number number = null;
    if (in.is(at, NumberKind.MAGNITUDE)) {
      number = magnitude(at, at, ONE);
    } else if (in.is(at, NumberKind.UNIT)
        || in.is(at, NumberKind.TEEN)
        || in.is(at, NumberKind.FOLD)
        || in.is(at, Type.NUMERAL)) {
      number = figures(at);
      if (number == null && !in.is(at, Type.NUMERAL)) number = digits(at);
    }
    if (number == null || number.top() == null) return null;
    BigDecimal unit = number.factor();
    if (number.top().compareTo(unit.multiply(TEN)) != 0) return null;
    BigDecimal most = in.value(last).add(BigDecimal.valueOf(3));
    return new Number(
        number.end(),
        unit.multiply(least),
        unit.multiply(most),
        number.scale(),
        BigDecimal.ZERO,
        false,
        false,
        number.figures());
  }
}
