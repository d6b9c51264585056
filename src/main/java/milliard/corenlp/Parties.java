package milliard.corenlp;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import milliard.mention.Entity;

/** When two names of one article name the same party. */
final class Parties {
  private Parties() {}

  /** Whether both have one company id, or the words of one are among those of the other. */
  static boolean same(Entity a, Entity b) {
    String one = a.company();
    String two = b.company();
    if (one != null && two != null) return one.equals(two);
    if (a.name().equals(b.name())) return true;
    Set<String> wordsOfOne = words(a.text());
    Set<String> wordsOfTwo = words(b.text());
    if (wordsOfOne.isEmpty() || wordsOfTwo.isEmpty()) return false;
    return wordsOfOne.containsAll(wordsOfTwo) || wordsOfTwo.containsAll(wordsOfOne);
  }

  static boolean contains(List<Entity> list, Entity entity) {
    return list.stream().anyMatch(e -> same(e, entity));
  }

  static boolean overlap(List<Entity> a, List<Entity> b) {
    return a.stream().anyMatch(e -> contains(b, e));
  }

  private static Set<String> words(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>();
    for (String word : plain.split("[^\\p{L}\\p{N}]+")) if (!word.isEmpty()) words.add(word);
    return words;
  }
}
