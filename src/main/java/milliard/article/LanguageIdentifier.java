package milliard.article;

import com.carrotsearch.labs.langid.LangIdV3;
import java.util.Optional;
import milliard.text.Language;

/**
 * Tells the language of a text (n-gram model of 97 languages). Any number of threads may share it.
 */
public final class LanguageIdentifier {
  private static final int ENOUGH = 4_000;
  private static final ThreadLocal<LangIdV3> CLASSIFIER = ThreadLocal.withInitial(LangIdV3::new);

  private LanguageIdentifier() {}

  /** The language of a text, from its first 4,000 chars; empty where it has no letters. */
  public static Optional<Language> identify(String text) {
    String sample = text.length() <= ENOUGH ? text : text.substring(0, ENOUGH);
    if (sample.chars().noneMatch(Character::isLetter)) return Optional.empty();
    return Optional.of(new Language(CLASSIFIER.get().classify(sample, false).getLangCode()));
  }
}
