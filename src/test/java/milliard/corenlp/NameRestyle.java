package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import milliard.mention.EntityType;
import milliard.text.Language;
import milliard.text.Span;

/**
 * Copies of gold sentences as they come without telling capitals: rebuilt from an address, in
 * capitals, as a headline that writes each word large.
 */
final class NameRestyle {
  private static final int SMALL_WORD = 3;

  private final Random random;
  private final boolean french;

  NameRestyle(Language language, Random random) {
    this.random = random;
    french = language.equals(Language.FRENCH);
  }

  /** The sentences of a text, each a text of its own. */
  static List<NameGold> sentences(NameGold gold, Document document) {
    List<NameGold> sentences = new ArrayList<>();
    for (Sentence sentence : document.sentences()) {
      List<NameGold.Mark> marks = new ArrayList<>();
      for (NameGold.Mark mark : gold.names()) {
        if (sentence.span().contains(mark.span())) {
          marks.add(new NameGold.Mark(mark.type(), mark.span().shift(-sentence.span().start())));
        }
      }
      sentences.add(new NameGold(gold.id(), sentence.text(), marks));
    }
    return sentences;
  }

  /** The same with capitals in its names, where it has none: for what swaps names. */
  static NameGold capitalised(NameGold gold) {
    if (!gold.text().equals(gold.text().toLowerCase(Locale.ROOT))) return gold;
    StringBuilder text = new StringBuilder(gold.text());
    for (NameGold.Mark mark : gold.names()) {
      for (int i = mark.span().start(); i < mark.span().end(); i++) {
        boolean first = i == mark.span().start() || !Character.isLetter(text.charAt(i - 1));
        if (first) text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
      }
    }
    return new NameGold(gold.id(), text.toString(), gold.names());
  }

  /** A copy in one of the styles. */
  NameGold restyle(NameGold gold) {
    int dice = random.nextInt(20);
    if (dice < (french ? 1 : 9)) return each(gold, SentenceCase.TITLE);
    if (dice < (french ? 3 : 11)) return each(gold, SentenceCase.CAPITALS);
    if (dice < (french ? 9 : 14)) return address(gold, true);
    if (dice < (french ? 17 : 18)) return address(gold, false);
    return each(gold, SentenceCase.SMALL);
  }

  /** The whole text in small letters, in capitals, or with a capital on each longer word. */
  static NameGold each(NameGold gold, SentenceCase kind) {
    String text = gold.text();
    StringBuilder copy = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = i + 1;
      if (Character.isLetter(text.charAt(i))) {
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) end++;
      }
      copy.append(set(text.substring(i, end), kind));
      i = end;
    }
    if (copy.length() != text.length()) return gold;
    if (kind == SentenceCase.TITLE) {
      for (NameGold.Mark mark : gold.names()) {
        copy.replace(mark.span().start(), mark.span().end(), mark.span().in(text));
      }
    }
    return new NameGold(gold.id(), copy.toString(), gold.names());
  }

  private static String set(String word, SentenceCase kind) {
    return switch (kind) {
      case SMALL -> word.toLowerCase(Locale.ROOT);
      case CAPITALS -> word.length() == 1 ? word.toUpperCase(Locale.ROOT) : upper(word);
      case TITLE ->
          word.length() <= SMALL_WORD && !Character.isUpperCase(word.charAt(0))
              ? word
              : upper(word.substring(0, 1)) + word.substring(1);
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }

  private static String upper(String word) {
    return word.replace("ß", "s").toUpperCase(Locale.ROOT);
  }

  /** Signs left out, words glued or parted where they stood. */
  private NameGold address(NameGold gold, boolean odd) {
    boolean glued = random.nextInt(3) > 0;
    boolean signs = random.nextInt(4) == 0;
    StringBuilder text = new StringBuilder();
    List<NameGold.Mark> marks = new ArrayList<>();
    boolean none = random.nextInt(4) == 0;
    int end = 0;
    for (NameGold.Mark mark : gold.names()) {
      put(gold.text().substring(end, mark.span().start()), glued, signs, false, text);
      boolean keep =
          odd
              && (!none || marks.size() > 0)
              && (mark.type() != EntityType.LOC || random.nextBoolean());
      int start = text.length();
      put(mark.span().in(gold.text()), glued, signs, keep, text);
      while (start < text.length() && text.charAt(start) == ' ') start++;
      int stop = text.length();
      while (stop > start && text.charAt(stop - 1) == ' ') stop--;
      if (stop > start) marks.add(new NameGold.Mark(mark.type(), new Span(start, stop)));
      end = mark.span().end();
    }
    put(gold.text().substring(end), glued, signs, false, text);
    return new NameGold(gold.id(), text.toString(), marks);
  }

  private static void put(
      String part, boolean glued, boolean signs, boolean keep, StringBuilder into) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean letter = Character.isLetterOrDigit(c);
      if (letter) into.append(keep ? c : Character.toLowerCase(c));
      else if (signs && !Character.isWhitespace(c)) into.append(c);
      else if ((c == '\'' || c == '’') && glued) continue;
      else if (c == '.' || c == ',' && i + 1 < part.length() && part.charAt(i + 1) != ' ') {
        if (keep && i + 1 < part.length() && Character.isLetter(part.charAt(i + 1))) into.append(c);
      } else if (into.length() > 0 && into.charAt(into.length() - 1) != ' ') into.append(' ');
    }
  }
}
