package milliard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointsTest {
  @Test
  void everyOffsetOfARandomTextAgreesWithTheJdk() {
    var random = new Random(42);
    var text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.appendCodePoint(random.nextInt(4) == 0 ? 0x1F600 + random.nextInt(50) : 'a' + i % 26);
    }
    var points = CodePoints.of(text);
    for (int i = 0; i <= text.length(); i++) {
      assertThat(points.fromChars(i)).as("offset %s", i).isEqualTo(text.codePointCount(0, i));
    }
  }

  @Test
  void anOffsetOutsideIsRefused() {
    var points = CodePoints.of("abc");
    assertThat(points.fromChars(3)).isEqualTo(3);
    assertThatThrownBy(() -> points.fromChars(4)).hasMessage("offset 4 of a text of 3");
  }
}
