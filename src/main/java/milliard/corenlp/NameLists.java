package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import milliard.company.Companies;
import milliard.company.Company;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * What is known of names before reading: companies, places, products, first names, surnames, legal
 * forms, common words, and the cue words that tell what a name beside them names. Clues, never
 * verdicts.
 */
final class NameLists {
  private static final Map<Language, NameLists> LOADED = new ConcurrentHashMap<>();
  private static final Map<Language, NameLists> PLAIN = new ConcurrentHashMap<>();

  /** Words a listed name has, at most. */
  static final int PHRASE_WORDS = 7;

  /** The list of company names that are also common words, places or persons. */
  static final String AMBIGUOUS = "co?";

  /** The class of cue words that tell of business news. */
  private static final String BUSINESS = "business-word";

  /** The class of words that lose their vowel in front of one. */
  private static final String ELIDED = "elided";

  /** The class of words that join two parts of one name. */
  private static final String JOINING = "of";

  private final Map<String, Set<String>> phrases = new HashMap<>();
  private final Map<String, Set<String>> exact = new HashMap<>();
  private final Set<String> firstWords = new HashSet<>();
  private final Set<String> firstNames = new HashSet<>();
  private final Set<String> surnames = new HashSet<>();
  private final Set<String> legalForms = new HashSet<>();
  private final Set<String> commonWords = new HashSet<>();
  private final Set<String> businessWords = new HashSet<>();
  private final Set<String> elidedWords = new HashSet<>();
  private final Set<String> joiningWords = new HashSet<>();
  private final Map<String, List<String>> cues = new HashMap<>();
  private final boolean accents;

  private NameLists(Language language) {
    Pack pack = Pack.of(language);
    for (Company company : Companies.common().all()) {
      List<String> names = new ArrayList<>(company.aliases());
      names.add(company.name());
      for (String name : names) {
        add(company.ambiguous().contains(name) ? AMBIGUOUS : company.kind().id(), name);
      }
    }
    Pack common = Pack.common();
    for (Pack.Line line : common.linesIfPresent("places.tsv")) {
      List<String> cells = line.cells(3);
      if (cells.get(2).equals("kind")) continue;
      String list = "place-" + cells.get(2);
      add(list, cells.get(0));
      add(list, cells.get(1));
    }
    for (Pack.Line line : common.linesIfPresent("products.txt")) add("product", line.text());
    words(common, "surnames.txt", surnames);
    words(common, "legal_forms.txt", legalForms);
    words(pack, "first_names.txt", firstNames);
    words(pack, "common_words.txt", commonWords);
    accents = commonWords.stream().anyMatch(w -> !SentenceCase.plain(w).equals(w));
    for (Pack.Line line : pack.linesIfPresent("name_cues.txt")) {
      String[] sides = line.text().split("=", 2);
      if (sides.length < 2) throw line.error("expected class = words");
      for (String word : sides[1].strip().split("\\s+")) {
        if (sides[0].strip().equals(BUSINESS)) businessWords.add(word);
        else if (sides[0].strip().equals(ELIDED)) elidedWords.add(word);
        else if (sides[0].strip().equals(JOINING)) joiningWords.add(word);
        else cues.computeIfAbsent(word, w -> new ArrayList<>()).add(sides[0].strip());
      }
    }
  }

  /** The same lists with every name and word in small letters, without accents. */
  private NameLists(NameLists full) {
    full.phrases.forEach((name, lists) -> {
      String key = fold(SentenceCase.plain(name));
      String parted = key.replaceAll("[-']", " ");
      for (String each : new HashSet<>(List.of(key, parted, key.replaceAll("[-'.]", "")))) {
        phrases.computeIfAbsent(each, k -> new HashSet<>(2)).addAll(lists);
        firstWords.add(firstWord(each));
      }
    });
    for (String word : full.firstNames) firstNames.add(SentenceCase.plain(word));
    for (String word : full.surnames) surnames.add(SentenceCase.plain(word));
    for (String word : full.legalForms) legalForms.add(SentenceCase.plain(word));
    for (String word : full.commonWords) commonWords.add(SentenceCase.plain(word));
    accents = false;
    elidedWords.addAll(full.elidedWords);
    joiningWords.addAll(full.joiningWords);
    full.cues.forEach((word, classes) -> {
      List<String> cues =
          this.cues.computeIfAbsent(SentenceCase.plain(word), w -> new ArrayList<>());
      for (String each : classes) if (!cues.contains(each)) cues.add(each);
    });
  }

