package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import milliard.fetch.CrawlCounts.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
