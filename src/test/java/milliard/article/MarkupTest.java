package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of broken markup: {@code markup.dat}, in the form of the tests of html5lib. */
class MarkupTest {
  static List<Arguments> cases() throws IOException {
    String all;
    try (InputStream in = MarkupTest.class.getResourceAsStream("markup.dat")) {
      all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Arguments> cases = new ArrayList<>();
    for (String section : all.split("(?:^|\n)#data\n")) {
      int text = section.indexOf("\n#text\n");
      if (section.startsWith("#comment")) continue;
      assertThat(text).as("a case without #text: %s", section).isNotNegative();
      cases.add(Arguments.of(section.substring(0, text), section.substring(text + 7).strip()));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isReadAsTheStandardHasIt(String markup, String text) {
    Region page = Layout.of(Jsoup.parse(markup).body(), Hints.load());
    List<String> lines = page.blocks().stream().map(Block::text).toList();
    assertThat(String.join("\n", lines)).isEqualTo(text);
  }
}
