package milliard.article;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import milliard.article.ArticleReader.Reading;
import milliard.json.Json;
import milliard.text.Language;

/**
 * The room alone, for scoring: one JSON object a line on standard input ({@code id} and {@code
 * html, url} or {@code text}), one a line on standard output, as {@code milliard extract --jsonl}.
 */
final class ArticleLines {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private ArticleLines() {}

  public static void main(String[] arguments) throws IOException, Json.JsonException {
    ArticleReader reader = new ArticleReader();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    long nanos = 0;
    long pages = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Json item = Json.read(line);
      Json.Builder answer = Json.object().put("id", item.string("id").orElseThrow());
      if (item.get("html").isPresent()) {
        String html = item.string("html").orElseThrow();
        URI url = URI.create(item.string("url").orElseThrow());
        long start = THREAD.getCurrentThreadCpuTime();
        Reading reading = reader.read(html, url);
        nanos += THREAD.getCurrentThreadCpuTime() - start;
        pages++;
        switch (reading) {
          case Reading.Found(var article) -> add(answer, article);
          case Reading.NotAnArticle none -> answer.put("error", none.reason());
        }
      } else {
        LanguageIdentifier.identify(item.string("text").orElseThrow())
            .ifPresent(language -> answer.put("lang", language.code()));
      }
      out.println(answer.build().write());
    }
    out.flush();
    if (pages > 0)
      System.err.println(pages + " pages, " + nanos / 1000 / pages + " µs of processor time each");
  }

  private static void add(Json.Builder answer, Article article) {
    Language language = article.language();
    if (language != null) answer.put("lang", language.code());
    answer.put("headline", article.headline());
    answer.put("authors", Json.strings(article.authors()));
    PublicationDate published = article.published();
    if (published != null) answer.put("published", published.toString());
    answer.put("text", article.text());
  }
}
