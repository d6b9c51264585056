package milliard.corenlp;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the capitals of a sentence tell of its names. */
enum SentenceCase {
  /** They tell names, as in any written text. */
  TELLING,
  /** There are none. */
  SMALL,
  /** It begins with a small letter, a few words have one: an address that kept some. */
  ODD,
  /** Nearly Each Word Has One. */
  TITLE,
  /** There is nothing else. */
  CAPITALS;

  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}]*");
  private static final int WORDS = 3;
  private static final int LONG = 4;

  /** Letters of a word that a headline in title case never writes small. */
  private static final int LONGEST_SMALL = 6;

  /** How the words of a sentence are set; telling where they are too few to say. */
  static SentenceCase of(String sentence) {
    int words = 0;
    int large = 0;
    int longs = 0;
    int largeLongs = 0;
    boolean smallFirst = false;
    boolean titled = true;
    Matcher word = WORD.matcher(sentence);
    while (word.find()) {
      boolean capital = word.group().codePoints().anyMatch(Character::isUpperCase);
      if (words == 0) smallFirst = !capital;
      words++;
      if (capital) large++;
      if (word.group().length() < LONG) continue;
      longs++;
      if (Character.isUpperCase(word.group().charAt(0))) largeLongs++;
      else if (!capital && word.group().length() >= LONGEST_SMALL) titled = false;
    }
    if (words < WORDS) return TELLING;
    if (large == 0) return SMALL;
    if (sentence.codePoints().noneMatch(Character::isLowerCase)) return CAPITALS;
    if (titled && longs >= WORDS && largeLongs >= 0.8 * longs) return TITLE;
    return smallFirst && 2 * large < words ? ODD : TELLING;
  }

  /** The same text, char for char, in small letters without accents. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      if (c > 127 && Character.isLetter(c)) {
        char base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
        c = Character.isLetter(base) ? base : c;
      }
      plain.append(c == '’' ? '\'' : c);
    }
    return plain.toString();
  }
}
