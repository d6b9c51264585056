package milliard.http;

import java.math.BigDecimal;
import java.time.LocalDate;
import milliard.deal.Deal;
import milliard.deal.Rates;
import milliard.deal.Rates.Conversion;
import org.jspecify.annotations.Nullable;

/** A deal's amount in euros at the deal's date. */
final class Euros {
  private Euros() {}

  /** Null = no amount or no rate. */
  static @Nullable Conversion of(Deal deal, Rates rates) {
    if (deal.amount() == null) return null;
    LocalDate day = deal.date() == null ? LocalDate.now() : deal.date().first();
    return rates.convert(deal.amount(), "EUR", day).orElse(null);
  }

  /** One number to draw: the one said, else the lower bound, else the upper; null = none. */
  static @Nullable BigDecimal number(@Nullable Conversion euros) {
    if (euros == null) return null;
    if (euros.value() != null) return euros.value();
    return euros.low() != null ? euros.low() : euros.high();
  }
}
