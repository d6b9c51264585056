package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import milliard.fetch.CrawlCounts.Count;
import milliard.fetch.CrawlTest.Heard;
import milliard.fetch.CrawlTest.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sites that misbehave. Each test: what the site does, what becomes of its pages. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MeanFarmTest {
  private static final String FEED = "http://a.example/feed";
  private static final String PAGE = "http://a.example/1";
  @TempDir Path home;
  private Farm farm;
  private Taken taken = new Taken();
  private Heard heard = new Heard();

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

  // --- robots ---

  @ParameterizedTest
  @CsvSource({"500", "503", "429", "301"})
  void robotsThatCannotBeHadCloseTheSiteForNow(int status) throws Exception {
    farm.on("http://a.example/robots.txt", Farm.status(status, ""));
    crawl();
    assertThat(farm.pages()).isEmpty();
    assertThat(heard.failures.get(FEED)).contains("nothing is allowed for now");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void robotsThatAreNotThereOpenIt(int status) throws Exception {
    farm.on("http://a.example/robots.txt", Farm.status(status, ""));
    crawl();
    assertThat(taken.committed).containsValue("<p>one");
  }

  @Test
  void robotsOfAnotherHostReachedByRedirectDoNotPoisonThatHost() throws Exception {
    farm.on(
        "http://a.example/robots.txt", Farm.status(301, "Location: http://b.example/robots.txt"));
    farm.on("http://b.example/robots.txt", Farm.ok("text/plain", "User-agent: *\nDisallow: /1"));
    farm.rss("http://b.example/feed", "http://b.example/2");
    farm.page("http://b.example/2", "<p>two");
    farm.on("http://c.example/robots.txt", Farm.ok("text/plain", "User-agent: *\nDisallow: /"));
    farm.rss("http://c.example/feed", "http://c.example/1");
    farm.page("http://c.example/1", "<p>three");
    crawl(FEED, "http://b.example/feed", "http://c.example/feed");
    assertThat(taken.committed).containsOnlyKeys(id("http://b.example/2"));
    assertThat(farm.asked("http://b.example/robots.txt")).isEqualTo(2);
    assertThat(farm.asked(PAGE)).isZero();
  }

  @Test
  void fiveRobotsRedirectsAreFollowedAndASixthIsNot() throws Exception {
    for (int i = 0; i < 5; i++) {
      farm.on(
          "http://a.example" + (i == 0 ? "/robots.txt" : "/r" + i),
          Farm.status(302, "Location: /r" + (i + 1)));
    }
    farm.on("http://a.example/r5", Farm.ok("text/plain", "User-agent: *\nDisallow: /1"));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("robots.txt forbids");
    farm.on("http://a.example/r5", Farm.status(302, "Location: /r6"));
    farm.on("http://a.example/r6", Farm.ok("text/plain", "User-agent: *\nDisallow:"));
    anew();
    crawl();
    assertThat(farm.asked("http://a.example/r6")).isZero();
    assertThat(heard.failures.get(FEED)).contains("nothing is allowed for now");
  }

  @Test
  void aRobotsRedirectIntoAPrivateNetworkIsNeverAllowAll() throws Exception {
    farm.on("http://a.example/robots.txt", Farm.status(301, "Location: http://127.0.0.1:1/x"));
    crawl();
    assertThat(farm.pages()).isEmpty();
    assertThat(heard.failures.get(FEED)).contains("nothing is allowed for now");
  }

  @Test
  void anEndlessRobotsFileCountsUpToItsLimit() throws Exception {
    farm.on(
        "http://a.example/robots.txt",
        endless("Content-Type: text/plain", "User-agent: *\nDisallow: /1\n", "# more\n"));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("robots.txt forbids");
  }

  @Test
  void robotsAreAskedOnceForManyPagesAndKeptOverARestart() throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2", "http://a.example/3");
    crawl();
    crawl();
    assertThat(farm.asked("http://a.example/robots.txt")).isEqualTo(1);
  }

  // --- addresses ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://0.0.0.0/",
        "http://0/"
      })
  void noPrivateAddressIsAskedInWhateverForm(String url) throws Exception {
    crawl(s -> s.allowPrivateNetwork(false).resolver(Resolver.SYSTEM), url);
    assertThat(heard.failures.values())
        .singleElement()
        .satisfies(why -> assertThat(why).contains("nothing is allowed for now"));
    try (var client = new HttpClient(agent(), Resolver.SYSTEM, false, Duration.ofSeconds(2))) {
      FetchException fault =
          org.junit.jupiter.api.Assertions.assertThrows(
              FetchException.class,
              () -> client.get(okhttp3.HttpUrl.get(url), okhttp3.Headers.EMPTY, null, 100));
      assertThat(fault.getMessage()).contains("not an address of the public internet");
      assertThat(fault.kind()).isEqualTo(FetchException.Kind.REFUSED);
    }
  }

  @Test
  void aPublicNameWithAPrivateAddressIsRefusedAtConnectTime() throws Exception {
    crawl(s -> s.allowPrivateNetwork(false), FEED);
    assertThat(farm.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a.example/1", "file:///etc/passwd", "javascript:alert(1)", "http://", "//"})
  void aRedirectToSomethingElseThanHttpIsNotFollowed(String to) throws Exception {
    farm.on(PAGE, Farm.status(302, "Location: " + to));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("redirects");
    assertThat(taken.committed).isEmpty();
  }

  // --- redirects, cookies ---

  @Test
  void aRedirectLoopEnds() throws Exception {
    farm.on(PAGE, Farm.status(302, "Location: /1"));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("more than 10 times");
    assertThat(farm.asked(PAGE)).isEqualTo(11);
  }

  @Test
  void aRedirectToAnotherSiteIsNotFollowed() throws Exception {
    farm.on(PAGE, Farm.status(302, "Location: http://advert.example/"));
    crawl();
    assertThat(heard.failures.get(PAGE)).contains("another site");
    assertThat(farm.pages()).doesNotContain("http://advert.example/");
  }

  @Test
  void aRedirectToAClosedPathIsNotFollowed() throws Exception {
    farm.on("http://a.example/robots.txt", Farm.ok("text/plain", "User-agent: *\nDisallow: /x"));
    farm.on(PAGE, Farm.status(302, "Location: /x"));
    crawl();
    assertThat(farm.asked("http://a.example/x")).isZero();
    assertThat(heard.failures.get(PAGE)).contains("robots.txt forbids");
  }

  @Test
  void cookiesLiveWithinOneFetch() throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2");
    farm.on(PAGE, Farm.status(302, "Location: /1?c\r\nSet-Cookie: wall=passed; Path=/"));
    farm.on(
        "http://a.example/1?c",
        (r, out) -> Farm.ok("text/html", "<p>" + r.headers().get("cookie")).write(r, out));
    farm.on(
        "http://a.example/2",
        (r, out) -> Farm.ok("text/html", "<p>" + r.headers().get("cookie")).write(r, out));
    crawl();
    assertThat(taken.committed)
        .containsEntry(id("http://a.example/1?c"), "<p>wall=passed")
        .containsEntry(id("http://a.example/2"), "<p>null");
  }

  // --- bodies ---

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

  // --- status ---

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

  // --- documents ---

  @Test
  void entitiesAreNeverExpanded() throws Exception {
    StringBuilder lol = new StringBuilder("<!DOCTYPE rss [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 12; i++) {
      lol.append("<!ENTITY l")
          .append(i)
          .append(" \"")
          .append(("&l" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    lol.append("<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
    farm.on(
        FEED,
        Farm.ok(
            "application/rss+xml",
            lol
                + Farm.feed(PAGE)
                    .replace("<?xml version='1.0'?>", "")
                    .replace("<title>t", "<title>&l11;&x;")));
    crawl();
    assertThat(taken.committed).containsValue("<p>one");
    farm.on(
        "http://b.example/sitemap.xml",
        Farm.ok(
            "text/xml",
            "<?xml version='1.0'?><!DOCTYPE u [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset"
                + " xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://b.example/1</loc></url></urlset>"));
    farm.page("http://b.example/1", "<p>b");
    anew();
    crawl("http://b.example/sitemap.xml");
    assertThat(taken.committed).containsValue("<p>b");
  }

  @Test
  void aFeedThatIsNoXmlIsReadAllTheSame() throws Exception {
    farm.on(
        FEED,
        Farm.ok(
            "text/html",
            "\n<rss><channel><title>A & B &nbsp;<item><link>/1</link><title>x < y</item>"));
    crawl();
    assertThat(taken.committed).containsValue("<p>one");
  }

  @Test
  void nestedSitemapsEnd() throws Exception {
    farm.onHost(
        "s.example",
        (r, out) ->
            Farm.ok(
                    "text/xml",
                    "<sitemapindex"
                        + " xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://s.example"
                        + r.path()
                        + "x</loc></sitemap><sitemap><loc>http://s.example"
                        + r.path()
                        + "y</loc></sitemap></sitemapindex>")
                .write(r, out));
    farm.on("http://s.example/robots.txt", Farm.status(404, ""));
    crawl("http://s.example/s");
    assertThat(farm.pages()).hasSizeLessThan(20);
    assertThat(heard.failures.get("http://s.example/s")).contains("nested deeper");
  }

  @Test
  void sitemapOfSitemapsThatContainsItselfEnds() throws Exception {
    farm.on(
        "http://s.example/s",
        Farm.ok(
            "text/xml",
            "<sitemapindex"
                + " xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://s.example/s</loc></sitemap></sitemapindex>"));
    crawl("http://s.example/s");
    assertThat(farm.asked("http://s.example/s")).isEqualTo(1);
  }

  @Test
  void trapsAreNotEntered() throws Exception {
    List<String> traps =
        List.of(
            "http://a.example/calendar/2025/2025/2025/2025/12",
            "http://a.example/" + "a/b".repeat(12) + "/".repeat(1) + "c/d/e/f/g/h/i/j/k/l/m/n/o/p",
            "http://a.example/" + "x".repeat(2_100));
    List<String> links = new ArrayList<>(traps);
    // the same page for every visitor's session
    for (int i = 0; i < 50; i++)
      links.add("http://a.example/1?PHPSESSID=" + i + "&utm_source=s" + i);
    farm.rss(FEED, links.toArray(String[]::new));
    farm.page("http://a.example/1?PHPSESSID=0&utm_source=s0", "<p>session");
    crawl();
    assertThat(farm.pages()).doesNotContainAnyElementsOf(traps);
    assertThat(farm.pages()).hasSize(2);
    assertThat(heard.failures.get(FEED)).contains("3 items look like traps");
  }

  @Test
  void oneArticleUnderManyAddressesIsHandedOnOnce() throws Exception {
    List<String> links = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      links.add("http://a.example/" + i);
      farm.page("http://a.example/" + i, "<p>the same text under all of them");
      links.add("http://a.example/view/" + i);
      farm.page(
          "http://a.example/view/" + i,
          "<head><link rel=canonical href='http://a.example/article'></head><p>visit " + i);
    }
    farm.rss(FEED, links.toArray(String[]::new));
    CrawlCounts counts = crawl();
    assertThat(taken.committed).hasSize(2).containsKey(id("http://a.example/article"));
    assertThat(counts.of(Count.DUPLICATES)).isEqualTo(78);
    assertThat(CrawlTest.warcTypes(home).stream().filter("revisit"::equals)).hasSize(39);
  }

  @Test
  void aCanonicalLinkToTheFrontPageOrToAnotherSiteIsNotBelieved() throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2");
    farm.page(PAGE, "<head><link rel=canonical href='http://a.example/'></head><p>1");
    farm.page(
        "http://a.example/2", "<head><link rel=canonical href='http://b.example/x'></head><p>2");
    crawl();
    assertThat(taken.committed).containsOnlyKeys(id(PAGE), id("http://a.example/2"));
  }

  @Test
  void noarchiveIsHandedOnButNotArchivedAndNoindexIsNeither() throws Exception {
    farm.rss(FEED, PAGE, "http://a.example/2", "http://a.example/3", "http://a.example/4");
    farm.page(PAGE, "<head><meta name=robots content='NOARCHIVE'></head><p>1");
    farm.on(
        "http://a.example/2",
        Farm.send(200, "Content-Type: text/html\r\nX-Robots-Tag: noarchive", "<p>2".getBytes()));
    farm.on(
        "http://a.example/3",
        Farm.send(200, "Content-Type: text/html\r\nX-Robots-Tag: noindex", "<p>3".getBytes()));
    farm.on(
        "http://a.example/4",
        Farm.send(
            200, "Content-Type: text/html\r\nX-Robots-Tag: otherbot: noindex", "<p>4".getBytes()));
    crawl();
    assertThat(taken.committed)
        .containsOnlyKeys(id(PAGE), id("http://a.example/2"), id("http://a.example/4"));
    List<String> archived = new ArrayList<>();
    try (Inputs inputs = Inputs.open(List.of(home.resolve("warc")), b -> {})) {
      for (Input i = inputs.next(); i != null; i = inputs.next()) archived.add(i.id());
    }
    assertThat(archived).containsExactly(id("http://a.example/4"));
  }

  // --- politeness ---

  @Test
  void aHostIsAskedOneAtATimeWithADelayAndHostsInParallel() throws Exception {
    List<String> sources = new ArrayList<>();
    for (String host : List.of("a.example", "b.example", "c.example")) {
      String[] links = new String[4];
      for (int i = 0; i < 4; i++) {
        links[i] = "http://" + host + "/p" + i;
        farm.page(links[i], "<p>" + host + i);
      }
      farm.rss("http://" + host + "/feed", links);
      sources.add("http://" + host + "/feed");
    }
    long began = System.nanoTime();
    crawl(s -> s.delay(Duration.ofMillis(150)), sources.toArray(String[]::new));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(taken.committed).hasSize(12);
    for (String host : List.of("a.example", "b.example", "c.example")) {
      List<Long> times =
          farm.requests.stream()
              .filter(r -> r.host().equals(host))
              .map(Farm.Request::nanos)
              .toList();
      assertThat(times).hasSize(6);
      for (int i = 1; i < times.size(); i++) {
        assertThat(times.get(i) - times.get(i - 1)).isGreaterThan(140_000_000L);
      }
    }
    // one after the other it would be 18 × 150 ms
    assertThat(took).isLessThan(Duration.ofMillis(2_500));
  }

  @Test
  void crawlDelayIsObeyed() throws Exception {
    farm.on(
        "http://a.example/robots.txt", Farm.ok("text/plain", "User-agent: *\nCrawl-delay: 0.4"));
    crawl();
    List<Long> times = farm.requests.stream().map(Farm.Request::nanos).toList();
    assertThat(times).hasSize(3);
    assertThat(times.get(2) - times.get(1)).isGreaterThan(390_000_000L);
  }

  @Test
  void anotherCrawlInTheSameHomeIsTold() throws Exception {
    farm.on(
        PAGE,
        (r, out) -> {
          try {
            crawl();
            Farm.ok("text/html", "<p>two crawls").write(r, out);
          } catch (IOException e) {
            Farm.ok("text/html", "<p>" + e.getMessage()).write(r, out);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    crawl();
    assertThat(taken.committed.values())
        .singleElement()
        .asString()
        .contains("another crawl is running");
  }

  @Test
  void aHomeThatDoesNotAnswerDoesNotHoldUpTheOthers() throws Exception {
    farm.on("http://dead.example/feed", (r, out) -> Thread.sleep(10_000));
    crawl(
        s -> s.timeout(Duration.ofSeconds(1)),
        "http://dead.example/feed",
        "http://no.such.invalid/",
        FEED);
    assertThat(taken.committed).containsValue("<p>one");
    assertThat(heard.failures.get("http://dead.example/feed")).contains("again in");
    assertThat(Files.exists(home.resolve("crawl.db"))).isTrue();
  }

  private static String id(String url) {
    return CanonicalUrl.of(url).orElseThrow().id();
  }

  private static UserAgent agent() {
    return new UserAgent("https://bot.example/about");
  }

  /** Another home, and nothing remembered. */
  private void anew() throws IOException {
    home = Files.createTempDirectory(home, "anew");
    taken = new Taken();
    heard = new Heard();
    farm.requests.clear();
  }

  private CrawlCounts crawl(String... sources) throws Exception {
    return crawl(s -> s, sources.length == 0 ? new String[] {FEED} : sources);
  }

  private CrawlCounts crawl(UnaryOperator<Crawl.Settings> more, String... sources)
      throws Exception {
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

  private static Farm.Answer endless(String headers, String first, String more) {
    return (request, out) -> {
      out.write(("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n" + first).getBytes());
      byte[] bytes = more.repeat(50).getBytes();
      while (true) out.write(bytes);
    };
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflate = new DeflaterOutputStream(out, new Deflater(9, bare))) {
      deflate.write(bytes);
    }
    return out.toByteArray();
  }
}
