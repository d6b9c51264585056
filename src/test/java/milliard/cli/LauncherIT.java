package milliard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user starts it: from any folder, with its exit codes and streams. */
class LauncherIT {
  private static final String LAUNCHER =
      new File(System.getProperty("milliard.launcher")).getPath();

  @TempDir Path folder;

  /** What Java is started with; null = as it comes. */
  private @Nullable String options;

  private record Run(int code, String out, String err) {}

  private Run milliard(String input, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER));
    command.addAll(List.of(args));
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    if (options != null) builder.environment().put("MILLIARD_JAVA_OPTS", options);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void theContractIsPrintedOnce() throws Exception {
    Run run =
        milliard(
            "Meta a signé un contrat de plus de 10 milliards de dollars avec Google Cloud.\n",
            "extract");
    assertThat(run.err).isEmpty();
    assertThat(run.code).isZero();
    assertThat(run.out)
        .containsOnlyOnce("contract · signed")
        .contains("Google Cloud")
        .contains("more than 10,000,000,000 USD");
  }

  /** A mix of both takes a tenth more processor time in 2 GB than in 4, a sixth more in 1.5. */
  @Test
  void bothLanguagesAreReadWithinTwoGigabytes() throws Exception {
    options = "-Xmx1500m";
    String line = "{\"id\":\"%s\",\"lang\":\"%s\",\"text\":\"%s\"}\n";
    Run run =
        milliard(
            String.format(line, "a", "fr", "Qonto a racheté Penta. La somme n'est pas connue.")
                + String.format(line, "b", "en", "Google has bought Wiz for $32bn in cash."),
            "extract",
            "--jsonl",
            "--threads",
            "2");
    assertThat(run.err).isEmpty();
    assertThat(run.code).isZero();
    assertThat(run.out.lines()).hasSize(2).allMatch(l -> l.contains("\"acquisition\""));
  }

  @Test
  void dataGoesOutWordsToErrorsAndABadLineDoesNotStopTheRun() throws Exception {
    Run run =
        milliard(
            "{\"id\":1,\"text\":\"\"}\n{bad\n{\"id\":3,\"text\":\" \"}\n", "extract", "--jsonl");
    assertThat(run.out.lines()).hasSize(3);
    assertThat(run.out.lines().toList().get(1)).contains("not JSON");
    assertThat(run.out.lines().toList().get(2)).startsWith("{\"id\":3,");
  }

  @Test
  void faultsOfTheUserAreToldInALine() throws Exception {
    Run missing = milliard("", "extract", "no-such-file.txt");
    assertThat(missing.code).isEqualTo(2);
    assertThat(missing.out).isEmpty();
    assertThat(missing.err).isEqualTo("milliard: no file no-such-file.txt\n");
    Path binary = Files.write(folder.resolve("b.txt"), new byte[] {1, 0, 2});
    assertThat(milliard("", "extract", binary.toString()).err).contains("is not a text");
    assertThat(milliard("", "extract", folder.toString()).err).contains("is a folder");
    Run unknown = milliard("", "extrct");
    assertThat(unknown.code).isEqualTo(2);
    assertThat(unknown.err).contains("extrct");
  }

  /** A search runs on fewer jars than the rest: all that it can do must be in them. */
  @Test
  void whatWasIngestedIsFoundInEveryForm() throws Exception {
    Path text =
        Files.writeString(
            folder.resolve("a.txt"),
            """
            Salesforce rachète Informatica pour 8 milliards de dollars

            Salesforce a annoncé le rachat d'Informatica pour 8 milliards de dollars.
            """);
    assertThat(milliard("", "ingest", text.toString(), "--home", "news").code).isZero();
    Run deals = milliard("", "search", "rachat plus de 5 milliards", "--facets", "--home", "news");
    assertThat(deals.code).as(deals.err).isZero();
    assertThat(deals.out).contains("acquisition").contains("Informatica");
    assertThat(deals.err).isEqualTo("1 deals\n");
    Run articles = milliard("", "search", "informatica", "--articles", "--home", "news");
    assertThat(articles.out).contains("Salesforce rachète Informatica");
    Run json = milliard("", "search", "acquirer:salesforce~", "--json", "--home", "news");
    assertThat(json.out.lines()).hasSize(1);
    assertThat(json.out).contains("\"type\":\"acquisition\"");
    assertThat(milliard("", "search", "type:ipo", "--home", "news").code).isEqualTo(1);
    Run wrong = milliard("", "search", "type:nonsense", "--home", "news");
    assertThat(wrong.code).isEqualTo(2);
    assertThat(wrong.err).startsWith("milliard: column 6: ").doesNotContain("Exception");
    assertThat(milliard("", "search", "x", "--home", "nowhere").err)
        .isEqualTo("milliard: no index in nowhere/index\n");
  }

  @Test
  void nothingFoundIsOne() throws Exception {
    assertThat(milliard("  \n", "extract").code).isEqualTo(1);
  }

  @Test
  void helpIsOneScreen() throws Exception {
    for (String command :
        List.of("extract", "explain", "ingest", "search", "sources", "evaluate", "diff", "demo")) {
      Run run = milliard("", command, "-h");
      assertThat(run.code).isZero();
      assertThat(run.out.lines().count()).as("lines of %s -h", command).isLessThanOrEqualTo(24);
      assertThat(run.out.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(80);
    }
  }

  @Test
  void aClosedPipeIsNoError() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "'" + LAUNCHER + "' -h | head -1; exit 0")
            .directory(folder.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out.lines()).hasSize(1);
    assertThat(err).isEmpty();
  }
}
