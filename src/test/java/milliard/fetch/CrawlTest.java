package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import milliard.fetch.CrawlCounts.Count;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

class CrawlTest {
  @TempDir Path home;
  private Farm farm;
  private final Taken taken = new Taken();
  private final Heard heard = new Heard();

  @BeforeEach
  void open() throws IOException {
    farm = new Farm();
  }

  @AfterEach
  void close() throws IOException {
    farm.close();
  }

  @Test
  void aFeedItsPagesAndTheArchive() throws Exception {
    farm.rss(
        "http://www.lesnuages.example/feed.xml",
        "http://www.lesnuages.example/a?utm_source=rss",
        "http://www.lesnuages.example/b",
        "http://www.lesnuages.example/private/c",
        "http://advert.example/buy");
    farm.on(
        "http://www.lesnuages.example/robots.txt",
        Farm.ok("text/plain", "User-agent: *\nDisallow: /private/"));
    farm.page("http://www.lesnuages.example/a?utm_source=rss", "<p>Qonto lève");
    farm.page("http://www.lesnuages.example/b", "<p>Meta signe");

    CrawlCounts counts = crawl("http://www.lesnuages.example/feed.xml");

    String a = CanonicalUrl.of("http://www.lesnuages.example/a").orElseThrow().id();
    String b = CanonicalUrl.of("http://www.lesnuages.example/b").orElseThrow().id();
    assertThat(taken.committed).isEqualTo(Map.of(a, "<p>Qonto lève", b, "<p>Meta signe"));
    assertThat(counts.of(Count.ARCHIVED)).isEqualTo(2);
    assertThat(counts.of(Count.INDEXED)).isEqualTo(2);
    assertThat(heard.failures)
        .anySatisfy(
            (where, why) -> assertThat(where + why).contains("private/c").contains("robots"))
        .anySatisfy((where, why) -> assertThat(why).contains("1 items point to other sites"));
    assertThat(farm.pages()).doesNotContain("http://www.lesnuages.example/private/c");
    assertThat(farm.requests.getFirst().headers().get("user-agent"))
        .isEqualTo("milliard/0.1 (+https://bot.example/about)");

    // the archive rebuilds the same pages under the same ids
    Map<String, String> rebuilt = new TreeMap<>();
    try (Inputs inputs = Inputs.open(List.of(home.resolve("warc")), x -> {})) {
      for (Input i = inputs.next(); i != null; i = inputs.next()) {
        rebuilt.put(i.id(), new String(((Input.OfPage) i).page().body(), StandardCharsets.UTF_8));
      }
      assertThat(inputs.bad()).isZero();
    }
    assertThat(rebuilt).isEqualTo(taken.committed);

    // nothing is fetched or handed on twice
    farm.requests.clear();
    assertThat(crawl("http://www.lesnuages.example/feed.xml").of(Count.INDEXED)).isZero();
    assertThat(farm.pages()).isEmpty();
  }

  private CrawlCounts crawl(String... sources) throws IOException, InterruptedException {
    Crawl crawl =
        Crawl.in(home)
            .sources(List.of(sources).stream().map(Source::of).toList())
            .agent(new UserAgent("https://bot.example/about"))
            .delay(Duration.ZERO)
            .resolver(farm.resolver())
            .allowPrivateNetwork(true)
            .once(true)
            .sink(taken)
            .listener(heard)
            .open();
    crawl.run();
    return crawl.counts();
  }

  /** The types of all records of the archive. */
  static List<String> warcTypes(Path home) throws IOException {
    List<String> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(home.resolve("warc"))) {
      for (Path file : files.sorted().toList()) {
        try (var reader = new WarcReader(file)) {
          for (WarcRecord record : reader) {
            assertThat(record.version()).isEqualTo(MessageVersion.WARC_1_1);
            types.add(record.type());
          }
        }
      }
    }
    return types;
  }

  /** A clock that stands until it is moved. */
  static final class Hands extends Clock {
    private volatile Instant now;

    Hands(Instant now) {
      this.now = now;
    }

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** Keeps what is committed. */
  static final class Taken implements PageSink {
    final Map<String, String> committed = new TreeMap<>();
    private final Map<String, String> open = new TreeMap<>();

    @Override
    public void accept(Input.OfPage page, String source) {
      open.put(page.id(), new String(page.page().body(), StandardCharsets.UTF_8));
    }

    @Override
    public void commit() {
      committed.putAll(open);
      open.clear();
    }
  }

  /** Keeps what failed. */
  static final class Heard implements CrawlListener {
    final Map<String, String> failures = new java.util.concurrent.ConcurrentSkipListMap<>();

    @Override
    public void failed(String where, String reason) {
      failures.merge(where, reason, (a, b) -> a + "; " + b);
    }
  }
}
