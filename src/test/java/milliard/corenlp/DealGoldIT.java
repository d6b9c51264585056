package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Entity;
import milliard.mention.gold.DealScore;
import milliard.mention.gold.GoldArticle;
import milliard.mention.gold.GoldDeal;
import milliard.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deals of the gold against floors: {@code corpus/floors.tsv}, which may only rise. */
class DealGoldIT {
  @ParameterizedTest
  @MethodSource("milliard.text.Pack#languages")
  void noFigureIsBelowItsFloor(Language language) throws Exception {
    DealScore score = new DealScore();
    int gatedDeals = 0;
    int deals = 0;
    for (GoldArticle gold : articles(language, "test")) {
      Document document = Extractor.document(gold.article(), language);
      var dates = DateReader.of(language).read(document.text(), gold.article().published().day());
      DealFinder.Result result =
          DealFinder.of(language).find(document, dates, gold.article().published().day());
      score.add(
          gold,
          new AnnotatedArticle(
              gold.article(),
              document.entities(),
              document.amounts(),
              document.percents(),
              dates,
              result.deals(),
              List.of()));
      for (GoldDeal deal : gold.deals()) {
        deals++;
        if (reaches(deal, result)) gatedDeals++;
      }
    }
    double gate = (double) gatedDeals / Math.max(1, deals);
    System.out.println(language + " test half, gate recall " + gate + "\n" + score);
    for (String line : Files.readAllLines(Path.of("corpus", "floors.tsv"))) {
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] cells = line.split("\t");
      if (!cells[0].equals(language.code())) continue;
      double floor = Double.parseDouble(cells[2]);
      double figure = cells[1].equals("gate") ? gate : score.tally(cells[1]).f1();
      assertThat(figure).as(language + " " + cells[1]).isGreaterThanOrEqualTo(floor);
    }
  }

  /** Whether any sentence that the gate lets through names a party of the deal. */
  private static boolean reaches(GoldDeal deal, DealFinder.Result result) {
    List<String> names = new ArrayList<>();
    deal.roles().values().forEach(names::addAll);
    return result.frames().stream()
        .flatMap(f -> f.clause.entities.stream())
        .map(Entity::text)
        .anyMatch(text -> names.stream().anyMatch(n -> n.contains(text) || text.contains(n)));
  }

  private static List<GoldArticle> articles(Language language, String half) throws Exception {
    return GoldArticle.folder(Path.of("corpus", language.code(), "deals", half), language);
  }
}
