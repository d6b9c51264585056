package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          HTTPS://WWW.Example.COM:443/a, https://www.example.com/a
          http://example.com:80, http://example.com/
          http://example.com:8080/, http://example.com:8080/
          http://example.com./a, http://example.com/a
          http://user:pass@example.com/, http://example.com/
          http://example.com/a/../b/./c, http://example.com/b/c
          http://example.com/%7euser/%c3%a9, http://example.com/~user/%C3%A9
          http://example.com/é, http://example.com/%C3%A9
          http://é.example/, http://xn--9ca.example/
          http://example.com/a#top, http://example.com/a
          http://example.com/a?, http://example.com/a
          http://example.com/a?utm_source=x&UTM_Medium=y, http://example.com/a
          http://example.com/c%7Ed?utm_source=x&b=2, http://example.com/c~d?b=2
          http://example.com/a?b=2&a=1&fbclid=x, http://example.com/a?a=1&b=2
          http://example.com/a?a=2&a=1, http://example.com/a?a=2&a=1
          http://example.com/a?q=utm_source, http://example.com/a?q=utm_source
          http://example.com/a?id=%26utm_x%3D1, http://example.com/a?id=%26utm_x%3D1
          http://example.com/a;jsessionid=1F?x=1, http://example.com/a?x=1
          http://example.com/a?PHPSESSID=1, http://example.com/a
          http://example.com/a/, http://example.com/a/
          http://[::1]:80/, http://[::1]/
          """)
  void oneFormForOnePage(String url, String canonical) {
    assertThat(CanonicalUrl.of(url).orElseThrow().value()).isEqualTo(canonical);
    assertThat(CanonicalUrl.of(canonical).orElseThrow().value()).as("stays").isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/a", "ftp://a.example/", "mailto:a@b.example", "http://"})
  void noAddress(String text) {
    assertThat(CanonicalUrl.of(text)).isEmpty();
  }

  @Test
  void idsAreStable() {
    assertThat(CanonicalUrl.of("https://www.example.com/a").orElseThrow().id())
        .isEqualTo(CanonicalUrl.of("https://WWW.example.com/a?utm_source=b#c").orElseThrow().id())
        .hasSize(32)
        .isNotEqualTo(CanonicalUrl.of("https://www.example.com/b").orElseThrow().id());
  }
}
