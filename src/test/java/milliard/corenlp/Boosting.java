package milliard.corenlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import milliard.corenlp.BoostedTrees.Node;

/**
 * Trains {@link BoostedTrees}: gradient boosting with Newton steps on the logistic loss (Friedman
 * 2001; the gain of Chen and Guestrin 2016), exact splits on binary features. CoreNLP has none.
 */
final class Boosting {
  private static final int DEPTH = 5;

  /** How much of a tree is added. */
  private static final double RATE = 0.08;

  /** Weight of the squares of the leaves. */
  private static final double LAMBDA = 3;

  /** Examples on each side of a split, at least. */
  private static final int SIDE = 15;

  private final int[][] examples;
  private final boolean[] right;
  private final int[] features;
  private final List<String> names;
  private final double[] gradient;
  private final double[] weight;

  private Boosting(List<int[]> examples, List<Boolean> right, List<String> names) {
    this.names = names;
    int[] count = new int[names.size()];
    for (int[] example : examples) for (int f : example) count[f]++;
    int most = examples.size() - SIDE;
    features =
        IntStream.range(0, count.length)
            .filter(f -> count[f] >= SIDE && count[f] <= most)
            .toArray();
    int[] column = new int[count.length];
    Arrays.fill(column, -1);
    for (int c = 0; c < features.length; c++) column[features[c]] = c;
    this.examples = new int[examples.size()][];
    this.right = new boolean[examples.size()];
    for (int i = 0; i < examples.size(); i++) {
      this.examples[i] =
          IntStream.of(examples.get(i)).map(f -> column[f]).filter(c -> c >= 0).sorted().toArray();
      this.right[i] = right.get(i);
    }
    gradient = new double[examples.size()];
    weight = new double[examples.size()];
  }

  /**
   * Trains on examples.
   *
   * @param examples numbers of the features of each
   * @param right the answer to each
   * @param names of the features
   * @param trees how many
   */
  static BoostedTrees train(
      List<int[]> examples, List<Boolean> right, List<String> names, int trees) {
    return new Boosting(examples, right, names).train(trees);
  }

  private BoostedTrees train(int count) {
    int n = examples.length;
    int yes = 0;
    for (boolean r : right) if (r) yes++;
    double base = Math.log((yes + 0.5) / (n - yes + 0.5));
    double[] score = new double[n];
    Arrays.fill(score, base);
    List<Node> trees = new ArrayList<>();
    int[] all = IntStream.range(0, n).toArray();
    for (int t = 0; t < count; t++) {
      for (int i = 0; i < n; i++) {
        double p = 1 / (1 + Math.exp(-score[i]));
        gradient[i] = (right[i] ? 1 : 0) - p;
        weight[i] = p * (1 - p);
      }
      trees.add(grow(all, DEPTH, score));
    }
    return new BoostedTrees(base, trees);
  }

  /** Grows a tree over some of the examples, and adds its values to their scores. */
  private Node grow(int[] some, int depth, double[] score) {
    double g = 0;
    double h = 0;
    for (int i : some) {
      g += gradient[i];
      h += weight[i];
    }
    int split = depth == 0 || some.length < 2 * SIDE ? -1 : split(some, g, h);
    if (split < 0) {
      double value = RATE * g / (h + LAMBDA);
      for (int i : some) score[i] += value;
      return new Node.Leaf(value);
    }
    int[] with = IntStream.of(some).filter(i -> has(i, split)).toArray();
    int[] without = IntStream.of(some).filter(i -> !has(i, split)).toArray();
    Node one = grow(with, depth - 1, score);
    return new Node.Split(names.get(features[split]), one, grow(without, depth - 1, score));
  }

  private boolean has(int example, int column) {
    return Arrays.binarySearch(examples[example], column) >= 0;
  }

  /** The column that parts the examples best; -1 where none gains. */
  private int split(int[] some, double g, double h) {
    double[] gs = new double[features.length];
    double[] hs = new double[features.length];
    int[] count = new int[features.length];
    for (int i : some) {
      for (int c : examples[i]) {
        gs[c] += gradient[i];
        hs[c] += weight[i];
        count[c]++;
      }
    }
    int best = -1;
    double most = 1e-3;
    double all = g * g / (h + LAMBDA);
    for (int c = 0; c < features.length; c++) {
      if (count[c] < SIDE || some.length - count[c] < SIDE) continue;
      double with = gs[c] * gs[c] / (hs[c] + LAMBDA);
      double without = (g - gs[c]) * (g - gs[c]) / (h - hs[c] + LAMBDA);
      if (with + without - all <= most) continue;
      most = with + without - all;
      best = c;
    }
    return best;
  }
}
