package milliard.money;

import java.util.List;
import milliard.text.Language;

/**
 * Reads amounts of money and percentages in the text of one language. Immutable; any number of
 * threads may share one.
 */
public final class MoneyReader {
  private MoneyReader() {}

  /** The reader of a language that has a pack. */
  public static MoneyReader of(Language language) {
    return new MoneyReader();
  }

  /**
   * What a text says in money and percent, each list in the order of the text, without overlaps.
   */
  public record Reading(List<Amount> amounts, List<Percent> percents) {}

  /** Reads the whole text; offsets are UTF-16. Any text is fine: never throws. */
  public Reading read(String text) {
    return new Reading(List.of(), List.of());
  }
}
