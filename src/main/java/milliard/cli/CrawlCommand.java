package milliard.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import milliard.Home;
import milliard.Intake;
import milliard.fetch.Crawl;
import milliard.fetch.CrawlCounts;
import milliard.fetch.CrawlCounts.Count;
import milliard.fetch.CrawlListener;
import milliard.fetch.Input;
import milliard.fetch.NearDuplicates;
import milliard.fetch.PageSink;
import milliard.fetch.Source;
import milliard.fetch.SourceList;
import milliard.fetch.SourceList.SourceListException;
import milliard.fetch.UserAgent;
import milliard.index.DealIndex;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard crawl}: follows newsrooms, archives and indexes what is new. */
@Command(
    name = "crawl",
    description = {
      "Follows newsrooms: reads their feeds and sitemaps, fetches what is new, archives it",
      "under DIR/warc, reads its deals and indexes them. Runs until it is stopped; with",
      "--once until nothing is left to do. Stopped or killed at any moment, the next run",
      "goes on where it was.",
      "",
      "SOURCES are lists (YAML or OPML) or addresses of feeds, sitemaps and home pages;",
      "without any, the newsrooms that ship with Milliard."
    },
    mixinStandardHelpOptions = true)
final class CrawlCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SOURCES", description = "Lists or addresses.")
  private List<String> places = List.of();

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--once", description = "End when nothing is left to do now.")
  private boolean once;

  @Option(
      names = "--contact",
      paramLabel = "ADDRESS",
      defaultValue = "${env:MILLIARD_CONTACT}",
      description = "Where sites reach you, sent with each request (or MILLIARD_CONTACT).")
  private @Nullable String contact;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      description = "Least time between two requests to a host (default 1.5).")
  private BigDecimal delay = new BigDecimal("1.5");

  @Option(
      names = "--max-age",
      paramLabel = "DAYS",
      description = "Leave out what is older by its feed or sitemap (default 30).")
  private int maxAge = 30;

  @Option(names = "--max-pages", paramLabel = "N", description = "End after so many pages.")
  private long maxPages = Long.MAX_VALUE;

  @Option(names = "--no-index", description = "Only archive; 'milliard ingest DIR/warc' later.")
  private boolean noIndex;

  @Option(
      names = "--allow-private-network",
      description = "Also ask loopback and private addresses (tests, intranets).")
  private boolean allowPrivateNetwork;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Keep counters there in OpenMetrics, written every ten seconds.")
  private @Nullable Path metrics;

  @Option(names = "--json", description = "Print the summary and each fault as JSON lines.")
  private boolean json;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Articles read at once (default: one a core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException, InterruptedException {
    // what a robots.txt or a sitemap has wrong is told by our own messages
    java.util.logging.Logger.getLogger("crawlercommons").setLevel(java.util.logging.Level.SEVERE);
    List<Source> sources = sources();
    if (noIndex) return crawl(sources, null);
    Home folder = home.home();
    var milliard = folder.milliard();
    try (DealIndex index = folder.open();
        NearDuplicates texts = NearDuplicates.open(folder.folder());
        Read read = new Read(texts);
        Intake intake = new Intake(milliard, index, threads, read)) {
      read.intake = intake;
      texts.forget(Instant.now());
      return crawl(sources, read);
    }
  }

  private int crawl(List<Source> sources, @Nullable Read read)
      throws IOException, InterruptedException {
    try (Progress progress = new Progress("pages")) {
      if (read != null) read.progress = progress;
      Crawl crawl =
          Crawl.in(home.home().folder())
              .sources(sources)
              .agent(agent())
              .delay(Duration.ofMillis(delay.movePointRight(3).longValue()))
              .maxAge(Duration.ofDays(maxAge))
              .maxPages(maxPages)
              .allowPrivateNetwork(allowPrivateNetwork)
              .once(once)
              .sink(read)
              .listener(listener(progress))
              .open();
      var ended = new CountDownLatch(1);
      var hook = new Thread(() -> stop(crawl, ended));
      Runtime.getRuntime().addShutdownHook(hook);
      ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(daemon());
      try {
        ticks.scheduleAtFixedRate(() -> tick(crawl, progress), 1, 1, TimeUnit.SECONDS);
        crawl.run();
      } catch (IOException e) {
        throw new UserException(String.valueOf(e.getMessage()), e);
      } finally {
        ticks.shutdown();
        progress.end();
        summary(crawl.counts());
        ended.countDown();
      }
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // it is already running: that is what ended the crawl
      }
      return crawl.counts().of(Count.ARCHIVED) + crawl.counts().of(Count.INDEXED) > 0 ? 0 : 1;
    }
  }

  private static java.util.concurrent.ThreadFactory daemon() {
    return Thread.ofPlatform().daemon().factory();
  }

  private static void stop(Crawl crawl, CountDownLatch ended) {
    crawl.stop();
    try {
      if (!ended.await(30, TimeUnit.SECONDS)) {
        System.err.println(
            "milliard: not ended in 30 s; the next run goes on from the last commit");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Source> sources() throws IOException {
    if (places.isEmpty()) return SourceList.bundled();
    List<Source> sources = new ArrayList<>();
    for (String place : places) {
      try {
        sources.addAll(SourceList.read(place));
      } catch (SourceListException e) {
        throw new UserException(String.valueOf(e.getMessage()), e);
      }
    }
    return sources;
  }

  private UserAgent agent() {
    String said = contact;
    if (said == null || said.isBlank()) {
      String host;
      try {
        host = InetAddress.getLocalHost().getCanonicalHostName();
      } catch (UnknownHostException e) {
        host = "localhost";
      }
      said = "mailto:" + System.getProperty("user.name") + "@" + host;
      System.err.println("no --contact given: sites are told " + said);
    }
    try {
      return new UserAgent(said);
    } catch (IllegalArgumentException e) {
      throw new UserException("--contact: " + e.getMessage(), e);
    }
  }

  private CrawlListener listener(Progress progress) {
    return new CrawlListener() {
      @Override
      public void read(String source, int items, int fresh) {
        if (fresh > 0) progress.say(source + ": " + items + " items, " + fresh + " new");
      }

      @Override
      public void failed(String where, String reason) {
        if (json) line(Json.object().put("where", where).put("reason", reason).build());
        else progress.say(where + ": " + reason);
      }
    };
  }

  private static synchronized void line(Json json) {
    System.out.println(json.write());
    System.out.flush();
  }

  private long ticks;

  private void tick(Crawl crawl, Progress progress) {
    try {
      CrawlCounts counts = crawl.counts();
      long done = counts.of(Count.ARCHIVED);
      long waiting = crawl.waiting();
      progress.size(done + waiting);
      progress.at(
          done,
          String.format(
              Locale.ROOT,
              "%.1f/s, %d waiting, %d put off, %d failed",
              done / counts.seconds(),
              waiting,
              counts.of(Count.RETRIES),
              counts.of(Count.FAILED)));
      if (++ticks % 10 == 0) write(counts);
    } catch (IOException e) {
      progress.say("milliard: " + e.getMessage());
    }
  }

  private void write(CrawlCounts counts) throws IOException {
    Path file = metrics;
    if (file == null) return;
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, counts.openMetrics(), StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void summary(CrawlCounts counts) throws IOException {
    write(counts);
    if (json) {
      var object =
          Json.object().put("seconds", BigDecimal.valueOf(Math.round(counts.seconds() * 10), 1));
      for (Count c : Count.values()) object.put(c.name().toLowerCase(Locale.ROOT), counts.of(c));
      line(object.build());
      return;
    }
    for (Count c : Count.values()) System.err.printf("%,14d %s%n", counts.of(c), c.words());
    System.err.printf("%,14.1f seconds%n", counts.seconds());
  }

  /** Hands pages to the reader and hears what it made of them. */
  private static final class Read implements PageSink, Intake.Listener, AutoCloseable {
    private final NearDuplicates texts;
    private @Nullable Intake intake;
    private @Nullable Progress progress;
    private final List<Quality> qualities = new ArrayList<>();
    private final java.util.Map<String, String> under =
        new java.util.concurrent.ConcurrentHashMap<>();

    @Override
    public void accept(Input.OfPage page, String source) throws IOException {
      under.put(page.page().url().toString(), page.id());
      java.util.Objects.requireNonNull(intake).accept(page, source);
    }

    @Override
    public void commit() throws IOException {
      java.util.Objects.requireNonNull(intake).commit();
      under.clear();
    }

    @Override
    public synchronized List<Quality> qualities() {
      List<Quality> told = List.copyOf(qualities);
      qualities.clear();
      return told;
    }

    private Read(NearDuplicates texts) {
      this.texts = texts;
    }

    @Override
    public synchronized void read(String id, AnnotatedArticle said) {
      String url = String.valueOf(said.article().url());
      try {
        texts
            .put(id, url, said.article().text(), Instant.now())
            .ifPresent(copy -> say(url + ": nearly the same text as " + copy.url()));
      } catch (IOException e) {
        say(url + ": not compared with other texts: " + e.getMessage());
      }
      qualities.add(
          new Quality(
              id, true, said.article().published() != null, !said.article().authors().isEmpty()));
    }

    @Override
    public synchronized void passed(String where, String reason) {
      String id = under.get(where);
      if (id != null) qualities.add(new Quality(id, false, false, false));
      say(where + ": " + reason);
    }

    private void say(String message) {
      if (progress != null) progress.say(message);
    }

    @Override
    public void close() {
      under.clear();
    }
  }
}
