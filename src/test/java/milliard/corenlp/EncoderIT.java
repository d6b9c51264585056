package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import milliard.article.Article;
import milliard.mention.DealType;
import milliard.mention.Role;
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
    assertThat(pair(read, relation, a, b)).isGreaterThan(pair(read, relation, b, a) + 1);
    assertThat(pair(read, relation, a, b)).isGreaterThan(-2.5);
  }

  @Test
  void whereNoDealIsTold() {
    DealReading reading =
        reading("Datadog and Metaplane both sell software to banks.", new Language("en"));
    Relations read = Encoder.common().read(reading);
    for (int p = 0; p < read.parties; p++) {
      assertThat(read.role(DealType.ACQUISITION, Role.ACQUIRER, p)).isLessThan(0);
      assertThat(read.role(DealType.ACQUISITION, Role.TARGET, p)).isLessThan(0);
      assertThat(read.role(DealType.FUNDING, Role.COMPANY, p)).isLessThan(0);
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
    assertThat(pair(read, "acquisition.acquirer", buyer, bought))
        .isGreaterThan(pair(read, "acquisition.acquirer", bought, buyer));
    assertThat(pair(read, "funding.investor", investor, company))
        .isGreaterThan(pair(read, "funding.investor", company, investor))
        .isGreaterThan(pair(read, "funding.investor", investor, bought));
  }

  @Test
  void noParties() {
    DealReading reading = reading("Nothing happened.", new Language("en"));
    Relations read = Encoder.common().read(reading);
    assertThat(read.role(DealType.ACQUISITION, Role.TARGET, 0)).isEqualTo(Relations.FAR);
    assertThat(pair(read, "acquisition.acquirer", 0, 1)).isEqualTo(Relations.FAR);
  }

  /** Log odds of a relation, as {@code heads.tsv} names it. */
  private static double pair(Relations read, String relation, int one, int two) {
    String[] names = relation.toUpperCase(Locale.ROOT).split("\\.");
    return read.pair(DealType.valueOf(names[0]), Role.valueOf(names[1]), one, two);
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
