package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A crawl that ends badly: killed, or out of disk. The next run makes all whole. */
@Timeout(240)
class CrashIT {
  private static final int PAGES = 8;
  @TempDir Path folder;

  @Test
  void theNthWriteToStateOrArchiveFails() throws Exception {
    try (var farm = farm()) {
      var writes = new AtomicInteger();
      Map<String, String> whole = new TreeMap<>();
      crawl(farm, folder.resolve("whole"), what -> writes.incrementAndGet(), new Kept(whole, -1));
      assertThat(whole).hasSize(PAGES + 1);
      assertThat(writes.get()).isGreaterThan(20);
      int failed = 0;
      for (int n = 1; n <= writes.get() + 5; n++) {
        Path home = folder.resolve("n" + n);
        Map<String, String> got = new TreeMap<>();
        if (fails(farm, home, n, got)) failed++;
        crawl(farm, home, WriteWatch.NONE, new Kept(got, -1));
        assertThat(got).as("write %d failed", n).isEqualTo(whole);
        assertThat(archived(home)).as("archive after write %d failed", n).isEqualTo(whole);
        if (n % 10 == 0) {
          Crawl again = crawl(farm, home, WriteWatch.NONE, new Kept(got, -1));
          assertThat(again.counts().of(CrawlCounts.Count.INDEXED)).isZero();
        }
      }
      assertThat(failed).isGreaterThan(20);
    }
  }

  @Test
  void theNthCommitOfTheIndexFails() throws Exception {
    try (var farm = farm()) {
      Map<String, String> whole = new TreeMap<>();
      crawl(farm, folder.resolve("whole"), WriteWatch.NONE, new Kept(whole, -1));
      for (int n = 1; n <= 6; n++) {
        Path home = folder.resolve("i" + n);
        Map<String, String> got = new TreeMap<>();
        try {
          crawl(farm, home, WriteWatch.NONE, new Kept(got, n));
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("the next run goes on from here");
        }
        crawl(farm, home, WriteWatch.NONE, new Kept(got, -1));
        assertThat(got).isEqualTo(whole);
      }
    }
  }

  /** A crawl in a process of its own is killed fifty times, and ends like one that was not. */
  @Test
  void fiftyKillsAtRandomMoments() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new java.util.Random(seed);
    try (var farm = new Farm()) {
      farm.recording = false;
      Map<String, String> whole = new TreeMap<>();
      List<String> sources = new ArrayList<>();
      for (int host = 0; host < 5; host++) {
        String site = "http://h" + host + ".example/";
        List<String> links = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          String url = site + i;
          String html = "<p>page " + i + " of " + host;
          links.add(url);
          farm.on(
              url,
              (r, out) -> {
                Thread.sleep(4);
                Farm.ok("text/html", html).write(r, out);
              });
          whole.put(CanonicalUrl.of(url).orElseThrow().id(), html);
        }
        farm.rss(site + "feed", links.toArray(String[]::new));
        sources.add(site + "feed");
      }
      Path home = folder.resolve("killed0");
      int kills = 0;
      int finished = 0;
      while (kills < 50) {
        Process process = start(farm, home, sources);
        try (var out = process.inputReader()) {
          assertThat(out.readLine()).isEqualTo("begins");
          if (process.waitFor(random.nextInt(1, 250), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            assertThat(process.exitValue()).isZero();
            wholeIn(home, whole);
            home = folder.resolve("killed" + ++finished);
            continue;
          }
          process.destroyForcibly().waitFor();
          kills++;
        }
      }
      Process last = start(farm, home, sources);
      assertThat(last.waitFor()).isZero();
      wholeIn(home, whole);
    }
  }

  private static void wholeIn(Path home, Map<String, String> whole) throws IOException {
    assertThat(KilledCrawl.index(home)).isEqualTo(whole);
    assertThat(archived(home)).isEqualTo(whole);
  }

  private static Process start(Farm farm, Path home, List<String> sources) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledCrawl.class.getName(),
                String.valueOf(farm.port()),
                home.toString()));
    command.addAll(sources);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static boolean fails(Farm farm, Path home, int n, Map<String, String> got)
      throws InterruptedException {
    var count = new AtomicInteger();
    try {
      crawl(
          farm,
          home,
          what -> {
            // once failed, the disk stays full
            if (count.incrementAndGet() >= n) throw new IOException("No space left on device");
          },
          new Kept(got, -1));
      return false;
    } catch (IOException e) {
      assertThat(e).hasStackTraceContaining("No space left on device");
      return true;
    }
  }

  static Farm farm() throws IOException {
    var farm = new Farm();
    farm.recording = false;
    List<String> links = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      String url = "http://a.example/" + i;
      links.add(url);
      farm.page(url, "<p>page " + i);
    }
    farm.on("http://a.example/moved", Farm.status(301, "Location: /new"));
    farm.page("http://a.example/new", "<p>moved here");
    links.add("http://a.example/moved");
    farm.rss("http://a.example/feed", links.toArray(String[]::new));
    return farm;
  }

  private static Crawl crawl(Farm farm, Path home, WriteWatch watch, PageSink sink)
      throws IOException, InterruptedException {
    Crawl crawl =
        Crawl.in(home)
            .sources(List.of(Source.of("http://a.example/feed")))
            .agent(new UserAgent("https://bot.example/about"))
            .delay(Duration.ZERO)
            .parallelPerHost(3)
            .resolver(farm.resolver())
            .allowPrivateNetwork(true)
            .once(true)
            .patience(Duration.ZERO)
            .warcBytes(2_000)
            .watch(watch)
            .sink(sink)
            .open();
    crawl.run();
    return crawl;
  }

  /** What a rebuild from the archive gives. */
  static Map<String, String> archived(Path home) throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Inputs inputs =
        Inputs.open(List.of(home.resolve("warc")), bad -> assertThat(bad).isNull())) {
      for (Input i = inputs.next(); i != null; i = inputs.next()) {
        String before =
            pages.put(i.id(), new String(((Input.OfPage) i).page().body(), StandardCharsets.UTF_8));
        assertThat(before).as("archived twice: %s", i.id()).isNull();
      }
    }
    assertThat(Files.list(home.resolve("warc")).map(Path::toString))
        .allSatisfy(name -> assertThat(name).endsWith(".warc.gz"));
    return pages;
  }

  /** An index that commits to memory, and fails at its n-th commit. */
  private static final class Kept implements PageSink {
    private final Map<String, String> committed;
    private final Map<String, String> open = new TreeMap<>();
    private final int failing;
    private int commits;

    Kept(Map<String, String> committed, int failing) {
      this.committed = committed;
      this.failing = failing;
    }

    @Override
    public void accept(Input.OfPage page, String source) {
      open.put(page.id(), new String(page.page().body(), StandardCharsets.UTF_8));
    }

    @Override
    public void commit() throws IOException {
      if (++commits == failing) throw new IOException("index: No space left on device");
      committed.putAll(open);
      open.clear();
    }
  }
}
