package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import milliard.article.Article;
import milliard.mention.Entity;
import milliard.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesIT {
  private static Document document(String language, String text) {
    return Extractor.document(
        Article.ofText(text, new Language(language), null), new Language(language));
  }

  private static List<String> names(String language, String text) {
    return document(language, text).entities().stream()
        .map(e -> e.type() + " " + e.text())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr | Le président de l'association "Un cahier, un stylo" vit à Lyon. | ORG Un cahier, un stylo
          fr | L’ONG internationale « Des puits pour tous » s’est retirée.     | ORG Des puits pour tous
          fr | Elle a joué dans le film « Un été, un hiver ».                  | MISC Un été, un hiver
          en | The charity "Bread, Soap and Hope" opened a kitchen in Leeds.   | ORG Bread, Soap and Hope
          en | He directed the film "Come, See, Go" in 1985.                   | MISC Come, See, Go
          """)
  void aQuotedNameBehindItsNounIsWhole(String language, String text, String name) {
    assertThat(names(language, text)).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr | Hier, Monsieur Bacem a été opéré à Dakar.          | PER Bacem
          fr | Selon Mme Taïla Jonquet, le pont a cédé.           | PER Taïla Jonquet
          en | The boat belonged to Mrs. Quill, a widow.           | PER Quill
          """)
  void aPersonStandsWithoutTitle(String language, String text, String name) {
    assertThat(names(language, text)).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr | zorbelia leve 27 millions d'euros pour ses micro robots                  | ORG zorbelia
          fr | kryptane met la main sur zorbelia data                                   | ORG kryptane, ORG zorbelia data
          fr | ovelia capital entre au capital de ZORBELIA MEDICAL                      | ORG ovelia capital, ORG ZORBELIA MEDICAL
          fr | zorbelia leve 5 millions aupres deurazeo                                 | ORG zorbelia, ORG eurazeo
          fr | une societe leve des fonds pour ses batteries                            |
          fr | ZORBELIA RACHÈTE KRYPTANE POUR 12 MILLIONS D’EUROS                       | ORG ZORBELIA, ORG KRYPTANE
          en | zorbelia buys kryptane labs for $12m                                     | ORG zorbelia, ORG kryptane labs
          en | Zorbelia Materials Closes Acquisition of Kryptane Mining Company         | ORG Zorbelia Materials, ORG Kryptane Mining Company
          en | Zorbelia Wins Kryptane for $35 Billion, Ending Duel With Global Crossing | ORG Zorbelia, ORG Kryptane, ORG Global Crossing
          en | Investors Flock to Small Banks as Rates Fall                             |
          """)
  void namesAreFoundWhereCapitalsTellNothing(String language, String text, String names) {
    assertThat(String.join(", ", names(language, text))).isEqualTo(names == null ? "" : names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SMALL    | docaposte met la main sur openvalue
          SMALL    | 26 millions pour ses robots
          ODD      | bain capital entre au capital de SOFTWAY MEDICAL
          CAPITALS | OVH RACHÈTE OPENIO
          TITLE    | Zorbelia to Buy Kryptane for $35 Billion
          TELLING  | Alan lève 173 millions d’euros
          TELLING  | et plus
          TELLING  | Emmanuel Macron reçoit Elon Musk
          TELLING  | Google Cloud, Amazon Web Services et OVHcloud se partagent le marché français
          """)
  void theCaseOfASentenceIsSeenByItsWords(SentenceCase kind, String sentence) {
    assertThat(SentenceCase.of(sentence)).isEqualTo(kind);
  }

  @Test
  void aHeadlineInSmallLettersTakesTheNamesThatTheTextWritesLarge() {
    assertThat(
            names(
                "en",
                "under amber, kryptane join forces on fitness data\n\n"
                    + "Sportswear maker Under Amber has signed a deal with Kryptane Inc., both"
                    + " said."))
        .contains("ORG under amber", "ORG kryptane", "ORG Under Amber");
  }

  @Test
  void anUnseenStartupIsFoundFromItsContext() {
    assertThat(names("fr", "La start-up Zorbelia lève 5 millions d’euros auprès de Kryptane."))
        .containsExactly("ORG Zorbelia", "ORG Kryptane");
    assertThat(names("en", "Zorbelia, a payments startup, raised $5m from Kryptane Ventures."))
        .containsExactly("ORG Zorbelia", "ORG Kryptane Ventures");
  }

  @Test
  void theSeedArticlesKindOfNamesAreCompanies() {
    assertThat(
            names(
                "fr",
                "Meta s’allie à Google Cloud. « L’IA coûte cher », dit Mark Zuckerberg. OpenAI,"
                    + " client de Microsoft Azure et d’Amazon Web Services, a fait de même avec"
                    + " Google."))
        .containsExactly(
            "ORG Meta",
            "ORG Google Cloud",
            "PER Mark Zuckerberg",
            "ORG OpenAI",
            "ORG Microsoft Azure",
            "ORG Amazon Web Services",
            "ORG Google");
  }

  @Test
  void newsroomMarkersAreNoNames() {
    assertThat(names("en", "-ENDS-")).isEmpty();
    assertThat(names("fr", "*** FIN ***")).isEmpty();
  }

  @Test
  void theAnswerDoesNotDependOnWhatWasReadBefore() {
    String text = "Alan embauche à Lille. Une mission pour Stripe, dit Claire Vasseur, de Vantiva.";
    List<Entity> before = document("fr", text).entities();
    for (int i = 0; i < 20; i++) {
      document(
          "fr", "le nom alan, mot " + i + " stripe vantiva claire vasseur lille en minuscules");
    }
    assertThat(document("fr", text).entities()).isEqualTo(before);
  }

  @Test
  void anyTextIsReadAndEachNameStandsWhereItSays() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] pieces = {
      "Meta", "M. ", "Mme", "«", "»", "\"", "(", ")", "’’", "-", " de ", "l’", "Président", "XVIe",
      "association", "😀", "\n\n", "\n", ".", ",", " ", " ", " ", "Un", "10 M€", "…", "Inc.",
          "\u00A0"
    };
    for (String language : List.of("fr", "en")) {
      for (int i = 0; i < 60; i++) {
        StringBuilder text = new StringBuilder("x");
        for (int k = random.nextInt(40); k >= 0; k--)
          text.append(pieces[random.nextInt(pieces.length)]);
        Document document = document(language, text.toString());
        List<Entity> entities = new ArrayList<>(document.entities());
        for (int k = 0; k < entities.size(); k++) {
          Entity e = entities.get(k);
          assertThat(e.span().in(document.text())).as("seed %d", seed).isEqualTo(e.text());
          if (k > 0) {
            assertThat(entities.get(k - 1).span().end())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(e.span().start());
          }
        }
      }
    }
  }
}
