package milliard.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import milliard.article.Hints.Hint;
import milliard.json.Json;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Where a page says something of itself, gathered in one walk over its elements. */
final class Facts {
  /** Attributes that name a meta element. */
  private static final List<String> NAMES = List.of("property", "name", "itemprop", "http-equiv");

  private static final int MOST = 200;

  private final Map<String, List<String>> metas = new HashMap<>();
  final List<String> jsonLd = new ArrayList<>();
  final List<String> jsonScripts = new ArrayList<>();
  final List<Element> h1 = new ArrayList<>();
  final List<Element> h2 = new ArrayList<>();
  final List<Element> times = new ArrayList<>();
  final List<Element> authors = new ArrayList<>();
  final List<Element> dates = new ArrayList<>();
  final Map<String, List<Element>> properties = new HashMap<>();
  String title = "";
  String canonical = "";
  String language = "";

  /** schema.org objects of the page; filled from {@link #jsonLd}. */
  LinkedData linkedData = LinkedData.NONE;

  private final Map<String, Set<Hint>> seen = new HashMap<>();

  private Facts() {}

  static Facts of(Document document, Hints hints) {
    Facts facts = new Facts();
    facts.title = document.title();
    for (Element element : document.getAllElements()) facts.add(element, hints);
    facts.linkedData = LinkedData.read(facts.jsonLd);
    return facts;
  }

  private void add(Element element, Hints hints) {
    switch (element.normalName()) {
      case "html" ->
          language =
              element.attr("lang").isEmpty() ? element.attr("xml:lang") : element.attr("lang");
      case "meta" -> meta(element);
      case "link" -> {
        if (canonical.isEmpty() && rel(element).contains(" canonical ")) {
          canonical = element.attr("href").strip();
        }
      }
      case "script" -> script(element);
      case "h1" -> h1.add(element);
      case "h2" -> h2.add(element);
      case "time" -> times.add(element);
      default -> {}
    }
    if (element.attributesSize() == 0) return;
    String itemprop = element.attr("itemprop");
    if (itemprop.isEmpty()) itemprop = element.attr("property");
    if (!itemprop.isEmpty() && !element.normalName().equals("meta")
        || element.hasAttr("itemprop")) {
      for (String name : itemprop.toLowerCase(Locale.ROOT).split("\\s+")) {
        String plain = name.substring(name.indexOf(':') + 1);
        properties.computeIfAbsent(plain, k -> new ArrayList<>()).add(element);
      }
    }
    if (element.hasAttr("rel")
        && rel(element).contains(" author ")
        && !element.normalName().equals("link")) {
      authors.addFirst(element);
      return;
    }
    String tag = element.normalName();
    if (tag.equals("body") || tag.equals("html") || tag.equals("article") || tag.equals("main")) {
      return;
    }
    Set<Hint> hint = hints.of(element, seen);
    if (hint.contains(Hint.AUTHOR) && authors.size() < MOST) authors.add(element);
    if (hint.contains(Hint.DATE) && dates.size() < MOST) dates.add(element);
  }

  private static String rel(Element element) {
    return " " + element.attr("rel").toLowerCase(Locale.ROOT) + " ";
  }

  private void meta(Element element) {
    String content = element.attr("content").strip();
    if (content.isEmpty()) content = element.attr("value").strip();
    if (content.isEmpty()) return;
    for (String attribute : NAMES) {
      String name = element.attr(attribute);
      if (name.isEmpty()) continue;
      metas
          .computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), k -> new ArrayList<>())
          .add(content);
    }
  }

  private void script(Element element) {
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    if (type.contains("ld+json")) jsonLd.add(element.data());
    else if (type.contains("json") || element.id().startsWith("__N")) {
      jsonScripts.add(element.data());
    }
  }

  /** The values of the first of these metas that is there. */
  List<String> meta(List<String> names) {
    for (String name : names) {
      List<String> values = metas.get(name);
      if (values != null) return values;
    }
    return List.of();
  }

  /** The values of all of these metas, best first. */
  List<String> allMeta(List<String> names) {
    List<String> all = new ArrayList<>();
    for (String name : names) all.addAll(metas.getOrDefault(name, List.of()));
    return all;
  }

  /** Elements with this schema.org or hEntry property (lower case, without prefix). */
  List<Element> property(String name) {
    return properties.getOrDefault(name, List.of());
  }

  /** The article's own object of the JSON-LD; null = none. */
  @Nullable Json article() {
    return linkedData.article(this);
  }
}
