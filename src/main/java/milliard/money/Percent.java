package milliard.money;

import java.math.BigDecimal;
import milliard.text.Span;

/**
 * A percentage: {@code 32 %} has the value 32.
 *
 * @param span where it stands
 * @param text the words there
 * @param value percent, not a fraction; may be negative or above 100
 */
public record Percent(Span span, String text, BigDecimal value) {
  /** The same percentage in a text with {@code by} more chars before it. */
  public Percent shift(int by) {
    return new Percent(span.shift(by), text, value);
  }
}
