package milliard.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import milliard.text.Language;
import milliard.text.Pack;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Lists of sources: YAML, a list of {@code {name, url, language, sites}}; OPML 1 or 2, each outline
 * with {@code xmlUrl}, or {@code htmlUrl} where it has none.
 */
public final class SourceList {
  private SourceList() {}

  /** A list that cannot be read: where, what was read, what was expected. */
  public static final class SourceListException extends Exception {
    private static final long serialVersionUID = 1;

    SourceListException(String message) {
      super(message);
    }
  }

  /** The newsrooms that ship with Milliard, {@code models/sources.yaml}. */
  public static List<Source> bundled() {
    try {
      return yaml("models/sources.yaml", Pack.common().text("sources.yaml").orElse("[]"));
    } catch (SourceListException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /**
   * Reads a file, or one source from its address.
   *
   * @param place a file in YAML or OPML, or an http(s) address
   */
  public static List<Source> read(String place) throws SourceListException, IOException {
    if (HttpUrl.parse(place) != null) return List.of(Source.of(place));
    String text;
    try {
      text = Files.readString(Path.of(place), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new SourceListException(
          "no file " + place + ": expected a list of sources (YAML or OPML) or an http(s) address");
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new SourceListException(place + " is not UTF-8");
    }
    boolean opml =
        place.toLowerCase(Locale.ROOT).endsWith(".opml") || text.stripLeading().startsWith("<");
    return opml ? opml(place, text) : yaml(place, text);
  }

  private static List<Source> yaml(String place, String text) throws SourceListException {
    Json json;
    try {
      json = Json.readYaml(text);
    } catch (JsonException e) {
      throw new SourceListException(place + " is not YAML: " + e.getMessage());
    }
    List<Source> sources = new ArrayList<>();
    int number = 0;
    for (Json said : json.get("sources").orElse(json).elements()) {
      number++;
      Json entry = said instanceof Json.Str ? Json.object().put("url", said).build() : said;
      String url = entry.string("url").orElse(null);
      if (url == null) {
        throw new SourceListException(
            place + ": source " + number + " has no url: expected {name, url, language, sites}");
      }
      try {
        sources.add(
            new Source(
                entry.string("name").orElse(""),
                url,
                entry
                    .string("language")
                    .or(() -> entry.string("lang"))
                    .map(Language::of)
                    .orElse(null),
                entry.get("sites").map(Json::elements).orElse(List.of()).stream()
                    .flatMap(s -> s.asString().stream())
                    .toList()));
      } catch (IllegalArgumentException e) {
        throw new SourceListException(place + ": source " + number + ": " + e.getMessage());
      }
    }
    if (sources.isEmpty()) {
      throw new SourceListException(
          place + " names no source: expected a list of {name, url, language, sites}");
    }
    return List.copyOf(sources);
  }

  private static List<Source> opml(String place, String text) throws SourceListException {
    List<Source> sources = new ArrayList<>();
    for (Element outline :
        Jsoup.parse(
                Discovery.withoutDoctype(text),
                "",
                Parser.xmlParser().settings(org.jsoup.parser.ParseSettings.htmlDefault))
            .select("outline")) {
      String url = outline.attr("xmlurl").strip();
      if (url.isEmpty()) url = outline.attr("htmlurl").strip();
      if (url.isEmpty()) continue;
      String name = outline.attr("title").isBlank() ? outline.attr("text") : outline.attr("title");
      try {
        sources.add(new Source(name.strip(), url, language(outline), List.of()));
      } catch (IllegalArgumentException e) {
        throw new SourceListException(place + ": " + e.getMessage());
      }
    }
    if (sources.isEmpty()) {
      throw new SourceListException(
          place + " names no source: expected OPML with <outline xmlUrl=\"…\"/>");
    }
    return List.copyOf(sources);
  }

  private static @org.jspecify.annotations.Nullable Language language(Element outline) {
    String said = outline.attr("language").strip().toLowerCase(Locale.ROOT);
    if (said.length() < 2) return null;
    try {
      return Language.of(said.substring(0, 2));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
