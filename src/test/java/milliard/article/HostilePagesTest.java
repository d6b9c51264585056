package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import milliard.article.ArticleReader.Reading;
import milliard.fetch.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages made to hang or to blow up a reader end in bounded time, with a reason. */
class HostilePagesTest {
  private static final URI URL = URI.create("https://hostile.example/a/b");
  private static final Duration BOUND = Duration.ofSeconds(60);
  private final ArticleReader reader = new ArticleReader();

  private static String many(int n, IntFunction<String> piece) {
    return IntStream.range(0, n).mapToObj(piece).collect(Collectors.joining());
  }

  static List<Arguments> refused() {
    return List.of(
        Arguments.of("a million nested elements", "<div>".repeat(1_000_000)),
        Arguments.of("an attribute of 50 MB", "<p title='" + "y".repeat(50_000_000) + "'>text"),
        Arguments.of("five million less-than signs", "<".repeat(5_000_000)));
  }

  static List<Arguments> bounded() {
    return List.of(
        Arguments.of("deep nesting", "<div><span>".repeat(30_000) + "text"),
        Arguments.of("half a million entities", "&amp;&nosuch;".repeat(250_000)),
        Arguments.of(
            "formatting elements to be opened again in every paragraph",
            many(5_000, i -> "<font a" + i + "=1>") + "<p>x".repeat(5_000)),
        Arguments.of("tables in tables", "<table><tr><td>".repeat(20_000)),
        Arguments.of("links in links", "<a href=x><div>".repeat(30_000)),
        Arguments.of("100,000 attributes", "<p " + many(100_000, i -> "a" + i + "=1 ") + ">x"),
        Arguments.of(
            "JSON-LD nested 100,000 deep",
            "<script type='application/ld+json'>"
                + "{\"@graph\":[".repeat(100_000)
                + "</script><p>x"),
        Arguments.of(
            "broken JSON-LD full of quotes",
            "<script type='application/ld+json'>{"
                + "\"headline\":\"".repeat(200_000)
                + "</script><p>x"),
        Arguments.of("class names without end", "<div class='" + "ad-".repeat(500_000) + "'>x"),
        Arguments.of("a line of a million letters", "<p>" + "a".repeat(1_000_000)),
        Arguments.of("a line of a million blanks", "<p>By" + " ".repeat(1_000_000) + "x"),
        Arguments.of("a title of separators", "<title>" + " | a".repeat(200_000) + "</title><p>x"),
        Arguments.of("50,000 regions that are out", "<div class=ad><p>text</p>".repeat(50_000)),
        Arguments.of("50,000 dates", "<time>1 May 2025</time>".repeat(50_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedWithItsSize(String name, String html) {
    Reading reading = assertTimeout(BOUND, () -> reader.read(html, URL), name);
    assertThat(reading).isInstanceOf(Reading.NotAnArticle.class);
    assertThat(((Reading.NotAnArticle) reading).reason()).contains("more than");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bounded")
  void endsInBoundedTime(String name, String html) {
    assertThat(assertTimeout(BOUND, () -> reader.read(html, URL), name)).isNotNull();
  }

  /**
   * Bytes of the golden pages, cut, doubled, swapped and overwritten; the seed is in the message.
   */
  @Test
  void aBrokenPageNeverThrows() throws IOException {
    long seed = 20_260_101;
    Random random = new Random(seed);
    List<Path> folders = GoldenPagesTest.folders();
    for (int round = 0; round < 400; round++) {
      Path folder = folders.get(random.nextInt(folders.size()));
      byte[] bytes = Files.readAllBytes(folder.resolve("page.html"));
      String message = folder + ", seed " + seed + ", round " + round;
      mutate(bytes, random);
      Page page = new Page(URL, 200, Map.of(), bytes, Instant.EPOCH);
      assertThat(reader.read(page)).as(message).isNotNull();
    }
  }

  private static void mutate(byte[] bytes, Random random) {
    byte[] marks = "<>\"'&/=-{}[]: \u00e9".getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(60); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      int to = random.nextInt(bytes.length);
      int length = Math.min(random.nextInt(200), bytes.length - Math.max(at, to));
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = marks[random.nextInt(marks.length)];
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        default -> System.arraycopy(bytes, at, bytes, to, length);
      }
    }
  }
}
