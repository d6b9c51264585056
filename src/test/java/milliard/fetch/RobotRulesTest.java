package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotRulesTest {
  private static final String ROBOTS =
      """
      # for all
      User-agent: *
      Crawl-delay: 7
      Disallow: /private/
      Allow: /private/press/
      Disallow: /*.pdf$
      Disallow: /search?

      User-agent: otherbot
      User-agent: Milliard
      Disallow: /not-for-milliard
      Disallow: /%7Euser
      Disallow: /é

      Sitemap: https://a.example/news.xml
      """;

  @ParameterizedTest
  @CsvSource({
    "somebot, /, true",
    "somebot, /private/a, false",
    "somebot, /private/press/a, true",
    "somebot, /report.pdf, false",
    "somebot, /report.pdf?x, true",
    "somebot, /search?q=a, false",
    "somebot, /search, true",
    "milliard, /private/a, true",
    "milliard, /not-for-milliard/a, false",
    "milliard, /~user/a, false",
    "milliard, /%7euser/a, false",
    "milliard, /%C3%A9, false",
    "milliard, /robots.txt, true",
  })
  void longestRuleOfTheMostSpecificGroup(String product, String path, boolean allowed) {
    var rules = parse(ROBOTS, product);
    assertThat(rules.allows("https://a.example" + path)).isEqualTo(allowed);
  }

  @Test
  void delayAndSitemaps() {
    assertThat(parse(ROBOTS, "somebot").delay()).isEqualTo(Duration.ofSeconds(7));
    assertThat(parse(ROBOTS, "milliard").delay()).isNull();
    assertThat(parse(ROBOTS, "milliard").sitemaps()).containsExactly("https://a.example/news.xml");
    assertThat(parse("User-agent: *\nCrawl-delay: 500", "a").delay())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aHugeFileIsCutNotRefused() {
    String filler = "# filler\n".repeat(70_000);
    assertThat(parse("User-agent: *\nDisallow: /a\n" + filler, "x").allows("https://a.example/a"))
        .isFalse();
    assertThat(parse(filler + "User-agent: *\nDisallow: /a\n", "x").allows("https://a.example/a"))
        .isTrue();
  }

  @Test
  void bytesThatAreNoTextDoNotMatter() {
    byte[] bytes =
        "\u0000\u00ff\nUser-agent: *\nDisallow: /a".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            RobotRules.parse("https://a.example/robots.txt", bytes).allows("https://a.example/a"))
        .isFalse();
  }

  private static RobotRules parse(String text, String product) {
    return RobotRules.parse(
        "https://a.example/robots.txt", text.getBytes(StandardCharsets.UTF_8), product);
  }
}
