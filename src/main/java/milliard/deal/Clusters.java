package milliard.deal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
    return deals(reports, List.of());
  }

  /**
   * The deals of reports and of deals that are known: each of these holds all that is linked among
   * the known reports, so that only what is new is compared.
   *
   * @param known the reports of each known deal; none of them changed since
   */
  public List<Deal> deals(Collection<Report> reports, Collection<List<Report>> known) {
    Map<String, Report> distinct = new TreeMap<>();
    Set<String> fresh = new HashSet<>();
    for (Report report : reports) {
      corrections
          .apply(report)
          .ifPresent(kept -> {
            distinct.put(kept.id(), kept);
            fresh.add(kept.id());
          });
    }
    for (List<Report> deal : known) {
      for (Report report : deal) {
        corrections.apply(report).ifPresent(kept -> distinct.putIfAbsent(kept.id(), kept));
        if (corrections.names(report.id())) fresh.add(report.id());
      }
    }
    List<Facts> facts = distinct.values().parallelStream().map(Facts::of).toList();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < facts.size(); i++) places.put(facts.get(i).report().id(), i);
    var sets = new UnionFind(facts.size());
    for (List<Report> deal : known) join(deal, places, fresh, sets);
    Map<String, List<Integer>> stored = new HashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      for (String key : facts.get(i).keys()) {
        stored.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
    for (int i = 0; i < facts.size(); i++) {
      if (!fresh.contains(facts.get(i).report().id())) continue;
      for (String key : facts.get(i).lookups()) {
        for (int other : stored.getOrDefault(key, List.of())) {
          if (sets.root(i) != sets.root(other) && linked(facts.get(i), facts.get(other))) {
            sets.join(i, other);
          }
        }
      }
    }
    for (Set<String> group : corrections.joined()) join(group, places, sets);
    Map<Integer, List<Report>> components = new TreeMap<>();
    for (int i = 0; i < facts.size(); i++) {
      components.computeIfAbsent(sets.root(i), r -> new ArrayList<>()).add(facts.get(i).report());
    }
    return components.values().parallelStream().map(Deal::of).toList();
  }

  /** A known deal stays together, unless the user has said something of it. */
  private static void join(
      List<Report> deal, Map<String, Integer> places, Set<String> fresh, UnionFind sets) {
    List<String> ids = deal.stream().map(Report::id).toList();
    if (ids.stream().noneMatch(fresh::contains)) join(ids, places, sets);
    else fresh.addAll(ids);
  }

  private boolean linked(Facts a, Facts b) {
    return switch (corrections.link(a.report().id(), b.report().id())) {
      case CUT -> false;
      case JOIN -> true;
      case NONE -> same.test(a, b);
    };
  }

  /** Reports of one deal need not share a blocking key, where the user wants them in one. */
  private static void join(Collection<String> ids, Map<String, Integer> places, UnionFind sets) {
    int first = -1;
    for (String id : ids) {
      Integer place = places.get(id);
      if (place == null) continue;
      if (first < 0) first = place;
      else sets.join(first, place);
    }
  }
}
