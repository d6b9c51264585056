package milliard.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import milliard.text.Language;
import milliard.text.Span;
import org.junit.jupiter.api.Test;

class MoneyReaderTest {
  private static final MoneyReader FRENCH = MoneyReader.of(Language.FRENCH);
  private static final MoneyReader ENGLISH = MoneyReader.of(Language.ENGLISH);

  @Test
  void moreThanTenBillionDollarsHasNoUpperBound() {
    BigDecimal ten = new BigDecimal("10000000000");
    assertThat(FRENCH.read("Meta a signé pour plus de 10 milliards de dollars.").amounts())
        .containsExactly(
            new Amount(
                new Span(18, 49),
                "plus de 10 milliards de dollars",
                ten,
                ten,
                null,
                Modality.MORE_THAN,
                "USD"));
  }

  @Test
  void percentKeepsItsSign() {
    assertThat(ENGLISH.read("Sales fell: -5.5% after +12%.").percents())
        .isEqualTo(
            List.of(
                new Percent(new Span(12, 17), "-5.5%", new BigDecimal("-5.5")),
                new Percent(new Span(24, 28), "+12%", new BigDecimal("12"))));
  }
}
