package milliard.fetch;

import crawlercommons.filters.basic.BasicURLNormalizer;
import de.hshn.mi.crawler4j.frontier.HSQLDBFrontierConfiguration;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.CrawlController;
import edu.uci.ics.crawler4j.crawler.WebCrawler;
import edu.uci.ics.crawler4j.fetcher.PageFetcher;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtConfig;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtServer;
import edu.uci.ics.crawler4j.url.WebURL;
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
import java.util.concurrent.atomic.AtomicLong;
import milliard.fetch.CrawlCounts.Count;

/**
 * Pages a second against a fast loopback farm, politeness off: fetched, archived in WARC (forced to
 * the disk) and queued to be handed on; beside crawler4j, which fetches and takes links but
 * archives nothing, in the same run. Each runs in a process of its own with 256 MB, as does the
 * farm, whose work is on the same cores. Then the same with a million addresses waiting. Run by
 * hand:
 *
 * <pre>
 * java -cp TEST-CLASSPATH milliard.fetch.CrawlBenchmark [PAGES] [WAITING]
 * </pre>
 */
public final class CrawlBenchmark {
  private static final int HOSTS = 4;
  private static final int PARALLEL = 64;

  private CrawlBenchmark() {}

  /** Runs all, or one of them in this process. */
  public static void main(String[] args) throws Exception {
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
    String what = args.length == 0 ? "all" : args[0];
    switch (what) {
      case "farm" -> serve();
      case "milliard" -> ours(number(args, 1), number(args, 2));
      case "many" -> ourMany(number(args, 1), number(args, 2), number(args, 3));
      case "crawler4j" -> Crawler4j.run(number(args, 1), number(args, 2));
      default -> all(args);
    }
  }

  private static int number(String[] args, int at) {
    return Integer.parseInt(args[at]);
  }

  private static void all(String[] args) throws Exception {
    String pages = args.length > 0 ? args[0] : "30000";
    String waiting = args.length > 1 ? args[1] : "1000000";
    Process farm = java(ProcessBuilder.Redirect.PIPE, "farm");
    try (var out = farm.inputReader()) {
      String port = out.readLine();
      for (int run = 1; run <= 2; run++) {
        java(ProcessBuilder.Redirect.INHERIT, "milliard", port, pages).waitFor();
        java(ProcessBuilder.Redirect.INHERIT, "crawler4j", port, pages).waitFor();
      }
      java(ProcessBuilder.Redirect.INHERIT, "many", port, pages, waiting).waitFor();
    } finally {
      farm.destroy();
    }
  }

