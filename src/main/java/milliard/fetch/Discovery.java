package milliard.fetch;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import crawlercommons.sitemaps.extension.Extension;
import crawlercommons.sitemaps.extension.NewsAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source's document, whichever it is: RSS 0.9x, 1.0, 2.0, Atom, JSON Feed; a sitemap, a
 * sitemap index, as XML, text, or either in gzip; or a page that offers feeds.
 */
final class Discovery {
  /** A sitemap may have 50 MB (sitemaps.org); the same for all. */
  static final int MOST_BYTES = 50 * 1024 * 1024;

  /** Twice as many as a sitemap may name (sitemaps.org). */
  private static final int MOST_ADDRESSES = 100_000;

  private Discovery() {}

  /**
   * An address that a source offers.
   *
   * @param date when it was published or changed; null = not said
   */
  record Item(HttpUrl url, @Nullable Instant date) {}

  /** What a document turned out to be. */
  sealed interface Found {
    /** A feed. */
    record Feed(String format, List<Item> items) implements Found {}

    /** A sitemap. */
    record Sitemap(List<Item> items) implements Found {}

    /** A list of sitemaps. */
    record Index(List<Item> sitemaps) implements Found {}

    /** A page that offers feeds, perhaps none. */
    record Home(List<HttpUrl> feeds) implements Found {}
  }

  /**
   * Reads a document.
   *
   * @throws FetchException with the reason why it is none of these
   */
  static Found read(Page page) throws FetchException {
    byte[] body = page.body();
    if (body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b) {
      body = ContentCoding.decodeIfCoded("gzip", body, MOST_BYTES);
      if (body == null) throw never("unpacks to more than " + MOST_BYTES + " bytes");
    }
    HttpUrl url = HttpUrl.get(page.url().toString());
    String start = start(body);
    if (start.startsWith("{")) return jsonFeed(url, body);
    String root = root(start);
    return switch (root) {
      case "urlset", "sitemapindex" -> sitemap(url, body);
      case "rss", "rdf", "feed", "channel" -> FeedDocument.read(url, page, body);
      case "html", "head", "body" ->
          new Found.Home(
              HtmlHead.of(new Page(page.url(), 200, page.headers(), body, page.fetched())).feeds());
      case "" -> {
        if (start.startsWith("http://") || start.startsWith("https://")) yield sitemap(url, body);
        throw never(
            body.length == 0
                ? "is empty: expected a feed or a sitemap"
                : "is no feed, sitemap or page: begins with \"" + begins(start) + "\"");
      }
      default -> {
        String type = String.valueOf(page.header("content-type"));
        if (type.startsWith("text/html")) {
          yield new Found.Home(HtmlHead.of(page).feeds());
        }
        throw never("is no feed or sitemap: its root element is <" + root + ">");
      }
    };
  }

  private static String begins(String start) {
    return start.substring(0, Math.min(40, start.length())).replaceAll("\\s+", " ");
  }

  static FetchException never(String message) {
    return new FetchException(FetchException.Kind.NEVER, message);
  }

