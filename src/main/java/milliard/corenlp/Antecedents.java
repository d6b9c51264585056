package milliard.corenlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import org.jspecify.annotations.Nullable;

/** Whom "it", "the company", "le groupe" and "we" stand for in an article. Not for threads. */
final class Antecedents {
  private static final int SENTENCES = 3;

  private final Document document;
  private final @Nullable Entity topic;

  Antecedents(Document document) {
    this.document = document;
    this.topic = topicOf(document);
  }

  /** The company that the article is about: named most, headline and lead counting more. */
  private static @Nullable Entity topicOf(Document document) {
    Map<Entity, Double> weights = new HashMap<>();
    for (Entity entity : document.entities()) {
      if (entity.type() != EntityType.ORG) continue;
      int sentence = document.sentence(entity.span().start()).map(Sentence::index).orElse(9);
      double weight = sentence == 0 ? 3 : sentence < 3 ? 1.5 : 1;
      Entity known =
          weights.keySet().stream().filter(e -> Parties.same(e, entity)).findFirst().orElse(entity);
      weights.merge(known, weight, Double::sum);
    }
    return weights.entrySet().stream()
        .max(
            Map.Entry.<Entity, Double>comparingByValue()
                .thenComparing(e -> -e.getKey().span().start()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  @Nullable Entity topic() {
    return topic;
  }

  /**
   * The company that a phrase refers to.
   *
   * @param taken parties of the same deal, which it cannot be
   */
  @Nullable Entity resolve(Filler filler, Sentence sentence, List<Entity> taken) {
    return switch (filler.anaphor()) {
      case NONE -> null;
      case SPEAKER -> topic != null && !Parties.contains(taken, topic) ? topic : null;
      case PRONOUN, DEFINITE -> previous(sentence, filler, taken);
    };
  }

  private @Nullable Entity previous(Sentence sentence, Filler filler, List<Entity> taken) {
    int at = Math.min(filler.position(), sentence.tokens().size() - 1);
    int offset = sentence.tokens().get(at).beginPosition();
    Entity here = firstOrg(sentence, offset, taken);
    if (here != null && filler.anaphor() == Filler.Anaphor.PRONOUN) return here;
    for (int i = sentence.index() - 1; i >= Math.max(0, sentence.index() - SENTENCES); i--) {
      Sentence before = document.sentences().get(i);
      if (!document.sameParagraph(before, sentence)) break;
      Entity org = firstOrg(before, Integer.MAX_VALUE, taken);
      if (org != null) return org;
    }
    if (topic != null && !Parties.contains(taken, topic)) return topic;
    if (sentence.index() == 0) return null;
    return firstOrg(document.sentences().getFirst(), Integer.MAX_VALUE, taken);
  }

  /** The first company of a sentence, the one that the article is about before others. */
  private @Nullable Entity firstOrg(Sentence sentence, int before, List<Entity> taken) {
    Entity first = null;
    for (Entity entity : document.entities(sentence)) {
      if (entity.span().start() >= before) break;
      if (entity.type() != EntityType.ORG || Parties.contains(taken, entity)) continue;
      if (topic != null && Parties.same(entity, topic)) return entity;
      if (first == null && !isPossessor(sentence, entity)) first = entity;
    }
    return first;
  }

  private boolean isPossessor(Sentence sentence, Entity entity) {
    int next = sentence.position(entity.span().end());
    return next < sentence.tokens().size()
        && Grammar.of(document.language()).is("genitive", sentence.tokens().get(next).word());
  }
}
