package milliard.corenlp;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A boosted sum of decision trees over binary features (Friedman 2001): what {@link LinearModel}
 * cannot say, that a clue counts only beside another. Immutable; made by training (see
 * CONTRIBUTING) and kept as text, a line a tree: its nodes in pre-order between tabs, a feature and
 * then the branch with it and the branch without, a leaf as {@code =0.123}.
 */
final class BoostedTrees {
  /** Knows nothing: every probability is 0. */
  static final BoostedTrees EMPTY = new BoostedTrees(Double.NEGATIVE_INFINITY, List.of());

  private final double base;
  private final List<Node> trees;
  private final Map<String, Integer> index = new HashMap<>();

  /** A split on a feature, or a leaf (no feature) with its value. */
  sealed interface Node {
    /** Where a feature is there, and where not. */
    record Split(String feature, Node with, Node without) implements Node {}

    /** What is added to the log-odds. */
    record Leaf(double value) implements Node {}
  }

  /** The trees again for speed: feature numbers instead of names. */
  private final List<int[]> splits = new ArrayList<>();

  private final List<double[]> leaves = new ArrayList<>();

  /**
   * @param base the log-odds before any tree
   */
  BoostedTrees(double base, List<Node> trees) {
    this.base = base;
    this.trees = List.copyOf(trees);
    for (Node tree : trees) {
      List<int[]> nodes = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      number(tree, nodes, values);
      int[] flat = new int[nodes.size() * 3];
      for (int i = 0; i < nodes.size(); i++) System.arraycopy(nodes.get(i), 0, flat, 3 * i, 3);
      splits.add(flat);
      leaves.add(values.stream().mapToDouble(v -> v).toArray());
    }
  }

  /** Adds a node and those below it; returns its number. */
  private int number(Node node, List<int[]> nodes, List<Double> values) {
    int me = nodes.size();
    int[] row = new int[3];
    nodes.add(row);
    switch (node) {
      case Node.Leaf leaf -> {
        row[0] = -1;
        row[1] = values.size();
        values.add(leaf.value);
      }
      case Node.Split split -> {
        row[0] = index.computeIfAbsent(split.feature, f -> index.size());
        row[1] = number(split.with, nodes, values);
        row[2] = number(split.without, nodes, values);
      }
    }
    return me;
  }

  /** The probability that the answer is yes. */
  double probability(Collection<String> features) {
    if (trees.isEmpty()) return 0;
    boolean[] there = new boolean[index.size()];
    for (String feature : features) {
      Integer i = index.get(feature);
      if (i != null) there[i] = true;
    }
    double sum = base;
    for (int t = 0; t < splits.size(); t++) {
      int[] nodes = splits.get(t);
      int at = 0;
      while (nodes[3 * at] >= 0) at = there[nodes[3 * at]] ? nodes[3 * at + 1] : nodes[3 * at + 2];
      sum += leaves.get(t)[nodes[3 * at + 1]];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** Reads the models of a file: each begins with a line {@code # NAME ⇥ base}. */
  static Map<String, BoostedTrees> read(BufferedReader lines, String file) throws IOException {
    Map<String, BoostedTrees> models = new LinkedHashMap<>();
    String name = null;
    double base = 0;
    List<Node> trees = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String[] cells = line.split("\t", -1);
      if (line.startsWith("# ") && cells.length == 2) {
        if (name != null) models.put(name, new BoostedTrees(base, trees));
        name = cells[0].substring(2);
        base = Double.parseDouble(cells[1]);
        trees = new ArrayList<>();
        continue;
      }
      int[] at = {0};
      Node tree = name == null ? null : node(cells, at);
      if (tree == null || at[0] != cells.length) {
        throw new IllegalStateException(file + ":" + number + ": expected one whole tree");
      }
      trees.add(tree);
    }
    if (name != null) models.put(name, new BoostedTrees(base, trees));
    return models;
  }

  private static @org.jspecify.annotations.Nullable Node node(String[] cells, int[] at) {
    if (at[0] >= cells.length) return null;
    String cell = cells[at[0]++];
    if (cell.startsWith("=")) return new Node.Leaf(Double.parseDouble(cell.substring(1)));
    Node with = node(cells, at);
    Node without = node(cells, at);
    return with == null || without == null ? null : new Node.Split(cell, with, without);
  }

  /** The lines that {@link #read} reads, values to three places. */
  List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "# %s\t%.3f", name, base));
    for (Node tree : trees) {
      StringBuilder line = new StringBuilder();
      write(tree, line);
      lines.add(line.substring(1));
    }
    return lines;
  }

  private static void write(Node node, StringBuilder line) {
    switch (node) {
      case Node.Leaf leaf -> line.append(String.format(Locale.ROOT, "\t=%.3f", leaf.value));
      case Node.Split split -> {
        line.append('\t').append(split.feature);
        write(split.with, line);
        write(split.without, line);
      }
    }
  }
}
