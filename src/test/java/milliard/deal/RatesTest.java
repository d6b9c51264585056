package milliard.deal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.TreeSet;
import milliard.text.Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesTest {
  private static final Rates RATES = Rates.standard();

  @Test
  void noLineOfTheTableIsLongerThanItsHeadAndEveryCellIsANumber() {
    var lines = Pack.common().lines("rates/rates.tsv");
    var head = lines.getFirst().cells(2);
    for (var line : lines) {
      assertThat(line.cells(2)).as(line.toString()).hasSizeLessThanOrEqualTo(head.size());
    }
    var currencies = new TreeSet<>(head.subList(1, head.size()));
    assertThat(head).doesNotHaveDuplicates();
    currencies.add("EUR");
    assertThat(RATES.currencies()).isEqualTo(currencies);
    for (String currency : currencies) {
      int known = 0;
      for (int year = 1990; year <= RATES.latest().getYear(); year++) {
        var rate = RATES.rate(currency, LocalDate.of(year, 6, 15));
        if (rate.isEmpty()) continue;
        assertThat(rate.get().value()).as(currency + " " + year).isPositive();
        known++;
      }
      assertThat(known).as(currency).isPositive();
    }
  }

  @Test
  void aRateIsThatOfTheMonthOrTheNearest() {
    assertThat(RATES.rate("EUR", LocalDate.of(2025, 8, 22)).orElseThrow().value())
        .isEqualByComparingTo("1");
    var dollar = RATES.rate("USD", LocalDate.of(2008, 7, 15)).orElseThrow();
    assertThat(dollar.period()).isEqualTo("2008-07");
    assertThat(dollar.approximate()).isFalse();
    assertThat(dollar.value()).isBetween(new BigDecimal("1.55"), new BigDecimal("1.60"));
    assertThat(RATES.rate("USD", LocalDate.of(1900, 1, 1))).isEmpty();
    assertThat(RATES.rate("XXX", LocalDate.of(2025, 1, 1))).isEmpty();
  }

  @Test
  void theBanksOwnFileGoesInFront(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("eurofxref-hist.csv"),
            "Date,USD,ZZZ,\n2008-07-02,2.00,7.5,\n2008-07-01,4.00,N/A,\n");
    Rates own = RATES.with(file);
    LocalDate july = LocalDate.of(2008, 7, 15);
    assertThat(own.rate("USD", july).orElseThrow().value()).isEqualByComparingTo("3");
    assertThat(own.rate("ZZZ", july).orElseThrow().value()).isEqualByComparingTo("7.5");
    assertThat(own.currencies()).contains("ZZZ", "GBP");
    assertThat(own.rate("USD", LocalDate.of(2008, 9, 1)))
        .isEqualTo(RATES.rate("USD", LocalDate.of(2008, 9, 1)));
    assertThat(RATES.rate("USD", july).orElseThrow().value()).isLessThan(new BigDecimal("2"));
  }
}
