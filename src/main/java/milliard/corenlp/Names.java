package milliard.corenlp;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Span;

/** Finds the names of a document and says what they name. */
final class Names {
  private static final Predicate<String> NOTHING_HIDDEN = surface -> false;

  /** {@code -ENDS-}, {@code *** FIN ***}: how newsrooms mark where a text begins and ends. */
  private static final Pattern MARKER =
      Pattern.compile("[-–—*#=]+\\s*\\p{Lu}[\\p{Lu}\\s]*[-–—*#=]+");

  private Names() {}

  /** The names, in the order of the text, without overlaps. */
  static List<Entity> find(Document document) {
    return find(document, Models.of(document.language()).names());
  }

  /** The names that this model finds. */
  static List<Entity> find(Document document, CRFClassifier<CoreLabel> model) {
    List<Entity> entities = new ArrayList<>();
    NameLists lists = NameLists.of(document.language());
    Iterator<Sentence> sentences = document.sentences().iterator();
    for (List<CoreLabel> words : NameClues.of(document, lists, NOTHING_HIDDEN)) {
      if (MARKER.matcher(sentences.next().text()).matches()) continue;
      model.classify(words);
      for (int i = 0; i < words.size(); ) {
        String answer = answer(words, i);
        int end = i + 1;
        if (!answer.equals("O")) {
          String inside = "I-" + answer.substring(2);
          while (end < words.size() && answer(words, end).equals(inside)) end++;
          Span span = new Span(words.get(i).beginPosition(), words.get(end - 1).endPosition());
          String surface = span.in(document.text());
          entities.add(
              new Entity(EntityType.valueOf(answer.substring(2)), span, surface, surface, null));
        }
        i = end;
      }
    }
    for (Sentence sentence : document.sentences()) {
      if (!UncasedNames.isUncased(sentence)) continue;
      for (Span span : UncasedNames.listed(document, sentence)) {
        if (entities.stream().noneMatch(e -> e.span().overlaps(span))) {
          String surface = span.in(document.text());
          entities.add(new Entity(EntityType.ORG, span, surface, surface, null));
        }
      }
    }
    entities = QuotedNames.whole(document, NameMending.mend(document, entities));
    return NameConsistency.agree(document, entities);
  }

  private static String answer(List<CoreLabel> words, int position) {
    return words.get(position).get(CoreAnnotations.AnswerAnnotation.class);
  }
}
