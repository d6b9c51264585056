package milliard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import milliard.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code milliard demo --serve}, the lines of the README against it, and its end. */
class ServeIT {
  @TempDir Path folder;

  @Test
  void theLinesOfTheReadmeWorkAfterTheDemo() throws Exception {
    List<String> lines =
        Files.readString(Path.of("README.md"))
            .lines()
            .filter(line -> line.startsWith("curl "))
            .toList();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(4);
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(f -> Files.isExecutable(Path.of(f, "curl"))),
        "SKIPPED: no curl on this machine");

    var builder =
        new ProcessBuilder(
                new File(System.getProperty("milliard.launcher")).getPath(),
                "demo",
                "--serve",
                "--port",
                "0")
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("MILLIARD_JAVA_OPTS", "-Djava.io.tmpdir=" + folder);
    Process demo = builder.start();
    try {
      var out =
          new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
      URI address =
          out.lines()
              .filter(l -> l.startsWith("http://127.0.0.1:"))
              .findFirst()
              .map(URI::create)
              .orElseThrow(() -> new AssertionError("no address; " + err()));
      assertThat(kept()).as("its folder while it serves").isEqualTo(1);
      for (String line : lines) {
        assertThat(line).contains("http://127.0.0.1:8080/");
        Process curl =
            new ProcessBuilder("sh", "-c", line.replace(":8080/", ":" + address.getPort() + "/"))
                .redirectErrorStream(true)
                .start();
        String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(line).isZero();
        assertThat(answer).as(line).isNotBlank();
        for (String json : answer.lines().toList()) {
          assertThat(Json.read(json).get("status").filter(s -> s instanceof Json.Num))
              .as("%s: %s", line, answer)
              .isEmpty();
        }
        if (line.contains("/deals?")) {
          assertThat(Json.read(answer).get("deals").orElseThrow().elements()).isNotEmpty();
        }
      }
    } finally {
      demo.destroy();
      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as("ends when told").isTrue();
    }
    assertThat(err()).doesNotContain("Exception");
    assertThat(kept()).as("its folder is deleted").isZero();
  }

  private String err() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long kept() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("milliard-demo")).count();
    }
  }
}
