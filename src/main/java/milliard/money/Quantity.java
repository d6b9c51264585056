package milliard.money;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with what it counts: {@code 10 milliards de dollars}.
 *
 * @param start its first lexeme
 * @param end the lexeme behind it
 * @param number the number itself
 * @param unit of money; null for a bare number or a percentage
 * @param country that stands beside the unit, as {@code CA}
 * @param percent whether it is a percentage
 * @param unitFirst whether the unit stands before the number
 */
record Quantity(
    int start,
    int end,
    Numbers.Number number,
    @Nullable Unit unit,
    @Nullable String country,
    boolean percent,
    boolean unitFirst) {
  private static final BigDecimal FIRST_YEAR = BigDecimal.valueOf(1800);
  private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(2100);

  BigDecimal value() {
    return number.value();
  }

  /** Whether the number may be a year. */
  boolean year() {
    BigDecimal value = value();
    return !number.scaled() && value.compareTo(FIRST_YEAR) >= 0 && value.compareTo(LAST_YEAR) < 0;
  }

  boolean bare() {
    return unit == null && !percent;
  }

  Quantity with(Numbers.Number other) {
    return new Quantity(start, end, other, unit, country, percent, unitFirst);
  }

  Quantity with(@Nullable Unit other, @Nullable String place) {
    return new Quantity(start, end, number, other, place, percent, unitFirst);
  }
}
