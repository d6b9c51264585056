package milliard.corenlp;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A multinomial logistic model over binary features: weights by feature and class. Immutable; made
 * by training (see CONTRIBUTING) and kept as lines of text: the classes, then a feature and its
 * weights, between tabs.
 */
final class LinearModel {
  /** Knows no class: every probability is 0. */
  static final LinearModel EMPTY = new LinearModel(List.of(), Map.of());

  /** A feature whose weights are all smaller is not kept: it decides nothing. */
  private static final double LEAST = 0.01;

  private final List<String> classes;
  private final Map<String, float[]> weights;

  LinearModel(List<String> classes, Map<String, float[]> weights) {
    this.classes = List.copyOf(classes);
    this.weights = new HashMap<>(weights); // faster to ask than an immutable one
  }

  List<String> classes() {
    return classes;
  }

  /** All features that have a weight. */
  Set<String> features() {
    return weights.keySet();
  }

  /** The probability of each class, in the order of {@link #classes()}. */
  double[] probabilities(Collection<String> features) {
    double[] score = new double[classes.size()];
    for (String feature : features) {
      float[] weight = weights.get(feature);
      if (weight == null) continue;
      for (int c = 0; c < score.length; c++) score[c] += weight[c];
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double s : score) most = Math.max(most, s);
    double sum = 0;
    for (int c = 0; c < score.length; c++) sum += score[c] = Math.exp(score[c] - most);
    for (int c = 0; c < score.length; c++) score[c] /= sum;
    return score;
  }

  /** The probability of one class; 0 for one that was never seen. */
  double probability(Collection<String> features, String wanted) {
    int c = classes.indexOf(wanted);
    return c < 0 ? 0 : probabilities(features)[c];
  }

  /** Reads the models of a file: each begins with a line {@code # NAME ⇥ classes}. */
  static Map<String, LinearModel> read(BufferedReader lines, String file) throws IOException {
    Map<String, LinearModel> models = new LinkedHashMap<>();
    String name = null;
    List<String> classes = List.of();
    Map<String, float[]> weights = new HashMap<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String[] cells = line.split("\t", -1);
      if (line.startsWith("# ")) {
        if (name != null) models.put(name, new LinearModel(classes, weights));
        name = cells[0].substring(2);
        classes = List.of(cells).subList(1, cells.length);
        weights = new HashMap<>();
        continue;
      }
      if (name == null || cells.length != classes.size() + 1) {
        throw new IllegalStateException(
            file + ":" + number + ": expected a feature and " + classes.size() + " weights");
      }
      float[] row = new float[classes.size()];
      for (int c = 0; c < row.length; c++) {
        row[c] = cells[c + 1].isEmpty() ? 0 : Float.parseFloat(cells[c + 1]);
      }
      weights.put(cells[0], row);
    }
    if (name != null) models.put(name, new LinearModel(classes, weights));
    return models;
  }

  /**
   * The lines that {@link #read} reads, weights to three places; features of next to no weight left
   * out.
   */
  List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("# ").append(name);
    for (String c : classes) head.append('\t').append(c);
    lines.add(head.toString());
    weights.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> {
          StringBuilder line = new StringBuilder(e.getKey());
          boolean any = false;
          for (float w : e.getValue()) {
            long thousandths = Math.round(w * 1000.0);
            any |= Math.abs(w) >= LEAST;
            line.append('\t');
            if (thousandths != 0) line.append(thousandths / 1000.0);
          }
          if (any || classes.isEmpty()) lines.add(line.toString());
        });
    return lines;
  }
}
