package milliard.article;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import milliard.article.ArticleReader.Reading;
import milliard.article.ArticleReaderBenchmark.PublicPage;
import milliard.json.Json;
import net.dankito.readability4j.Readability4J;
import org.jsoup.Jsoup;

/**
 * Our reader, Readability4J and "all the text of the page" on the same pages in one run: precision,
 * recall and F1 of the body, by runs of four words as in article-extraction-benchmark, and pages a
 * second of processor time. Run by hand over the golden pages, or over files of JSON lines with
 * {@code html} (the name of a gzipped page beside the file) and {@code body} (paragraphs):
 *
 * <pre>
 * java -cp TEST-CLASSPATH milliard.article.ExtractorComparison [FILE.jsonl…]
 * </pre>
 */
final class ExtractorComparison {
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int RUN = 4;
  private static final int ROUNDS = 10;

  private ExtractorComparison() {}

  public static void main(String[] files) throws IOException, Json.JsonException {
    ArticleReader reader = new ArticleReader();
    Map<String, Function<PublicPage, String>> extractors = new java.util.LinkedHashMap<>();
    extractors.put("Milliard", page -> text(reader.read(page.html(), page.url())));
    extractors.put("Readability4J", ExtractorComparison::readability);
    extractors.put("all text", page -> Jsoup.parse(page.html()).text());
    for (String file : files.length == 0 ? new String[] {"corpus"} : files) {
      List<PublicPage> pages = ArticleReaderBenchmark.read(Path.of(file));
      pages.removeIf(page -> page.body().isBlank());
      System.out.println(file + ": " + pages.size() + " pages with a known body");
      extractors.forEach((name, extractor) -> System.out.println(line(name, pages, extractor)));
    }
  }

  private static String text(Reading reading) {
    return switch (reading) {
      case Reading.Found(var article) -> article.body();
      case Reading.NotAnArticle none -> "";
    };
  }

  private static String readability(PublicPage page) {
    String html = new Readability4J(page.url().toString(), page.html()).parse().getContent();
    return html == null ? "" : Jsoup.parseBodyFragment(html).text();
  }

  /** Figures of the last of some rounds; the first ones warm the compiler up. */
  private static String line(
      String name, List<PublicPage> pages, Function<PublicPage, String> extractor) {
    double precision = 0;
    double recall = 0;
    int answered = 0;
    long nanos = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      precision = recall = answered = 0;
      nanos = 0;
      for (PublicPage page : pages) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String text = extractor.apply(page);
        nanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        Map<List<String>, Integer> gold = runs(page.body());
        Map<List<String>, Integer> got = runs(text);
        double both = 0;
        for (var run : gold.entrySet()) {
          both += Math.min(run.getValue(), got.getOrDefault(run.getKey(), 0));
        }
        recall += both / count(gold);
        if (got.isEmpty()) continue;
        answered++;
        precision += both / count(got);
      }
    }
    double p = precision / Math.max(1, answered);
    double r = recall / pages.size();
    return String.format(
        Locale.ROOT,
        "  %-14s F1 %.3f  P %.3f  R %.3f  %5.0f pages a second of one core",
        name,
        p + r == 0 ? 0 : 2 * p * r / (p + r),
        p,
        r,
        pages.size() / (nanos / 1e9));
  }

  /** Runs of four words and how often each occurs; one shorter run where there are fewer words. */
  private static Map<List<String>, Integer> runs(String text) {
    List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
    Map<List<String>, Integer> runs = new HashMap<>();
    if (words.isEmpty()) return runs;
    for (int i = 0; i < Math.max(1, words.size() - RUN + 1); i++) {
      runs.merge(words.subList(i, Math.min(words.size(), i + RUN)), 1, Integer::sum);
    }
    return runs;
  }

  private static int count(Map<List<String>, Integer> runs) {
    return runs.values().stream().mapToInt(n -> n).sum();
  }
}