  /** The beginning as text, enough to see what it is, in whichever encoding. */
  private static String start(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 16_384), StandardCharsets.ISO_8859_1);
    boolean wide = text.indexOf('\0') >= 0;
    if (wide) text = text.replace("\0", "");
    return text.replaceFirst("^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "").stripLeading();
  }

  /** The name of the root element in lower case, without a prefix; empty if there is none. */
  private static String root(String start) {
    int at = 0;
    while (at >= 0 && at < start.length()) {
      int open = start.indexOf('<', at);
      if (open < 0) return "";
      if (start.startsWith("<!--", open)) {
        at = start.indexOf("-->", open);
      } else if (start.startsWith("<?", open)) {
        at = start.indexOf('>', open);
      } else if (start.regionMatches(true, open, "<!doctype", 0, 9)) {
        at = endOfDoctype(start, open);
      } else {
        int end = open + 1;
        while (end < start.length() && " \t\r\n/>".indexOf(start.charAt(end)) < 0) end++;
        String name = start.substring(open + 1, end).toLowerCase(Locale.ROOT);
        return name.substring(name.indexOf(':') + 1);
      }
    }
    return "";
  }

  /** The place after a DOCTYPE with its internal subset, or -1. */
  private static int endOfDoctype(String text, int open) {
    int depth = 0;
    char quote = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (depth > 0 && text.startsWith("<!--", i)) {
        i = text.indexOf("-->", i);
        if (i < 0) return -1;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '>' && depth <= 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Real feeds carry a DOCTYPE: it goes, and what it declares with it (no entity is expanded). */
  static String withoutDoctype(String xml) {
    int limit = Math.min(xml.length(), 16_384);
    for (int at = xml.indexOf('<'); at >= 0 && at < limit; at = xml.indexOf('<', at + 1)) {
      if (xml.startsWith("<!--", at)) {
        at = xml.indexOf("-->", at);
        if (at < 0) return xml;
      } else if (xml.regionMatches(true, at, "<!doctype", 0, 9)) {
        int end = endOfDoctype(xml, at);
        return end < 0 ? xml : xml.substring(0, at) + xml.substring(end);
      } else if (!xml.startsWith("<?", at)) {
        return xml;
      }
    }
    return xml;
  }

  private static Found jsonFeed(HttpUrl url, byte[] body) throws FetchException {
    Json json;
    try {
      json = Json.readLenient(new String(body, StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw never("is no JSON Feed: " + e.getMessage());
    }
    if (json.get("items").isEmpty() || !json.string("version").orElse("").contains("jsonfeed")) {
      throw never("is no JSON Feed: expected \"version\" and \"items\"");
    }
    List<Item> items = new ArrayList<>();
    for (Json item : json.get("items").map(Json::elements).orElse(List.of())) {
      HttpUrl link = item.string("url").or(() -> item.string("id")).map(url::resolve).orElse(null);
      if (link == null) continue;
      String date = item.string("date_published").or(() -> item.string("date_modified")).orElse("");
      items.add(new Item(link, instant(date)));
    }
    return new Found.Feed("json", List.copyOf(items));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Found sitemap(HttpUrl url, byte[] body) throws FetchException {
    byte[] clean = body;
    String start = start(body);
    if (entries(body, start.startsWith("<")) > MOST_ADDRESSES) {
      throw never("is a sitemap of more than " + MOST_ADDRESSES + " addresses: 50000 are allowed");
    }
    if (start.startsWith("<") && start.toLowerCase(Locale.ROOT).contains("<!doctype")) {
      String text =
          withoutDoctype(new String(body, StandardCharsets.UTF_8))
              .replaceFirst("<\\?xml[^>]*\\?>", "");
      clean = text.stripLeading().getBytes(StandardCharsets.UTF_8);
    }
    var parser = new SiteMapParser(false, true);
    parser.enableExtension(Extension.NEWS);
    AbstractSiteMap read;
    try {
      read =
          parser.parseSiteMap(start.startsWith("<") ? "text/xml" : "text/plain", clean, url.url());
    } catch (UnknownFormatException | IOException | IllegalArgumentException e) {
      throw never("is no sitemap that can be read: " + e.getMessage());
    }
    List<Item> items = new ArrayList<>();
    switch (read) {
      case SiteMapIndex index -> {
        for (AbstractSiteMap child : index.getSitemaps()) {
          HttpUrl link = HttpUrl.parse(String.valueOf(child.getUrl()));
          if (link != null) items.add(new Item(link, instant(child.getLastModified())));
        }
        return new Found.Index(List.copyOf(items));
      }
      case SiteMap map -> {
        for (SiteMapURL entry : map.getSiteMapUrls()) {
          HttpUrl link = HttpUrl.parse(String.valueOf(entry.getUrl()));
          if (link == null) continue;
          Instant date = newsDate(entry);
          items.add(new Item(link, date != null ? date : instant(entry.getLastModified())));
        }
        return new Found.Sitemap(List.copyOf(items));
      }
      default -> throw never("is a sitemap of an unknown form: " + read.getType());
    }
  }

  /** Roughly how many addresses it names, seen before it is taken apart. */
  private static int entries(byte[] body, boolean xml) {
    int entries = 0;
    for (int i = 0; i < body.length; i++) {
      boolean one = xml ? body[i] == 'l' && at(body, i, "loc>") && opens(body, i) : body[i] == '\n';
      if (one) entries++;
    }
    return entries;
  }

  private static boolean at(byte[] body, int from, String word) {
    if (from + word.length() > body.length) return false;
    for (int i = 0; i < word.length(); i++) if (body[from + i] != word.charAt(i)) return false;
    return true;
  }

  /** Whether the name that ends here, perhaps after a prefix, is that of an opening tag. */
  private static boolean opens(byte[] body, int at) {
    int i = at - 1;
    while (i >= 0 && at - i < 20 && body[i] != '<' && body[i] != '/' && body[i] != '>') i--;
    return i >= 0 && body[i] == '<';
  }

  private static @Nullable Instant newsDate(SiteMapURL entry) {
    var news = entry.getAttributesForExtension(Extension.NEWS);
    if (news == null || news.length == 0 || !(news[0] instanceof NewsAttributes attributes)) {
      return null;
    }
    var date = attributes.getPublicationDate();
    return date == null ? null : date.toInstant();
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  /** Directives of a page to crawlers, from its headers and its head. */
  static Set<String> directives(Page page, HtmlHead head) {
    Set<String> all = new java.util.HashSet<>(head.robots());
    for (String value : page.headers().getOrDefault("x-robots-tag", List.of())) {
      String text = value.toLowerCase(Locale.ROOT);
      int colon = text.indexOf(':');
      if (colon > 0
          && !text.startsWith("unavailable_after")
          && text.substring(0, colon).indexOf(',') < 0) {
        if (!text.substring(0, colon).strip().equals(UserAgent.PRODUCT)) continue;
        text = text.substring(colon + 1);
      }
      for (String word : text.split("[,\\s]+")) all.add(word);
    }
    return all;
  }
}
