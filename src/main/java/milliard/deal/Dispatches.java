package milliard.deal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Independent sources among reports: what one site tells, or what tells the deal in nearly the same
 * words (a news agency's dispatch), is one source.
 */
final class Dispatches {
  /** Share of common three-word runs from which two sentences are copies (Jaccard). */
  private static final double COPY = 0.6;

  /** The most reports that a run of words is compared in: more would grow with the square. */
  private static final int MOST_TELLERS = 300;

  private Dispatches() {}

  /** The reports by source, each list and the lists in the order given. */
  static List<List<Report>> of(List<Report> reports) {
    if (reports.size() == 1) return List.of(reports);
    var sources = new UnionFind(reports.size());
    Map<String, Integer> sites = new HashMap<>();
    List<Set<String>> shingles = new ArrayList<>();
    Map<String, List<Integer>> tellers = new HashMap<>();
    for (int i = 0; i < reports.size(); i++) {
      String site = reports.get(i).source().site();
      Integer before = site == null ? null : sites.putIfAbsent(site, i);
      if (before != null) sources.join(before, i);
      Set<String> runs = shingles(reports.get(i).sentence());
      shingles.add(runs);
      Map<Integer, Integer> common = new HashMap<>();
      for (String run : runs) {
        List<Integer> others = tellers.computeIfAbsent(run, r -> new ArrayList<>());
        for (int other : others) common.merge(other, 1, Integer::sum);
        // What hundreds have written tells none of them from the others.
        if (others.size() < MOST_TELLERS) others.add(i);
      }
      for (var shared : common.entrySet()) {
        int union = runs.size() + shingles.get(shared.getKey()).size() - shared.getValue();
        if (shared.getValue() >= COPY * union) sources.join(shared.getKey(), i);
      }
    }
    Map<Integer, List<Report>> members = new LinkedHashMap<>();
    for (int i = 0; i < reports.size(); i++) {
      members.computeIfAbsent(sources.root(i), r -> new ArrayList<>()).add(reports.get(i));
    }
    return List.copyOf(members.values());
  }

  private static Set<String> shingles(String sentence) {
    List<String> words = Arrays.asList(sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + 3 <= words.size(); i++) runs.add(String.join(" ", words.subList(i, i + 3)));
    return runs;
  }
}
