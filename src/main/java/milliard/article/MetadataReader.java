package milliard.article;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import milliard.json.Json;
import org.jspecify.annotations.Nullable;

/** What a page declares of its article beside headline, authors and dates. */
final class MetadataReader {
  private static final int MOST_TAGS = 40;
  private static final Set<String> CLOSED =
      Set.of("locked", "metered", "paid", "premium", "yes", "true");

  private final Facts facts;
  private final MetaNames names;
  private final URI url;

  MetadataReader(Facts facts, MetaNames names, URI url) {
    this.facts = facts;
    this.names = names;
    this.url = url;
  }

  private Optional<String> meta(String field) {
    return facts.allMeta(names.of(field)).stream()
        .map(Headlines::clean)
        .filter(s -> !s.isEmpty())
        .findFirst();
  }

  private Optional<String> declared(String member) {
    Json article = facts.article();
    return article == null ? Optional.empty() : text(article.get(member));
  }

  /** A string, the first of several, or the name of an object. */
  private Optional<String> text(Optional<Json> value) {
    return value
        .flatMap(v -> v.elements().stream().findFirst())
        .map(facts.linkedData::resolve)
        .flatMap(v -> v.asString().or(() -> v.string("name")).or(() -> v.string("url")))
        .map(Headlines::clean)
        .filter(s -> !s.isEmpty());
  }

  @Nullable String site() {
    return meta("site").or(() -> declared("publisher")).orElse(null);
  }

  /** All names under which the page speaks of its site or its publisher. */
  List<String> siteNames() {
    List<String> all = new ArrayList<>();
    meta("site").ifPresent(all::add);
    meta("publisher").ifPresent(all::add);
    declared("publisher").ifPresent(all::add);
    return all;
  }

  /** The folders of the address, and the section that the page says it stands in. */
  List<String> sections() {
    List<String> all = new ArrayList<>();
    String section = section();
    if (section != null) all.add(section);
    URI at = url.getHost() == null ? canonical() : url;
    String path = at.getPath() == null ? "" : at.getPath().replaceAll("/+$", "");
    String[] folders = path.split("/+");
    for (int i = 0; i < folders.length - 1; i++) all.add(folders[i]);
    return all;
  }

  @Nullable String section() {
    return declared("articleSection").or(() -> meta("section")).orElse(null);
  }

  @Nullable String description() {
    return meta("description").or(() -> declared("description")).orElse(null);
  }

  @Nullable URI image() {
    return meta("image").or(() -> declared("image")).map(this::resolve).orElse(null);
  }

  /** The canonical address; the page's own where it names none that can be read. */
  URI canonical() {
    for (String value : List.of(facts.canonical, meta("url").orElse(""))) {
      URI found = value.isEmpty() ? null : resolve(value);
      if (found != null && found.getHost() != null && found.getPath() != null) return found;
    }
    return url;
  }

  private @Nullable URI resolve(String address) {
    try {
      URI found = url.resolve(URI.create(address.strip().replace(" ", "%20")));
      String scheme = found.getScheme();
      return "http".equals(scheme) || "https".equals(scheme) ? found : null;
    } catch (IllegalArgumentException broken) {
      return null;
    }
  }

  List<String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> values = new ArrayList<>(facts.allMeta(names.of("tags")));
    Json article = facts.article();
    if (article != null) {
      for (Json keyword : article.get("keywords").map(Json::elements).orElse(List.of())) {
        keyword.asString().or(() -> keyword.string("name")).ifPresent(values::add);
      }
    }
    for (String value : values) {
      for (String tag : Headlines.clean(value).split("\\s*[,;]\\s*")) {
        boolean plain = !tag.isEmpty() && tag.length() <= 60 && tag.indexOf("://") < 0;
        if (plain && tags.size() < MOST_TAGS) tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
      }
    }
    return List.copyOf(tags.values());
  }

  /** Whether the page declares that it is not free to read; empty = it does not say. */
  Optional<Boolean> paywalled() {
    Json article = facts.article();
    if (article != null && article.get("isAccessibleForFree").isPresent()) {
      Json free = article.get("isAccessibleForFree").get();
      if (free instanceof Json.Bool(var value)) return Optional.of(!value);
      return free.asString().map(s -> s.strip().equalsIgnoreCase("false"));
    }
    return meta("paywall").map(s -> CLOSED.contains(s.toLowerCase(Locale.ROOT)));
  }

  /** What the page says its language is (BCP 47 tag); empty = nothing. */
  String language() {
    if (!facts.language.isBlank()) return facts.language.strip();
    return declared("inLanguage").or(() -> meta("language")).orElse("");
  }

  /** Whether the page says that it is one article. */
  boolean isDeclaredArticle() {
    if (facts.article() != null) return true;
    String type = facts.meta(List.of("og:type")).stream().findFirst().orElse("");
    return type.toLowerCase(Locale.ROOT).contains("article")
        || !facts.property("articlebody").isEmpty();
  }
}
