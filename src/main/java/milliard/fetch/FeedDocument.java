package milliard.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A feed in XML: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF. Read by the tolerant parser of
 * jsoup, well-formed or not, because real feeds are not: a library that asks for XML refused a
 * twentieth of the feeds of feedparser's tests. No entity is expanded but HTML's own.
 */
final class FeedDocument {
  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);

  /** Bytes of a feed that are read: a tree of them takes twenty times as much. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private static final int MOST_DEPTH = 200;

  private FeedDocument() {}

  /** Reads a feed; an item without an address is left out. */
  static Discovery.Found.Feed read(HttpUrl url, Page page, byte[] body) throws FetchException {
    if (body.length > MOST_BYTES) {
      throw Discovery.never("is a feed of more than " + MOST_BYTES + " bytes");
    }
    String text = Discovery.withoutDoctype(characters(page, body));
    Document document = Jsoup.parse(text, "", Parser.xmlParser().setMaxDepth(MOST_DEPTH));
    Element root = null;
    for (Element child : document.children()) {
      if (is(child, "rss") || is(child, "rdf") || is(child, "feed") || is(child, "channel")) {
        root = child;
      }
    }
    if (root == null) throw Discovery.never("is no feed: expected <rss>, <rdf:RDF> or <feed>");
    List<Discovery.Item> items = new ArrayList<>();
    for (Element element : root.getAllElements()) {
      if (!is(element, "item") && !is(element, "entry")) continue;
      HttpUrl link = link(url, element);
      if (link != null) items.add(new Discovery.Item(link, date(element)));
    }
    String version = root.attr("version");
    String format = local(root) + (version.isEmpty() ? "" : " " + version);
    return new Discovery.Found.Feed(format, List.copyOf(items));
  }

  private static String local(Element element) {
    String name = element.tagName().toLowerCase(Locale.ROOT);
    return name.substring(name.indexOf(':') + 1);
  }

  private static boolean is(Element element, String name) {
    return local(element).equals(name);
  }

  /** The item's own page: the address behind a feed service first, an id that is one last. */
  private static @Nullable HttpUrl link(HttpUrl url, Element item) {
    List<String> candidates = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Element child : item.children()) {
      switch (local(child)) {
        case "origlink" -> candidates.addFirst(child.text());
        case "link" -> {
          String rel = child.attr("rel");
          if (!rel.isEmpty() && !rel.equalsIgnoreCase("alternate")) continue;
          candidates.add(child.hasAttr("href") ? child.attr("href") : child.text());
        }
        case "guid", "id" -> ids.add(child.text());
        default -> {}
      }
    }
    candidates.add(item.attr("href"));
    candidates.add(item.attr("rdf:about"));
    HttpUrl base = base(url, item);
    for (String candidate : candidates) {
      HttpUrl link = candidate.isBlank() ? null : base.resolve(candidate.strip());
      if (link != null) return link;
    }
    for (String id : ids) {
      HttpUrl link = HttpUrl.parse(id.strip());
      if (link != null) return link;
    }
    return null;
  }

  /** {@code xml:base} of the element and those around it. */
  private static HttpUrl base(HttpUrl url, Element element) {
    Element parent = element.parent();
    HttpUrl outer = parent == null ? url : base(url, parent);
    String said = element.attr("xml:base");
    HttpUrl own = said.isBlank() ? null : outer.resolve(said.strip());
    return own == null ? outer : own;
  }

  private static @Nullable Instant date(Element item) {
    Instant updated = null;
    for (Element child : item.children()) {
      switch (local(child)) {
        case "pubdate", "published", "issued", "date" -> {
          Instant published = FeedDate.of(child.text());
          if (published != null) return published;
        }
        case "updated", "modified" -> updated = FeedDate.of(child.text());
        default -> {}
      }
    }
    return updated == null ? FeedDate.of(item.attr("lastmod")) : updated;
  }

  /**
   * The characters: by the byte order mark, what HTTP says, what the document says, each if the
   * bytes bear it out; then UTF-8, then windows-1252.
   */
  static String characters(Page page, byte[] body) {
    List<String> names = new ArrayList<>();
    if (starts(body, 0xef, 0xbb, 0xbf)) names.add("UTF-8");
    else if (starts(body, 0xff, 0xfe, 0, 0)) names.add("UTF-32LE");
    else if (starts(body, 0, 0, 0xfe, 0xff)) names.add("UTF-32BE");
    else if (starts(body, 0xff, 0xfe) || starts(body, '<', 0, '?', 0)) names.add("UTF-16LE");
    else if (starts(body, 0xfe, 0xff) || starts(body, 0, '<', 0, '?')) names.add("UTF-16BE");
    else if (starts(body, 0, 0, 0, '<')) names.add("UTF-32BE");
    else if (starts(body, '<', 0, 0, 0)) names.add("UTF-32LE");
    String type = page.header("content-type");
    if (type != null) found(CHARSET.matcher(type), names);
    String start = new String(body, 0, Math.min(body.length, 1_024), StandardCharsets.ISO_8859_1);
    found(DECLARED.matcher(start), names);
    names.add("UTF-8");
    for (String name : names) {
      String text = decoded(body, name);
      if (text != null) return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
    return new String(body, Charset.forName("windows-1252"));
  }

  private static void found(Matcher matcher, List<String> names) {
    if (matcher.find()) names.add(matcher.group(1));
  }

  private static boolean starts(byte[] body, int... bytes) {
    if (body.length < bytes.length) return false;
    for (int i = 0; i < bytes.length; i++) if ((body[i] & 0xff) != bytes[i]) return false;
    return true;
  }

  private static @Nullable String decoded(byte[] body, String name) {
    try {
      return Charset.forName(name)
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body))
          .toString();
    } catch (IllegalCharsetNameException
        | UnsupportedCharsetException
        | CharacterCodingException e) {
      return null;
    }
  }
}