  private static Process java(ProcessBuilder.Redirect out, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrawlBenchmark.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(out)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** A crawl that finds all its pages in sitemaps. */
  private static void ours(int port, int pages) throws Exception {
    Path home = Files.createTempDirectory("milliard-benchmark");
    List<Source> sources = new ArrayList<>();
    for (int h = 0; h < HOSTS; h++) {
      sources.add(Source.of("http://h" + h + ".example/list/" + pages / HOSTS));
    }
    run("milliard", home, port, sources, pages);
    delete(home);
  }

  /** A crawl of as many pages, while many more wait. */
  private static void ourMany(int port, int pages, int waiting) throws Exception {
    Path home = Files.createTempDirectory("milliard-benchmark");
    long began = System.nanoTime();
    try (var state = CrawlState.open(home.resolve("crawl.db"), WriteWatch.NONE)) {
      var frontier = new Frontier(state, java.time.Clock.systemUTC());
      for (int h = 0; h < HOSTS; h++) {
        String site = "http://h" + h + ".example/";
        for (int from = 0; from < waiting / HOSTS; from += 10_000) {
          int first = from;
          List<Discovery.Item> items = new ArrayList<>();
          for (int i = first; i < Math.min(first + 10_000, waiting / HOSTS); i++) {
            items.add(new Discovery.Item(okhttp3.HttpUrl.get(site + i), null));
          }
          state.write(rows -> {
            rows.change("INSERT OR IGNORE INTO source(url, name) VALUES(?, ?)", site, site);
            long source = rows.number("SELECT id FROM source WHERE url = ?", site);
            frontier.add(rows, source, items, items.size());
          });
        }
      }
    }
    System.out.printf(
        "%,d addresses taken in in %.1f s%n", waiting, (System.nanoTime() - began) / 1e9);
    run("milliard, " + waiting + " waiting", home, port, List.of(), pages);
    delete(home);
  }

  private static void run(String name, Path home, int port, List<Source> sources, int pages)
      throws Exception {
    Map<String, InetSocketAddress> names = new HashMap<>();
    for (int h = 0; h < HOSTS; h++) {
      names.put(
          "h" + h + ".example", new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
    Crawl crawl =
        Crawl.in(home)
            .sources(sources)
            .agent(new UserAgent("https://bot.example/about"))
            .delay(Duration.ZERO)
            .parallel(PARALLEL)
            .parallelPerHost(PARALLEL / HOSTS)
            .resolver(Resolver.of(names))
            .allowPrivateNetwork(true)
            .once(true)
            .patience(Duration.ZERO)
            .maxPages(pages)
            .open();
    double processor = processorSeconds();
    var most = new AtomicLong();
    Thread watch = Thread.ofPlatform().daemon().start(() -> watch(most));
    crawl.run();
    watch.interrupt();
    CrawlCounts counts = crawl.counts();
    long archived;
    try (var files = Files.walk(home.resolve("warc"))) {
      archived = files.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
    }
    System.out.printf(
        "%-28s %,7d pages, %,d MB decoded, %,d MB of WARC in %.1f s: %,.0f pages a second, %,.0f a"
            + " second of processor time; at most %,d MB alive after a collection%n",
        name,
        counts.of(Count.ARCHIVED),
        counts.of(Count.BYTES) >> 20,
        archived >> 20,
        counts.seconds(),
        counts.of(Count.ARCHIVED) / counts.seconds(),
        counts.of(Count.ARCHIVED) / (processorSeconds() - processor),
        most.get() >> 20);
  }

  /**
   * Of this process, all its threads, the JVM's own included: other work on the cores counts less.
   */
  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** What lives after a collection, every few seconds, the most of it. */
  private static void watch(AtomicLong most) {
    try {
      while (true) {
        Thread.sleep(2_000);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        most.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path p : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(p);
    }
  }

  /** crawler4j from one page with a link to each of the others; its delays are turned off. */
  private static final class Crawler4j extends WebCrawler {
    private static final AtomicLong VISITED = new AtomicLong();
    private static volatile long last;

    static void run(int port, int pages) throws Exception {
      Path home = Files.createTempDirectory("crawler4j-benchmark");
      var config = new CrawlConfig();
      config.setCrawlStorageFolder(home.toString());
      config.setPolitenessDelay(0);
      config.setMaxDepthOfCrawling(1);
      config.setMaxOutgoingLinksToFollow(pages + 1);
      config.setMaxDownloadSize(32 << 20);
      config.setMaxConnectionsPerHost(PARALLEL);
      config.setMaxTotalConnections(PARALLEL);
      config.setThreadMonitoringDelaySeconds(1);
      config.setThreadShutdownDelaySeconds(1);
      config.setCleanupDelaySeconds(1);
      var normalizer = new BasicURLNormalizer();
      var frontier = new HSQLDBFrontierConfiguration(config, 10);
      var fetcher = new PageFetcher(config, normalizer);
      var robots = new RobotstxtServer(new RobotstxtConfig(), fetcher, frontier.getWebURLFactory());
      var controller = new CrawlController(config, normalizer, fetcher, robots, frontier);
      controller.addSeed("http://127.0.0.1:" + port + "/links/" + pages);
      VISITED.set(0);
      double processor = processorSeconds();
      long began = System.nanoTime();
      last = began;
      controller.start(Crawler4j::new, PARALLEL);
      double seconds = (last - began) / 1e9;
      System.out.printf(
          "%-28s %,7d pages in %.1f s (to the last page): %,.0f pages a second, %,.0f a second"
              + " of processor time%n",
          "crawler4j",
          VISITED.get(),
          seconds,
          VISITED.get() / seconds,
          VISITED.get() / (processorSeconds() - processor));
      frontier.close();
      delete(home);
    }

    @Override
    public boolean shouldVisit(edu.uci.ics.crawler4j.crawler.Page from, WebURL url) {
      return true;
    }

    @Override
    public void visit(edu.uci.ics.crawler4j.crawler.Page page) {
      VISITED.incrementAndGet();
      last = System.nanoTime();
    }
  }

  /** Pages of about 20 KB, each with a text of its own; a sitemap that names them. */
  private static void serve() throws IOException {
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
                answer(socket, parts);
              } catch (IOException e) {
                // the crawler has gone
              }
            });
      }
    }
  }

  private static void answer(Socket socket, byte[][] parts) throws IOException {
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
      } else if (path.startsWith("/list/") || path.startsWith("/links/")) {
        boolean links = path.startsWith("/links/");
        var body = new StringBuilder();
        int pages = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        for (int i = 0; i < pages; i++) {
          String url = "http://" + name + "/" + i;
          body.append(links ? "<a href=\"" + url + "\">page</a>" : url).append('\n');
        }
        write(out, links ? "text/html" : "text/plain", body.toString().getBytes());
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
