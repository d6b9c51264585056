package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.text.Language;
import org.junit.jupiter.api.Test;

class DealAnnotatorIT {
  private static final String TEXT =
      "Meta signs up Google Cloud\n\n"
          + "Meta has signed a six-year contract worth more than $10 billion with Google Cloud on"
          + " Tuesday.";

  @Test
  void anyPipelineReadsTheSameDealsAsTheExtractor() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,deals");
    properties.setProperty("customAnnotatorClass.deals", "milliard.corenlp.DealAnnotator");
    properties.setProperty("deals.language", "en");
    Annotation annotation = new Annotation(TEXT);
    annotation.set(CoreAnnotations.DocDateAnnotation.class, "2025-08-22");
    new StanfordCoreNLP(properties).annotate(annotation);

    List<DealMention> deals = annotation.get(DealAnnotator.DealsAnnotation.class);

    var published = PublicationDate.of(LocalDate.of(2025, 8, 22));
    assertThat(deals)
        .isEqualTo(
            Extractor.open().read(Article.ofText(TEXT, Language.ENGLISH, published)).deals());
    assertThat(deals).hasSize(1);
    DealMention deal = deals.getFirst();
    assertThat(deal.type()).isEqualTo(DealType.CONTRACT);
    assertThat(deal.status()).isEqualTo(Status.SIGNED);
    assertThat(deal.arguments(Role.CUSTOMER)).extracting(a -> a.text()).containsExactly("Meta");
    assertThat(deal.arguments(Role.PROVIDER))
        .extracting(a -> a.text())
        .containsExactly("Google Cloud");
    assertThat(deal.date()).hasToString("2025-08-19");
    assertThat(deal.duration()).hasToString("P6Y");
  }
}
