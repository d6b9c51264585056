package milliard.money;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A unit of money as written: a currency, or a family of currencies that a country or the text
 * decides.
 *
 * @param family {@code dollar}
 * @param code ISO 4217; null where the family is all that is said
 * @param how in what surroundings the word means money
 */
record Unit(String family, @Nullable String code, How how) {
  /** In what surroundings a word means money. */
  enum How {
    /** Always. */
    STRONG,
    /** Also an everyday word: only with a scale of a million, or with its country in the text. */
    WEAK,
    /** The hundredth part. */
    MINOR,
    /** Also before the number. */
    SYMBOLIC,
    /** A sign or code: before or after the number. */
    SIGN
  }

  private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

  BigDecimal factor() {
    return how == How.MINOR ? HUNDREDTH : BigDecimal.ONE;
  }

  Unit of(String decided) {
    return new Unit(family, decided, how == How.WEAK ? How.STRONG : how);
  }

  boolean prefix() {
    return how == How.SIGN || how == How.SYMBOLIC;
  }
}
