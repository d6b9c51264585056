package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/** Finds the names of a document and says what they name. */
final class Names {
  private Names() {}

  /** The names, in the order of the text, without overlaps. */
  static List<Entity> find(Document document) {
    List<Entity> entities = new ArrayList<>();
    for (Sentence sentence : document.sentences()) {
      int size = sentence.tokens().size();
      for (int i = 0; i < size; ) {
        EntityType type = type(sentence, i);
        int end = i + 1;
        while (type != null && end < size && type == type(sentence, end)) end++;
        if (type != null) {
          Span span = sentence.span(i, end);
          String surface = span.in(document.text());
          entities.add(new Entity(type, span, surface, surface, null));
        }
        i = end;
      }
    }
    return entities;
  }

  private static @Nullable EntityType type(Sentence sentence, int position) {
    for (List<String> labels : sentence.nameLabels()) {
      String label = labels.get(position);
      if (label.endsWith("ORG") || label.startsWith("ORG")) return EntityType.ORG;
      if (label.endsWith("PER") || label.startsWith("PER")) return EntityType.PER;
      if (label.endsWith("LOC") || label.startsWith("LOC")) return EntityType.LOC;
      if (label.endsWith("MISC")) return EntityType.MISC;
    }
    return null;
  }
}
