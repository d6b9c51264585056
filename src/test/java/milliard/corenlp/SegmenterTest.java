package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SegmenterTest {
  private static List<String> blocks(String text) {
    return Segmenter.blocks(text).stream().map(span -> span.in(text)).toList();
  }

  @Test
  void paragraphsAndLinesOfAListAreBlocks() {
    assertThat(blocks("Headline\n\n Lead. More.\n\nAlan: 173 M€\nQonto: 486 M€\n"))
        .containsExactly("Headline", "Lead. More.", "Alan: 173 M€", "Qonto: 486 M€");
  }

  @Test
  void wrappedLinesAreJoined() {
    assertThat(blocks("XYZ Corp said it bought ABC Inc\nfor cash, from\nNew York\nowners.\nEnd."))
        .containsExactly(
            "XYZ Corp said it bought ABC Inc\nfor cash, from\nNew York\nowners.", "End.");
  }

  @Test
  void aBlankTextHasNone() {
    assertThat(blocks(" \n\u00a0\n")).isEmpty();
  }
}
