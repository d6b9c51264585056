package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import milliard.mention.Entity;
import milliard.text.Span;

/**
 * Headlines That Write Each Word Large: a trigger verb inside a name there parts it in two. Not for
 * threads.
 */
final class TitleCase {
  private final Document document;
  private final DealRules rules;

  TitleCase(Document document, DealRules rules) {
    this.document = document;
    this.rules = rules;
  }

  /** The document with such names parted; the same where there are none. */
  Document parted() {
    List<Entity> entities = new ArrayList<>();
    for (Entity entity : document.entities()) {
      Sentence sentence = document.sentence(entity.span().start()).orElse(null);
      if (sentence == null || !isTitleCase(sentence)) entities.add(entity);
      else part(entity, sentence, entities);
    }
    return entities.equals(document.entities()) ? document : document.withEntities(entities);
  }

  private static boolean isTitleCase(Sentence sentence) {
    if (!sentence.headline() && sentence.index() > 0) return false;
    int large = 0;
    int words = 0;
    for (var token : sentence.tokens()) {
      if (token.word().length() < 4 || !Character.isLetter(token.word().charAt(0))) continue;
      words++;
      if (Character.isUpperCase(token.word().charAt(0))) large++;
    }
    return words >= 3 && large >= 0.8 * words;
  }

  private void part(Entity entity, Sentence sentence, List<Entity> into) {
    int first = sentence.position(entity.span().start());
    int start = first;
    int i = first;
    while (i < sentence.tokens().size()
        && sentence.tokens().get(i).beginPosition() < entity.span().end()) {
      if ((i > first || isInfinitive(sentence, i)) && isTrigger(sentence, i)) {
        add(entity, sentence, start, i, into);
        start = i + 1;
      }
      i++;
    }
    if (start == first) into.add(entity);
    else add(entity, sentence, start, i, into);
  }

  private static boolean isInfinitive(Sentence sentence, int i) {
    return i > 0 && sentence.tokens().get(i - 1).word().equalsIgnoreCase("to");
  }

  private boolean isTrigger(Sentence sentence, int i) {
    String form = sentence.tokens().get(i).word().toLowerCase(Locale.ROOT);
    String lemma = sentence.verbLemma(form);
    boolean inflected = !lemma.equals(form) || isInfinitive(sentence, i);
    return inflected
        && rules.startingWith(lemma).stream().anyMatch(e -> e.rule().kind() == DealRule.Kind.VERB);
  }

  private void add(Entity entity, Sentence sentence, int from, int to, List<Entity> into) {
    int first = from;
    while (first < to && Character.isLowerCase(sentence.tokens().get(first).word().charAt(0)))
      first++;
    if (first >= to) return;
    Span span = sentence.span(first, to);
    String text = span.in(document.text());
    into.add(new Entity(entity.type(), span, text, text, null));
  }
}
