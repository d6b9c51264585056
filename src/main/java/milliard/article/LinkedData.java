package milliard.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import milliard.json.Json;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/** The schema.org objects that a page carries as JSON-LD, graphs and arrays taken apart. */
final class LinkedData {
  static final LinkedData NONE = new LinkedData();

  private static final Set<String> ARTICLES =
      Pack.common().lines("article/article_types.txt").stream()
          .map(Pack.Line::text)
          .collect(Collectors.toUnmodifiableSet());

  /** Members that lead to other things than the page's own article. */
  private static final Set<String> OTHERS =
      Set.of(
          "itemListElement",
          "relatedLink",
          "citation",
          "mentions",
          "comment",
          "review",
          "about",
          "isBasedOn",
          "liveBlogUpdate",
          "hasPart",
          "associatedMedia",
          "video",
          "image",
          "publisher",
          "author",
          "isPartOf",
          "breadcrumb");

  private static final int MOST = 5_000;

  private final List<Json> articles = new ArrayList<>();
  private final Map<String, Json> byId = new HashMap<>();
  private final List<Json> all = new ArrayList<>();

  private LinkedData() {}

  static LinkedData read(List<String> scripts) {
    LinkedData data = new LinkedData();
    for (String script : scripts) data.read(script);
    return data;
  }

  private void read(String script) {
    String text = trim(script);
    if (text.isEmpty()) return;
    try {
      add(Json.readLenient(text), true);
    } catch (Json.JsonException broken) {
      BrokenJson.read(text).ifPresent(json -> add(json, true));
    }
  }

  /** Without comments, CDATA marks and semicolons around the value. */
  private static String trim(String script) {
    String text = script.replace("<![CDATA[", "").replace("]]>", "");
    int start = 0;
    while (start < text.length() && "{[".indexOf(text.charAt(start)) < 0) start++;
    int end = text.length();
    while (end > start && "}]".indexOf(text.charAt(end - 1)) < 0) end--;
    return text.substring(start, end);
  }

  private void add(Json json, boolean own) {
    if (all.size() >= MOST) return;
    switch (json) {
      case Json.Arr(var elements) -> elements.forEach(e -> add(e, own));
      case Json.Obj(var members) -> {
        all.add(json);
        json.string("@id").ifPresent(id -> byId.merge(id, json, LinkedData::richer));
        if (own && types(json).stream().anyMatch(ARTICLES::contains)) articles.add(json);
        members.forEach((name, value) -> add(value, own && !OTHERS.contains(name)));
      }
      default -> {}
    }
  }

  private static Json richer(Json a, Json b) {
    return size(a) >= size(b) ? a : b;
  }

  private static int size(Json json) {
    return json instanceof Json.Obj(var members) ? members.size() : 0;
  }

  /** Whether a type of schema.org is one article to read. */
  static boolean isArticle(String type) {
    return ARTICLES.contains(type);
  }

  static List<String> types(Json json) {
    return json.get("@type").map(Json::elements).orElse(List.of()).stream()
        .flatMap(t -> t.asString().stream())
        .map(t -> t.substring(Math.max(t.lastIndexOf('/'), t.lastIndexOf(':')) + 1))
        .toList();
  }

  /** The object that a reference ({@code {"@id": …}}) stands for. */
  Json resolve(Json json) {
    if (json instanceof Json.Obj(var members) && members.size() <= 2) {
      return json.string("@id").map(byId::get).orElse(json);
    }
    return json;
  }

  /** The page's article: of several, the one whose headline the page's title holds. */
  @Nullable Json article(Facts facts) {
    Json best = null;
    int score = -1;
    for (Json article : articles) {
      int here = 0;
      Optional<String> headline = article.string("headline").or(() -> article.string("name"));
      if (headline.isPresent()) {
        here += 1;
        if (Headlines.overlap(headline.get(), facts.title) > 0.5) here += 4;
      }
      if (article.get("datePublished").isPresent()) here += 2;
      if (article.get("articleBody").isPresent()) here += 1;
      if (here > score) {
        best = article;
        score = here;
      }
    }
    return best;
  }

  /** The first object of this type. */
  Optional<Json> first(String type) {
    return all.stream().filter(o -> types(o).contains(type)).findFirst();
  }

  List<Json> articles() {
    return articles;
  }
}
