package milliard.deal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Independent sources among reports: what one site tells, or what tells the deal in nearly the same
 * words (a news agency's dispatch), is one source.
 */
final class Dispatches {
  /** Share of common three-word runs from which two sentences are copies (Jaccard). */
  private static final double COPY = 0.6;

  /**
   * Beyond so many reports only sites are told apart: comparing sentences grows with the square.
   */
  private static final int BOUND = 300;

  private Dispatches() {}

  /** The reports by source, each list and the lists in the order given. */
  static List<List<Report>> of(List<Report> reports) {
    List<Set<String>> shingles = new ArrayList<>();
    List<List<Report>> sources = new ArrayList<>();
    List<List<Integer>> members = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      shingles.add(i < BOUND ? shingles(reports.get(i).sentence()) : Set.of());
      List<Integer> joined = new ArrayList<>();
      for (int s = members.size() - 1; s >= 0; s--) {
        int at = i;
        if (members.get(s).stream().anyMatch(m -> one(reports, shingles, m, at))) {
          joined.addAll(members.remove(s));
        }
      }
      joined.add(i);
      joined.sort(null);
      members.add(joined);
    }
    members.sort((a, b) -> Integer.compare(a.getFirst(), b.getFirst()));
    for (List<Integer> m : members) sources.add(m.stream().map(reports::get).toList());
    return sources;
  }

  private static boolean one(List<Report> reports, List<Set<String>> shingles, int a, int b) {
    String first = reports.get(a).source().site();
    String second = reports.get(b).source().site();
    if (first != null && first.equals(second)) return true;
    Set<String> x = shingles.get(a);
    Set<String> y = shingles.get(b);
    if (x.isEmpty() || y.isEmpty()) return false;
    int common = 0;
    for (String s : x) if (y.contains(s)) common++;
    return common >= COPY * (x.size() + y.size() - common);
  }

  private static Set<String> shingles(String sentence) {
    List<String> words = Arrays.asList(sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + 3 <= words.size(); i++) runs.add(String.join(" ", words.subList(i, i + 3)));
    return runs;
  }
}
