package milliard.money;

import java.math.BigDecimal;
import milliard.money.Lexemes.Type;
import org.jspecify.annotations.Nullable;

/** Cuts a text into lexemes: one pass, linear, no object a lexeme. */
final class Lexer {
  /** A longer run of digits and marks is no number. */
  private static final int LONGEST_NUMERAL = 32;

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final CharSequence text;
  private final Lexicon lexicon;
  private final Lexemes out;

  Lexer(CharSequence text, Lexicon lexicon, Lexemes out) {
    this.text = text;
    this.lexicon = lexicon;
    this.out = out;
  }

  void cut() {
    int i = 0;
    while (i < text.length()) i = lexeme(i);
  }

  /** Any run of words that mean nothing here is one lexeme. */
  private void other(int start, int end) {
    if (out.is(out.size() - 1, Type.OTHER)) out.extend(end);
    else out.add(Type.OTHER, start, end, null);
  }

  private int lexeme(int start) {
    char c = text.charAt(start);
    if (isLetter(c)) return letters(start);
    if (isDigit(c)) return numeral(start);
    if (isSpace(c)) return start + 1;
    if (c == '\n') return lineBreak(start);
    if (c == '%' || c == '\uff05' || c == '\u066a') out.add(Type.PERCENT, start, start + 1, null);
    else if (isHyphen(c)) out.add(Type.HYPHEN, start, start + 1, single(start));
    else if (lexicon.sign(c) != null) out.add(Type.SIGN, start, start + 1, null);
    else if (vulgar(c) != 0) out.add(Type.NUMERAL, start, start + 1, null);
    else out.add(Type.MARK, start, start + 1, single(start));
    return start + 1;
  }

  private @Nullable Word single(int start) {
    return lexicon.find(text, start, start + 1, WordTable.fold(text.charAt(start)));
  }

  /** A blank line ends everything; a single one is a space. */
  private int lineBreak(int start) {
    int i = start + 1;
    while (i < text.length() && isSpace(text.charAt(i))) i++;
    if (i < text.length() && text.charAt(i) == '\n') {
      while (i < text.length() && (text.charAt(i) == '\n' || isSpace(text.charAt(i)))) i++;
      out.add(Type.BREAK, start, i, null);
    }
    return i;
  }

