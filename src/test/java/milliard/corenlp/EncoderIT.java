package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import milliard.article.Article;
import milliard.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the encoder reads of parties. */
class EncoderIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | Sopra Steria rachète l'éditeur Axway. | acquisition.acquirer | Sopra Steria | Axway",
        "fr | Axway passe sous le contrôle de Sopra Steria. | acquisition.acquirer | Sopra Steria"
            + " | Axway",
        "en | Datadog has agreed to buy Metaplane. | acquisition.acquirer | Datadog | Metaplane",
        "en | Metaplane was bought by Datadog. | acquisition.acquirer | Datadog | Metaplane",
        "fr | Pasqal lève 100 millions d'euros auprès de Temasek. | funding.investor | Temasek"
            + " | Pasqal",
        "en | Temasek led a $100m round in Pasqal. | funding.investor | Temasek | Pasqal",
      })
  void whoDealsWithWhom(String language, String text, String relation, String one, String two) {
    DealReading reading = reading(text, new Language(language));
    Relations read = Encoder.common().read(reading);
    int a = party(reading, one);
    int b = party(reading, two);
    assertThat(read.pair(relation, a, b)).isGreaterThan(read.pair(relation, b, a) + 1);
    assertThat(read.pair(relation, a, b)).isGreaterThan(-2.5);
  }

  @Test
  void whereNoDealIsTold() {
    DealReading reading =
        reading("Datadog and Metaplane both sell software to banks.", new Language("en"));
    Relations read = Encoder.common().read(reading);
    for (String role : List.of("acquisition.acquirer", "acquisition.target", "funding.company")) {
      for (int p = 0; p < read.parties; p++) assertThat(read.role(role, p)).isLessThan(0);
    }
  }

  @Test
  void aLongTextIsReadInWindows() {
    String text =
        "Datadog buys Metaplane\n\n"
            + IntStream.range(0, 400)
                .mapToObj(i -> "In chapter " + i + " nothing of interest happened.")
                .reduce("", (x, y) -> x + y + (y.hashCode() % 3 == 0 ? "\n\n" : " "))
            + "\n\nTemasek led a $100m round in Pasqal.";
    DealReading reading = reading(text, new Language("en"));
    Relations read = Encoder.common().read(reading);
    int buyer = party(reading, "Datadog");
    int bought = party(reading, "Metaplane");
    int investor = party(reading, "Temasek");
    int company = party(reading, "Pasqal");
    assertThat(read.pair("acquisition.acquirer", buyer, bought))
        .isGreaterThan(read.pair("acquisition.acquirer", bought, buyer));
    assertThat(read.pair("funding.investor", investor, company))
        .isGreaterThan(read.pair("funding.investor", company, investor))
        .isGreaterThan(read.pair("funding.investor", investor, bought));
  }

  @Test
  void noParties() {
    DealReading reading = reading("Nothing happened.", new Language("en"));
    Relations read = Encoder.common().read(reading);
    assertThat(read.role("acquisition.target", 0)).isEqualTo(Relations.FAR);
    assertThat(read.pair("acquisition.acquirer", 0, 1)).isEqualTo(Relations.FAR);
  }

  private static DealReading reading(String text, Language language) {
    Document document = Extractor.document(Article.ofText(text, language, null), language);
    return DealFinder.of(language)
        .reading(document, DealTables.of(language).read(document, List.of()));
  }

  private static int party(DealReading reading, String name) {
    for (int p = 0; p < reading.parties.size(); p++) {
      if (reading.parties.get(p).text().equals(name)) return p;
    }
    throw new AssertionError("no party " + name + " in " + reading.parties);
  }
}
