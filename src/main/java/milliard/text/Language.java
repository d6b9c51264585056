package milliard.text;

import java.util.Locale;

/**
 * A language, by its ISO 639-1 code ({@code fr}, {@code en}); also one that Milliard cannot read.
 *
 * @param code two or three lower-case letters
 */
public record Language(String code) {
  /** French. */
  public static final Language FRENCH = new Language("fr");

  /** English. */
  public static final Language ENGLISH = new Language("en");

  /**
   * @throws IllegalArgumentException if the code is not two or three lower-case ASCII letters
   */
  public Language {
    if (!code.matches("[a-z]{2,3}")) {
      throw new IllegalArgumentException("language code '" + code + "': expected ISO 639, as fr");
    }
  }

  /**
   * The language of a tag such as {@code fr}, {@code fr-CA}, {@code en_US} (BCP 47, primary part).
   */
  public static Language of(String tag) {
    int cut = 0;
    while (cut < tag.length() && Character.isLetter(tag.charAt(cut))) cut++;
    return new Language(tag.substring(0, cut).toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return code;
  }
}
