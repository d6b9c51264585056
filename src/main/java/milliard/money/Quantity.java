package milliard.money;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with what it counts, as lexemes {@code [start, end)}: {@code 10 milliards de dollars}.
 * The number is {@code factor × scale}; a loose plural ("des centaines de") runs from {@code
 * factor} to {@code top}.
 */
record Quantity(
    int start,
    int end,
    Numbers.Number number,
    @Nullable Unit unit,
    @Nullable String country,
    boolean percent,
    boolean unitFirst) {
  BigDecimal value() {
    return number.value();
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
