package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sites whose robots.txt misbehaves, and how politely the others are asked. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RobotsFarmTest extends FarmCase {

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
}
