package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {
  private static Map<String, BoostedTrees> read(String text) throws IOException {
    return BoostedTrees.read(new BufferedReader(new StringReader(text)), "trees.tsv");
  }

  @Test
  void addsTheLeafOfEachTree() throws IOException {
    BoostedTrees trees =
        read("# deal\t-1.000\nverb=buy\tsum\t=3.000\t=1.000\t=-0.500\n=0.250\n").get("deal");
    assertThat(trees.probability(List.of("verb=buy", "sum", "x"))).isCloseTo(p(2.25), within(1e-9));
    assertThat(trees.probability(List.of("verb=buy"))).isCloseTo(p(0.25), within(1e-9));
    assertThat(trees.probability(List.of("sum"))).isCloseTo(p(-1.25), within(1e-9));
  }

  private static double p(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  @Test
  void linesReadBackAreTheSame() throws IOException {
    String text = "# deal\t-1.000\na\tb\t=1.000\t=2.000\t=3.000\n# main\t0.500\n=0.125\n";
    List<String> lines = new ArrayList<>();
    read(text).forEach((name, trees) -> lines.addAll(trees.lines(name)));
    assertThat(String.join("\n", lines) + "\n").isEqualTo(text);
  }

  @Test
  void aBrokenTreeIsToldWithItsLine() {
    assertThatThrownBy(() -> read("# deal\t0\na\t=1\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("trees.tsv:2");
    assertThatThrownBy(() -> read("# deal\t0\na\t=1\t=2\t=3\n"))
        .hasMessageContaining("one whole tree");
  }

  @Test
  void nothingTrainedIsNever() {
    assertThat(BoostedTrees.EMPTY.probability(List.of("a"))).isZero();
  }

  /** What no sum of clues can say: one of two, but not both. */
  @Test
  void trainingLearnsCluesThatCountOnlyTogether() {
    List<String> names = List.of("a", "b", "noise");
    List<int[]> examples = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean a = i % 2 == 0;
      boolean b = i % 3 == 0;
      List<Integer> there = new ArrayList<>();
      if (a) there.add(0);
      if (b) there.add(1);
      if (i % 7 < 3) there.add(2);
      examples.add(there.stream().mapToInt(f -> f).toArray());
      right.add(a != b);
    }
    BoostedTrees trees = Boosting.train(examples, right, names, 50);
    assertThat(trees.probability(List.of("a"))).isGreaterThan(0.9);
    assertThat(trees.probability(List.of("b", "noise"))).isGreaterThan(0.9);
    assertThat(trees.probability(List.of("a", "b"))).isLessThan(0.1);
    assertThat(trees.probability(List.of("noise"))).isLessThan(0.1);
  }
}
