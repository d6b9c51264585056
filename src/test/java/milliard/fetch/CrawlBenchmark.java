package milliard.fetch;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import milliard.fetch.CrawlCounts.Count;

/**
 * Pages a second against a fast loopback farm, politeness off: fetched, archived in WARC (forced to
 * the disk) and queued to be handed on. The farm runs in a process of its own, and its work is on
 * the same cores. Run by hand:
 *
 * <pre>
 * java -cp TEST-CLASSPATH milliard.fetch.CrawlBenchmark [PAGES] [HOSTS]
 * </pre>
 */
public final class CrawlBenchmark {
  private CrawlBenchmark() {}

  /** Runs the farm, or the crawl against it. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("farm")) {
      serve(Integer.parseInt(args[1]));
      return;
    }
    int pages = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int hosts = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    Process farm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrawlBenchmark.class.getName(),
                "farm",
                String.valueOf(pages / hosts))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = farm.inputReader()) {
      int port = Integer.parseInt(out.readLine());
      for (int run = 1; run <= 2; run++) run(port, hosts);
    } finally {
      farm.destroy();
    }
  }

  private static void run(int port, int hosts) throws Exception {
    Path home = Files.createTempDirectory("milliard-benchmark");
    Map<String, InetSocketAddress> names = new HashMap<>();
    List<Source> sources = new ArrayList<>();
    for (int h = 0; h < hosts; h++) {
      names.put(
          "h" + h + ".example", new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      sources.add(Source.of("http://h" + h + ".example/sitemap.txt"));
    }
    Crawl crawl =
        Crawl.in(home)
            .sources(sources)
            .agent(new UserAgent("https://bot.example/about"))
            .delay(Duration.ZERO)
            .parallel(64)
            .parallelPerHost(16)
            .resolver(Resolver.of(names))
            .allowPrivateNetwork(true)
            .once(true)
            .patience(Duration.ZERO)
            .open();
    crawl.run();
    CrawlCounts counts = crawl.counts();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long archived;
    try (var files = Files.walk(home.resolve("warc"))) {
      archived = files.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
    }
    System.out.printf(
        "%,d pages, %,d MB decoded, %,d MB of WARC in %.1f s: %,.0f pages a second; heap after"
            + " %,d MB%n",
        counts.of(Count.ARCHIVED),
        counts.of(Count.BYTES) >> 20,
        archived >> 20,
        counts.seconds(),
        counts.of(Count.ARCHIVED) / counts.seconds(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    try (var files = Files.walk(home)) {
      for (Path p : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(p);
    }
  }

  /** Pages of about 20 KB, each with a text of its own; a sitemap that names them. */
  private static void serve(int pages) throws IOException {
    byte[][] parts = new byte[64][];
    var random = new Random(1);
    for (int i = 0; i < parts.length; i++) {
      var text = new StringBuilder();
      while (text.length() < 300) {
        text.append(Integer.toString(random.nextInt(5_000), 36)).append(' ');
      }
      parts[i] = ("<p class=\"text\">" + text + "</p>\n").getBytes(StandardCharsets.UTF_8);
    }
    try (var server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual()
            .start(() -> {
              try (socket) {
                answer(socket, pages, parts);
              } catch (IOException e) {
                // the crawler has gone
              }
            });
      }
    }
  }

  private static void answer(Socket socket, int pages, byte[][] parts) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 15);
    var request = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      request.append((char) b);
      int length = request.length();
      if (b != '\n' || length < 4 || request.charAt(length - 3) != '\n') continue;
      String path = request.substring(4, request.indexOf(" ", 4));
      int host = request.indexOf("Host: ");
      String name = request.substring(host + 6, request.indexOf("\r", host));
      request.setLength(0);
      if (path.equals("/robots.txt")) {
        out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes());
      } else if (path.equals("/sitemap.txt") || path.equals("/")) {
        var body = new StringBuilder();
        for (int i = 0; i < pages; i++) {
          String url = "http://" + name + "/" + i;
          body.append(path.equals("/") ? "<a href=\"" + url + "\">" : url).append('\n');
        }
        write(out, path.equals("/") ? "text/html" : "text/plain", body.toString().getBytes());
      } else {
        int number = Integer.parseInt(path.substring(1));
        var body = new java.io.ByteArrayOutputStream(21_000);
        body.writeBytes(
            ("<!doctype html><html><head><title>"
                    + number
                    + "</title><link rel=canonical href='http://"
                    + name
                    + path
                    + "'></head><body>")
                .getBytes());
        for (int i = 0; i < 60; i++)
          body.writeBytes(parts[(number * 31 + i * 7 + i * i) % parts.length]);
        write(out, "text/html", body.toByteArray());
      }
      out.flush();
    }
  }

  private static void write(OutputStream out, String type, byte[] body) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes());
    out.write(body);
  }
}
