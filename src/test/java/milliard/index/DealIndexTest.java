package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import milliard.deal.Deal;
import milliard.deal.Report;
import milliard.index.DemoCorpus.Gold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealIndexTest {
  private static final List<Gold> CORPUS = DemoCorpus.read();
  private static final LocalDate TODAY = LocalDate.of(2025, 11, 20);

  @TempDir Path folder;

  private static TreeSet<String> content(DealIndex index) throws Exception {
    var deals = new TreeSet<String>();
    index.deals(deal -> deals.add(deal.toString()));
    index.articles((id, said) -> deals.add(Stored.article(said).write()));
    return deals;
  }

  @Test
  void oneDealOfManyArticlesInTwoLanguagesIsOne() throws Exception {
    try (DealIndex index = DealIndex.open(folder)) {
      Map<String, String> gold = new HashMap<>();
      for (Gold article : CORPUS) {
        index.put(article.id(), article.said());
        List<Report> reports = Report.of(article.id(), article.said());
        for (int i = 0; i < reports.size(); i++)
          gold.put(reports.get(i).id(), article.deals().get(i));
      }
      index.commit();
      List<String> wrong = new ArrayList<>();
      Map<String, String> card = new HashMap<>();
      List<Deal> deals = new ArrayList<>();
      index.deals(deals::add);
      for (Deal deal : deals) {
        var told = new TreeSet<String>();
        for (Report report : deal.reports()) told.add(gold.get(report.id()));
        if (told.size() > 1) wrong.add("merged " + told);
        for (String id : told) {
          String other = card.put(id, deal.id());
          if (other != null) wrong.add("split " + id);
        }
      }
      assertThat(wrong).isEmpty();
      assertThat(deals).hasSize(39);
    }
  }

  @Test
  void neitherOrderNorBatchesNorRepetitionChangeTheIndex() throws Exception {
    TreeSet<String> first = null;
    for (long seed = 1; seed <= 3; seed++) {
      var random = new Random(seed);
      List<Gold> articles = new ArrayList<>(CORPUS);
      Collections.shuffle(articles, random);
      try (DealIndex index = DealIndex.open(folder.resolve("seed" + seed))) {
        for (Gold article : articles) {
          index.put(article.id(), article.said());
          if (random.nextInt(8) == 0) index.refresh();
          if (random.nextInt(12) == 0)
            index.put(articles.getFirst().id(), articles.getFirst().said());
        }
        index.commit();
        if (first == null) first = content(index);
        assertThat(content(index)).as("seed %d", seed).isEqualTo(first);
        for (Gold article : articles.subList(0, 20)) index.remove(article.id());
        index.refresh();
        for (Gold article : articles.subList(0, 20)) index.put(article.id(), article.said());
        index.refresh();
        assertThat(content(index)).as("seed %d, taken out and put again", seed).isEqualTo(first);
        index.remerge();
        assertThat(content(index)).as("seed %d, merged anew", seed).isEqualTo(first);
      }
    }
  }

  @Test
  void aCommitIsDurableAndWhatCameAfterItIsNot() throws Exception {
    try (DealIndex index = DealIndex.open(folder)) {
      index.put(CORPUS.get(0).id(), CORPUS.get(0).said());
      index.commit();
      index.put(CORPUS.get(1).id(), CORPUS.get(1).said());
      index.refresh();
      assertThat(index.size().articles()).isEqualTo(2);
    }
    try (DealIndex index = DealIndex.openReadOnly(folder)) {
      assertThat(index.size()).isEqualTo(new DealIndex.Size(1, CORPUS.get(0).deals().size()));
      assertThat(index.article(CORPUS.get(0).id()))
          .map(a -> a.article().headline())
          .contains(CORPUS.get(0).said().article().headline());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acquirer:google | 3 | Google Wiz
          type:funding amount>=50M EUR date:2025 lang:fr | 4 | Orphée AI
          who bought Slack | 1 | Salesforce Slack
          acquéreur:salesforce ET statut:annulé | 1 | Salesforce Informatica
          customer:meta provider:google cloud | 1 | Meta Google Cloud
          amount>=32Md$ | 3 | OpenAI Oracle
          """)
  void queriesInBothLanguages(String query, int total, String parties) throws Exception {
    try (DealIndex index = DealIndex.open(folder)) {
      for (Gold article : CORPUS) index.put(article.id(), article.said());
      index.refresh();
      Hits<DealHit> hits = index.deals(Search.of(query).today(TODAY));
      assertThat(hits.total()).isEqualTo(total);
      assertThat(
              String.join(
                  " ",
                  hits.hits().getFirst().deal().parties().stream().map(p -> p.name()).toList()))
          .startsWith(parties);
    }
  }
}
