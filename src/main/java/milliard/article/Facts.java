package milliard.article;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import milliard.article.Hints.Hint;
import milliard.json.Json;
import milliard.text.Pack;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Where a page says something of itself, gathered in one walk over its elements. */
final class Facts {
  /** Attributes that name a meta element. */
  private static final List<String> NAMES = List.of("property", "name", "itemprop", "http-equiv");

  private static final Set<String> WHOLE = Set.of("html", "body", "main", "article");

  /** Where sites keep the pages of those who write for them. */
  private static final Pattern AUTHOR_PATH =
      Pattern.compile(
          Pack.common().lines("article/author_paths.txt").stream()
              .map(Pack.Line::text)
              .collect(Collectors.joining("|", "/(?:(?:", ")/|@)[^/]")),
          Pattern.CASE_INSENSITIVE);

  private static final int MOST = 300;

  private final Map<String, List<String>> metas = new HashMap<>();
  private final Map<String, List<Element>> properties = new HashMap<>();
  private final Map<Element, Integer> places = new IdentityHashMap<>();

  /** What the names of the page's elements say, looked up once for all readers of the page. */
  final Map<String, Set<Hint>> seen = new HashMap<>();

  private final List<Element> times = new ArrayList<>();
  private final List<Element> authors = new ArrayList<>();
  private final List<Element> dates = new ArrayList<>();
  private final List<Element> authorLinks = new ArrayList<>();

  final List<String> jsonLd = new ArrayList<>();
  final List<Element> jsonScripts = new ArrayList<>();
  final List<Element> headings = new ArrayList<>();
  final List<Element> titles = new ArrayList<>();

  /** The words of links to the first page of the site. */
  final List<String> home = new ArrayList<>();

  private String address = "";
  String title = "";
  String canonical = "";
  String language = "";

  /** schema.org objects of the page. */
  LinkedData linkedData = LinkedData.NONE;

  private @Nullable Json article;
  private int headlineAt;
  private int comments;

  private Facts() {}

  static Facts of(Document document, Hints hints) {
    Facts facts = new Facts();
    String location = document.location();
    int host = location.indexOf("//") + 2;
    int end = location.indexOf('/', host);
    if (host > 1) facts.address = location.substring(host, end < 0 ? location.length() : end);
    facts.walk(document, hints, 0);
    facts.linkedData = LinkedData.read(facts.jsonLd);
    facts.article = facts.linkedData.article(facts);
    return facts;
  }

  private void walk(Element element, Hints hints, int depth) {
    Set<Hint> hint = element.attributesSize() == 0 ? Set.of() : hints.of(element, seen);
    boolean comment = hint.contains(Hint.COMMENTS) && !WHOLE.contains(element.normalName());
    if (comment) comments++;
    add(element, hint);
    for (Element child = element.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      walk(child, hints, depth + 1);
    }
    if (comment) comments--;
  }

  private void add(Element element, Set<Hint> hint) {
    String tag = element.normalName();
    switch (tag) {
      case "html" -> {
        language = element.attr("lang");
        if (language.isEmpty()) language = element.attr("xml:lang");
      }
      case "title" -> {
        if (title.isEmpty()) title = Headlines.clean(element.text());
      }
      case "meta" -> meta(element);
      case "link" -> link(element);
      case "script" -> script(element);
      case "h1", "h2" -> note(element, headings);
      case "time" -> {
        if (comments == 0) note(element, times);
      }
      default -> {}
    }
    if (element.attributesSize() == 0 || comments > 0) return;
    properties(element);
    if (WHOLE.contains(tag)) return;
    boolean byRel = element.hasAttr("rel") && !tag.equals("link") && rel(element, "author");
    if (tag.equals("a") && home.size() < MOST && isHome(element)) home.add(element.text());
    if (tag.equals("a") && AUTHOR_PATH.matcher(element.attr("href")).find()) {
      note(element, authorLinks);
    }
    if (byRel || hint.contains(Hint.AUTHOR)) note(element, authors);
    if (hint.contains(Hint.DATE)) note(element, dates);
    if (hint.contains(Hint.HEADLINE)) note(element, titles);
  }

  private void note(Element element, List<Element> list) {
    if (list.size() >= MOST) return;
    list.add(element);
    places.put(element, places.size());
  }

