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
 * @param factor its part of the currency: 0.01 for a cent
 */
record Unit(String family, @Nullable String code, How how, BigDecimal factor) {
  /** In what surroundings a word means money. */
  enum How {
    /** Always. */
    STRONG,
    /** Also an everyday word: only with a scale of a million, or with its country in the text. */
    WEAK,
    /** A coin, a part of the currency. */
    MINOR,
    /** A round number of the money that the text speaks of: "ten grand". */
    SLANG,
    /** Also before the number. */
    SYMBOLIC,
    /** A sign or code: before or after the number. */
    SIGN,
    /** A letter that touches a number of a million or more before it: "Y500bn". */
    LETTER,
    /** Such a letter, and only where the text names its country: "R200m". */
    PLACED,
    /**
     * A letter of a coin that touches the number behind it, and only where the text speaks of its
     * currency or of a share: "250p".
     */
    COIN
  }

  Unit(String family, @Nullable String code, How how) {
    this(family, code, how, BigDecimal.ONE);
  }

  Unit of(String decided) {
    return new Unit(family, decided, how == How.WEAK ? How.STRONG : how, factor);
  }

  /** One letter before the number. */
  boolean letter() {
    return how == How.LETTER || how == How.PLACED;
  }

  /** A part or a multiple of the currency. */
  boolean minor() {
    return how == How.MINOR || how == How.COIN || how == How.SLANG;
  }

  boolean prefix() {
    return how == How.SIGN || how == How.SYMBOLIC || letter();
  }
}
