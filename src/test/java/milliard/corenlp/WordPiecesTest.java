package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import milliard.corenlp.WordPieces.Piece;
import milliard.text.Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splitting into the pieces of the encoder's vocabulary. */
class WordPiecesTest {
  private static final Pack PACK = Pack.common();
  private static final WordPieces PIECES = WordPieces.read(PACK, Encoder.VOCABULARY);
  private static final List<String> LINES =
      PACK.text(Encoder.VOCABULARY).orElseThrow().lines().toList();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "L'achat | L ' ach ##at",
        "10 M€ | 10 M ##€",
        "a.b | a . b",
        "2025-08-01 | 2025 - 08 - 01",
        "«Oui» | « Ou ##i »",
      })
  void splitsWords(String text, String expected) {
    assertThat(strings(text)).isEqualTo(expected);
  }

  @Test
  void piecesCoverTheirWordAndKnowTheirPlace() {
    String text = "  Wemanity rachète\u00a0Zorglub-Tech";
    for (Piece piece : PIECES.split(text)) {
      String own = LINES.get(piece.id()).replaceFirst("^##", "");
      assertThat(text.substring(piece.at())).startsWith(own);
    }
    String joined =
        PIECES.split(text).stream()
            .map(p -> LINES.get(p.id()).replaceFirst("^##", ""))
            .collect(Collectors.joining());
    assertThat(joined).isEqualTo(text.replaceAll("[\\s\u00a0]", ""));
  }

  @Test
  void whatTheVocabularyLacksIsOnePiece() {
    assertThat(strings("Приве\u0442 " + "x".repeat(101))).isEqualTo("[UNK] [UNK]");
    assertThat(PIECES.split("")).isEmpty();
    assertThat(PIECES.split(" \n\u200b")).isEmpty();
  }

  @Test
  void aPieceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PIECES.id("no such piece"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such piece");
  }

  private static String strings(String text) {
    return PIECES.split(text).stream().map(p -> LINES.get(p.id())).collect(Collectors.joining(" "));
  }

  @Test
  void thePiecesAreAllDifferent() {
    Map<String, Long> count =
        LINES.stream().collect(Collectors.groupingBy(l -> l, Collectors.counting()));
    assertThat(count.values()).allMatch(n -> n == 1);
  }
}