  private static boolean rel(Element element, String name) {
    return (" " + element.attr("rel").toLowerCase(Locale.ROOT) + " ").contains(" " + name + " ");
  }

  private void link(Element element) {
    if (canonical.isEmpty() && rel(element, "canonical")) canonical = element.attr("href").strip();
  }

  /** Whether a link leads to the first page of the site. */
  private boolean isHome(Element a) {
    String href = a.attr("href");
    if (href.equals("/") || rel(a, "home")) return true;
    if (!href.startsWith("http")) return false;
    int host = href.indexOf("//") + 2;
    int end = href.endsWith("/") ? href.length() - 1 : href.length();
    return host < end && href.substring(host, end).equals(address);
  }

  private void properties(Element element) {
    String names = element.attr("itemprop");
    if (names.isEmpty() && !element.normalName().equals("meta")) names = element.attr("property");
    if (names.isEmpty() || names.length() > 200 || isOtherItem(element)) return;
    for (String name : names.toLowerCase(Locale.ROOT).split("\\s+")) {
      note(
          element,
          properties.computeIfAbsent(
              name.substring(name.indexOf(':') + 1), k -> new ArrayList<>()));
    }
  }

  /** Whether the property is one of an item that is no article: a comment, a cited work. */
  private static boolean isOtherItem(Element property) {
    for (Element at = property.parent(); at != null; at = at.parent()) {
      if (!at.hasAttr("itemscope")) continue;
      if (at.hasAttr("itemprop") && !at.attr("itemprop").contains("mainEntity")) return true;
      String type = at.attr("itemtype");
      String name = type.substring(type.lastIndexOf('/') + 1);
      return !name.isEmpty()
          && !LinkedData.isArticle(name)
          && !name.endsWith("Page")
          && !name.equals("Blog")
          && !name.equals("CreativeWork");
    }
    return false;
  }

  private void meta(Element element) {
    String content = element.attr("content").strip();
    if (content.isEmpty()) content = element.attr("value").strip();
    if (content.isEmpty()) return;
    for (String attribute : NAMES) {
      String name = element.attr(attribute);
      if (name.isEmpty()) continue;
      if (attribute.equals("itemprop") && (comments > 0 || isOtherItem(element))) continue;
      List<String> values =
          metas.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), k -> new ArrayList<>());
      if (values.size() < MOST) values.add(content);
    }
  }

  private void script(Element element) {
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    if (type.contains("ld+json")) jsonLd.add(element.data());
    else if (type.contains("json") || element.id().startsWith("__")) jsonScripts.add(element);
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

  /** Elements with this schema.org or RDFa property (lower case, without prefix). */
  List<Element> property(String name) {
    return properties.getOrDefault(name, List.of());
  }

  /** The article's own object of the JSON-LD; null = none. */
  @Nullable Json article() {
    return article;
  }

  /** The article's object, or else that of the page, which may say who wrote it and when. */
  @Nullable Json articleOrPage() {
    return article != null ? article : linkedData.first("WebPage").orElse(null);
  }

  /** Notes where the headline stands: what stands near it speaks of the same article. */
  void headlineIs(String headline) {
    headlineAt = 0;
    for (Element heading : headings) {
      Integer place = places.get(heading);
      if (place == null) continue;
      if (Headlines.same(heading.text(), headline)) {
        headlineAt = place;
        return;
      }
      if (headlineAt == 0 && heading.normalName().equals("h1")) headlineAt = place;
    }
  }

  List<Element> times() {
    return nearest(times);
  }

  List<Element> dates() {
    return nearest(dates);
  }

  /** Links to the page of an author: {@code /auteur/jeanne-dupont}. */
  List<Element> authorLinks() {
    return nearest(authorLinks);
  }

  List<Element> authors() {
    return nearest(authors);
  }

  /** Those nearest to the headline first; what stands before it counts as three times as far. */
  private List<Element> nearest(List<Element> elements) {
    return elements.stream().sorted(Comparator.comparingInt(this::distance)).toList();
  }

  private int distance(Element element) {
    int place = places.getOrDefault(element, 0);
    return place >= headlineAt ? place - headlineAt : 3 * (headlineAt - place);
  }
}
