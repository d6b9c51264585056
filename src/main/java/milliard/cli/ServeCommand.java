package milliard.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import milliard.Home;
import milliard.http.Binding;
import milliard.http.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code milliard serve}: the index as a page and an API. */
@Command(
    name = "serve",
    description = {
      "Opens the index for a browser and for programs: a page, and a JSON API under",
      "/api/v1 (described at /api/v1/openapi.json). Read-only, on loopback unless told",
      "otherwise; what a crawl adds meanwhile is seen. Ends with Ctrl-C."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--port", paramLabel = "N", description = "Port (8080); 0 = any free one.")
  private int port = Binding.LOOPBACK.port();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Listen there (127.0.0.1); elsewhere than on loopback asks for a token.")
  private String host = Binding.LOOPBACK.host();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Answer only those who show the token in this file.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "A host name by which it may be called; may be repeated.")
  private List<String> names = List.of();

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description = "Pages of this site may read the API (CORS); may be repeated.")
  private List<String> origins = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Binding binding;
    try {
      binding =
          new Binding(
              host, port, token(), new LinkedHashSet<>(names), new LinkedHashSet<>(origins));
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
    serve(home.home(), binding, () -> {});
    return 0;
  }

  /** Serves until the process is told to end; then does what is to be done after. */
  static void serve(Home home, Binding binding, Closeable after)
      throws IOException, InterruptedException {
    var stopped = new CountDownLatch(1);
    Server server = open(home, binding);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try (after) {
                server.close();
              } catch (IOException e) {
                System.err.println("milliard: " + e.getMessage());
              }
              stopped.countDown();
            }));
    System.err.println("serving " + home.folder() + "; Ctrl-C ends it");
    System.out.println(server.address());
    System.out.flush();
    stopped.await();
  }

  private static Server open(Home home, Binding binding) throws IOException {
    try {
      return Server.start(home, binding);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable String token() throws IOException {
    if (tokenFile == null) return null;
    try {
      return Files.readString(tokenFile).strip();
    } catch (NoSuchFileException e) {
      throw new UserException("no file " + tokenFile, e);
    }
  }
}
