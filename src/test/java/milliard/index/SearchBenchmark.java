package milliard.index;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import milliard.mention.AnnotatedArticle;

/**
 * How fast a large index is made and answers: generated articles, a deal to every five. Indexing is
 * timed without the generating, on the whole and for each commit by itself, as the first one has
 * the compiling of the program in it; queries are timed one by one, warm, in one thread, with the
 * ten best hits read as whole cards. Processor times are told too, for where the machine has other
 * work. Run by hand:
 *
 * <pre>
 * java -Xmx3g -XX:+UseParallelGC -cp TEST-CLASSPATH milliard.index.SearchBenchmark HOME [ARTICLES [SECONDS]]
 * </pre>
 *
 * <p>A home that is there already is added to until it has so many articles; after so many seconds
 * a run ends at its next commit, and the next one goes on. {@code milliard search --home HOME} then
 * shows the cold start from the shell.
 */
public final class SearchBenchmark {
  private static final int CHUNK = 20_000;
  private static final int COMMIT_EVERY = 100_000;
  private static final int QUERIES = 1_000;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final NewsGenerator news;
  private final long articles;
  private final Path folder;

  private SearchBenchmark(Path home, long articles) throws IOException {
    this.articles = articles;
    news = new NewsGenerator(articles);
    folder = home.resolve("index");
  }

  /** Makes the index if it is not there, and asks it. */
  public static void main(String[] args) throws Exception {
    long articles = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
    var benchmark = new SearchBenchmark(Path.of(args[0]), articles);
    long seconds = args.length > 2 ? Long.parseLong(args[2]) : 86_400;
    if (benchmark.index(System.nanoTime() + seconds * 1_000_000_000)) benchmark.search();
  }

  private interface Work {
    void take(int number) throws Exception;
  }

