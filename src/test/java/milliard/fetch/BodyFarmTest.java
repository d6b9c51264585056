package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import milliard.fetch.CrawlCounts.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are bombs, lies, endless, slow or no HTTP, and status codes. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BodyFarmTest extends FarmCase {

  @Test
  void codingsAreUndone() throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2", "http://a.example/3", "http://a.example/4");
    byte[] text = "<p>compressed".getBytes(StandardCharsets.UTF_8);
    String html = "Content-Type: text/html\r\nContent-Encoding: ";
    farm.on(PAGE, Farm.send(200, html + "gzip", gzip(text)));
    farm.on("http://a.example/2", Farm.send(200, html + "deflate", deflate(text, false)));
    farm.on(
        "http://a.example/3",
        Farm.send(200, html + "deflate", deflate("<p>bare".getBytes(), true)));
    // says gzip, is none
    farm.on("http://a.example/4", Farm.send(200, html + "gzip", "<p>lie".getBytes()));
    crawl();
    assertThat(taken.committed.values())
        .containsExactlyInAnyOrder("<p>compressed", "<p>bare", "<p>lie");
    assertThat(heard.failures).isEmpty();
  }

  @Test
  void brotliIsUndone() throws Exception {
    // an uncompressed meta-block, then an empty last one (RFC 7932 §9.2)
    byte[] text = "<p>brotli".getBytes(StandardCharsets.UTF_8);
    var coded = new ByteArrayOutputStream();
    int head = 0b0 | (0b0 << 1) | (0b00 << 2) | ((text.length - 1) << 4) | (1 << 20);
    coded.write(head);
    coded.write(head >> 8);
    coded.write(head >> 16);
    coded.writeBytes(text);
    coded.write(0b11);
    farm.on(
        PAGE,
        Farm.send(200, "Content-Type: text/html\r\nContent-Encoding: br", coded.toByteArray()));
    crawl();
    assertThat(taken.committed).containsValue("<p>brotli");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip, gzip"})
  void aGzipBombIsNotUnpacked(String coding) throws Exception {
    byte[] bomb = gzip(new byte[100_000_000]);
    if (coding.contains(",")) bomb = gzip(bomb);
    farm.on(PAGE, Farm.send(200, "Content-Type: text/html\r\nContent-Encoding: " + coding, bomb));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("larger than");
    assertThat(farm.asked(PAGE)).isEqualTo(1);
  }

  /** Two meta-blocks of 16 MiB, each one command that inserts one letter over and over. */
  @Test
  void aBrotliBombIsNotUnpacked() throws Exception {
    var bits = new Bits();
    bits.add(0, 1); // window of 64 KiB
    for (int block = 0; block < 2; block++) {
      bits.add(0, 1).add(2, 2).add((1 << 24) - 1, 24).add(0, 1); // not last, 6 nibbles, length
      bits.add(0, 3).add(0, 6).add(0, 2).add(0, 2); // one block type and one tree of each kind
      bits.add(1, 2).add(0, 2).add('x', 8); // the only literal
      bits.add(1, 2).add(0, 2).add(504, 10); // the only command: insert code 23, copy code 0
      bits.add(1, 2).add(0, 2).add(0, 6); // the only distance
      bits.add((1 << 24) - 22_594, 24); // how much more than code 23 says at least
    }
    bits.add(3, 2); // last, empty
    byte[] bomb = bits.bytes();
    assertThat(bomb).hasSizeLessThan(200);
    assertThat(ContentCoding.decodeIfCoded("br", bomb, Integer.MAX_VALUE)).hasSize(2 << 24);
    farm.on(PAGE, Farm.send(200, "Content-Type: text/html\r\nContent-Encoding: br", bomb));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("larger than");
    assertThat(farm.asked(PAGE)).isEqualTo(1);
  }

  /** Bits, the lowest first (RFC 7932 §1.5). */
  private static final class Bits {
    private final java.util.BitSet bits = new java.util.BitSet();
    private int length;

    Bits add(int value, int count) {
      for (int i = 0; i < count; i++) bits.set(length++, (value >> i & 1) == 1);
      return this;
    }

    byte[] bytes() {
      return java.util.Arrays.copyOf(bits.toByteArray(), (length + 7) / 8);
    }
  }

  @Test
  void aSitemapBombInAFileIsNotUnpacked() throws Exception {
    farm.on(FEED, Farm.send(200, "Content-Type: application/gzip", gzip(new byte[200_000_000])));
    crawl();
    assertThat(heard.failures.get(FEED)).contains("unpacks to more than");
  }

  @Test
  void anEndlessBodyEnds() throws Exception {
    farm.on(PAGE, endless("Content-Type: text/html", "<p>", "more ".repeat(2_000)));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("larger than");
  }

  @Test
  void aSlowBodyEndsInTime() throws Exception {
    farm.on(
        PAGE,
        (r, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes());
          for (int i = 0; i < 1_000; i++) {
            out.write('x');
            out.flush();
            Thread.sleep(50);
          }
        });
    long began = System.nanoTime();
    crawl(s -> s.timeout(Duration.ofMillis(700)), FEED);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(heard.failures.get(PAGE)).contains("no answer in time").contains("again in");
  }

  @Test
  void aServerThatSaysNothingEndsInTime() throws Exception {
    farm.on(PAGE, (r, out) -> Thread.sleep(20_000));
    crawl(s -> s.timeout(Duration.ofMillis(500)), FEED);
    assertThat(heard.failures.get(PAGE)).contains("again in");
  }

  @Test
  void endlessHeadersEnd() throws Exception {
    farm.on(
        PAGE,
        (r, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes());
          for (int i = 0; i < 100_000; i++) out.write(("X-" + i + ": y\r\n").getBytes());
          out.write("\r\n<p>".getBytes());
        });
    crawl();
    assertThat(taken.committed).isEmpty();
    assertThat(heard.failures).containsKey(PAGE);
  }

  @Test
  void aContentLengthThatLiesIsNoPage() throws Exception {
    farm.on(
        PAGE,
        Farm.raw(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<p>cut"));
    crawl();
    assertThat(taken.committed).isEmpty();
    assertThat(heard.failures.get(PAGE)).contains("again in");
    farm.on(
        PAGE,
        Farm.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: -5\r\n\r\n<p>x"));
    anew();
    crawl();
    assertThat(taken.committed).isEmpty();
    assertThat(heard.failures.get(PAGE)).contains("is no HTTP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 999 ?\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "garbage\r\n\r\n",
        "",
        "\u0000\u0001",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n<p>"
      })
  void whatIsNoHttpIsNamedAndTheCrawlGoesOn(String wire) throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2");
    farm.page("http://a.example/2", "<p>two");
    farm.on(PAGE, Farm.raw(wire));
    crawl();
    assertThat(heard.failures).containsKey(PAGE);
    assertThat(taken.committed).containsOnlyKeys(id("http://a.example/2"));
  }

  @Test
  void aCharsetThatLiesLeavesTheBytesAsTheyAre() throws Exception {
    byte[] bytes = "<p>levée".getBytes(StandardCharsets.ISO_8859_1);
    farm.on(PAGE, Farm.send(200, "Content-Type: text/html; charset=no-such\"'", bytes));
    List<byte[]> got = new ArrayList<>();
    crawl(
        s ->
            s.sink(
                new PageSink() {
                  @Override
                  public void accept(Input.OfPage page, String source) {
                    got.add(page.page().body());
                  }

                  @Override
                  public void commit() {}
                }),
        FEED);
    assertThat(got).singleElement().isEqualTo(bytes);
  }

  @Test
  void picturesAndEmptyPagesAreNoPages() throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2");
    farm.on(PAGE, Farm.ok("image/png", "…"));
    farm.on("http://a.example/2", Farm.ok("text/html", ""));
    crawl();
    assertThat(taken.committed).isEmpty();
    assertThat(heard.failures.get(PAGE)).contains("is no page but image/png");
    assertThat(heard.failures.get("http://a.example/2")).contains("is empty");
  }

  @Test
  void retryAfterRestsTheWholeHost() throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2", "http://a.example/3");
    for (String url : List.of(PAGE, "http://a.example/2", "http://a.example/3")) {
      farm.on(url, Farm.status(429, "Retry-After: 3600"));
    }
    CrawlCounts counts = crawl();
    long asked = farm.pages().stream().filter(u -> !u.equals(FEED)).count();
    assertThat(asked).isEqualTo(1);
    assertThat(counts.of(Count.RETRIES)).isEqualTo(1);
    assertThat(heard.failures.values()).anySatisfy(w -> assertThat(w).contains("again in 3600 s"));
  }

  @Test
  void aHostThatAsksForARestIsNotAskedForItsFeedsEither() throws Exception {
    farm.on(FEED, Farm.status(429, "Retry-After: 3600"));
    var clock = new CrawlTest.Hands(Instant.parse("2026-01-01T00:00:00Z"));
    crawl(s -> s.clock(clock), FEED);
    farm.rss("http://a.example/other", PAGE);
    crawl(s -> s.clock(clock), "http://a.example/other");
    assertThat(farm.asked("http://a.example/other")).isZero();
    clock.forward(Duration.ofSeconds(3_601));
    crawl(s -> s.clock(clock), "http://a.example/other");
    assertThat(taken.committed).containsValue("<p>one");
  }

  @Test
  void aShortRetryAfterIsWaitedFor() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(2).atZone(ZoneOffset.UTC));
    farm.on(
        PAGE,
        (r, out) ->
            (asked.incrementAndGet() == 1
                    ? Farm.status(503, "Retry-After: " + date)
                    : Farm.ok("text/html", "<p>late"))
                .write(r, out));
    crawl();
    assertThat(taken.committed).containsValue("<p>late");
    assertThat(asked).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({"404, FAILED", "410, FAILED", "403, FAILED", "500, RETRIES", "502, RETRIES"})
  void goneIsGoneAndBrokenIsTriedAgain(int status, Count count) throws Exception {
    farm.on(PAGE, Farm.status(status, ""));
    CrawlCounts counts = crawl();
    assertThat(counts.of(count)).isEqualTo(1);
    assertThat(heard.failures.get(PAGE)).contains("answers " + status);
  }

  @Test
  void notModifiedIsAskedForAndArchivedAsARevisit() throws Exception {
    farm.on(
        FEED,
        (r, out) ->
            ("\"v1\"".equals(r.headers().get("if-none-match"))
                    ? Farm.status(304, "ETag: \"v1\"")
                    : Farm.send(
                        200,
                        "Content-Type: application/rss+xml\r\n"
                            + "ETag: \"v1\"\r\n"
                            + "Last-Modified: Mon, 01 Sep 2025 10:00:00 GMT",
                        Farm.feed(PAGE).getBytes(StandardCharsets.UTF_8)))
                .write(r, out));
    var clock = new CrawlTest.Hands(Instant.parse("2026-01-01T00:00:00Z"));
    crawl(s -> s.clock(clock), FEED);
    clock.forward(Duration.ofHours(7));
    CrawlCounts counts = crawl(s -> s.clock(clock), FEED);
    assertThat(counts.of(Count.UNCHANGED)).isEqualTo(1);
    assertThat(farm.requests.getLast().headers())
        .containsEntry("if-modified-since", "Mon, 01 Sep 2025 10:00:00 GMT");
    assertThat(CrawlTest.warcTypes(home)).contains("revisit");
  }
}
