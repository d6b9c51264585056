package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import milliard.text.Language;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * What words mean in news of deals, in classes that all languages share: {@code
 * models/<lang>/deals/kinds.tsv}. With them a model that has learnt "snaps up" knows "hoovers up"
 * too, and what was learnt in one language serves the other. Immutable.
 */
final class WordKinds {
  /** Words that may stand between two words of an idiom, at most. */
  private static final int BETWEEN = 2;

  private static final Map<Language, WordKinds> LOADED = new ConcurrentHashMap<>();

  private final Map<String, String> single = new HashMap<>();
  private final Map<String, List<Idiom>> idioms = new HashMap<>();

  private record Idiom(List<String> words, String kind) {}

  private WordKinds(Language language) {
    for (Pack.Line line : Pack.of(language).linesIfPresent("deals/kinds.tsv")) {
      List<String> cells = line.cells(2);
      String word = cells.get(0);
      String kind = cells.get(1);
      if (!word.contains(" ")) {
        if (single.put(word, kind) != null) throw line.error("expected each word once: " + word);
        continue;
      }
      List<String> words = List.of(word.split(" "));
      idioms.computeIfAbsent(words.getFirst(), w -> new ArrayList<>()).add(new Idiom(words, kind));
    }
  }

  /** The kinds of a language; knows no word where it has none. */
  static WordKinds of(Language language) {
    return LOADED.computeIfAbsent(language, WordKinds::new);
  }

  /** All kinds that have a word. */
  Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(single.values());
    idioms.values().forEach(list -> list.forEach(i -> kinds.add(i.kind)));
    return kinds;
  }

  /** The kind of each word of a clause, null where it is not known. */
  @Nullable String[] of(Clause clause) {
    @Nullable String[] kinds = new String[clause.size];
    for (int i = 0; i < clause.size; i++) {
      if (clause.isEntity(i) || clause.isAmount(i)) continue;
      String kind = single.get(clause.lemma[i]);
      if (kind == null) kind = single.get(clause.low[i]);
      if (kind == null && !clause.verb[i].isEmpty()) kind = single.get(clause.verb[i]);
      if (kinds[i] == null) kinds[i] = kind;
      for (Idiom idiom : idioms.getOrDefault(clause.lemma[i], List.of())) {
        int last = match(clause, i, idiom.words);
        if (last < 0) continue;
        kinds[i] = idiom.kind;
        kinds[last] = idiom.kind;
      }
    }
    return kinds;
  }

  /** Where an idiom that begins at a word ends; -1 if it does not stand there. */
  private static int match(Clause clause, int start, List<String> words) {
    int at = start;
    for (String word : words.subList(1, words.size())) {
      int next = -1;
      for (int i = at + 1; i < Math.min(clause.size, at + 2 + BETWEEN) && next < 0; i++) {
        if (clause.isEntity(i) || clause.isAmount(i)) break;
        if (clause.lemma[i].equals(word) || clause.low[i].equals(word)) next = i;
      }
      if (next < 0) return -1;
      at = next;
    }
    return at;
  }
}
