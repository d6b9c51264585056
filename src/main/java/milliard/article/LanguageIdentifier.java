package milliard.article;

import com.carrotsearch.labs.langid.DetectedLanguage;
import com.carrotsearch.labs.langid.LangIdV3;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * Tells the language of a text, down to a headline without accents: letter trigrams and function
 * words of some thirty languages of Europe and its like (see {@link Ngrams}), weighed against
 * langid's byte n-grams of 97 languages. Any number of threads may share it.
 */
public final class LanguageIdentifier {
  private static final int ENOUGH = 1_000;

  /** The weight of langid's log likelihood beside that of the trigrams. */
  private static final double LANGID = 0.2;

  /** How far langid must prefer a language without trigrams, in log likelihood. */
  private static final double MARGIN = 30;

  /**
   * What a language with a pack has in advance, in log likelihood: it is what the sources are
   * written in. English has the least, for English names and titles stand in all other languages.
   */
  private static final double EXPECTED = 3;

  private static final double EXPECTED_ENGLISH = 1;

  private static final ThreadLocal<LangIdV3> CLASSIFIER = ThreadLocal.withInitial(LangIdV3::new);
  private static final Ngrams NGRAMS = Ngrams.load();
  private static final Map<String, Double> PRIOR = prior();

  private LanguageIdentifier() {}

  private static Map<String, Double> prior() {
    Map<String, Double> prior = new HashMap<>();
    for (Language language : Pack.languages()) {
      prior.put(language.code(), language.equals(Language.ENGLISH) ? EXPECTED_ENGLISH : EXPECTED);
    }
    return Map.copyOf(prior);
  }

  /** The language of a text, from its first 1,000 chars; empty where it has no letters. */
  public static Optional<Language> identify(String text) {
    String sample = text.length() <= ENOUGH ? text : text.substring(0, ENOUGH);
    int letters = 0;
    int latin = 0;
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (!Character.isLetter(c)) continue;
      letters++;
      if (UnicodeScript.of(c) == UnicodeScript.LATIN) latin++;
    }
    if (letters == 0) return Optional.empty();
    Map<String, Double> langid = langid(sample);
    String code = latin * 2 < letters ? best(langid) : latin(sample, langid);
    return Optional.of(new Language(code));
  }

  private static Map<String, Double> langid(String sample) {
    LangIdV3 classifier = CLASSIFIER.get();
    classifier.reset();
    classifier.append(sample);
    Map<String, Double> scores = new HashMap<>();
    for (DetectedLanguage language : classifier.rank(false)) {
      scores.put(language.getLangCode(), language.getConfidence());
    }
    return scores;
  }

  private static String best(Map<String, Double> scores) {
    return scores.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static String latin(String sample, Map<String, Double> langid) {
    Ngrams.Scores scores = NGRAMS.score(sample);
    List<String> languages = NGRAMS.languages();
    double least = langid.values().stream().mapToDouble(d -> d).min().orElse(0);
    String best = "";
    double score = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < languages.size(); i++) {
      String language = languages.get(i);
      double here =
          scores.of(i)
              + LANGID * langid.getOrDefault(language, least)
              + PRIOR.getOrDefault(language, 0.0);
      if (here > score) {
        best = language;
        score = here;
      }
    }
    String other = best(langid);
    if (languages.contains(other)) return best;
    double margin =
        langid.getOrDefault(other, least)
            - langid.getOrDefault(best, least)
            + scores.words(other)
            - scores.words(best);
    return margin > MARGIN ? other : best;
  }
}
