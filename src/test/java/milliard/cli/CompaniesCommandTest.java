package milliard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompaniesCommandTest {
  @TempDir private Path home = Path.of("");

  /** What the command printed, and its exit code. */
  record Ran(int code, List<String> lines) {}

  private static Ran run(String... args) {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(args);
      return new Ran(code, bytes.toString(StandardCharsets.UTF_8).lines().toList());
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void findPrintsTheOneCalledSoFirst() {
    Ran ran = run("companies", "find", "mistral");
    assertThat(ran.code()).isZero();
    assertThat(ran.lines().getFirst()).startsWith("mistral-ai\tMistral AI\tcompany\tFR");
  }

  @Test
  void findOfNobodyIsOne() {
    assertThat(run("companies", "find", "Zorbelia")).isEqualTo(new Ran(1, List.of()));
  }

  @Test
  void listFiltersByKindAndCountry() {
    Ran ran = run("companies", "list", "--kind", "regulator", "--country", "fr", "--json");
    assertThat(ran.lines())
        .isNotEmpty()
        .allSatisfy(
            l -> assertThat(l).contains("\"kind\":\"regulator\"").contains("\"country\":\"FR\""));
    assertThat(run("companies", "list", "--kind", "pub").code()).isEqualTo(2);
  }

  @Test
  void mergedNamesAreOneCompanyFromThenOn() throws IOException {
    String folder = home.toString();
    Ran merged = run("companies", "merge", "Zorbelia Labs", "Zorbelia SAS", "--home", folder);
    assertThat(merged.code()).isZero();
    assertThat(merged.lines()).singleElement().asString().startsWith("zorbelia\t");
    run("companies", "rename", "zorbelia", "Zorbelia Group", "--home", folder);
    run("companies", "refuse", "ChatGPT", "--home", folder);
    assertThat(Files.readAllLines(home.resolve("companies.txt")))
        .containsExactly(
            "same Zorbelia Labs = zorbelia", "name zorbelia = Zorbelia Group", "not ChatGPT");
    assertThat(run("companies", "find", "Zorbelia Labs", "--home", folder).lines())
        .singleElement()
        .asString()
        .startsWith("zorbelia\tZorbelia Group\tcompany");
  }

  @Test
  void aNameThatTheFileCannotHoldIsRefused() {
    assertThat(run("companies", "merge", "A = B", "C", "--home", home.toString()).code())
        .isEqualTo(2);
    assertThat(home.resolve("companies.txt")).doesNotExist();
  }

  @Test
  void aBrokenFileIsNamedAndLeftAlone() throws IOException {
    Files.writeString(home.resolve("companies.txt"), "merge a b\n");
    assertThat(run("companies", "refuse", "ChatGPT", "--home", home.toString()).code())
        .isEqualTo(2);
    assertThat(home.resolve("companies.txt")).hasContent("merge a b");
  }
}
