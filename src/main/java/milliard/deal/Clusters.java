package milliard.deal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reports to deals: connected components of {@link SameDeal}, looked for only among reports that
 * share a blocking key, with the user's corrections applied.
 */
public final class Clusters {
  private final SameDeal same;
  private final Corrections corrections;

  /** Components by this test and these corrections. */
  public Clusters(SameDeal same, Corrections corrections) {
    this.same = same;
    this.corrections = corrections;
  }

  /** Blocking keys under which a report is stored, for finding it from another. */
  public static Set<String> keys(Report report) {
    return Facts.of(report).keys();
  }

  /** Blocking keys under which reports stand that may be of one deal with this one. */
  public static Set<String> lookups(Report report) {
    return Facts.of(report).lookups();
  }

  /** The deals of the reports; the same in any order of them. A report given twice counts once. */
  public List<Deal> deals(Collection<Report> reports) {
    Map<String, Report> distinct = new TreeMap<>();
    for (Report report : reports) {
      corrections.apply(report).ifPresent(kept -> distinct.put(kept.id(), kept));
    }
    List<Facts> facts = distinct.values().parallelStream().map(Facts::of).toList();
    var sets = new UnionFind(facts.size());
    Map<String, List<Integer>> stored = new HashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      for (String key : facts.get(i).keys()) {
        stored.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
    for (int i = 0; i < facts.size(); i++) {
      for (String key : facts.get(i).lookups()) {
        for (int other : stored.getOrDefault(key, List.of())) {
          if (sets.root(i) != sets.root(other) && linked(facts.get(i), facts.get(other))) {
            sets.join(i, other);
          }
        }
      }
    }
    join(facts, sets);
    Map<Integer, List<Report>> components = new TreeMap<>();
    for (int i = 0; i < facts.size(); i++) {
      components.computeIfAbsent(sets.root(i), r -> new ArrayList<>()).add(facts.get(i).report());
    }
    return components.values().parallelStream().map(Deal::of).toList();
  }

  private boolean linked(Facts a, Facts b) {
    return switch (corrections.link(a.report().id(), b.report().id())) {
      case CUT -> false;
      case JOIN -> true;
      case NONE -> same.test(a, b);
    };
  }

  /** Reports that the user wants in one deal need not share a blocking key. */
  private void join(List<Facts> facts, UnionFind sets) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < facts.size(); i++) places.put(facts.get(i).report().id(), i);
    for (Set<String> group : corrections.joined()) {
      int first = -1;
      for (String id : group) {
        Integer place = places.get(id);
        if (place == null) continue;
        if (first < 0) first = place;
        else sets.join(first, place);
      }
    }
  }

  /** Disjoint sets of the numbers below a bound. */
  private static final class UnionFind {
    private final int[] parent;

    UnionFind(int size) {
      parent = new int[size];
      Arrays.setAll(parent, i -> i);
    }

    int root(int i) {
      while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
      }
      return i;
    }

    void join(int a, int b) {
      int first = root(a);
      int second = root(b);
      parent[Math.max(first, second)] = Math.min(first, second);
    }
  }
}
