package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import milliard.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The invented news sites, crawled as the demo does. */
class SitesTest {
  private static final String ROOT = "/milliard/sites/";
  @TempDir Path home;

  @Test
  void everyArticleOnceAndNothingThatIsClosed() throws Exception {
    Json expected = Json.readYaml(text("expected.yaml"));
    List<Source> sources =
        Json.readYaml(text("sources.yaml")).elements().stream()
            .map(s -> Source.of(s.string("url").orElseThrow()))
            .toList();
    Map<String, String> pages = new TreeMap<>();
    try (var farm = new Farm()) {
      for (Source source : sources) farm.onHost(source.address().host(), SitesTest::serve);
      PageSink sink =
          new PageSink() {
            @Override
            public void accept(Input.OfPage page, String source) {
              pages.put(page.id(), page.page().url().toString());
            }

            @Override
            public void commit() {}
          };
      Crawl.in(home)
          .sources(sources)
          .agent(new UserAgent("https://bot.example/about"))
          .delay(Duration.ZERO)
          .resolver(farm.resolver())
          .allowPrivateNetwork(true)
          .once(true)
          .sink(sink)
          .open()
          .run();
      Set<String> asked = new TreeSet<>(farm.pages());
      for (Json url : list(expected, "disallowed")) {
        assertThat(asked).doesNotContain(url.asString().orElseThrow());
      }
    }
    Set<String> articles =
        list(expected, "articles").stream()
            .map(a -> a.string("url").orElseThrow())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> other =
        list(expected, "not_articles").stream()
            .map(a -> a.asString().orElseThrow())
            .collect(Collectors.toSet());
    Set<String> got = new TreeSet<>(pages.values());
    got.removeAll(other);
    assertThat(got).isEqualTo(articles);
  }

  private static List<Json> list(Json json, String name) {
    return json.get(name).map(Json::elements).orElse(List.of());
  }

  private static void serve(Farm.Request request, java.io.OutputStream out)
      throws IOException, InterruptedException {
    byte[] redirects = bytes(request.host() + "/_redirects");
    if (redirects != null) {
      for (String line : new String(redirects, StandardCharsets.UTF_8).lines().toList()) {
        String[] cells = line.split("\\s+");
        if (cells.length == 3 && cells[0].equals(request.path())) {
          Farm.status(Integer.parseInt(cells[2]), "Location: " + cells[1]).write(request, out);
          return;
        }
      }
    }
    String file = request.path().endsWith("/") ? request.path() + "index.html" : request.path();
    byte[] body = bytes(request.host() + file);
    String type =
        file.endsWith(".html") || file.endsWith(".htm")
            ? "text/html"
            : file.endsWith(".gz") ? "application/gzip" : "application/xml";
    if (body == null) Farm.status(404, "").write(request, out);
    else Farm.send(200, "Content-Type: " + type, body).write(request, out);
  }

  private static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = SitesTest.class.getResourceAsStream(ROOT + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
