package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import milliard.mention.EntityType;
import milliard.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of the gold test texts are found as well as {@code corpus/names-floors.tsv} says. */
class NameScoresIT {
  private static final Map<String, NameScore> SCORES = new ConcurrentHashMap<>();

  /**
   * A least score.
   *
   * @param folder of gold texts, below {@code corpus}; with {@code @SMALL}, {@code @TITLE} or
   *     {@code @CAPITALS} only their headlines, set so
   * @param type of names
   * @param f1 of exact spans with their type
   */
  record Floor(String folder, EntityType type, double f1) {}

  static List<Floor> floors() throws IOException {
    List<Floor> floors = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("corpus", "names-floors.tsv"))) {
      if (line.startsWith("#") || line.isBlank()) continue;
      String[] cells = line.split("\t");
      floors.add(new Floor(cells[0], EntityType.valueOf(cells[1]), Double.parseDouble(cells[2])));
    }
    assertThat(floors).isNotEmpty();
    return floors;
  }

  @ParameterizedTest
  @MethodSource("floors")
  void isNotBelow(Floor floor) {
    NameScore score = SCORES.computeIfAbsent(floor.folder(), NameScoresIT::score);
    assertThat(score.f1(floor.type()))
        .as("%s: %s", floor, score)
        .isGreaterThanOrEqualTo(floor.f1());
  }

  private static NameScore score(String texts) {
    String[] parts = texts.split("@");
    Language language = new Language(texts.substring(0, 2));
    Path folder = Path.of("corpus", parts[0]);
    return parts.length == 1
        ? NameEvaluation.score(language, folder, null)
        : NameEvaluation.headlines(language, folder, SentenceCase.valueOf(parts[1]));
  }
}
