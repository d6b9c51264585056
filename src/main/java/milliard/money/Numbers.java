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

  Numbers(Lexemes in, Lexicon lexicon) {
    this.in = in;
    this.lexicon = lexicon;
  }

  /** The number that begins here, or null. */
  @Nullable Number read(int i) {
    if (in.is(i, Type.NUMERAL)) {
      Number figures = figures(i);
      return figures != null ? figures : cardinal(i);
    }
    Word word = in.word(i);
    if (word == null || word.kind == null) return null;
    return switch (word.kind) {
      case UNIT, TEEN -> {
        Number number = figures(i);
        if (number == null) number = quarters(i);
        if (number == null) number = fraction(i);
        if (number == null) number = about(i);
        yield number != null ? number : cardinal(i);
      }
      case TEN, VIGESIMAL, HUNDRED -> cardinal(i);
      case SCALE -> word.value().compareTo(THOUSAND) == 0 ? cardinal(i) : scaleAlone(i);
      case FRACTION -> fraction(i);
      case ABOUT -> about(i);
      case ARTICLE -> article(i);
      case MAGNITUDE -> magnitude(i, i, ONE);
      case MANY -> many(i, i);
      case PLURAL -> plural(i);
      case MULTI -> multi(i);
      case ABBREVIATION, QUARTERS, FIGURES -> null;
    };
  }

  /** "billion-dollar", "le milliard d'euros": a scale alone, right before its currency. */
  private @Nullable Number scaleAlone(int i) {
    if (in.is(i - 1, Type.HYPHEN) || in.is(i - 1, Type.NUMERAL)) return null;
    Word next = in.word(i + 1);
    boolean one =
        lexicon.nounsLinked
            ? in.has(i - 1, Role.DETERMINER) && in.has(i + 1, Role.LINKER)
            : next != null && next.unit != null && next.unit.how() == Unit.How.STRONG;
    boolean hyphen = in.is(i + 1, Type.HYPHEN) && in.touches(i + 1);
    if (!one && !hyphen) return null;
    return new Number(i + 1, ONE, null, value(i), BigDecimal.ZERO, false, false, false);
  }

  private @Nullable Number article(int i) {
    int next = small(i + 1);
    Word word = in.word(next);
    if (word == null || word.kind == null) return null;
    return switch (word.kind) {
      case HUNDRED -> next == i + 1 ? cardinal(i) : null;
      case SCALE -> word.value().compareTo(HUNDRED) > 0 && !hyphened(next) ? cardinal(i) : null;
      case FRACTION -> fraction(i);
      case ABOUT -> about(i);
      case MANY -> many(i, next);
      default -> null;
    };
  }

  /** In "a billion-dollar deal" the article is the deal's. */
  private boolean hyphened(int i) {
    return hyphen(i + 1) > i + 1;
  }

  private int small(int i) {
    return in.has(i, Role.SMALL) ? i + 1 : i;
  }

  private int hyphen(int i) {
    return in.is(i, Type.HYPHEN) && in.touches(i) && in.touches(i + 1) ? i + 1 : i;
  }

  private int of(int i) {
    return in.has(i, Role.OF) ? i + 1 : i;
  }

  private BigDecimal value(int i) {
    Word word = in.word(i);
    if (word == null) throw new IllegalStateException("no word at " + i);
    return word.value();
  }

  private boolean scale(int i) {
    Word word = in.word(i);
    if (word == null || !word.isScale()) return false;
    if (word.kind != NumberKind.ABBREVIATION) return true;
    // "5 M. Dupont", "10 b": a short scale touches the digits, or is followed by more of the amount
    return !in.has(i, Role.OF) || in.touches(i);
  }

  /** "half a billion", "un demi-milliard", "a quarter of a million". */
  private @Nullable Number fraction(int i) {
    int at = in.is(i, NumberKind.FRACTION) ? i : hyphen(i + 1);
    if (!in.is(at, NumberKind.FRACTION)) return null;
    if (at > i && value(i).compareTo(ONE) != 0) return null;
    return partOf(at, value(at));
  }

  /** "trois quarts de milliard". */
  private @Nullable Number quarters(int i) {
    int at = hyphen(i + 1);
    if (!in.is(at, NumberKind.QUARTERS)) return null;
    return partOf(at, value(i).multiply(value(at)));
  }

  private @Nullable Number partOf(int at, BigDecimal part) {
    int next = of(hyphen(at + 1));
    if (in.is(next, NumberKind.ARTICLE)
        || in.is(next, NumberKind.UNIT) && value(next).equals(ONE)) {
      next = hyphen(next + 1);
    }
    if (!scale(next)) return null;
    return new Number(next + 1, part, null, value(next), BigDecimal.ZERO, false, false, false);
  }

  /** "une petite dizaine de millions", "a couple of billion". */
  private @Nullable Number about(int i) {
    int at = in.is(i, NumberKind.ABOUT) ? i : small(i + 1);
    if (!in.is(at, NumberKind.ABOUT)) return null;
    BigDecimal count = at == i || in.is(i, NumberKind.ARTICLE) ? ONE : value(i);
    BigDecimal factor = count.multiply(value(at));
    int next = of(at + 1);
    if (in.is(next, NumberKind.HUNDRED)) {
      factor = factor.multiply(HUNDRED);
      next++;
    }
    BigDecimal scale = ONE;
    while (scale(next)) {
      scale = scale.multiply(value(next));
      next++;
      if (scale(of(next))) next = of(next);
    }
    boolean scaled = scale.compareTo(ONE) > 0;
    int end = scaled || in.is(next - 1, NumberKind.HUNDRED) ? next : at + 1;
    return new Number(end, factor, null, scale, BigDecimal.ZERO, true, false, false);
  }

  /** "hundreds of millions", "des dizaines de milliers". */
  private @Nullable Number magnitude(int start, int at, BigDecimal least) {
    if (start == at && in.is(at - 1, Type.HYPHEN) && !in.has(at - 2, Role.SMALL)) return null;
    BigDecimal order = value(at);
    BigDecimal more = order.compareTo(HUNDRED) > 0 ? THOUSAND : TEN;
    if (order.compareTo(BigDecimal.valueOf(12)) == 0) more = BigDecimal.valueOf(8);
    BigDecimal low = least.multiply(order);
    BigDecimal high = order.multiply(least.compareTo(ONE) > 0 ? TEN : more);
    BigDecimal scale = ONE;
    int end = at + 1;
    while (in.has(end, Role.OF)) {
      int next = end + 1;
      if (!scale(next) && !in.is(next, NumberKind.MAGNITUDE)) break;
      scale = scale.multiply(value(next));
      end = next + 1;
    }
    return new Number(end, low, high, scale, BigDecimal.ZERO, false, false, false);
  }

  /** "plusieurs millions", "a few hundred million", "quelques dizaines de millions". */
  private @Nullable Number many(int start, int at) {
    BigDecimal least = value(at);
    int next = small(at + 1);
    if (in.is(next, NumberKind.MAGNITUDE) && !scale(next)) return magnitude(start, next, least);
    BigDecimal low = least;
    BigDecimal high = TEN;
    if (in.is(next, NumberKind.HUNDRED)) {
      low = low.multiply(HUNDRED);
      high = high.multiply(HUNDRED);
      next++;
    }
    int first = next;
    BigDecimal scale = ONE;
    while (scale(next) || in.is(next, NumberKind.MAGNITUDE)) {
      scale = scale.multiply(value(next));
      next++;
      if (in.has(next, Role.OF) && scale(next + 1)) next++;
    }
    if (next == first && in.is(next - 1, NumberKind.MANY)) return null;
    return new Number(next, low, high, scale, BigDecimal.ZERO, false, false, false);
  }

  /** "des millions". */
  private @Nullable Number plural(int i) {
    if (in.is(i + 1, NumberKind.MAGNITUDE)) return magnitude(i, i + 1, ONE);
    if (!in.is(i + 1, NumberKind.SCALE) || !scale(i + 1)) return null;
    return new Number(i + 2, ONE, THOUSAND, value(i + 1), BigDecimal.ZERO, false, false, false);
  }

  /** "multi-million". */
  private @Nullable Number multi(int i) {
    int next = hyphen(i + 1);
    if (!scale(next)) return null;
    return new Number(next + 1, ONE, THOUSAND, value(next), BigDecimal.ZERO, false, false, false);
  }

  /** "nine-figure", "à neuf chiffres". */
  private @Nullable Number figures(int i) {
    int at = hyphen(i + 1);
    if (!in.is(at, NumberKind.FIGURES)) return null;
    if (lexicon.figuresNeedOpener && !in.has(i - 1, Role.FIGURES_OPENER)) return null;
    int figures;
    if (in.is(i, Type.NUMERAL)) {
      String surface = in.surface(i);
      if (surface.length() > 2 || !surface.chars().allMatch(c -> Lexemes.isDigit((char) c))) {
        return null;
      }
      figures = Integer.parseInt(surface);
    } else {
      figures = value(i).intValue();
    }
    if (figures < 4 || figures > 15) return null;
    BigDecimal low = TEN.pow(figures - 1);
    return new Number(at + 1, low, low.multiply(TEN), ONE, BigDecimal.ZERO, false, false, true);
  }

  /** Digits or words with their scales. */
  private @Nullable Number cardinal(int start) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal current = null;
    BigDecimal lastScale = null;
    BigDecimal lastFactor = ONE;
    boolean digits = in.is(start, Type.NUMERAL);
    boolean joined = in.has(start - 1, Role.BETWEEN);
    boolean numeral = false;
    NumberKind last = null;
    BigDecimal lastWord = BigDecimal.ZERO;
    int end = start;
    int i = start;
    while (i < start + 48) {
      int at = end > start ? hyphen(i) : i;
      boolean spaced = at == i;
      if (end > start && in.has(at, Role.AND) && !joined && !numeral && and(at, last)) {
        at = hyphen(at + 1);
        spaced = true;
      }
      if (in.is(at, Type.NUMERAL) && spaced) {
        if (current != null) break;
        if (lastScale != null && !continues(at, lastScale)) break;
        current = numeral(at);
        numeral = true;
        last = null;
        end = ++at;
        if (slug(start, at)) {
          current = current.add(numeral(at).movePointLeft(1));
          end = ++at;
        }
        int half = half(at);
        if (half > at) {
          current = current.add(HALF);
          end = at = half;
        }
        i = at;
        continue;
      }
      Word word = in.word(at);
      if (word == null || word.kind == null) break;
      BigDecimal value = word.value();
      if (scale(at) && (spaced || at > start)) {
        boolean article =
            word.kind == NumberKind.MAGNITUDE && current == null && total.signum() == 0;
        if (article) break;
        if (lastScale != null && current == null && value.compareTo(lastScale) <= 0) {
          boolean thousand = !digits && value.compareTo(THOUSAND) == 0;
          if (!thousand || value.compareTo(lastScale) == 0) break;
        }
        boolean letter = in.end(at) - in.start(at) < 2;
        if (word.kind == NumberKind.ABBREVIATION && letter && !digits && !numeral) break;
        if (lastScale == null || value.compareTo(lastScale) < 0) {
          lastFactor = current == null ? ONE : current;
          total = total.add(lastFactor.multiply(value));
        } else {
          if (value.compareTo(lastScale) == 0) break;
          lastFactor = current == null ? total : total.add(current);
          total = lastFactor.multiply(value);
        }
        lastScale = value;
        current = null;
        numeral = false;
        last = NumberKind.SCALE;
        end = i = at + 1;
        int half = half(i);
        if (half > i) {
          total = total.add(HALF.multiply(value));
          lastFactor = lastFactor.add(HALF);
          end = i = half;
        }
        continue;
      }
      if (numeral || digits) break;
      if (word.kind == NumberKind.ARTICLE) {
        if (at > start) break;
        current = ONE;
      } else if (word.kind == NumberKind.HUNDRED) {
        if (current != null && !hundreds(current)) break;
        current = current == null ? HUNDRED : current.multiply(HUNDRED);
      } else if (word.kind == NumberKind.UNIT
          || word.kind == NumberKind.TEEN
          || word.kind == NumberKind.TEN
          || word.kind == NumberKind.VIGESIMAL) {
        if (current == null) {
          current = value;
        } else if (word.kind == NumberKind.TEN
            && value.intValue() == 20
            && last == NumberKind.UNIT
            && lastWord.intValue() == 4
            && lexicon.vigesimal) {
          current = current.subtract(lastWord).add(BigDecimal.valueOf(80));
          last = NumberKind.VIGESIMAL;
          lastWord = value;
          end = i = at + 1;
          continue;
        } else if (adds(last, lastWord, word)) {
          current = current.add(value);
        } else {
          break;
        }
      } else {
        break;
      }
      last = word.kind;
      lastWord = value;
      end = i = at + 1;
      if (in.has(i, Role.POINT) && current.compareTo(THOUSAND) < 0) {
        int decimals = decimals(i + 1);
        if (decimals > i + 1) {
          current = current.add(decimalValue(i + 1, decimals));
          numeral = true;
          end = i = decimals;
        }
      }
      int half = half(i);
      if (half > i && last == NumberKind.UNIT && scale(half)) {
        current = current.add(HALF);
        numeral = true;
        end = i = half;
      }
    }
    if (end == start) return null;
    if (lastScale == null) {
      if (current == null) return null;
      return new Number(end, current, null, ONE, BigDecimal.ZERO, false, digits, false);
    }
    BigDecimal value = current == null ? total : total.add(current);
    BigDecimal rest = value.subtract(lastFactor.multiply(lastScale));
    return new Number(end, lastFactor, null, lastScale, rest, false, digits, false);
  }

  /** Whether "and" may go on inside the number: "one hundred and five", "vingt et un". */
  private boolean and(int at, @Nullable NumberKind last) {
    Word next = in.word(hyphen(at + 1));
    if (next == null || next.kind == null || last == null) return false;
    if (lexicon.vigesimal) {
      int value = next.value().compareTo(BigDecimal.valueOf(11)) <= 0 ? next.value().intValue() : 0;
      return (last == NumberKind.TEN && value == 1)
          || (last == NumberKind.VIGESIMAL && (value == 1 || value == 11));
    }
    return (last == NumberKind.HUNDRED || last == NumberKind.SCALE)
        && (next.kind == NumberKind.UNIT
            || next.kind == NumberKind.TEEN
            || next.kind == NumberKind.TEN);
  }

  /** "twelve hundred", "onze cents"; "quarante cents" and "dix cents" are coins. */
  private boolean hundreds(BigDecimal count) {
    int value = count.compareTo(HUNDRED) < 0 ? count.intValue() : 0;
    return lexicon.vigesimal ? value > 1 && value < 17 && value != 10 : value > 0;
  }

  private boolean adds(@Nullable NumberKind last, BigDecimal lastWord, Word word) {
    int value = word.value().intValue();
    if (last == NumberKind.HUNDRED) return true;
    if (last == NumberKind.TEN) return value < 10;
    if (last == NumberKind.VIGESIMAL) return value < 20;
    // dix-sept
    return last == NumberKind.TEEN
        && lexicon.vigesimal
        && lastWord.intValue() == 10
        && value > 6
        && value < 10;
  }

  /** "leve 4 7 millions": in a headline rebuilt from an address the decimal mark is a space. */
  private boolean slug(int start, int at) {
    return at == start + 1
        && in.is(at, Type.NUMERAL)
        && in.end(at) - in.start(at) == 1
        && in.has(start - 1, Role.RAISE)
        && scale(at + 1);
  }

  private BigDecimal numeral(int at) {
    Word next = in.word(at + 1);
    boolean singular =
        lexicon.decimal == ','
            && next != null
            && next.kind == NumberKind.SCALE
            && !next.form.endsWith("s");
    boolean foreign = in.is(at - 1, Type.SIGN) && in.touches(at);
    return Numeral.value(in.surface(at), lexicon.decimal, foreign, singular);
  }

  /** "1 milliard 500 millions", "1 million 200 000". */
  private boolean continues(int at, BigDecimal lastScale) {
    Word next = in.word(at + 1);
    if (next != null && scale(at + 1)) return next.value().compareTo(lastScale) < 0;
    if (in.is(at - 1, NumberKind.ABBREVIATION)) return false;
    BigDecimal value = numeral(at);
    return value.compareTo(TEN_THOUSAND) >= 0 && value.compareTo(lastScale) < 0;
  }

  private int half(int i) {
    Word word = in.word(i);
    if (word == null) return i;
    for (Word.Phrase<Boolean> phrase : word.halves) {
      int end = matches(phrase.words(), i);
      if (end > 0) return end;
    }
    return i;
  }

  /** Behind the phrase if it stands here, else -1. */
  int matches(java.util.List<Word> phrase, int i) {
    for (int k = 0; k < phrase.size(); k++) if (in.word(i + k) != phrase.get(k)) return -1;
    return i + phrase.size();
  }

  private int decimals(int from) {
    if (in.is(from, Type.NUMERAL)) return from + 1;
    int i = from;
    while (i < from + 6 && (in.is(i, NumberKind.UNIT) || i == from && in.is(i, NumberKind.TEN)))
      i++;
    return i;
  }

  private BigDecimal decimalValue(int from, int end) {
    StringBuilder digits = new StringBuilder("0.");
    for (int i = from; i < end; i++) {
      if (in.is(i, Type.NUMERAL)) {
        String surface = in.surface(i);
        for (int k = 0; k < surface.length(); k++) {
          if (Lexemes.isDigit(surface.charAt(k))) digits.append(surface.charAt(k));
        }
      } else {
        digits.append(value(i).toPlainString());
      }
    }
    return new BigDecimal(digits.append('0').toString());
  }
}
