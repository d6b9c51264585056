package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import milliard.text.Span;

/**
 * Names in a sentence whose case tells nothing: a headline rebuilt from an address ("alan leve 173
 * millions d euros"), or one set in capitals.
 */
final class UncasedNames {
  private static final int WORDS = 3;

  private UncasedNames() {}

  /** Whether the sentence is all in small letters, or all in capitals. */
  static boolean isUncased(Sentence sentence) {
    String text = sentence.text();
    if (sentence.tokens().size() < WORDS) return false;
    boolean upper = text.codePoints().anyMatch(Character::isUpperCase);
    boolean lower = text.codePoints().anyMatch(Character::isLowerCase);
    return upper != lower;
  }

  /** The longest runs of words that are the name of a listed company, whatever their case. */
  static List<Span> listed(Document document, Sentence sentence) {
    return spans(document, sentence, false);
  }

  /**
   * As {@link #listed}, and also ambiguous names and single words that no dictionary knows: for
   * those who know from the sentence's shape where a party stands.
   */
  static List<Span> candidates(Document document, Sentence sentence) {
    return spans(document, sentence, true);
  }

  private static List<Span> spans(Document document, Sentence sentence, boolean generous) {
    NameLists lists = NameLists.of(document.language());
    List<Word> words = sentence.words();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < words.size(); ) {
      int end = Math.min(words.size(), i + NameLists.PHRASE_WORDS);
      while (end > i && !isCompany(lists, span(words, i, end).in(document.text()), generous)) end--;
      if (end > i) {
        spans.add(span(words, i, end));
        i = end;
        continue;
      }
      if (generous && isUnknown(lists, words.get(i))) spans.add(words.get(i).span());
      i++;
    }
    return spans;
  }

  private static Span span(List<Word> words, int first, int end) {
    return words.get(first).span().union(words.get(end - 1).span());
  }

  private static boolean isCompany(NameLists lists, String surface, boolean generous) {
    Set<String> found = lists.listsIgnoringCase(surface);
    boolean company = found.stream().anyMatch(NameLists::isCompany);
    if (generous) return company || found.contains(NameLists.AMBIGUOUS);
    return company && surface.length() > 2 && !lists.isCommonWord(surface) && found.size() == 1;
  }

  private static boolean isUnknown(NameLists lists, Word word) {
    return word.lower().length() > 2
        && word.lower().codePoints().allMatch(Character::isLetter)
        && !lists.isCommonWord(word.lower())
        && lists.listsIgnoringCase(word.surface()).isEmpty();
  }
}
