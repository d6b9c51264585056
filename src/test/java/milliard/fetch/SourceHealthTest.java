package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceHealthTest {
  @TempDir Path home;
  private final CrawlTest.Hands clock = new CrawlTest.Hands(Instant.parse("2026-03-01T08:00:00Z"));
  private final List<PageSink.Quality> read = new ArrayList<>();

  @Test
  void aSourceThatFallsSilentIsTold() throws Exception {
    List<String> links = new ArrayList<>();
    try (var farm = new Farm()) {
      for (int day = 0; day < 15; day++) {
        String url = "http://a.example/" + day;
        links.add(url);
        farm.page(url, "<p>" + day);
        farm.rss("http://a.example/feed", links.toArray(String[]::new));
        crawl(farm, "http://a.example/feed", "http://closed.example/feed");
        clock.forward(Duration.ofHours(23));
      }
      farm.on(
          "http://closed.example/robots.txt", Farm.ok("text/plain", "User-agent: *\nDisallow: /"));
      assertThat(of("a.example").warnings()).isEmpty();
      assertThat(of("a.example").longestGap()).isEqualTo(Duration.ofHours(23));
      clock.forward(Duration.ofHours(20));
      crawl(farm, "http://a.example/feed", "http://closed.example/feed");
      SourceHealth quiet = of("a.example");
      assertThat(quiet.warnings())
          .singleElement()
          .asString()
          .contains("quiet for 43 h: its longest gap was 23 h");
      assertThat(quiet.pages()).isEqualTo(15);
      assertThat(quiet.kind()).isEqualTo("rss 2.0");
      assertThat(quiet.read()).isEqualTo(15);
      assertThat(quiet.articles()).isEqualTo(15);
      assertThat(quiet.dated()).isEqualTo(8);
      assertThat(quiet.signed()).isZero();
      assertThat(of("closed.example").robots()).isEqualTo("closed");
      assertThat(of("closed.example").warnings()).contains("robots.txt closes it");
    }
  }

  @Test
  void nothingWasCrawledYet() throws Exception {
    assertThat(SourceHealth.of(home)).isEmpty();
  }

  private SourceHealth of(String name) throws Exception {
    return SourceHealth.of(home, clock).stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void crawl(Farm farm, String... sources) throws Exception {
    Crawl.in(home)
        .sources(List.of(sources).stream().map(Source::of).toList())
        .agent(new UserAgent("https://bot.example/about"))
        .delay(Duration.ZERO)
        .resolver(farm.resolver())
        .allowPrivateNetwork(true)
        .once(true)
        .clock(clock)
        .sink(
            new PageSink() {
              @Override
              public void accept(Input.OfPage page, String source) {
                int number = Integer.parseInt(page.page().url().getPath().substring(1));
                read.add(new Quality(page.id(), true, number % 2 == 0, false));
              }

              @Override
              public void commit() {}

              @Override
              public List<Quality> qualities() {
                List<Quality> told = List.copyOf(read);
                read.clear();
                return told;
              }
            })
        .open()
        .run();
  }
}