  /** Whether some of the language's common words have accents. */
  boolean hasAccents() {
    return accents;
  }

  /** The lists of a language, loaded once. */
  static NameLists of(Language language) {
    return LOADED.computeIfAbsent(language, NameLists::new);
  }

  /**
   * The lists of a language for words in small letters without accents, with and without the signs
   * that addresses leave out; made at first use.
   */
  static NameLists plain(Language language) {
    return PLAIN.computeIfAbsent(language, l -> new NameLists(of(l)));
  }

  private static void words(Pack pack, String file, Set<String> into) {
    for (Pack.Line line : pack.linesIfPresent(file)) into.add(fold(line.text().strip()));
  }

  private void add(String list, String name) {
    String key = fold(name);
    if (key.isEmpty()) return;
    phrases.computeIfAbsent(key, k -> new HashSet<>(2)).add(list);
    exact.computeIfAbsent(key, k -> new HashSet<>(2)).add(name.replace('’', '\''));
    firstWords.add(firstWord(key));
  }

  /** Lower case, straight apostrophes, single spaces. */
  static String fold(String name) {
    if (isPlain(name)) return name.toLowerCase(Locale.ROOT);
    return name.replace('’', '\'').replaceAll("[\\s\\u00A0\\u202F]+", " ").toLowerCase(Locale.ROOT);
  }

  /** Whether there is nothing to straighten but the case: no space, no curled apostrophe. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '’' || c == '\u00A0' || c == '\u202F' || Character.isWhitespace(c)) return false;
    }
    return true;
  }

  private static String firstWord(String key) {
    int end = 0;
    while (end < key.length() && Character.isLetterOrDigit(key.charAt(end))) end++;
    return key.substring(0, end);
  }

  /** Whether a listed name may begin with this word. */
  boolean begins(String word) {
    return firstWords.contains(firstWord(fold(word)));
  }

  /**
   * The lists that hold these words as a name: {@code company}, {@code co?} (an ambiguous name),
   * {@code fund}, {@code place-city}, {@code product}; empty where the case speaks against it.
   */
  Set<String> lists(String surface) {
    String key = fold(surface);
    Set<String> found = phrases.get(key);
    if (found == null) return Set.of();
    if (Character.isUpperCase(surface.codePointAt(0))) return found;
    return exact.getOrDefault(key, Set.of()).contains(surface.replace('’', '\''))
        ? found
        : Set.of();
  }

  /** The lists that hold these words as a name, whatever their case. */
  Set<String> listsIgnoringCase(String surface) {
    return phrases.getOrDefault(fold(surface), Set.of());
  }

  /** Whether the list is one of unambiguous company names. */
  static boolean isCompany(String list) {
    return !list.equals(AMBIGUOUS) && !list.startsWith("place-") && !list.equals("product");
  }

  boolean isFirstName(String word) {
    return firstNames.contains(fold(word));
  }

  boolean isSurname(String word) {
    return surnames.contains(fold(word));
  }

  boolean isLegalForm(String word) {
    return legalForms.contains(fold(word));
  }

  boolean isCommonWord(String word) {
    return commonWords.contains(fold(word));
  }

  /** Whether the lower-case word belongs to business news. */
  boolean isBusinessWord(String word) {
    return businessWords.contains(word);
  }

  /** Whether it joins two parts of one name: the {@code of} of {@code Bank of England}. */
  boolean isJoining(String word) {
    return joiningWords.contains(word);
  }

  /** Whether it is what stays of a word in front of a vowel: the {@code d} of {@code d'Airbus}. */
  boolean isElided(String word) {
    return elidedWords.contains(word);
  }

  /** The cue classes of a lower-case word or lemma. */
  List<String> cues(String word) {
    return cues.getOrDefault(word, List.of());
  }
}
