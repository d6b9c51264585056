package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import milliard.article.Article;
import milliard.mention.Entity;
import milliard.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names in datelines are no parties; the same names elsewhere, and names before other dashes, are.
 */
class DatelinesIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr | SAN FRANCISCO (AFP) - Google rachète Fitbit.                     | Google, Fitbit
          fr | PARIS, 3 mars (Reuters) – Atos cède Worldgrid à Alten.           | Atos, Worldgrid, Alten
          en | Oct 7 (Reuters) - Intuit is selling Ledgerline to Thoma Bravo.   | Intuit, Ledgerline, Thoma Bravo
          en | LONDON — Sophos has acquired Arco Cyber.                         | Sophos, Arco Cyber
          en | Reuters has bought Breakingviews from its founders.              | Reuters, Breakingviews
          """)
  void namesOfADatelineTakeNoPart(String lang, String text, String names) {
    Language language = new Language(lang);
    Document document = Extractor.document(Article.ofText(text, language, null), language);
    Document without = Datelines.without(document, Grammar.of(language));
    assertThat(without.entities().stream().map(Entity::text).toList())
        .containsExactlyElementsOf(List.of(names.split(", ")));
  }
}
