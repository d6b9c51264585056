package milliard.article;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * How likely a text is in each of some thirty languages: letter trigrams inside words, backed off
 * to bigrams and letters, and function words. Data: {@code models/article/ngrams.tsv} and {@code
 * function_words.tsv}. Immutable.
 */
final class Ngrams {
  /** -log P of what a language has never shown, in halves, and what backing off costs. */
  private static final int WORST = 22;

  private static final int TO_BIGRAM = 3;
  private static final int TO_LETTER = 6;

  /** What one function word is worth against a trigram's log probability. */
  private static final double WORD = 4;

  private final List<String> languages = new ArrayList<>();

  /** By n-gram, three chars packed into a long: the cost in each language; 0 = not known. */
  private final Map<Long, byte[]> costs = new HashMap<>(100_000);

  private final Map<String, Set<String>> words = new HashMap<>();

  private Ngrams() {}

  static Ngrams load() {
    Ngrams ngrams = new Ngrams();
    List<Pack.Line> lines = Pack.common().lines("article/ngrams.tsv");
    for (Pack.Line line : lines) {
      String language = line.cells(4).get(0);
      if (!ngrams.languages.contains(language)) ngrams.languages.add(language);
    }
    for (Pack.Line line : lines) {
      var cells = line.cells(4);
      int language = ngrams.languages.indexOf(cells.get(0));
      byte cost = Byte.parseByte(cells.get(2));
      for (String gram : cells.get(3).split(" ")) {
        ngrams
                .costs
                .computeIfAbsent(
                    key(gram, 0, gram.length()), k -> new byte[ngrams.languages.size()])[language] =
            (byte) Math.max(1, cost);
      }
    }
    for (Pack.Line line : Pack.common().lines("article/function_words.tsv")) {
      var cells = line.cells(2);
      for (String word : cells.get(1).split(" ")) {
        ngrams.words.computeIfAbsent(word, k -> new HashSet<>()).add(cells.get(0));
      }
    }
    return ngrams;
  }

  private static long key(CharSequence text, int start, int end) {
    long key = 0;
    for (int i = start; i < end; i++) key = key << 16 | text.charAt(i);
    return key;
  }

  List<String> languages() {
    return languages;
  }

  /** Log likelihood of a text in each language, and its function words. */
  Scores score(CharSequence text) {
    int[] sums = new int[languages.size()];
    Map<String, Integer> known = new HashMap<>();
    int at = 0;
    while (at < text.length()) {
      while (at < text.length() && !Character.isLetter(text.charAt(at))) at++;
      int start = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) at++;
      if (at == start) continue;
      String word = text.subSequence(start, at).toString().toLowerCase(Locale.ROOT);
      for (String language : words.getOrDefault(word, Set.of())) {
        known.merge(language, 1, Integer::sum);
      }
      for (int i = 0; i + 3 <= word.length(); i++) add(sums, word, i);
    }
    double[] logs = Arrays.stream(sums).mapToDouble(sum -> -sum / 2.0).toArray();
    return new Scores(languages, logs, known);
  }

  private void add(int[] sums, String word, int i) {
    byte @Nullable [] three = costs.get(key(word, i, i + 3));
    byte @Nullable [] two = costs.get(key(word, i + 1, i + 3));
    byte @Nullable [] one = costs.get(key(word, i + 2, i + 3));
    for (int n = 0; n < sums.length; n++) {
      int cost;
      if (three != null && three[n] > 0) cost = three[n];
      else if (two != null && two[n] > 0) cost = two[n] + TO_BIGRAM;
      else if (one != null && one[n] > 0) cost = one[n] + TO_LETTER;
      else cost = WORST;
      sums[n] += Math.min(cost, WORST);
    }
  }

  /** What a text scores. */
  record Scores(List<String> languages, double[] logs, Map<String, Integer> words) {
    /** The worth of the text's function words in a language. */
    double words(String language) {
      return WORD * words.getOrDefault(language, 0);
    }

    /** Letters and function words together. */
    double of(int language) {
      return logs[language] + words(languages.get(language));
    }
  }
}
