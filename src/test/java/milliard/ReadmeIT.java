package milliard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import org.junit.jupiter.api.Test;

/** The Java of the README: it compiles, runs, and is what stands there. */
class ReadmeIT {
  @Test
  void theLibraryInSixLines() throws Exception {
    PrintStream before = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      // README
      Milliard milliard = Milliard.open();
      String text = "Meta a signé un contrat de 10 milliards de dollars avec Google Cloud.";
      for (DealMention deal : milliard.extract(text).deals()) {
        System.out.println(deal.type() + " " + deal.status() + " " + deal.amount());
        for (Argument a : deal.arguments()) System.out.println(a.role() + " " + a.name());
      }
      // README
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("CONTRACT SIGNED")
        .contains("CUSTOMER Meta Platforms")
        .contains("PROVIDER Google Cloud");

    String source = Files.readString(Path.of("src/test/java/milliard/ReadmeIT.java"));
    String lines = source.split("// README\n")[1];
    assertThat(words(Files.readString(Path.of("README.md")))).containsSequence(words(lines));
  }

  private static List<String> words(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
