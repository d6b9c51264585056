package milliard.money;

import java.math.BigDecimal;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money as said: {@code plus de 10 milliards de dollars} is at least 1e10 USD.
 *
 * @param span where it stands, modality words and currency included
 * @param text the words there
 * @param value the number said, in units of the currency; null for a range
 * @param low lower bound; null = none known ("up to 5 M€")
 * @param high upper bound; null = none ("plus de 10 milliards")
 * @param modality how the number is meant
 * @param currency ISO 4217 code, as {@code USD}
 */
public record Amount(
    Span span,
    String text,
    @Nullable BigDecimal value,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    Modality modality,
    String currency) {

  /**
   * @throws IllegalArgumentException if the currency is no three capital letters, if neither value
   *     nor bound is there, or if the bounds are crossed
   */
  public Amount {
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("currency '" + currency + "': expected ISO 4217, as EUR");
    }
    if (value == null && low == null && high == null) {
      throw new IllegalArgumentException("amount '" + text + "' has neither value nor bound");
    }
    if (low != null && high != null && low.compareTo(high) > 0) {
      throw new IllegalArgumentException("amount '" + text + "': low " + low + " > high " + high);
    }
  }

  /** The same amount in a text with {@code by} more chars before it. */
  public Amount shift(int by) {
    return new Amount(span.shift(by), text, value, low, high, modality, currency);
  }
}
