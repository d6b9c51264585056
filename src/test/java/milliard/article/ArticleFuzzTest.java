package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import milliard.article.ArticleReader.Reading;
import milliard.fetch.Page;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws of the reader that hold for whatever bytes come. A build runs them over the seeds: the
 * golden pages, and what fuzzing found in {@code ArticleFuzzTestInputs}. To fuzz one of them, here
 * for the two minutes that it says:
 *
 * <pre>
 * JAZZER_FUZZ=1 mvn -Dtest=ArticleFuzzTest#aPage -Dsurefire.failIfNoSpecifiedTests=false test
 * </pre>
 */
class ArticleFuzzTest {
  private static final URI URL = URI.create("https://hostile.example/2025/03/a-b-c-d");
  private static final Instant NOW = Instant.parse("2025-03-04T05:06:07Z");
  private static final WrittenDate DATES = WrittenDate.load();
  private static final ArticleReader READER = new ArticleReader();

  static Stream<Arguments> pages() throws IOException {
    return Stream.concat(GoldenPagesTest.folders().stream(), Stream.of(Path.of("none")))
        .map(folder -> Arguments.of((Object) page(folder.resolve("page.html"))));
  }

  private static byte[] page(Path file) {
    try {
      return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read " + file, e);
    }
  }

  @MethodSource("pages")
  @FuzzTest(maxDuration = "2m")
  void aPage(byte[] bytes) {
    Page page = new Page(URL, 200, Map.of(), bytes, NOW);
    Reading reading = READER.read(page);
    assertThat(READER.read(page)).as("read a second time").isEqualTo(reading);
    switch (reading) {
      case Reading.NotAnArticle none -> assertThat(none.reason()).isNotBlank();
      case Reading.Found(var article) -> {
        assertThat(article.headline()).isEqualTo(article.headline().strip()).doesNotContain("\n");
        assertThat(article.authors()).doesNotHaveDuplicates().allMatch(a -> a.length() >= 2);
        for (String paragraph : article.body().split("\n\n")) assertThat(paragraph).isNotBlank();
        assertThat(article.text().substring(article.bodyStart())).isEqualTo(article.body());
        if (article.url() != null) assertThat(article.url().getHost()).isNotNull();
      }
    }
  }

  /** The first byte says what the HTTP header promises. */
  @MethodSource("pages")
  @FuzzTest(maxDuration = "2m")
  void bytesOfAnyCharset(byte[] bytes) {
    List<String> headers =
        List.of("", "text/html", "text/html; charset=latin1", "text/html; charset=utf-16le", "x");
    String header = headers.get(bytes.length == 0 ? 0 : (bytes[0] & 0xFF) % headers.size());
    String text = Decoder.decode(bytes, header.isEmpty() ? null : header);
    assertThat(text.length()).isLessThanOrEqualTo(bytes.length);
    assertThat(Mojibake.repair(text).length()).isLessThanOrEqualTo(text.length());
  }

  static Stream<byte[]> lines() {
    return Stream.of(
            "18 novembre 2019 à 14h03",
            "Nov. 18, 2019, 2:03 p.m. ET",
            "2019-11-18T14:03:00+01:00",
            "Mon, 18 Nov 2019 14:03:00 GMT",
            "18/11/2019",
            "il y a 3 heures",
            "1574085780000")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("lines")
  @FuzzTest(maxDuration = "2m")
  void aLineWithADate(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.UTF_8);
    for (boolean dayFirst : new boolean[] {true, false}) {
      DATES
          .find(line, dayFirst, NOW)
          .ifPresent(date -> {
            assertThat(date.day().getYear()).isBetween(1990, 2100);
            if (date.time() != null) {
              assertThat(date.time().toLocalDate()).isEqualTo(date.day());
            }
          });
    }
    LanguageIdentifier.identify(line).ifPresent(l -> assertThat(l.code()).hasSizeBetween(2, 3));
  }

  static Stream<byte[]> data() {
    return Stream.of(
            "{\"@type\":\"NewsArticle\",\"headline\":\"A\\u00e9\",\"author\":[{\"name\":\"B\"}]}",
            "[{\"@graph\":[{\"@id\":\"#a\",\"@type\":[\"Article\"],\"author\":{\"@id\":\"#b\"}}]}]",
            "<![CDATA[{\"@type\":\"NewsArticle\",\"headline\":\"a \"quoted\" word\",}]]>;")
        .map(s -> s.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("data")
  @FuzzTest(maxDuration = "2m")
  void linkedDataOfAnyForm(byte[] bytes) {
    String script = new String(bytes, StandardCharsets.UTF_8);
    LinkedData data = LinkedData.read(List.of(script, script));
    for (var article : data.articles()) {
      assertThat(LinkedData.types(article)).anyMatch(LinkedData::isArticle);
    }
  }
}
