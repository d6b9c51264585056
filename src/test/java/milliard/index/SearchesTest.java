package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import milliard.deal.Report;
import milliard.index.DemoCorpus.Gold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code corpus/searches.tsv}: what users ask, and whether the answers stand in front. */
class SearchesTest {
  /** Mean nDCG of the first ten, by language of the asker, that a change may not sink below. */
  private static final Map<String, Double> FLOORS = Map.of("fr", 0.96, "en", 0.98);

  private static final LocalDate TODAY = LocalDate.of(2025, 11, 20);
  private static final int FIRST = 10;

  @TempDir Path folder;

  private record Asked(String language, String query, Map<String, Integer> grades) {}

  private static List<Asked> searches() throws IOException {
    List<Asked> searches = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("corpus/searches.tsv"))) {
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] cells = line.split("\t");
      Map<String, Integer> grades = new HashMap<>();
      for (String deal : cells[2].split(" ")) {
        String[] parts = deal.split("=");
        grades.put(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 2);
      }
      searches.add(new Asked(cells[0], cells[1], grades));
    }
    return searches;
  }

  /**
   * Gain of the ranks (Järvelin and Kekäläinen 2002, with 2^grade - 1 and log2 of the rank + 1).
   */
  private static double gain(List<Integer> grades) {
    double gain = 0;
    for (int i = 0; i < Math.min(FIRST, grades.size()); i++) {
      gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
    }
    return gain;
  }

  @Test
  void whatIsAskedStandsInFront() throws Exception {
    List<Asked> searches = searches();
    assertThat(searches).hasSizeGreaterThan(100);
    Map<String, String> gold = new HashMap<>();
    Map<String, List<Double>> scores = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    try (DealIndex index = DealIndex.open(folder)) {
      for (Gold article : DemoCorpus.read()) {
        index.put(article.id(), article.said());
        List<Report> reports = Report.of(article.id(), article.said());
        for (int i = 0; i < reports.size(); i++) {
          gold.put(reports.get(i).id(), article.deals().get(i));
        }
      }
      index.refresh();
      Set<String> known = new HashSet<>(gold.values());
      for (Asked asked : searches) {
        assertThat(known).as(asked.query()).containsAll(asked.grades().keySet());
        List<String> found =
            index.deals(Search.of(asked.query()).today(TODAY)).hits().stream()
                .map(hit -> gold.get(hit.deal().id()))
                .toList();
        double ideal =
            gain(asked.grades().values().stream().sorted(Comparator.reverseOrder()).toList());
        double score =
            gain(found.stream().map(id -> asked.grades().getOrDefault(id, 0)).toList()) / ideal;
        scores.computeIfAbsent(asked.language(), l -> new ArrayList<>()).add(score);
        if (score < 0.999) {
          misses.add("%.2f  %s → %s".formatted(score, asked.query(), found));
        }
      }
    }
    misses.sort(null);
    scores.forEach((language, all) -> {
      double mean = all.stream().mapToDouble(d -> d).average().orElse(0);
      System.out.printf("nDCG@10 %s %.3f of %d queries%n", language, mean, all.size());
      assertThat(mean)
          .as("%s%n%s", language, String.join("\n", misses))
          .isGreaterThanOrEqualTo(FLOORS.getOrDefault(language, 1.0));
    });
  }
}
