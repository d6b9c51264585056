package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenDateTest {
  private static final WrittenDate DATES = WrittenDate.load();
  private static final Instant NOW = Instant.parse("2025-08-22T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          2025-08-22T09:30:00+02:00 | 2025-08-22T09:30+02:00
          2025-08-22 09:30:00 +0200 | 2025-08-22T09:30+02:00
          2025-08-22T09:30:00.123Z | 2025-08-22T09:30Z
          2025/8/2 | 2025-08-02
          20250822 | 2025-08-22
          1755855000 | 2025-08-22T09:30Z
          1755855000000 | 2025-08-22T09:30Z
          Fri, 22 Aug 2025 09:30:00 GMT | 2025-08-22T09:30Z
          August 22, 2025 | 2025-08-22
          Aug. 22nd, 2025 at 9:30 a.m. ET | 2025-08-22T09:30-04:00
          Jan 5 2025 5:07 PM EST | 2025-01-05T17:07-05:00
          the 2nd of May, 2025 | 2025-05-02
          Publié le vendredi 22 août 2025 à 9h30 | 2025-08-22
          1er janvier 2025 | 2025-01-01
          22 AOÛT 2025 | 2025-08-22
          22 aout 2025 | 2025-08-22
          3 déc. 2024 | 2024-12-03
          22/08/2025 | 2025-08-22
          8/22/2025 | 2025-08-22
          03/04/2025 | 2025-04-03
          03.04.25 | 2025-04-03
          3 hours ago | 2025-08-22T09:00Z
          il y a 2 jours | 2025-08-20
          hier | 2025-08-21
          31 February 2025 | none
          13/13/2025 | none
          version 2.10.3 | none
          1 825 salariés | none
          """)
  void readsADateAsPagesWriteIt(String text, String date) {
    assertThat(DATES.find(text, true, NOW).map(PublicationDate::toString).orElse(null))
        .isEqualTo(date);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          Publié le 12 mars 2025 à 10h30, modifié le 13 mars 2025 à 18h02 | 2025-03-12
          Publié le 8 avr. 2025 à 17:30Mis à jour le 9 avr. 2025 à 09:12 | 2025-04-08
          Last updated 04 Jun 2020, originally created 17 Jun 2019 | 2019-06-17
          Published Tue, Mar 11 2025 8:30 AM EDTUpdated Tue, Mar 11 2025 4:10 PM EDT | 2025-03-11T08:30-04:00
          January 14, 2025 · Updated January 15, 2025 | 2025-01-14
          Mis à jour le 22/01/2025 | none
          Updated Jan 3, 2025 | none
          """)
  void ofSeveralDatesThatOfPublicationCounts(String text, String date) {
    assertThat(DATES.publication(text, true, NOW).map(PublicationDate::toString).orElse(null))
        .isEqualTo(date);
  }
}
