package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreLabel;
import java.util.List;
import milliard.text.Language;
import org.junit.jupiter.api.Test;

class DocumentIT {
  private static Document read(String language, String text) {
    return Segmenter.segment(Models.of(new Language(language)), text, text.indexOf('\n'));
  }

  private static List<String> sentences(Document document) {
    return document.sentences().stream().map(Sentence::text).toList();
  }

  @Test
  void aStopInsideANameEndsNoSentence() {
    var document =
        read("fr", "Node.js est là\n\nLeboncoin.fr et Tele2 s’offrent C3.ai. M. Dupont l’a dit.");
    assertThat(sentences(document))
        .containsExactly(
            "Node.js est là", "Leboncoin.fr et Tele2 s’offrent C3.ai.", "M. Dupont l’a dit.");
    assertThat(document.sentences().get(0).headline()).isTrue();
    assertThat(document.sentences().get(1).headline()).isFalse();
    var tokens = document.sentences().get(1).tokens();
    assertThat(tokens.stream().map(CoreLabel::word))
        .startsWith("Leboncoin.fr", "et", "Tele2", "s'", "offrent", "C3.ai");
    assertThat(read("en", "Node.js, C3.ai and Tele2 met. Alan Inc. won.").sentences()).hasSize(2);
  }

  @Test
  void lemmasAndTreesInBothLanguages() {
    Sentence fr =
        read("fr", "Deezer a été racheté par le groupe d’Access Industries.")
            .sentences()
            .getFirst();
    assertThat(fr.tokens().stream().map(CoreLabel::lemma)).contains("racheter", "avoir", "être");
    assertThat(fr.graph().getFirstRoot().word()).isEqualTo("racheté");
    assertThat(fr.graph().vertexListSorted()).hasSize(fr.tokens().size());
    assertThat(fr.graph()).isSameAs(fr.graph());
    Sentence en = read("en", "Deezer was bought by Access Industries.").sentences().getFirst();
    assertThat(en.tokens().stream().map(CoreLabel::lemma)).contains("buy", "be");
    assertThat(en.graph().getFirstRoot().word()).isEqualTo("bought");
  }

  @Test
  void everyTokenStandsWhereItsOffsetsSay() {
    String text =
        "«\u00a0L’accord\u00a0» du groupe, signé aux États-Unis\u202f: 1\u202f200\u00a0€ 😀"
            + " dit-il.";
    for (String language : List.of("fr", "en")) {
      for (Sentence sentence : read(language, text).sentences()) {
        for (CoreLabel token : sentence.tokens()) {
          assertThat(text.substring(token.beginPosition(), token.endPosition()).replace('’', '\''))
              .isEqualTo(token.originalText().isEmpty() ? token.word() : token.originalText());
        }
      }
    }
  }

  @Test
  void longSentencesAndTextsAreCutAndItIsNoted() {
    var document = read("en", "word ".repeat(1000) + "x".repeat(500) + ".");
    assertThat(document.sentences()).allMatch(s -> s.tokens().size() <= Segmenter.SENTENCE_TOKENS);
    assertThat(document.notes())
        .anyMatch(n -> n.contains("cut"))
        .anyMatch(n -> n.contains("left out"));
  }
}
