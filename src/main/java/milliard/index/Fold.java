package milliard.index;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Letters as they are compared in queries and data files. */
final class Fold {
  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Fold() {}

  /** Lower case, accents off, typographic apostrophes and dashes as plain ones. */
  static String fold(String text) {
    if (ASCII.matcher(text).matches()) return text.toLowerCase(Locale.ROOT).strip();
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .replace('‑', '-')
        .replace("œ", "oe")
        .replace("æ", "ae")
        .strip();
  }
}
