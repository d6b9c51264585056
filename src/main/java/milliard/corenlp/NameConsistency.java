package milliard.corenlp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One name, one type, all over a document: a clear majority of its occurrences decides for all, and
 * an occurrence that was passed over is taken in.
 */
final class NameConsistency {
  private static final int CHARS = 3;

  private final Document document;
  private final NameLists lists;
  private final Map<String, Map<EntityType, Integer>> counts = new HashMap<>();

  private NameConsistency(Document document, List<Entity> entities) {
    this.document = document;
    lists = NameLists.of(document.language());
    for (Entity entity : entities) {
      counts
          .computeIfAbsent(entity.text(), t -> new EnumMap<>(EntityType.class))
          .merge(entity.type(), 1, Integer::sum);
    }
  }

  /** The same names, agreed upon, in the order of the text. */
  static List<Entity> agree(Document document, List<Entity> entities) {
    NameConsistency consistency = new NameConsistency(document, entities);
    TreeSet<Entity> agreed = new TreeSet<>(java.util.Comparator.comparing(Entity::span));
    for (Entity entity : entities) {
      EntityType type = consistency.majority(entity.text());
      agreed.add(type == null ? entity : entity(type, entity.span(), entity.text()));
    }
    agreed.addAll(consistency.passedOver(agreed));
    return new ArrayList<>(agreed);
  }

  private static Entity entity(EntityType type, Span span, String text) {
    return new Entity(type, span, text, text, null);
  }

  /** The type of two thirds of the occurrences, null if there is none. */
  private @Nullable EntityType majority(String name) {
    Map<EntityType, Integer> types = counts.getOrDefault(name, Map.of());
    int all = types.values().stream().mapToInt(Integer::intValue).sum();
    for (Map.Entry<EntityType, Integer> entry : types.entrySet()) {
      if (3 * entry.getValue() >= 2 * all) return entry.getKey();
    }
    return null;
  }

  private List<Entity> passedOver(TreeSet<Entity> entities) {
    List<Entity> found = new ArrayList<>();
    for (String name : counts.keySet()) {
      EntityType type = majority(name);
      if (type != EntityType.ORG && type != EntityType.PER) continue;
      if (name.length() < CHARS || !Character.isUpperCase(name.codePointAt(0))) continue;
      if (name.indexOf(' ') < 0 && lists.isCommonWord(name)) continue;
      for (int at = document.text().indexOf(name); at >= 0; ) {
        Span span = new Span(at, at + name.length());
        if (isFree(span, entities) && isFree(span, found)) found.add(entity(type, span, name));
        at = document.text().indexOf(name, span.end());
      }
    }
    return found;
  }

  /** Whether the span is whole words of one sentence and no part of a longer name. */
  private boolean isFree(Span span, Iterable<Entity> entities) {
    String text = document.text();
    if (span.start() > 0 && isPart(text, span.start() - 1)) return false;
    if (span.end() < text.length() && isPart(text, span.end())) return false;
    if (document.sentence(span.start()).isEmpty()) return false;
    for (Entity entity : entities) if (entity.span().overlaps(span)) return false;
    return !isBesideCapital(text, span);
  }

  private static boolean isPart(String text, int at) {
    char c = text.charAt(at);
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '@';
  }

  /** A capitalised word next to it: perhaps another, longer name. */
  private static boolean isBesideCapital(String text, Span span) {
    if (span.end() + 1 < text.length() && text.charAt(span.end()) == ' ') {
      if (Character.isUpperCase(text.charAt(span.end() + 1))) return true;
    }
    int start = span.start() - 1;
    if (start < 1 || text.charAt(start) != ' ') return false;
    int word = start;
    while (word > 0 && Character.isLetter(text.charAt(word - 1))) word--;
    return Character.isUpperCase(text.charAt(word)) && word > 1 && text.charAt(word - 1) == ' ';
  }
}
