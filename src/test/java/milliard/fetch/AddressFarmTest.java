package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and redirects that lead where nobody should go. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AddressFarmTest extends FarmCase {

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
}
