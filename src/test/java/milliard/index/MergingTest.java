package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.deal.Clusters;
import milliard.deal.Corrections;
import milliard.deal.Deal;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.deal.SameDeal;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Evidence;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.Modality;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However articles come, one by one or many at once, in whatever order, put twice, taken out and
 * put again: the deals of the index are those of all its reports at once. The news is made up of
 * few companies, so that much of it may be one deal.
 */
class MergingTest {
  private static final List<String> COMPANIES =
      List.of("Norrvik", "Calderis", "Google", "Google Cloud", "Meta", "Solvane", "Orphée AI");

  private static final List<DealType> TYPES =
      List.of(
          DealType.ACQUISITION,
          DealType.MERGER,
          DealType.CONTRACT,
          DealType.PARTNERSHIP,
          DealType.FUNDING,
          DealType.INVESTMENT);

  @TempDir Path folder;

  private record Told(String id, AnnotatedArticle said) {}

  private static List<Told> news(Random random, int count) {
    List<Told> news = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<DealMention> deals = new ArrayList<>();
      for (int n = random.nextInt(3); n >= 0; n--) deals.add(deal(random));
      LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(400));
      var article =
          new Article(
              URI.create("https://s" + random.nextInt(5) + ".example/" + i),
              new Language(random.nextBoolean() ? "fr" : "en"),
              "Number " + i,
              List.of(),
              random.nextInt(10) == 0 ? null : PublicationDate.of(day),
              null,
              null,
              null,
              List.of(),
              null,
              null,
              false,
              "The text of number " + i + ".");
      news.add(
          new Told(
              "id" + i,
              new AnnotatedArticle(
                  article, List.of(), List.of(), List.of(), List.of(), deals, List.of())));
    }
    return news;
  }

  private static DealMention deal(Random random) {
    DealType type = TYPES.get(random.nextInt(TYPES.size()));
    List<Argument> arguments = new ArrayList<>();
    for (Role role : type.roles()) {
      if (!arguments.isEmpty() && random.nextInt(3) == 0) continue;
      String name = COMPANIES.get(random.nextInt(COMPANIES.size()));
      arguments.add(new Argument(role, name, name, new Span(0, 0), null));
    }
    Status[] statuses = Status.values();
    return new DealMention(
        type,
        statuses[random.nextInt(statuses.length)],
        random.nextInt(4) > 0,
        random.nextInt(1, 10) / 10.0,
        arguments,
        random.nextBoolean() ? null : amount(random),
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(new Evidence(new Span(0, 8), new Span(0, 0), "made up")));
  }

  private static Amount amount(Random random) {
    var value =
        BigDecimal.valueOf(
            random.nextInt(1, 5) * (random.nextBoolean() ? 100_000_000L : 1_000_000_000L));
    Modality modality = random.nextBoolean() ? Modality.EXACTLY : Modality.MORE_THAN;
    return new Amount(
        new Span(0, 0),
        value.toPlainString(),
        value,
        value,
        modality == Modality.EXACTLY ? value : null,
        modality,
        random.nextBoolean() ? "EUR" : "USD");
  }

  private static TreeSet<String> atOnce(List<Told> news, Corrections corrections) {
    List<Report> reports = new ArrayList<>();
    for (Told told : news) reports.addAll(Report.of(told.id(), told.said()));
    var deals = new TreeSet<String>();
    for (Deal deal : new Clusters(new SameDeal(Rates.standard()), corrections).deals(reports)) {
      deals.add(deal.toString());
    }
    return deals;
  }

  private static TreeSet<String> in(DealIndex index) throws Exception {
    var deals = new TreeSet<String>();
    index.deals(deal -> deals.add(deal.toString()));
    return deals;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void inWhateverOrderAndBatches(long seed) throws Exception {
    var random = new Random(seed);
    List<Told> news = news(random, 150);
    TreeSet<String> whole = atOnce(news, Corrections.NONE);
    List<Told> shuffled = new ArrayList<>(news);
    Collections.shuffle(shuffled, random);
    assertThat(atOnce(shuffled, Corrections.NONE)).as("seed %d", seed).isEqualTo(whole);
    var there = new TreeMap<String, Told>();
    try (DealIndex index = DealIndex.open(folder)) {
      int step = 0;
      for (Told told : shuffled) {
        index.put(told.id(), told.said());
        there.put(told.id(), told);
        if (random.nextInt(5) == 0) {
          Told some = shuffled.get(random.nextInt(shuffled.size()));
          index.remove(some.id());
          there.remove(some.id());
        }
        if (random.nextInt(6) > 0) continue;
        index.refresh();
        if (++step % 8 > 0) continue;
        assertThat(in(index))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(atOnce(List.copyOf(there.values()), Corrections.NONE));
      }
      for (Told told : news) index.put(told.id(), told.said());
      index.commit();
      assertThat(in(index)).as("seed %d", seed).isEqualTo(whole);
      assertThat(index.size().articles()).isEqualTo(news.size());
    }
  }

  @Test
  void severalThreadsPutWhileOthersAreCommitted() throws Exception {
    List<Told> news = news(new Random(9), 400);
    try (DealIndex index = DealIndex.open(folder)) {
      List<Thread> threads = new ArrayList<>();
      List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
      for (int t = 0; t < 4; t++) {
        int first = t;
        Thread thread = new Thread(() -> put(index, news, first, failures));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) thread.join();
      index.commit();
      assertThat(failures).isEmpty();
      assertThat(in(index)).isEqualTo(atOnce(news, Corrections.NONE));
    }
  }

  private static void put(DealIndex index, List<Told> news, int first, List<Exception> failures) {
    try {
      // Each article is put by two threads.
      for (int i = first / 2; i < news.size(); i += 2) {
        index.put(news.get(i).id(), news.get(i).said());
        if (i % 50 == 0) index.commit();
      }
    } catch (Exception e) {
      failures.add(e);
    }
  }

  @Test
  void correctionsCutADealOfTheIndexAndTakingThemBackJoinsItAgain() throws Exception {
    List<Told> news = news(new Random(10), 60);
    TreeSet<String> whole = atOnce(news, Corrections.NONE);
    @Nullable Deal large = null;
    try (DealIndex index = DealIndex.open(folder.resolve("index"))) {
      for (Told told : news) index.put(told.id(), told.said());
      index.commit();
      List<Deal> deals = new ArrayList<>();
      index.deals(deals::add);
      for (Deal deal : deals) if (large == null || deal.reports().size() > 4) large = deal;
    }
    assertThat(large.reports()).hasSizeGreaterThan(4);
    Path file = folder.resolve("deals.txt");
    Files.writeString(file, "apart " + large.reports().get(1).id() + "\n");
    Corrections apart = Corrections.read(file);
    try (DealIndex index = DealIndex.open(folder.resolve("index"), Rates.standard(), apart)) {
      index.rebuild(said -> said);
      assertThat(in(index)).isEqualTo(atOnce(news, apart)).isNotEqualTo(whole);
      index.commit();
    }
    try (DealIndex index = DealIndex.open(folder.resolve("index"))) {
      index.rebuild(said -> said);
      assertThat(in(index)).isEqualTo(whole);
    }
  }
}
