package milliard.article;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import milliard.fetch.Page;
import milliard.text.Language;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads the article out of a page. Immutable; any number of threads may share one. */
public final class ArticleReader {
  /** What a page turned out to be. */
  public sealed interface Reading {
    /** An article. */
    record Found(Article article) implements Reading {}

    /** No article, and why: an index page, an error page, a consent wall, nothing to read. */
    record NotAnArticle(String reason) implements Reading {}
  }

  /** Reads a page as it was fetched. */
  public Reading read(Page page) {
    Document document;
    try {
      document =
          Jsoup.parse(new ByteArrayInputStream(page.body()), charset(page), page.url().toString());
    } catch (IOException e) {
      return new Reading.NotAnArticle("the bytes cannot be read as HTML: " + e.getMessage());
    }
    return read(document, page.url());
  }

  /** Reads a page whose characters are already known. */
  public Reading read(String html, URI url) {
    return read(
        new Page(
            url,
            200,
            Map.of("content-type", List.of("text/html; charset=utf-8")),
            html.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH));
  }

  private static @Nullable String charset(Page page) {
    String type = page.header("content-type");
    if (type == null) return null;
    int at = type.toLowerCase(java.util.Locale.ROOT).indexOf("charset=");
    return at < 0 ? null : type.substring(at + 8).replaceAll("[\"' ;].*", "");
  }

  private Reading read(Document document, URI url) {
    List<String> paragraphs = new ArrayList<>();
    for (Element p : document.select("article p, main p")) paragraphs.add(p.text());
    if (paragraphs.isEmpty()) {
      for (Element p : document.select("p")) paragraphs.add(p.text());
    }
    paragraphs.removeIf(String::isBlank);
    if (paragraphs.isEmpty()) return new Reading.NotAnArticle("no paragraph of text");
    String body = String.join("\n\n", paragraphs);
    Element h1 = document.selectFirst("h1");
    String headline = h1 == null ? document.title() : h1.text();
    Language language = LanguageIdentifier.identify(headline + "\n" + body).orElse(null);
    return new Reading.Found(
        new Article(
            url, language, headline, List.of(), null, null, null, null, List.of(), null, null,
            false, body));
  }
}
