package milliard.mention.gold;

import java.math.BigDecimal;
import java.util.Locale;
import milliard.money.Amount;
import milliard.money.Modality;
import org.jspecify.annotations.Nullable;

/**
 * An amount of the gold header: {@code more_than 10000000000 USD}, {@code between 2 3 EUR}.
 *
 * @param modality how the number is meant
 * @param number the number, or the lower bound of a range
 * @param upper the upper bound of a range; null for one number
 * @param currency ISO 4217
 */
public record GoldAmount(
    Modality modality, BigDecimal number, @Nullable BigDecimal upper, String currency) {

  /**
   * Reads the header's form.
   *
   * @throws IllegalArgumentException if it is not in that form
   */
  static GoldAmount read(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length < 3 || words.length > 4) {
      throw new IllegalArgumentException(
          "amount '" + text + "': expected MODALITY NUMBER [NUMBER] CURRENCY");
    }
    return new GoldAmount(
        Modality.valueOf(words[0].toUpperCase(Locale.ROOT)),
        new BigDecimal(words[1]),
        words.length == 4 ? new BigDecimal(words[2]) : null,
        words[words.length - 1]);
  }

  /** Whether the amount says the same number or range in the same currency. */
  public boolean agrees(Amount amount) {
    if (!amount.currency().equals(currency)) return false;
    if (upper != null) return equal(amount.low(), number) && equal(amount.high(), upper);
    return equal(amount.value(), number)
        || amount.value() == null && (equal(amount.low(), number) || equal(amount.high(), number));
  }

  private static boolean equal(@Nullable BigDecimal a, BigDecimal b) {
    return a != null && a.compareTo(b) == 0;
  }

  @Override
  public String toString() {
    return modality.id()
        + " "
        + number.toPlainString()
        + (upper == null ? "" : " " + upper.toPlainString())
        + " "
        + currency;
  }
}
