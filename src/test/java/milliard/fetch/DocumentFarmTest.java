package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import milliard.fetch.CrawlCounts.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds, sitemaps and pages that are traps, copies, or not to be kept. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DocumentFarmTest extends FarmCase {

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
  void aSitemapIndexThatNeverChangesStillLeadsToItsSitemaps() throws Exception {
    String xmlns = " xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>";
    farm.on(
        "http://s.example/s",
        unchanging(
            "<sitemapindex"
                + xmlns
                + "<sitemap><loc>http://s.example/news</loc></sitemap></sitemapindex>"));
    String url = "<url><loc>http://s.example/%d</loc></url>";
    farm.on(
        "http://s.example/news",
        Farm.ok("text/xml", "<urlset" + xmlns + url.formatted(1) + "</urlset>"));
    farm.page("http://s.example/1", "<p>first");
    farm.page("http://s.example/2", "<p>second");
    var clock = new CrawlTest.Hands(Instant.parse("2026-01-01T00:00:00Z"));
    crawl(s -> s.clock(clock), "http://s.example/s");
    farm.on(
        "http://s.example/news",
        Farm.ok("text/xml", "<urlset" + xmlns + url.formatted(1) + url.formatted(2) + "</urlset>"));
    clock.forward(Duration.ofHours(7));
    crawl(s -> s.clock(clock), "http://s.example/s");
    assertThat(taken.committed).containsValues("<p>first", "<p>second");
  }

  @Test
  void whatASitemapOffersBeyondOneVisitsFillComesWithTheNext() throws Exception {
    StringBuilder links = new StringBuilder();
    int offered = SourceVisit.MOST_FRESH + 3;
    for (int i = 0; i < offered; i++) links.append("http://s.example/p/").append(i).append('\n');
    farm.on("http://s.example/s.txt", unchanging(links.toString()));
    farm.on("http://s.example/robots.txt", Farm.ok("text/plain", "User-agent: *\nDisallow: /p/"));
    var clock = new CrawlTest.Hands(Instant.parse("2026-01-01T00:00:00Z"));
    long[] found = new long[3];
    for (int visit = 0; visit < 3; visit++) {
      CrawlCounts counts = crawl(s -> s.clock(clock).parallelPerHost(64), "http://s.example/s.txt");
      found[visit] = counts.of(Count.FOUND);
      clock.forward(Duration.ofMinutes(6));
    }
    assertThat(found).containsExactly(SourceVisit.MOST_FRESH, 3, 0);
    assertThat(heard.failures.get("http://s.example/s.txt"))
        .isEqualTo("offers more than is taken in at once: the rest comes with later visits");
  }

  /** An answer that is "not modified" for whoever has it. */
  private static Farm.Answer unchanging(String body) {
    String type = body.startsWith("<") ? "text/xml" : "text/plain";
    return (r, out) ->
        ("\"v1\"".equals(r.headers().get("if-none-match"))
                ? Farm.status(304, "ETag: \"v1\"")
                : Farm.send(200, "Content-Type: " + type + "\r\nETag: \"v1\"", body.getBytes()))
            .write(r, out);
  }

  @Test
  void aFeedOfElementsWithinElementsWithoutEndStopsNothing() throws Exception {
    farm.on(
        FEED,
        Farm.ok(
            "application/rss+xml",
            "<rss><channel>" + "<a>".repeat(100_000) + "<item><link>" + PAGE + "</link></item>"));
    farm.rss("http://b.example/feed", "http://b.example/1");
    farm.page("http://b.example/1", "<p>b");
    crawl(FEED, "http://b.example/feed");
    assertThat(taken.committed).containsValue("<p>b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<url><loc>http://s.example/1</loc></url>", "http://s.example/1\n"})
  void aSitemapOfMoreAddressesThanAreAllowedTwiceOverIsNotTakenApart(String entry)
      throws Exception {
    farm.on(
        "http://s.example/s",
        Farm.ok("text/xml", (entry.startsWith("<") ? "<urlset>" : "") + entry.repeat(100_001)));
    crawl("http://s.example/s");
    assertThat(heard.failures.get("http://s.example/s"))
        .contains("is a sitemap of more than 100000 addresses");
  }

  @Test
  void whatTheFeedDatesBeforeMaxAgeIsLeftOut() throws Exception {
    farm.on(
        FEED,
        Farm.ok(
            "application/rss+xml",
            Farm.feed(PAGE, "http://a.example/old")
                .replace("1</link>", "1</link><pubDate>Tue, 30 Dec 2025 10:00:00 GMT</pubDate>")
                .replace(
                    "old</link>", "old</link><pubDate>Sat, 1 Nov 2025 10:00:00 +0100</pubDate>")));
    farm.page("http://a.example/old", "<p>old");
    var clock = new CrawlTest.Hands(Instant.parse("2026-01-01T00:00:00Z"));
    crawl(s -> s.clock(clock).maxAge(Duration.ofDays(30)), FEED);
    assertThat(taken.committed.values()).containsExactly("<p>one");
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
}
