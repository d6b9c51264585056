package milliard.corenlp;

import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * pipeline over the same articles, with the same number of threads, in turns in one run; then the
 * heap that both languages need. French stock is CoreNLP's own French properties file, English
 * {@code tokenize,pos,lemma,ner,depparse}. From the project's root: {@code mvn -Pbench}.
 */
final class ExtractorBenchmark {
  private static final int ROUNDS = 3;

  private ExtractorBenchmark() {}

  /** Prints a line for each round and language: {@code ExtractorBenchmark [THREADS]}. */
  public static void main(String[] args) throws Exception {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
    Extractor extractor = Extractor.open();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Language language : Pack.languages()) {
        List<Article> articles = new ArrayList<>();
        int words = 0;
        Path folder = Path.of("corpus", language.code(), "deals", "test");
        for (GoldArticle gold : GoldArticle.folder(folder, language)) {
          articles.add(gold.article());
          words += gold.article().body().split("\\s+").length;
        }
        StanfordCoreNLP stock = stock(language);
        for (int round = 0; round <= ROUNDS; round++) {
          double ours = seconds(pool, articles, extractor::read);
          double theirs = seconds(pool, articles, a -> stock.annotate(new CoreDocument(a.body())));
          if (round == 0) continue; // warm-up
          System.out.printf(
              Locale.ROOT,
              "%s round %d, %d threads, %d articles, %,d words: milliard %,.0f words/s, stock %,.0f"
                  + " words/s, ratio %.1f%n",
              language,
              round,
              threads,
              articles.size(),
              words,
              words / ours,
              words / theirs,
              theirs / ours);
        }
      }
    }
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        Locale.ROOT, "heap with the stock pipelines of both languages: %,d MB%n", heap >> 20);
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
