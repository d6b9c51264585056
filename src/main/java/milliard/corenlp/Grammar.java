package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * The closed word classes and tag names of a language that the role finder needs: {@code
 * models/<lang>/deals/grammar.tsv}. Immutable.
 */
final class Grammar {
  private static final Map<Language, Grammar> LOADED = new ConcurrentHashMap<>();

  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, List<String>> tags = new HashMap<>();
  private final Map<String, String> canonical = new HashMap<>();
  private final Map<String, List<String>> contractions = new HashMap<>();
  private final Pattern participle;
  private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();

  private Grammar(Language language) {
    Set<String> endings = new HashSet<>();
    for (Pack.Line line : Pack.of(language).linesIfPresent("deals/grammar.tsv")) {
      List<String> cells = line.cells(2);
      String kind = cells.get(0);
      if (kind.equals("same") || kind.equals("contraction")) {
        String[] sides = cells.get(1).split("=", 2);
        if (sides.length < 2) throw line.error("expected word=words");
        if (kind.equals("contraction")) contractions.put(sides[0], List.of(sides[1].split(" ")));
        else for (String word : sides[1].split("\\|")) canonical.put(word, sides[0]);
        continue;
      }
      Set<String> values = new HashSet<>();
      for (String word : cells.get(1).split("\\|")) values.add(word.strip());
      if (kind.startsWith("tag.")) tags.put(kind.substring(4), new ArrayList<>(values));
      else if (kind.equals("participle")) endings.addAll(values);
      else words.merge(kind, values, Grammar::union);
    }
    participle =
        Pattern.compile(
            endings.isEmpty()
                ? "(?!)"
                : endings.stream().collect(Collectors.joining("|", ".*(?:", ")")));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> both = new HashSet<>(a);
    both.addAll(b);
    return both;
  }

  /** The grammar of a language; empty where there is none. */
  static Grammar of(Language language) {
    return LOADED.computeIfAbsent(language, Grammar::new);
  }

  /** Whether a lower-case word or lemma belongs to a class: {@code by}, {@code partitive}. */
  boolean is(String kind, String word) {
    return words.getOrDefault(kind, Set.of()).contains(word);
  }

  /** The form that stands for all forms of a clitic or article: {@code s' → se}. */
  String canonical(String word) {
    return canonical.getOrDefault(word, word);
  }

  /** The words of a phrase as the tokenizer gives them, in canonical form. */
  List<String> tokens(String phrase) {
    return tokens.computeIfAbsent(phrase, this::tokenized);
  }

  private List<String> tokenized(String phrase) {
    List<String> tokens = new ArrayList<>();
    for (String word : phrase.strip().split(" +")) {
      for (String part : contractions.getOrDefault(word, List.of(word))) {
        tokens.add(canonical(part));
      }
    }
    return List.copyOf(tokens);
  }

  /** Whether a tag belongs to a word class: {@code verb}, {@code noun}. */
  boolean tag(String kind, String tag) {
    for (String prefix : tags.getOrDefault(kind, List.of())) {
      if (tag.startsWith(prefix)) return true;
    }
    return false;
  }

  /** Whether the form may be a past participle, by its ending. */
  boolean participle(String form) {
    return participle.matcher(form).matches();
  }
}
