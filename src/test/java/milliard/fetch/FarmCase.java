package milliard.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import milliard.fetch.CrawlTest.Heard;
import milliard.fetch.CrawlTest.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A farm with one site, and crawls of it. */
class FarmCase {
  static final String FEED = "http://a.example/feed";
  static final String PAGE = "http://a.example/1";
  @TempDir Path home;
  Farm farm;
  Taken taken = new Taken();
  Heard heard = new Heard();

  @BeforeEach
  void open() throws IOException {
    farm = new Farm();
    farm.rss(FEED, PAGE);
    farm.page(PAGE, "<p>one");
  }

  @AfterEach
  void close() throws IOException {
    farm.close();
  }

  static String id(String url) {
    return CanonicalUrl.of(url).orElseThrow().id();
  }

  static UserAgent agent() {
    return new UserAgent("https://bot.example/about");
  }

  /** Another home, and nothing remembered. */
  void anew() throws IOException {
    home = Files.createTempDirectory(home, "anew");
    taken = new Taken();
    heard = new Heard();
    farm.requests.clear();
  }

  CrawlCounts crawl(String... sources) throws Exception {
    return crawl(s -> s, sources.length == 0 ? new String[] {FEED} : sources);
  }

  CrawlCounts crawl(UnaryOperator<CrawlSettings> more, String... sources) throws Exception {
    Crawl crawl =
        more.apply(
                Crawl.in(home)
                    .sources(List.of(sources).stream().map(Source::of).toList())
                    .agent(agent())
                    .delay(Duration.ZERO)
                    .resolver(farm.resolver())
                    .allowPrivateNetwork(true)
                    .once(true)
                    .sink(taken)
                    .listener(heard))
            .open();
    crawl.run();
    return crawl.counts();
  }

  static Farm.Answer endless(String headers, String first, String more) {
    return (request, out) -> {
      out.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + first).getBytes());
      byte[] bytes = more.repeat(50).getBytes();
      while (true) out.write(bytes);
    };
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflate = new DeflaterOutputStream(out, new Deflater(9, bare))) {
      deflate.write(bytes);
    }
    return out.toByteArray();
  }
}
