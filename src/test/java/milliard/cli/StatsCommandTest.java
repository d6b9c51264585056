package milliard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsCommandTest {
  @Test
  void barsAreAsLongAsTheirValues() {
    Map<String, Integer> values = new LinkedHashMap<>();
    values.put("Google", 80);
    values.put("Wiz", 1);
    values.put("Meta", 41);
    values.put("none", 0);
    var out = new ByteArrayOutputStream();
    StatsCommand.bars(new PrintStream(out, true, StandardCharsets.UTF_8), "deals", values);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\ndeals\n"
                + ("  Google " + "█".repeat(40) + " 80\n")
                + "  Wiz    ▌ 1\n"
                + ("  Meta   " + "█".repeat(20) + "▌ 41\n")
                + "  none    0\n");
  }
}
