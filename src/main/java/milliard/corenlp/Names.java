package milliard.corenlp;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ie.crf.CRFCliqueTree;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/** Finds the names of a document and says what they name. */
final class Names {
  private static final Predicate<String> NOTHING_HIDDEN = surface -> false;

  /** {@code -ENDS-}, {@code *** FIN ***}: how newsrooms mark where a text begins and ends. */
  private static final Pattern MARKER =
      Pattern.compile("[-–—*#=]+\\s*\\p{Lu}[\\p{Lu}\\s]*[-–—*#=]+");

  /** How likely a body must be outside of business news; best on the gold test texts. */
  private static final double BODY = 0.5;

  /** How likely another type must be to stand in for a body that is too unlikely. */
  private static final double NEXT = 0.34;

  private Names() {}

  /** The names, in the order of the text, without overlaps. */
  static List<Entity> find(Document document) {
    Models models = Models.of(document.language());
    boolean general = NameClues.isGeneral(document, NameLists.of(document.language()));
    return find(document, general ? models.generalNames() : models.names());
  }

  /** The names that this model finds. */
  static List<Entity> find(Document document, CRFClassifier<CoreLabel> model) {
    List<Entity> entities = new ArrayList<>();
    NameLists lists = NameLists.of(document.language());
    boolean general = NameClues.business(document, lists) == 0;
    Iterator<Sentence> sentences = document.sentences().iterator();
    for (List<CoreLabel> words : NameClues.of(document, lists, NOTHING_HIDDEN)) {
      if (isMarker(sentences.next())) continue;
      model.classify(words);
      CRFCliqueTree<String> odds = null;
      for (int i = 0; i < words.size(); ) {
        String answer = answer(words, i);
        int end = i + 1;
        if (!answer.equals("O")) {
          String inside = "I-" + answer.substring(2);
          while (end < words.size() && answer(words, end).equals(inside)) end++;
          EntityType type = EntityType.valueOf(answer.substring(2));
          if (general && type == EntityType.ORG && !isHonoured(words, i, lists)) {
            if (odds == null) odds = model.getCliqueTree(words);
            type = likelier(odds, i, end);
          }
          if (type != null) {
            Span span = new Span(words.get(i).beginPosition(), words.get(end - 1).endPosition());
            String surface = span.in(document.text());
            entities.add(new Entity(type, span, surface, surface, null));
          }
        }
        i = end;
      }
    }
    entities = uncased(document, NameMending.mend(document, entities));
    entities = QuotedNames.whole(document, entities);
    return NameConsistency.agree(document, entities);
  }

  /** Reads the sentences whose case tells nothing of names by the model made for such. */
  private static List<Entity> uncased(Document document, List<Entity> entities) {
    Map<Sentence, SentenceCase> kinds = new LinkedHashMap<>();
    for (Sentence sentence : document.sentences()) {
      SentenceCase kind = UncasedNames.kind(document, sentence);
      if (kind == SentenceCase.TELLING || isMarker(sentence)) continue;
      kinds.put(sentence, kind);
      entities.removeIf(e -> sentence.span().contains(e.span()));
    }
    if (kinds.isEmpty()) return entities;
    List<Entity> all = new ArrayList<>(entities);
    kinds.forEach((sentence, kind) -> {
      List<Entity> found = UncasedNames.find(document, sentence, kind);
      all.addAll(UncasedNames.asTold(document, sentence, found, entities));
    });
    all.sort(Comparator.comparing(Entity::span));
    return all;
  }

  /** Whether the name begins with, or stands behind, a word such as Mrs.: mending sees to it. */
  private static boolean isHonoured(List<CoreLabel> words, int first, NameLists lists) {
    for (int i = Math.max(0, first - 1); i <= first; i++) {
      if (lists.cues(words.get(i).word().toLowerCase(Locale.ROOT)).contains("honorific"))
        return true;
    }
    return false;
  }

  private static boolean isMarker(Sentence sentence) {
    return MARKER.matcher(sentence.text()).matches();
  }

  /**
   * What words that the model takes for a body are outside of business news: a body if that is
   * likely enough, else the next type, else no name.
   */
  private static @Nullable EntityType likelier(CRFCliqueTree<String> odds, int first, int end) {
    if (odds(odds, first, end, EntityType.ORG) >= BODY) return EntityType.ORG;
    for (EntityType type : EntityType.values()) {
      if (type != EntityType.ORG && odds(odds, first, end, type) >= NEXT) return type;
    }
    return null;
  }

  /** How likely the least likely of the words is part of such a name. */
  private static double odds(CRFCliqueTree<String> odds, int first, int end, EntityType type) {
    double least = 1;
    for (int i = first; i < end; i++) {
      least = Math.min(least, odds.prob(i, "B-" + type) + odds.prob(i, "I-" + type));
    }
    return least;
  }

  private static String answer(List<CoreLabel> words, int position) {
    return words.get(position).get(CoreAnnotations.AnswerAnnotation.class);
  }
}
