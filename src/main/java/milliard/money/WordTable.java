package milliard.money;

import java.text.Normalizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words by their folded letters, found in a text without making a string: open addressing, at most
 * a quarter full. Immutable.
 */
final class WordTable {
  private static final char[] FOLD = foldings();

  private final Word[] cells;

  WordTable(Map<String, Word> words) {
    cells = new Word[Integer.highestOneBit(words.size()) * 8];
    for (Word word : words.values()) {
      int at = spread(word.form.hashCode()) & (cells.length - 1);
      while (cells[at] != null) at = (at + 1) & (cells.length - 1);
      cells[at] = word;
    }
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  /** The word at this place of a text, by the {@link String#hashCode} of its folded letters. */
  @Nullable Word find(CharSequence text, int start, int end, int hash) {
    int at = spread(hash) & (cells.length - 1);
    for (Word word = cells[at]; word != null; word = cells[at]) {
      if (same(word.form, text, start, end)) return word;
      at = (at + 1) & (cells.length - 1);
    }
    return null;
  }

  private static boolean same(String form, CharSequence text, int start, int end) {
    int k = 0;
    for (int i = start; i < end; i++) {
      char c = fold(text.charAt(i));
      if (c == 0) continue;
      if (k == form.length() || form.charAt(k++) != c) return false;
    }
    return k == form.length();
  }

  /**
   * A char without case and accent; 0 for a combining mark and for the point of an abbreviation.
   */
  static char fold(char c) {
    return c < FOLD.length ? FOLD[c] : c;
  }

  static String folded(String form) {
    StringBuilder folded = new StringBuilder(form.length());
    for (int i = 0; i < form.length(); i++) {
      char c = fold(form.charAt(i));
      if (c != 0) folded.append(c);
    }
    return folded.toString();
  }

  private static char[] foldings() {
    char[] fold = new char[0x2070];
    for (char c = 0; c < fold.length; c++) {
      String plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      char base = plain.isEmpty() ? c : plain.charAt(0);
      char small = Character.toLowerCase(base);
      fold[c] = Character.getType(c) == Character.NON_SPACING_MARK ? 0 : small;
    }
    fold['\u0130'] = 'i';
    fold['.'] = 0;
    fold['\u2019'] = '\'';
    for (char hyphen : "\u2010\u2011\u2012\u2013\u2014\u2212".toCharArray()) {
      if (hyphen < fold.length) fold[hyphen] = '-';
    }
    return fold;
  }
}
