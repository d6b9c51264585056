package milliard.cli;

import java.nio.file.Path;
import milliard.Home;
import picocli.CommandLine.Option;

/** The folder that a command works on. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the index, the archive and your corrections.")
  private Path folder = Path.of("");

  Home home() {
    return new Home(folder);
  }
}
