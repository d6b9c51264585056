package milliard.money;

import java.math.BigDecimal;
import java.math.MathContext;

/** A number in digits: which mark is the decimal one, which ones only part groups of three. */
final class Numeral {
  private Numeral() {}

  /**
   * The value of digits with marks: {@code 1.234,5}, {@code 1 200 000}, {@code 12,34,567.89},
   * {@code 7-3/4}. A single mark before exactly three digits parts groups, if it is not the decimal
   * mark of the language.
   *
   * @param decimal the decimal mark of the language
   * @param foreign whether a currency sign stands before, as the English write
   * @param singular whether a scale in the singular follows, which tells a value under two
   */
  static BigDecimal value(String text, char decimal, boolean foreign, boolean singular) {
    int slash = text.indexOf('/');
    if (slash >= 0) return mixed(text, slash, decimal);
    int vulgar = Lexer.vulgar(text.charAt(text.length() - 1));
    if (vulgar != 0) {
      String whole = text.substring(0, text.length() - 1);
      BigDecimal part = BigDecimal.valueOf(vulgar, 2);
      return whole.isEmpty() ? part : value(whole, decimal, foreign, singular).add(part);
    }
    int point = decimalMark(text, decimal, foreign, singular);
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Lexer.isDigit(c)) plain.append(c);
      else if (i == point) plain.append('.');
    }
    return new BigDecimal(plain.toString());
  }

  private static BigDecimal mixed(String text, int slash, char decimal) {
    int start = slash;
    while (start > 0 && Lexer.isDigit(text.charAt(start - 1))) start--;
    BigDecimal part =
        new BigDecimal(text.substring(start, slash))
            .divide(
                BigDecimal.valueOf(denominator(text.subSequence(slash + 1, text.length()))),
                MathContext.DECIMAL64);
    return start == 0 ? part : value(text.substring(0, start - 1), decimal, false, false).add(part);
  }

  /** 2, 3, 4, 8, 16, 32 or 64; 0 if this is no usual denominator. */
  static int denominator(CharSequence digits) {
    return switch (digits.toString()) {
      case "2" -> 2;
      case "3" -> 3;
      case "4" -> 4;
      case "5" -> 5;
      case "8" -> 8;
      case "16" -> 16;
      case "32" -> 32;
      case "64" -> 64;
      default -> 0;
    };
  }

  /** Where the decimal mark stands, -1 if there is none. */
  private static int decimalMark(String text, char decimal, boolean foreign, boolean singular) {
    int last = -1;
    int marks = 0;
    int kinds = 0;
    char kind = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Lexer.isDigit(c)) continue;
      marks++;
      if (c != kind) kinds++;
      kind = c;
      last = i;
    }
    if (last < 0 || kind != '.' && kind != ',') return -1;
    int behind = text.length() - last - 1;
    if (kinds > 1) return last;
    if (marks > 1) return -1;
    if (behind != 3 || last > 3) return last;
    boolean zero = text.charAt(0) == '0';
    if (zero) return last;
    if (kind != decimal) return singular ? last : -1;
    boolean round = text.startsWith("00", last + 2);
    if (decimal == ',') return foreign || round && !singular ? -1 : last;
    return text.startsWith("000", last + 1) && !singular ? -1 : last;
  }
}
