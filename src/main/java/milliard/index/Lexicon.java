package milliard.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import milliard.index.Expr.Asked;
import milliard.mention.DealType;
import milliard.mention.Status;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Pack.Line;
import org.jspecify.annotations.Nullable;

/**
 * The words of queries in all languages: what they mean, and the words of the other languages for
 * the same. From {@code models/<lang>/search}. Immutable.
 */
final class Lexicon {
  private static final Pattern GAPS = Pattern.compile("[\\s'\\-]+");
  private static final Lexicon STANDARD = new Lexicon();

  /** The most words of an entry. */
  static final int LONGEST = 5;

  private final Map<String, List<Asked>> meanings = new HashMap<>();
  private final Map<String, Set<String>> concepts = new LinkedHashMap<>();
  private final Map<String, String> fields = new HashMap<>();
  private final Set<String> stopwords = new HashSet<>();
  private final Map<String, BigDecimal> magnitudes = new HashMap<>();
  private final Map<String, BigDecimal> numbers = new HashMap<>();
  private final Map<String, String> currencies = new HashMap<>();
  private final Map<String, String> comparisons = new HashMap<>();
  private final Set<String> joins = new HashSet<>();

  private Lexicon() {
    amounts(Pack.common());
    for (Language language : Pack.languages()) {
      Pack pack = Pack.of(language);
      amounts(pack);
      for (Line line : pack.linesIfPresent("search/stopwords.txt")) stopwords.add(key(line.text()));
      for (Line line : pack.linesIfPresent("search/fields.tsv")) {
        fields.putIfAbsent(Fold.fold(line.cells(2).get(0)), line.cells(2).get(1));
      }
      for (Line line : pack.linesIfPresent("search/words.tsv")) word(line);
    }
  }

  static Lexicon standard() {
    return STANDARD;
  }

  private void word(Line line) {
    List<String> cells = line.cells(2);
    String words = key(cells.get(0));
    if (words.split(" ").length > LONGEST) throw line.error("expected at most 5 words");
    List<Asked> asks = meanings.computeIfAbsent(words, w -> new ArrayList<>());
    for (String meaning : cells.get(1).split("\\|")) {
      int colon = meaning.indexOf(':');
      String field = colon < 0 ? "" : meaning.substring(0, colon);
      String value = meaning.substring(colon + 1);
      boolean known =
          switch (field) {
            case "" -> true;
            case "type" -> Arrays.stream(DealType.values()).anyMatch(t -> t.id().equals(value));
            case "status" -> Arrays.stream(Status.values()).anyMatch(s -> s.id().equals(value));
            case "round" -> true;
            default -> false;
          };
      if (!known)
        throw line.error("'" + meaning + "': expected type:…, status:…, round:… or a name");
      var asked = new Asked(field, value);
      if (!asks.contains(asked)) asks.add(asked);
      if (field.isEmpty()) {
        concepts.computeIfAbsent(value, c -> new LinkedHashSet<>()).add(cells.get(0));
      }
    }
  }

  private void amounts(Pack pack) {
    for (Line line : pack.linesIfPresent("search/amounts.tsv")) {
      List<String> cells = line.cells(2);
      String words = Fold.fold(cells.get(1));
      switch (cells.get(0)) {
        case "magnitude" -> magnitudes.put(words, new BigDecimal(line.cells(3).get(2)));
        case "number" -> numbers.put(words, new BigDecimal(line.cells(3).get(2)));
        case "currency" -> currencies.put(words, line.cells(3).get(2));
        case "compare" -> comparisons.put(words, line.cells(3).get(2));
        case "join" -> joins.add(words);
        default -> throw line.error("expected magnitude, number, currency, compare or join");
      }
    }
  }

  /** Words as they are looked up: folded, hyphens and apostrophes as blanks. */
  static String key(String words) {
    return GAPS.matcher(Fold.fold(words)).replaceAll(" ").strip();
  }

  /** What words mean, of whichever language; empty if they mean only themselves. */
  List<Asked> meaning(String words) {
    return meanings.getOrDefault(key(words), List.of());
  }

  /** The words of all languages for a concept. */
  Collection<String> words(String concept) {
    return concepts.getOrDefault(concept, Set.of());
  }

  /** The name of a field or operator, from its word in some language. */
  Optional<String> field(String word) {
    return Optional.ofNullable(fields.get(Fold.fold(word)));
  }

  boolean isStopword(String word) {
    return stopwords.contains(key(word));
  }

  @Nullable BigDecimal magnitude(String word) {
    return magnitudes.get(word);
  }

  /** A number in up to two words, as it stands before a magnitude. */
  @Nullable BigDecimal number(String words) {
    return numbers.get(words);
  }

  @Nullable String currency(String word) {
    return currencies.get(word);
  }

  @Nullable String comparison(String words) {
    return comparisons.get(words);
  }

  boolean isJoin(String word) {
    return joins.contains(word);
  }

  /** Signs that may stand right before a number. */
  Collection<String> currencySigns() {
    return currencies.keySet();
  }
}
