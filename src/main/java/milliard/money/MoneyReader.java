package milliard.money;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import milliard.text.Language;

/**
 * Reads amounts of money and percentages in the text of one language. Immutable; any number of
 * threads may share one.
 */
public final class MoneyReader {
  private static final Map<Language, MoneyReader> READERS = new ConcurrentHashMap<>();

  private final Lexicon lexicon;

  private MoneyReader(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /**
   * The reader of a language, loaded once.
   *
   * @throws IllegalStateException if the language has no files {@code money/*.tsv} in its pack
   */
  public static MoneyReader of(Language language) {
    return READERS.computeIfAbsent(language, l -> new MoneyReader(new Lexicon(l)));
  }

  /** A reader loaded anew, as at the start of another JVM. */
  static MoneyReader fresh(Language language) {
    return new MoneyReader(new Lexicon(language));
  }

  /**
   * What a text says in money and percent, each list in the order of the text, without overlaps.
   */
  public record Reading(List<Amount> amounts, List<Percent> percents) {}

  /**
   * Reads the whole text; offsets are UTF-16. Any text is fine: never throws. An amount ends at a
   * blank line at the latest.
   */
  public Reading read(String text) {
    return new AmountParser(text, lexicon).read();
  }
}
