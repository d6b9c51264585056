package milliard.index;

import java.text.Normalizer;
import java.util.Locale;

/** Letters as they are compared in queries and data files. */
final class Fold {
  private Fold() {}

  /** Lower case, accents off, typographic apostrophes and dashes as plain ones. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .replace('‑', '-')
        .replace("œ", "oe")
        .replace("æ", "ae")
        .strip();
  }
}
