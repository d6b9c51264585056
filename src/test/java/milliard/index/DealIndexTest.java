package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import milliard.deal.Corrections;
import milliard.deal.Deal;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.index.DemoCorpus.Gold;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
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
        index.rebuild(said -> said);
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

  @Test
  void anIndexOfAnotherFormatIsNotOpenedAndTheWayOutIsTold() throws Exception {
    try (DealIndex index = DealIndex.open(folder)) {
      index.put(CORPUS.getFirst().id(), CORPUS.getFirst().said());
      index.commit();
    }
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.setLiveCommitData(Map.of("milliard.format", "0").entrySet());
      writer.commit();
    }
    for (Opening opening : List.<Opening>of(DealIndex::open, DealIndex::openReadOnly)) {
      assertThatThrownBy(() -> opening.open(folder))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("has format 0, expected " + Format.FORMAT)
          .hasMessageContaining("milliard reindex");
    }
    try (DealIndex index = DealIndex.replace(folder, Rates.standard(), Corrections.NONE)) {
      index.commit();
      assertThat(index.size()).isEqualTo(new DealIndex.Size(0, 0));
    }
  }

  private interface Opening {
    DealIndex open(Path folder) throws IOException;
  }

  private static List<String> parties(Hits<DealHit> hits) {
    return hits.hits().stream()
        .map(h -> String.join(" ", h.deal().parties().stream().map(p -> p.name()).toList()))
        .toList();
  }

  private static void withCorpus(Path folder, Asking asking) throws Exception {
    try (DealIndex index = DealIndex.open(folder)) {
      for (Gold article : CORPUS) index.put(article.id(), article.said());
      index.refresh();
      asking.ask(index);
    }
  }

  private interface Asking {
    void ask(DealIndex index) throws Exception;
  }

  @Test
  void moreLikeADealOrAnArticle() throws Exception {
    withCorpus(
        folder,
        index -> {
          Deal wiz = index.deals(Search.of("target:wiz status:announced")).hits().getFirst().deal();
          List<String> like = parties(index.deals(Search.of("like:" + wiz.id())));
          assertThat(like.getFirst()).isEqualTo("Google Wiz");
          assertThat(like.subList(0, 3)).contains("Google Mandiant");
          Hits<DealHit> funding =
              index.deals(Search.of("like:" + wiz.id() + " company:google date:..2023"));
          assertThat(parties(funding)).first().asString().contains("Google");
          String article = wiz.reports().getFirst().source().article();
          Hits<ArticleHit> articles = index.articles(Search.of("like:" + article));
          assertThat(articles.hits()).extracting(h -> h.source().article()).doesNotContain(article);
          assertThat(articles.hits().getFirst().source().headline()).contains("Wiz");
          assertThat(index.deals(Search.of("like:0000000000000000")).total()).isZero();
        });
  }

  @Test
  void whereNothingHasAllWordsHalfWillDoUnlessAskedStrictly() throws Exception {
    withCorpus(
        folder,
        index -> {
          Search search = Search.of("combien Google a payé Mandiant").today(TODAY);
          Hits<DealHit> half = index.deals(search);
          assertThat(half.relaxed()).isTrue();
          assertThat(parties(half)).first().isEqualTo("Google Mandiant");
          assertThat(index.deals(search.strictly()).total()).isZero();
          // What is not a plain word must be there.
          Hits<DealHit> fields = index.deals(Search.of("nokia zzz status:cancelled"));
          assertThat(fields.total()).isZero();
          assertThat(index.deals(Search.of("mandiant google")).relaxed()).isFalse();
        });
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() throws Exception {
    withCorpus(
        folder,
        index -> {
          for (Search.Order order : Search.Order.values()) {
            for (String query : List.of("*", "google", "amount>1B", "robots nokia mandiant")) {
              List<String> whole =
                  index.deals(Search.of(query).limit(100).order(order)).hits().stream()
                      .map(h -> h.deal().id())
                      .toList();
              List<String> paged = new ArrayList<>();
              Search search = Search.of(query).limit(3).order(order);
              while (true) {
                Hits<DealHit> page = index.deals(search);
                page.hits().forEach(h -> paged.add(h.deal().id()));
                if (page.cursor() == null) break;
                search = search.after(page.cursor());
              }
              assertThat(paged).as(query + " " + order).isEqualTo(whole).doesNotHaveDuplicates();
            }
          }
        });
  }

  /** Counts are kept for the next page and for other orders, not over a change of the index. */
  @Test
  void facetsAreThoseOfAllHitsOnEveryPageInEveryOrderAndAfterEveryChange() throws Exception {
    try (DealIndex index = DealIndex.open(folder)) {
      int half = CORPUS.size() / 2;
      for (List<Gold> part :
          List.of(CORPUS.subList(0, half), CORPUS.subList(half, CORPUS.size()))) {
        for (Gold article : part) index.put(article.id(), article.said());
        index.refresh();
        for (String query : List.of("*", "google", "type:funding", "amount>1B", "google zzz")) {
          for (Search.Order order : Search.Order.values()) {
            Search search = Search.of(query).today(TODAY).order(order);
            Hits<DealHit> all = index.deals(search.limit(100));
            Map<String, Integer> types = new TreeMap<>();
            for (DealHit hit : all.hits()) types.merge(hit.deal().type().id(), 1, Integer::sum);
            String as = query + " " + order;
            assertThat(types.values().stream().mapToInt(n -> n).sum())
                .as(as)
                .isEqualTo((int) all.total());
            assertThat(counts(all, "type")).as(as).isEqualTo(types);
            Hits<DealHit> page = index.deals(search.limit(2));
            assertThat(page.facets()).as(as).isEqualTo(all.facets());
            if (page.cursor() == null) continue;
            assertThat(index.deals(search.limit(2).after(page.cursor())).facets())
                .as(as)
                .isEqualTo(all.facets());
          }
        }
        assertThat(index.articles(Search.of("google")).facets())
            .isNotEqualTo(index.deals(Search.of("google")).facets());
      }
    }
  }

  private static Map<String, Integer> counts(Hits<?> hits, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Facet facet : hits.facets()) {
      if (!facet.field().equals(field)) continue;
      for (Facet.Count count : facet.counts()) counts.put(count.value(), count.hits());
    }
    return counts;
  }

  /** Thousands of words with one beginning, as in any large index. */
  @Test
  void hostileQueriesEndInTime() throws Exception {
    var news = new NewsGenerator(3_000);
    try (DealIndex index = DealIndex.open(folder)) {
      for (int i = 0; i < 3_000; i++) index.put(NewsGenerator.id(i), news.article(i));
      index.commit();
      List<String> hostile = new ArrayList<>(List.of("ma*", "ma* OR co* OR de* OR re*", "*a*b*c*"));
      hostile.add("(".repeat(100_000));
      hostile.add("a OR ".repeat(10_000) + "a");
      hostile.add("\"" + "de la ".repeat(30) + "\"");
      hostile.add("\"" + "de la ".repeat(600) + "\"");
      hostile.add("a".repeat(4_000) + "~");
      StringBuilder beginnings = new StringBuilder("aa*");
      StringBuilder alike = new StringBuilder("marina~");
      StringBuilder concepts = new StringBuilder("rachat");
      for (int i = 1; i < QueryParser.MAX_WILD; i++) {
        beginnings.append(" OR ").append((char) ('a' + i)).append("a*");
        alike.append(" OR mar").append((char) ('a' + i)).append("na~");
      }
      for (int i = 0; i < 250; i++) concepts.append(" OR IA");
      hostile.addAll(List.of(beginnings.toString(), alike.toString(), concepts.toString()));
      for (String query : hostile) {
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              try {
                index.deals(Search.of(query));
                index.articles(Search.of(query));
              } catch (QueryException e) {
                assertThat(e.column()).isPositive();
              }
            },
            query.substring(0, Math.min(40, query.length())));
      }
      assertThat(index.articles(Search.of("ma*")).total()).isGreaterThan(1_000);
      // What cannot be among the best is not scored, yet counted, and the best are the best.
      for (String query : List.of("*", "ma*", "million", "millions OR billion", "de -france")) {
        Search search = Search.of(query).today(TODAY);
        Hits<ArticleHit> all = index.articles(search.limit(1_000));
        for (boolean facets : List.of(true, false)) {
          Hits<ArticleHit> few = index.articles(search.facets(facets));
          assertThat(few.total()).as(query).isEqualTo(all.total());
          assertThat(few.hits())
              .as(query)
              .extracting(h -> h.source().article())
              .containsExactlyElementsOf(
                  all.hits().stream().limit(10).map(h -> h.source().article()).toList());
        }
      }
    }
  }
}
