package milliard.corenlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
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

  /** Share of the examples that each tree grows on (stochastic gradient boosting). */
  private static final double SAMPLE = 0.5;

  private final int[][] examples;

  /** The examples that have each column. */
  private final BitSet[] having;

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
    having = new BitSet[features.length];
    gradient = new double[examples.size()];
    weight = new double[examples.size()];
  }

  /** The examples that have a column, gathered when it is first asked for. */
  private BitSet having(int column) {
    if (having[column] == null) {
      having[column] = new BitSet(examples.length);
      for (int i = 0; i < examples.length; i++) {
        if (Arrays.binarySearch(examples[i], column) >= 0) having[column].set(i);
      }
    }
    return having[column];
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
    Random random = new Random(count);
    for (int t = 0; t < count; t++) {
      for (int i = 0; i < n; i++) {
        double p = 1 / (1 + Math.exp(-score[i]));
        gradient[i] = (right[i] ? 1 : 0) - p;
        weight[i] = p * (1 - p);
      }
      int[] some = IntStream.of(all).filter(i -> random.nextDouble() < SAMPLE).toArray();
      trees.add(grow(some, new Sums(some), all, DEPTH, score));
    }
    return new BoostedTrees(base, trees);
  }

  /** Sums over some of the examples by column. */
  private final class Sums {
    private final double[] gradients = new double[features.length];
    private final double[] weights = new double[features.length];
    private final int[] counts = new int[features.length];

    Sums(int[] some) {
      for (int i : some) {
        for (int c : examples[i]) {
          gradients[c] += gradient[i];
          weights[c] += weight[i];
          counts[c]++;
        }
      }
    }

    /** Takes away the sums over a part of the examples. */
    Sums without(Sums part) {
      for (int c = 0; c < features.length; c++) {
        gradients[c] -= part.gradients[c];
        weights[c] -= part.weights[c];
        counts[c] -= part.counts[c];
      }
      return this;
    }
  }

  /** Grows a tree over some of the examples, and adds its values to the scores of all. */
  private Node grow(int[] some, Sums sums, int[] all, int depth, double[] score) {
    double g = 0;
    double h = 0;
    for (int i : some) {
      g += gradient[i];
      h += weight[i];
    }
    int split = depth == 0 || some.length < 2 * SIDE ? -1 : split(some.length, sums, g, h);
    if (split < 0) {
      double value = RATE * g / (h + LAMBDA);
      for (int i : all) score[i] += value;
      return new Node.Leaf(value);
    }
    BitSet there = having(split);
    int[] with = part(some, there, true);
    int[] without = part(some, there, false);
    boolean fewer = with.length < without.length;
    Sums small = new Sums(fewer ? with : without);
    Sums large = sums.without(small);
    int[] allWith = part(all, there, true);
    int[] allWithout = part(all, there, false);
    Node one = grow(with, fewer ? small : large, allWith, depth - 1, score);
    Node two = grow(without, fewer ? large : small, allWithout, depth - 1, score);
    return new Node.Split(names.get(features[split]), one, two);
  }

  private static int[] part(int[] some, BitSet there, boolean wanted) {
    int[] part = new int[some.length];
    int n = 0;
    for (int i : some) if (there.get(i) == wanted) part[n++] = i;
    return Arrays.copyOf(part, n);
  }

  /** The column that parts the examples best; -1 where none gains. */
  private int split(int size, Sums sums, double g, double h) {
    int best = -1;
    double most = 1e-3;
    double all = g * g / (h + LAMBDA);
    for (int c = 0; c < features.length; c++) {
      int count = sums.counts[c];
      if (count < SIDE || size - count < SIDE) continue;
      double a = sums.gradients[c];
      double with = a * a / (sums.weights[c] + LAMBDA);
      double without = (g - a) * (g - a) / (h - sums.weights[c] + LAMBDA);
      if (with + without - all <= most) continue;
      most = with + without - all;
      best = c;
    }
    return best;
  }
}
