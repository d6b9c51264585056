package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A name between quotation marks behind the word for what it names is one name, however it reads:
 * {@code l'association "Un enfant, un cahier"}, {@code the film "Come and See"}.
 */
final class QuotedNames {
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?:«[\\s\\u00A0\\u202F]*|[“„\"]|''|’’|‘‘|‘’)"
              + "(\\p{Lu}[^«»“”„\"\\n]{0,79}?)"
              + "(?:[\\s\\u00A0\\u202F]*»|[”“\"]|''|’’|‘’)(?!\\w)");
  private static final int NAME_WORDS = 10;
  private static final int WORDS_BETWEEN = 3;

  private final Document document;
  private final NameLists lists;

  private QuotedNames(Document document) {
    this.document = document;
    lists = NameLists.of(document.language());
  }

  /** The names with those between quotation marks made whole, in the order of the text. */
  static List<Entity> whole(Document document, List<Entity> entities) {
    QuotedNames quoted = new QuotedNames(document);
    List<Entity> whole = new ArrayList<>(entities);
    for (Sentence sentence : document.sentences()) quoted.add(sentence, whole);
    whole.sort(java.util.Comparator.comparing(Entity::span));
    return whole;
  }

  private void add(Sentence sentence, List<Entity> entities) {
    Matcher m = QUOTED.matcher(sentence.text());
    if (!m.find()) return;
    List<Word> words = sentence.words();
    do {
      Span span = new Span(m.start(1), m.end(1)).shift(sentence.span().start());
      if (words.stream().filter(w -> span.contains(w.span())).count() > NAME_WORDS) continue;
      EntityType type = typeBefore(words, sentence.span().start() + m.start());
      if (type == null) continue;
      entities.removeIf(e -> e.span().overlaps(span));
      String text = span.in(document.text());
      entities.add(new Entity(type, span, text, text, null));
    } while (m.find());
  }

  /** What the noun before this offset names: ORG, MISC, or null where there is no such noun. */
  private @Nullable EntityType typeBefore(List<Word> words, int offset) {
    int last = words.size() - 1;
    while (last >= 0 && words.get(last).span().end() > offset) last--;
    for (int i = last; i >= 0 && i > last - WORDS_BETWEEN; i--) {
      Word word = words.get(i);
      if (!Character.isLetterOrDigit(word.surface().charAt(0))) return null;
      List<String> cues = lists.cues(word.lemma());
      if (cues.isEmpty()) cues = lists.cues(word.lower());
      if (cues.contains("person-noun") || cues.contains("say-verb")) return null;
      boolean body = cues.contains("org-noun");
      if (body != cues.contains("thing-noun")) return body ? EntityType.ORG : EntityType.MISC;
    }
    return null;
  }
}
