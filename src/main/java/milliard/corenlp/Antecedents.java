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
    int offset =
        sentence
            .tokens()
            .get(Math.min(filler.position(), sentence.tokens().size() - 1))
            .beginPosition();
    Entity inSentence = firstOrg(document.entities(sentence), offset, taken);
    if (inSentence != null && filler.anaphor() == Filler.Anaphor.PRONOUN) return inSentence;
    for (int i = sentence.index() - 1; i >= Math.max(0, sentence.index() - SENTENCES); i--) {
      Entity org =
          firstOrg(document.entities(document.sentences().get(i)), Integer.MAX_VALUE, taken);
      if (org != null) return org;
    }
    return topic != null && !Parties.contains(taken, topic) ? topic : null;
  }

  private static @Nullable Entity firstOrg(List<Entity> entities, int before, List<Entity> taken) {
    for (Entity entity : entities) {
      if (entity.span().start() >= before) break;
      if (entity.type() == EntityType.ORG && !Parties.contains(taken, entity)) return entity;
    }
    return null;
  }
}
