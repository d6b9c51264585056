package milliard.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import milliard.json.Json;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * The page: static files, the interface's words in each language that has them ({@code
 * models/<lang>/interface.json}), and the charts' library out of its web jar.
 */
final class Pages {
  private static final String FOLDER = "page/";
  private static final String D3 = "/META-INF/maven/org.webjars.npm/d3/pom.properties";

  private record Asset(byte[] bytes, String type) {}

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "html", "text/html; charset=utf-8");

  private final Asset shell = own("index.html");
  private final Map<String, Asset> assets = new LinkedHashMap<>();

  Pages() {
    for (String name : list()) assets.put(name, own(name));
    assets.put("d3.js", d3());
    var languages = Json.object();
    for (Language language : Pack.languages()) {
      Pack.of(language)
          .text("interface.json")
          .ifPresent(words -> {
            assets.put(
                "words." + language.code() + ".json",
                new Asset(words.getBytes(StandardCharsets.UTF_8), "application/json"));
            languages.put(language.code(), name(language, words));
          });
    }
    assets.put(
        "languages.json",
        new Asset(languages.build().write().getBytes(StandardCharsets.UTF_8), "application/json"));
  }

  /** The language's own name, which its words give. */
  private static String name(Language language, String words) {
    try {
      return Json.read(words).string("language").orElse(language.code());
    } catch (Json.JsonException e) {
      throw new IllegalStateException(
          Pack.of(language).path("interface.json") + ": " + e.getMessage(), e);
    }
  }

  /** The page's frame, whatever the address says: its script reads that. */
  void shell(Context ctx) {
    Reply.write(ctx, shell.bytes(), shell.type());
  }

  void asset(Context ctx) throws Problem {
    Asset asset = assets.get(ctx.pathParam("name"));
    if (asset == null) throw Problem.notFound("no asset '" + ctx.pathParam("name") + "'");
    Reply.write(ctx, asset.bytes(), asset.type());
  }

  private static List<String> list() {
    return new String(bytes(FOLDER + "assets.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Asset own(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) throw new IllegalStateException("asset " + name + ": expected " + TYPES);
    return new Asset(bytes(FOLDER + name), type);
  }

  private static Asset d3() {
    var properties = new Properties();
    try (InputStream in = Pages.class.getResourceAsStream(D3)) {
      if (in == null) throw new IllegalStateException("the class path lacks " + D3);
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Asset(
        bytes(
            "/META-INF/resources/webjars/d3/"
                + properties.getProperty("version")
                + "/dist/d3.min.js"),
        "text/javascript; charset=utf-8");
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("the class path lacks " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
