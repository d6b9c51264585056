package milliard.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a page's head says to a crawler.
 *
 * @param canonical {@code <link rel=canonical>}, absolute (RFC 6596); null = not said
 * @param robots directives of {@code <meta name=robots>} in lower case, such as {@code noarchive}
 * @param feeds feeds offered by {@code <link rel=alternate>}, in their order, absolute
 */
record HtmlHead(@Nullable HttpUrl canonical, Set<String> robots, List<HttpUrl> feeds) {
  private static final int MOST = 256 * 1024;
  static final HtmlHead NONE = new HtmlHead(null, Set.of(), List.of());

  /** Reads the head of a page; what it does not say is absent. Reads no further than 256 KiB. */
  static HtmlHead of(Page page) {
    if (page.body().length == 0) return NONE;
    Document document;
    try {
      document =
          Jsoup.parse(
              new ByteArrayInputStream(page.body(), 0, end(page.body())),
              charset(page),
              page.url().toString());
    } catch (IOException e) {
      return NONE;
    }
    HttpUrl base = HttpUrl.parse(document.baseUri());
    HttpUrl canonical = null;
    List<HttpUrl> feeds = new ArrayList<>();
    for (Element link : document.select("link[rel][href]")) {
      Set<String> rel = Set.of(link.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+"));
      HttpUrl href = resolve(base, link.attr("href").strip());
      if (href == null) continue;
      if (rel.contains("canonical") && canonical == null) canonical = href;
      if (rel.contains("alternate") && isFeed(link.attr("type"))) feeds.add(href);
    }
    Set<String> robots = new HashSet<>();
    for (Element meta : document.select("meta[name][content]")) {
      String name = meta.attr("name").strip().toLowerCase(Locale.ROOT);
      if (name.equals("robots") || name.equals(UserAgent.PRODUCT)) {
        for (String word : meta.attr("content").toLowerCase(Locale.ROOT).split("[,;\\s]+")) {
          robots.add(word);
        }
      }
    }
    return new HtmlHead(canonical, Set.copyOf(robots), List.copyOf(feeds));
  }

  /**
   * The address that names the page: the one it calls canonical if that is of the same site and not
   * its front page, else the one it was fetched from.
   */
  static CanonicalUrl name(Page page, HtmlHead head) {
    HttpUrl url = HttpUrl.parse(page.url().toString());
    HttpUrl said = head.canonical();
    if (url == null) {
      return said != null ? CanonicalUrl.of(said) : new CanonicalUrl(page.url().toString());
    }
    if (said != null
        && said.toString().length() <= CanonicalUrl.MAX_LENGTH
        && Site.of(said).equals(Site.of(url))
        && (said.encodedPath().length() > 1 || url.encodedPath().length() <= 1)) {
      return CanonicalUrl.of(said);
    }
    return CanonicalUrl.of(url);
  }

  private static @Nullable HttpUrl resolve(@Nullable HttpUrl base, String href) {
    return base == null ? HttpUrl.parse(href) : base.resolve(href);
  }

  private static boolean isFeed(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.contains("rss") || lower.contains("atom") || lower.contains("feed+json");
  }

  private static int end(byte[] body) {
    int most = Math.min(body.length, MOST);
    for (int i = 0; i + 5 < most; i++) {
      if (body[i] == '<'
          && (body[i + 1] | 0x20) == 'b'
          && (body[i + 2] | 0x20) == 'o'
          && (body[i + 3] | 0x20) == 'd'
          && (body[i + 4] | 0x20) == 'y') {
        return i;
      }
    }
    return most;
  }

  private static @Nullable String charset(Page page) {
    String type = page.header("content-type");
    if (type == null) return null;
    int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) return null;
    String name = type.substring(at + 8).replaceAll("[\"' ;].*", "");
    try {
      return Charset.isSupported(name) ? name : null;
    } catch (java.nio.charset.IllegalCharsetNameException e) {
      return null;
    }
  }

  /** The id of a page from the web. */
  static String id(Page page) {
    return name(page, of(page)).id();
  }

  /** Where a saved page says it comes from. */
  static Optional<URI> origin(Page page) {
    HttpUrl canonical = of(page).canonical();
    return canonical == null ? Optional.empty() : Optional.of(canonical.uri());
  }
}
