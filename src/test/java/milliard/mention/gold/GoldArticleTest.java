package milliard.mention.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldArticleTest {
  @ParameterizedTest
  @ValueSource(strings = {"fr", "en"})
  void everyArticleOfTheDevHalfCanBeRead(String language) throws Exception {
    List<GoldArticle> articles =
        GoldArticle.folder(Path.of("corpus", language, "deals", "dev"), Language.of(language));
    assertThat(articles).hasSizeGreaterThan(40);
    for (GoldArticle gold : articles) {
      assertThat(gold.marks())
          .allSatisfy(m -> assertThat(m.span().in(gold.article().text())).isEqualTo(m.text()));
      assertThat(gold.article().text()).startsWith(gold.article().headline());
      for (GoldDeal deal : gold.deals()) {
        assertThat(deal.type() == DealType.FUNDING && deal.names(Role.COMPANY).isEmpty()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Alphabet Inc., Alphabet, true",
    "Nestlé, nestle, true",
    "Google Cloud, Google, true",
    "xAI, X, false",
    "'', X, false"
  })
  void namesAgreeByTheirWords(String a, String b, boolean same) {
    assertThat(DealScore.sameName(a, b)).isEqualTo(same);
    assertThat(DealScore.sameName(b, a)).isEqualTo(same);
  }
}
