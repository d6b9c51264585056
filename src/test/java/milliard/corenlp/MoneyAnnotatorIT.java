package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import java.util.List;
import java.util.Properties;
import milliard.money.Amount;
import milliard.money.Modality;
import org.junit.jupiter.api.Test;

/** The annotator as CoreNLP itself makes it, from properties alone. */
class MoneyAnnotatorIT {
  private static Annotation annotate(String text, String... pairs) {
    Properties properties = new Properties();
    properties.setProperty("customAnnotatorClass.money", MoneyAnnotator.class.getName());
    for (int i = 0; i < pairs.length; i += 2) properties.setProperty(pairs[i], pairs[i + 1]);
    Annotation annotation = new Annotation(text);
    new StanfordCoreNLP(properties).annotate(annotation);
    return annotation;
  }

  private static List<String> mentions(Annotation annotation) {
    return annotation.get(CoreAnnotations.MentionsAnnotation.class).stream()
        .map(m ->
            m.get(CoreAnnotations.EntityTypeAnnotation.class)
                + " | "
                + m.get(CoreAnnotations.TextAnnotation.class)
                + " | "
                + m.get(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class))
        .toList();
  }

  @Test
  void replacesTheMoneyOfEnglishNer() {
    Annotation annotation =
        annotate(
            "Google paid more than $6.5bn for Acme in Paris, up 32%. It offered $5-6 billion.",
            "annotators",
            "tokenize,pos,lemma,ner,money",
            "ner.model",
            "edu/stanford/nlp/models/ner/english.all.3class.distsim.crf.ser.gz",
            "ner.applyFineGrained",
            "false",
            "ner.useSUTime",
            "false");
    assertThat(mentions(annotation))
        .contains(
            "ORGANIZATION | Google | null",
            "MONEY | more than $6.5bn | >USD 6500000000",
            "PERCENT | 32% | %32",
            "MONEY | $5-6 billion | USD 5000000000..6000000000")
        .filteredOn(m -> m.startsWith("MONEY") || m.startsWith("PERCENT"))
        .hasSize(3);
  }

  @Test
  void givesFrenchTheMoneyItLacks() {
    String text = "Meta a signé pour plus de 10 milliards de dollars. Le titre gagne 3,5 %.";
    Annotation annotation =
        annotate(
            text,
            "annotators",
            "tokenize,money",
            "tokenize.language",
            "fr",
            "money.language",
            "fr");
    assertThat(mentions(annotation))
        .containsExactly(
            "MONEY | plus de 10 milliards de dollars | >USD 10000000000", "PERCENT | 3,5 % | %3.5");
    CoreMap mention = annotation.get(CoreAnnotations.MentionsAnnotation.class).get(0);
    Amount amount = mention.get(MoneyAnnotator.AmountAnnotation.class);
    assertThat(amount.modality()).isEqualTo(Modality.MORE_THAN);
    assertThat(amount.span().in(text)).isEqualTo("plus de 10 milliards de dollars");
    assertThat(annotation.get(CoreAnnotations.TokensAnnotation.class))
        .filteredOn(t -> "MONEY".equals(t.ner()))
        .extracting(CoreLabel::originalText)
        .containsExactly("plus", "de", "10", "milliards", "de", "dollars");
  }
}