  private int letters(int start) {
    int hash = 0;
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!isLetter(c)) break;
      char folded = WordTable.fold(c);
      if (folded != 0) hash = 31 * hash + folded;
      i++;
    }
    char next = i < text.length() ? text.charAt(i) : '\n';
    if (isDigit(next)) return lettersThenDigits(start, i, hash);
    if ((next == '\'' || next == '\u2019') && lexicon.elision) {
      Word word = lexicon.find(text, start, i + 1, 31 * hash + '\'');
      if (word == null) other(start, i + 1);
      else out.add(Type.WORD, start, i + 1, word);
      return i + 1;
    }
    if (next == '.' && i - start == 1) return abbreviation(start, i, hash);
    if (next == ':' && text.length() - i > 2 && text.charAt(i + 1) == '/') return address(start, i);
    if (next == '@' || next == '_') return address(start, i);
    if (lexicon.sign(next) != null) {
      Word word = lexicon.find(text, start, i + 1, 31 * hash + WordTable.fold(next));
      if (word != null && word.codes.containsKey(text.subSequence(start, i + 1).toString())) {
        out.add(Type.WORD, start, i + 1, word);
        return i + 1;
      }
    }
    Word word = lexicon.find(text, start, i, hash);
    if (word == null) other(start, i);
    else out.add(Type.WORD, start, i, word);
    return i;
  }

  /** {@code EUR29} is a code and a number, {@code A320} is a name. */
  private int lettersThenDigits(int start, int end, int hash) {
    Word word = lexicon.find(text, start, end, hash);
    Unit unit = word == null ? null : word.codes.get(text.subSequence(start, end).toString());
    if (unit == null || unit.letter() && !millions(end)) return name(start, end);
    out.add(Type.WORD, start, end, word);
    return end;
  }

  /** Digits and a scale of a million or more follow. */
  private boolean millions(int from) {
    int i = from;
    while (i < text.length() && (isDigit(text.charAt(i)) || ".,".indexOf(text.charAt(i)) >= 0)) i++;
    if (i < text.length() && (isSpace(text.charAt(i)) || isHyphen(text.charAt(i)))) i++;
    int hash = 0;
    int end = i;
    while (end < text.length() && isLetter(text.charAt(end))) {
      hash = 31 * hash + WordTable.fold(text.charAt(end++));
    }
    Word scale = lexicon.find(text, i, end, hash);
    return scale != null && scale.isScale() && scale.value().compareTo(MILLION) >= 0;
  }

  private int name(int start, int from) {
    int i = from;
    while (i < text.length() && (isLetter(text.charAt(i)) || isDigit(text.charAt(i)))) i++;
    other(start, i);
    return i;
  }

  /** {@code U.S.} is read as {@code us}. */
  private int abbreviation(int start, int end, int first) {
    int hash = first;
    int i = end;
    while (i + 1 < text.length() && text.charAt(i) == '.' && isLetter(text.charAt(i + 1))) {
      if (i + 2 < text.length() && isLetter(text.charAt(i + 2))) break;
      hash = 31 * hash + WordTable.fold(text.charAt(i + 1));
      i += 2;
    }
    if (i > end && i < text.length() && text.charAt(i) == '.') i++;
    Word word = lexicon.find(text, start, i, hash);
    if (word == null) other(start, i);
    else out.add(Type.WORD, start, i, word);
    return i;
  }

  /** An address of the web or of mail holds no amounts. */
  private int address(int start, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) > ' ' && !isSpace(text.charAt(i))) i++;
    other(start, i);
    return i;
  }

  private int numeral(int start) {
    int i = digits(start);
    if (i - start <= 3 || !plainGroup(i)) i = grouped(start, i);
    i = fraction(start, i);
    if (i - start > LONGEST_NUMERAL) {
      other(start, i);
      return i;
    }
    char next = i < text.length() ? text.charAt(i) : '\n';
    if (isLetter(next)) {
      int hash = 0;
      int end = i;
      while (end < text.length() && isLetter(text.charAt(end))) {
        hash = 31 * hash + WordTable.fold(text.charAt(end++));
      }
      Word word = lexicon.find(text, i, end, hash);
      boolean known =
          word != null
              && (word.isScale()
                  || word.unit != null
                  || !word.codes.isEmpty()
                  || word.is(Word.Role.TO));
      boolean sign = end < text.length() && lexicon.sign(text.charAt(end)) != null;
      if (!known && !sign || end < text.length() && isDigit(text.charAt(end)) && !known) {
        return name(start, end);
      }
    }
    out.add(Type.NUMERAL, start, i, null);
    return i;
  }

  private int digits(int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) i++;
    return i;
  }

  private boolean plainGroup(int i) {
    return i < text.length() && isSpace(text.charAt(i));
  }

  /** Groups and decimals behind the first digits. */
  private int grouped(int start, int first) {
    int i = first;
    char group = 0;
    while (i + 1 < text.length()) {
      char c = text.charAt(i);
      boolean space = isSpace(c) && c != '\t';
      if (c != '.' && c != ',' && c != '\'' && c != '\u2019' && !space) break;
      int end = digits(i + 1);
      int length = end - i - 1;
      if (length == 0 || end - start > 2 * LONGEST_NUMERAL) break;
      if (space) {
        boolean wide = c == ' ' && !lexicon.plainSpace && !behindSign(start);
        if (length != 3 || wide || first - start > 3 || group != 0 && !isSpace(group)) break;
      } else if (c == '\'' || c == '\u2019') {
        if (length != 3 || group != 0 && group != c) break;
      } else if (group != 0 && group != c) {
        return end;
      }
      if (first == i) group = c;
      i = end;
    }
    return i;
  }

  private boolean behindSign(int start) {
    int last = out.size() - 1;
    return out.is(last, Type.SIGN) && start - out.end(last) <= 1;
  }

  /** {@code 7-3/4}, {@code 1 1/2}, {@code 2½}. */
  private int fraction(int start, int end) {
    if (end < text.length() && vulgar(text.charAt(end)) != 0) return end + 1;
    int slash = end;
    if (slash < text.length() && (text.charAt(slash) == '-' || text.charAt(slash) == ' ')) {
      slash = digits(slash + 1);
    }
    if (slash + 1 >= text.length()
        || text.charAt(slash) != '/'
        || slash - start > LONGEST_NUMERAL) {
      return end;
    }
    int last = digits(slash + 1);
    if (last < text.length() && text.charAt(last) == '/') return end;
    return Numeral.denominator(text.subSequence(slash + 1, Math.min(last, slash + 4))) == 0
        ? end
        : last;
  }

  static int vulgar(char c) {
    return switch (c) {
      case '\u00bd' -> 50;
      case '\u00bc' -> 25;
      case '\u00be' -> 75;
      default -> 0;
    };
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isSpace(char c) {
    return c == ' '
        || c == '\u00a0'
        || c == '\u202f'
        || c == '\t'
        || c == '\r'
        || c >= '\u2000' && c <= '\u200b'
        || c == '\u2060'
        || c == '\ufeff';
  }

  private static boolean isHyphen(char c) {
    return c == '-' || c >= '\u2010' && c <= '\u2015' || c == '\u2212';
  }

  private static boolean isLetter(char c) {
    if (c < 128) return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    if (Character.isLetter(c)) return true;
    if (c < '\u0300') return false;
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
