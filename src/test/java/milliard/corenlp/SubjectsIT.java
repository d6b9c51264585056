package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import milliard.article.Article;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Language;
import milliard.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code models/<lang>/deals/subjects.tsv}. */
class SubjectsIT {
  @ParameterizedTest
  @MethodSource("milliard.text.Pack#languages")
  void everyExampleGivesItsSubject(Language language) {
    List<String> wrong = new ArrayList<>();
    Subjects subjects = Subjects.of(language);
    assertThat(subjects.examples()).hasSizeGreaterThan(3);
    for (Subjects.Example example : subjects.examples()) {
      String text = example.sentence();
      Article article = Article.ofText(text, language, null);
      Document read = Extractor.document(article, language);
      Span name = name(text);
      Entity entity = new Entity(EntityType.ORG, name, name.in(text), name.in(text), null);
      Document document = read.withEntities(List.of(entity));
      Clause clause = new Clause(document, document.sentences().getFirst(), Grammar.of(language));
      String subject = subjects.of(clause, 0);
      if (!example.subject().equals(subject == null ? "" : subject)) {
        wrong.add(text + " -> " + subject);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The examples speak of four invented or known firms. */
  private static Span name(String text) {
    var m =
        java.util.regex.Pattern.compile("(?<![\\p{L}])(Lucine|Verkanel|Hexalis|Orange)")
            .matcher(text);
    assertThat(m.find()).as(text).isTrue();
    return new Span(m.start(), m.end());
  }
}