  private static void parallel(ExecutorService pool, int count, Work work) throws Exception {
    List<Future<Object>> all = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int first = t;
      Callable<Object> part =
          () -> {
            for (int i = first; i < count; i += THREADS) work.take(i);
            return first;
          };
      all.add(pool.submit(part));
    }
    for (Future<Object> part : all) part.get();
  }

  /** Whether all articles are in it. */
  private boolean index(long end) throws Exception {
    long indexing = 0;
    long cpu = 0;
    long chars = 0;
    long beforeCommit = 0;
    long cpuBeforeCommit = 0;
    int sinceCommit = 0;
    try (DealIndex index = DealIndex.open(folder);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      long there = index.size().articles();
      if (there >= articles) return true;
      for (long from = there; from < articles; from += CHUNK) {
        long start = from;
        int count = (int) Math.min(CHUNK, articles - from);
        var chunk = new AnnotatedArticle[count];
        parallel(pool, count, i -> chunk[i] = news.article(start + i));
        for (AnnotatedArticle article : chunk) chars += article.article().text().length();
        long begin = System.nanoTime();
        long used = cpu();
        parallel(pool, count, i -> index.put(NewsGenerator.id(start + i), chunk[i]));
        boolean last = from + count >= articles;
        if (last || (from + CHUNK) % COMMIT_EVERY == 0) index.commit();
        indexing += System.nanoTime() - begin;
        cpu += cpu() - used;
        sinceCommit += count;
        if (last || (from + CHUNK) % COMMIT_EVERY == 0) {
          long added = from + count - there;
          System.out.printf(
              "indexed %,d articles of %,d chars, %,d deals: %,.0f articles a second;"
                  + " %,.0f a second of processor time; the last %,d: %,.0f, %,.0f%n",
              from + count,
              chars / added,
              index.size().deals(),
              added / (indexing / 1e9),
              added / (cpu / 1e9),
              sinceCommit,
              sinceCommit / ((indexing - beforeCommit) / 1e9),
              sinceCommit / ((cpu - cpuBeforeCommit) / 1e9));
          beforeCommit = indexing;
          cpuBeforeCommit = cpu;
          sinceCommit = 0;
          if (!last && System.nanoTime() - end > 0) return false;
        }
      }
    }
    try (var files = Files.walk(folder)) {
      System.out.printf(
          "%,d MB on disk%n",
          files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum() >> 20);
    }
    return true;
  }

  /** Processor time of the whole process so far: what is left of a time on a busy machine. */
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private interface Asked {
    String query(Random random);
  }

  private interface Ask {
    Hits<?> ask(Search search) throws Exception;
  }

  private void search() throws Exception {
    long begin = System.nanoTime();
    try (DealIndex index = DealIndex.openReadOnly(folder)) {
      System.out.printf(
          "opened %,d articles, %,d deals in %,d ms%n",
          index.size().articles(), index.size().deals(), (System.nanoTime() - begin) / 1_000_000);
      List<Asked> deals =
          List.of(
              r -> "acquirer:\"" + news.largeCompany(r) + "\"",
              r -> "target:\"" + news.smallCompany(r) + "\"",
              r -> news.largeCompany(r),
              r -> news.smallCompany(r) + " " + news.word(r),
              r -> "who bought " + news.smallCompany(r),
              r -> "type:funding amount>=50M EUR date:" + (2015 + r.nextInt(11)) + " lang:fr",
              r -> "rachat " + news.word(r) + " plus de " + (1 + r.nextInt(900)) + " millions",
              r -> "type:acquisition date:2024-0" + (1 + r.nextInt(9)) + ".. status:completed",
              r -> "amount:" + (1 + r.nextInt(9)) + "00M.. -currency:USD",
              r -> news.word(r),
              r -> news.word(r) + " OR " + news.word(r),
              r -> news.word(r).substring(0, 3) + "*",
              r -> "company:" + news.smallCompany(r).split(" ")[0] + "~",
              r -> "*");
      measure("deals with facets", index, deals, s -> index.deals(s));
      List<Asked> articlesAsked =
          List.of(
              r -> news.word(r),
              r -> news.word(r) + " " + news.word(r),
              r -> news.word(r) + " " + news.word(r) + " " + news.word(r),
              r -> "\"" + news.word(r) + " " + news.word(r) + "\"",
              r -> news.largeCompany(r) + " " + news.word(r),
              r -> "company:\"" + news.largeCompany(r) + "\" lang:fr",
              r -> news.word(r) + " OR " + news.word(r),
              r -> news.word(r) + " date:" + (2015 + r.nextInt(11)),
              r -> news.word(r) + " type:acquisition",
              r -> news.word(r).substring(0, 3) + "*",
              r -> news.word(r) + " -" + news.word(r) + " lang:en");
      measure("articles", index, articlesAsked, s -> index.articles(s.facets(false)));
      measure("articles with facets", index, articlesAsked, s -> index.articles(s));
    }
  }

  private static void measure(String name, DealIndex index, List<Asked> kinds, Ask ask)
      throws Exception {
    var random = new Random(42);
    var threads = ManagementFactory.getThreadMXBean();
    var times = new long[QUERIES];
    var cpus = new long[QUERIES];
    var slowest = new long[kinds.size()];
    var sums = new long[kinds.size()];
    var queries = new String[kinds.size()];
    var totals = new long[kinds.size()];
    for (int i = -QUERIES / 4; i < QUERIES; i++) {
      int kind = Math.floorMod(i, kinds.size());
      String query = kinds.get(kind).query(random);
      Search search = Search.of(query).today(LocalDate.of(2026, 11, 20));
      long used = threads.getCurrentThreadCpuTime();
      long begin = System.nanoTime();
      Hits<?> hits = ask.ask(search);
      long time = System.nanoTime() - begin;
      if (i < 0) continue;
      cpus[i] = threads.getCurrentThreadCpuTime() - used;
      times[i] = time;
      sums[kind] += cpus[i];
      if (cpus[i] > slowest[kind]) {
        slowest[kind] = cpus[i];
        queries[kind] = query;
        totals[kind] = hits.total();
      }
    }
    Arrays.sort(times);
    Arrays.sort(cpus);
    System.out.printf(
        "%-20s p50 %6.2f  p95 %6.2f  p99 %6.2f  max %6.2f ms; processor time p50 %6.2f"
            + "  p95 %6.2f  p99 %6.2f%n",
        name,
        part(times, 50),
        part(times, 95),
        part(times, 99),
        part(times, 100),
        part(cpus, 50),
        part(cpus, 95),
        part(cpus, 99));
    for (int k = 0; k < kinds.size(); k++) {
      System.out.printf(
          "    processor time mean %6.2f  max %6.2f ms  %,9d hits  %s%n",
          sums[k] / 1e6 / (QUERIES / kinds.size()), slowest[k] / 1e6, totals[k], queries[k]);
    }
  }

  /** The time in ms below which so many percent lie. */
  private static double part(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }
}
