package milliard.corenlp;

import com.sun.management.OperatingSystemMXBean;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import milliard.article.Article;
import milliard.mention.gold.GoldArticle;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * Words a second of the whole extraction (names, amounts, dates, deals) and of CoreNLP's stock
 * pipeline over the same articles, with the same number of threads, in turns in one run: over the
 * test half of the gold, where nearly every sentence tells of money and deals, and over a mix as a
 * crawl brings it, three articles without a deal to one with deals. Before that, the heap that both
 * languages need. French stock is CoreNLP's own French properties file, English {@code
 * tokenize,pos,lemma,ner,depparse}. From the project's root: {@code mvn -Pbench}.
 */
final class ExtractorBenchmark {
  private static final int ROUNDS = 3;

  /** Articles of the mix without a deal, and with deals. */
  private static final int WITHOUT = 90;

  private static final int WITH = 30;

  private ExtractorBenchmark() {}

  /** Prints a line for each round and language: {@code ExtractorBenchmark [THREADS]}. */
  public static void main(String[] args) throws Exception {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
    Extractor extractor = Extractor.open();
    Map<Language, Map<String, List<Article>>> sets = new LinkedHashMap<>();
    for (Language language : Pack.languages()) {
      Path gold = Path.of("corpus", language.code(), "deals");
      Map<String, List<Article>> named = new LinkedHashMap<>();
      named.put("deals", articles(GoldArticle.folder(gold.resolve("test"), language)));
      named.put("mix", mix(GoldArticle.folder(gold.resolve("dev"), language)));
      sets.put(language, named);
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Map<String, List<Article>> named : sets.values()) {
        for (List<Article> articles : named.values()) seconds(pool, articles, extractor::read);
      }
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.printf(
          Locale.ROOT, "heap in use with the models of all languages: %,d MB%n", heap >> 20);
      for (Language language : sets.keySet()) {
        StanfordCoreNLP stock = stock(language);
        for (var set : sets.get(language).entrySet()) {
          compare(language + " " + set.getKey(), set.getValue(), threads, pool, extractor, stock);
        }
      }
    }
  }

  /** Both over the same articles, in turns. */
  private static void compare(
      String name,
      List<Article> articles,
      int threads,
      ExecutorService pool,
      Extractor extractor,
      StanfordCoreNLP stock)
      throws Exception {
    int words = 0;
    for (Article article : articles) words += article.body().split("\\s+").length;
    for (int round = 0; round <= ROUNDS; round++) {
      long start = processor();
      double ours = seconds(pool, articles, extractor::read);
      long between = processor();
      double theirs = seconds(pool, articles, a -> stock.annotate(new CoreDocument(a.body())));
      long end = processor();
      if (round == 0) continue; // warm-up
      System.out.printf(
          Locale.ROOT,
          "%s round %d, %d threads, %d articles, %,d words: milliard %,.0f words/s, stock %,.0f"
              + " words/s, ratio %.1f; of processor time %,.0f and %,.0f, ratio %.1f%n",
          name,
          round,
          threads,
          articles.size(),
          words,
          words / ours,
          words / theirs,
          theirs / ours,
          words * 1e9 / (between - start),
          words * 1e9 / (end - between),
          (double) (end - between) / (between - start));
    }
  }

  /** Nanoseconds of processor time so far: what counts where other work takes turns. */
  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static List<Article> articles(List<GoldArticle> gold) {
    return gold.stream().map(GoldArticle::article).toList();
  }

  /** Three articles without a deal to one with deals, spread over the folder. */
  private static List<Article> mix(List<GoldArticle> gold) {
    List<GoldArticle> mix = new ArrayList<>();
    for (boolean deals : new boolean[] {true, false}) {
      List<GoldArticle> such = gold.stream().filter(g -> g.deals().isEmpty() != deals).toList();
      int wanted = Math.min(such.size(), deals ? WITH : WITHOUT);
      for (int i = 0; i < wanted; i++) mix.add(such.get(i * such.size() / wanted));
    }
    return articles(mix);
  }

  private static double seconds(
      ExecutorService pool, List<Article> articles, Consumer<Article> read) throws Exception {
    long start = System.nanoTime();
    List<Callable<Void>> jobs = new ArrayList<>();
    for (Article article : articles) {
      jobs.add(() -> {
        read.accept(article);
        return null;
      });
    }
    for (Future<Void> done : pool.invokeAll(jobs)) done.get();
    return (System.nanoTime() - start) / 1e9;
  }

  /** CoreNLP as it comes. */
  private static StanfordCoreNLP stock(Language language) throws IOException {
    Properties properties = new Properties();
    if (language.equals(Language.ENGLISH)) {
      properties.setProperty("annotators", "tokenize,pos,lemma,ner,depparse");
    } else {
      String file = "StanfordCoreNLP-french.properties";
      try (var in = ExtractorBenchmark.class.getResourceAsStream("/" + file)) {
        if (in == null) throw new IOException("no " + file + " on the class path");
        properties.load(in);
      }
    }
    return new StanfordCoreNLP(properties);
  }
}
