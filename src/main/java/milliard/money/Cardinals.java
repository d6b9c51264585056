package milliard.money;

import java.math.BigDecimal;
import milliard.money.Lexemes.Type;
import milliard.money.Numbers.Number;
import milliard.money.Word.NumberKind;
import milliard.money.Word.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads counting numbers, in digits or words, with their scales: "1,2 milliard", "deux cent
 * cinquante mille", "3 million 500 thousand".
 */
final class Cardinals {
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

  private final Lexemes in;
  private final Lexicon lexicon;

  Cardinals(Lexemes in, Lexicon lexicon) {
    this.in = in;
    this.lexicon = lexicon;
  }

  /** Digits or words with their scales. */
  @Nullable Number read(int start) {
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
      int at = end > start ? in.hyphen(i) : i;
      boolean spaced = at == i;
      if (end > start && in.has(at, Role.AND) && !joined && !numeral && and(at, last)) {
        at = in.hyphen(at + 1);
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
        int decimals = in.has(at, Role.POINT) && whole(current) ? decimals(at + 1) : at;
        if (decimals > at + 1) {
          current = current.add(decimalValue(at + 1, decimals));
          end = at = decimals;
        }
        Word.Phrase<BigDecimal> part = part(at);
        if (part != null) {
          current = current.add(part.meaning());
          end = at = at + part.words().size();
        }
        i = current.compareTo(ONE) < 0 ? partOf(at) : at;
        continue;
      }
      Word word = in.word(at);
      if (word == null || word.kind == null) break;
      BigDecimal value = word.value();
      if (in.scale(at) && (spaced || at > start)) {
        boolean article =
            word.kind == NumberKind.MAGNITUDE && current == null && total.signum() == 0;
        if (article) break;
        if (lastScale != null && current == null && value.compareTo(lastScale) <= 0) {
          boolean thousand = !digits && value.compareTo(THOUSAND) == 0;
          if (!thousand || value.compareTo(lastScale) == 0) break;
        }
        boolean letter = in.end(at) - in.start(at) < 2;
        if (word.kind == NumberKind.ABBREVIATION && letter && !digits && !numeral) break;
        // "$51m B round"
        if (word.kind == NumberKind.ABBREVIATION && letter && current == null) break;
        if (lastScale == null || value.compareTo(lastScale) < 0) {
          lastFactor = current == null ? ONE : current;
          total = total.add(lastFactor.multiply(value));
        } else {
          if (value.compareTo(lastScale) == 0) break;
          boolean scales = current == null && total.compareTo(lastFactor.multiply(lastScale)) == 0;
          if (scales) {
            // "7 lakh crore", "deux mille milliards" are one scale
            value = value.multiply(lastScale);
          } else {
            lastFactor = current == null ? total : total.add(current);
          }
          total = lastFactor.multiply(value);
        }
        lastScale = value;
        current = null;
        numeral = false;
        last = NumberKind.SCALE;
        end = i = at + 1;
        Word.Phrase<BigDecimal> part = part(i);
        if (part != null) {
          total = total.add(part.meaning().multiply(value));
          lastFactor = lastFactor.add(part.meaning());
          end = i = i + part.words().size();
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
      Word.Phrase<BigDecimal> part = last == NumberKind.UNIT ? part(i) : null;
      if (part != null && in.scale(i + part.words().size())) {
        current = current.add(part.meaning());
        numeral = true;
        end = i = i + part.words().size();
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
    Word next = in.word(in.hyphen(at + 1));
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
        && in.scale(at + 1);
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
    if (next != null && in.scale(at + 1)) return next.value().compareTo(lastScale) < 0;
    if (in.is(at - 1, NumberKind.ABBREVIATION)) return false;
    BigDecimal value = numeral(at);
    return value.compareTo(TEN_THOUSAND) >= 0 && value.compareTo(lastScale) < 0;
  }

  /** "and a half", "et demi"; what may be of something else ("and a quarter of …") is not. */
  private Word.@Nullable Phrase<BigDecimal> part(int i) {
    Word word = in.word(i);
    if (word == null) return null;
    for (Word.Phrase<BigDecimal> phrase : word.parts) {
      int end = in.matches(phrase.words(), i);
      if (end > 0 && (phrase.meaning().equals(HALF) || !in.has(end, Role.OF))) return phrase;
    }
    return null;
  }

  /** Behind "of a" between a part and its scale: "3/4 of a billion", "3/4 de milliard". */
  private int partOf(int i) {
    if (!in.has(i, Role.OF) || in.surface(i - 1).indexOf('/') < 0 && !in.vulgar(i - 1)) return i;
    int next = in.is(i + 1, NumberKind.ARTICLE) ? i + 2 : i + 1;
    return in.scale(next) ? next : i;
  }

  private static boolean whole(BigDecimal number) {
    return number.scale() <= 0;
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
          if (Lexer.isDigit(surface.charAt(k))) digits.append(surface.charAt(k));
        }
      } else {
        digits.append(in.value(i).toPlainString());
      }
    }
    return new BigDecimal(digits.append('0').toString());
  }
}
