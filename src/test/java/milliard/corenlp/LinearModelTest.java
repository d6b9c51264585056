package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinearModelTest {
  private static final String TWO =
      """
      # words
      acquire
      raise
      # word\tacquisition\tnone
      1\t-0.5\t0.5
      w=acquire\t2\t
      """;

  @Test
  void weightsOfTheFeaturesSeenAreAddedUpAndMadeProbabilities() throws IOException {
    LinearModel word = read(TWO).get("word");
    double[] p = word.probabilities(List.of("1", "w=acquire", "w=never-seen"));
    assertThat(p[0]).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
    assertThat(p[0] + p[1]).isCloseTo(1, within(1e-9));
    assertThat(word.probability(List.of("1"), "none"))
        .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
    assertThat(word.probability(List.of("1"), "merger")).isZero();
  }

  @Test
  void aModelWithoutClassesIsAListOfWords() throws IOException {
    assertThat(read(TWO).get("words").features()).containsExactlyInAnyOrder("acquire", "raise");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    LinearModel model = new LinearModel(List.of("a", "b"), Map.of("x", new float[] {1.25f, 0}));
    LinearModel again = read(String.join("\n", model.lines("m"))).get("m");
    assertThat(again.classes()).containsExactly("a", "b");
    assertThat(again.probabilities(List.of("x"))).isEqualTo(model.probabilities(List.of("x")));
  }

  @Test
  void aLineWithTooFewWeightsIsNamed() {
    assertThatThrownBy(() -> read("# m\ta\tb\nx\t1\n"))
        .hasMessage("test:2: expected a feature and 2 weights");
  }

  private static Map<String, LinearModel> read(String lines) throws IOException {
    return LinearModel.read(new BufferedReader(new StringReader(lines)), "test");
  }
}
