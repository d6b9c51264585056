package milliard.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An installed Chromium. Where there is none and this is root on a Debian, as in a container that
 * only builds, Debian's package is installed; nothing is downloaded from elsewhere.
 */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

  /** Without sandbox, which root and containers lack; without what it would ask the network for. */
  static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chromium() {}

  static Optional<Path> find() throws IOException, InterruptedException {
    Optional<Path> there = onPath();
    if (there.isPresent() || !canInstall()) return there;
    System.err.println("No Chromium: installing Debian's for the browser tests");
    apt("update");
    apt("install", "-y", "--no-install-recommends", "chromium");
    return onPath();
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin");
    for (String folder : path.split(":")) {
      for (String name : NAMES) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static boolean canInstall() {
    return Files.exists(Path.of("/etc/debian_version"))
        && Files.isExecutable(Path.of("/usr/bin/apt-get"))
        && "root".equals(System.getProperty("user.name"));
  }

  private static void apt(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of("/usr/bin/apt-get", "-q"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Path log = Files.createTempFile("apt", ".log");
    Process process = builder.redirectOutput(log.toFile()).start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) process.destroy();
    else if (process.exitValue() != 0) System.err.println(Files.readString(log));
    Files.delete(log);
  }
}
