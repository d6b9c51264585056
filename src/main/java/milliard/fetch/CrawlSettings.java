package milliard.fetch;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a crawl is told. */
public final class CrawlSettings {
  final Path home;
  List<Source> sources = List.of();
  @Nullable UserAgent agent;
  Duration delay = Duration.ofMillis(1_500);
  int parallelPerHost = 1;
  int parallel = 64;
  Resolver resolver = Resolver.SYSTEM;
  boolean allowPrivateNetwork;
  boolean once;
  @Nullable PageSink sink;
  CrawlListener listener = CrawlListener.NONE;
  @Nullable Duration maxAge;
  long maxPages = Long.MAX_VALUE;
  Duration patience = Duration.ofSeconds(5);
  Duration timeout = HttpClient.CALL;
  long warcBytes = 1L << 30;
  Clock clock = Clock.systemUTC();
  WriteWatch watch = WriteWatch.NONE;

  CrawlSettings(Path home) {
    this.home = home;
  }

  /** What to follow. */
  public CrawlSettings sources(List<Source> sources) {
    this.sources = Source.distinct(sources);
    return this;
  }

  /** Who we say we are. Must be said. */
  public CrawlSettings agent(UserAgent agent) {
    this.agent = agent;
    return this;
  }

  /** Least time between two requests to a host; a robots.txt may ask for more. Default 1.5 s. */
  public CrawlSettings delay(Duration delay) {
    this.delay = delay;
    return this;
  }

  /** Requests to one host at once. Default 1. */
  public CrawlSettings parallelPerHost(int n) {
    this.parallelPerHost = n;
    return this;
  }

  /** Requests at once in all. Default 64. */
  public CrawlSettings parallel(int n) {
    this.parallel = n;
    return this;
  }

  /** Where hosts are. Default the system's name service. */
  public CrawlSettings resolver(Resolver resolver) {
    this.resolver = resolver;
    return this;
  }

  /** Whether loopback, private and other special addresses may be asked. Default no. */
  public CrawlSettings allowPrivateNetwork(boolean allow) {
    this.allowPrivateNetwork = allow;
    return this;
  }

  /** Whether to end when nothing is left to do now, for cron and batch jobs. Default no. */
  public CrawlSettings once(boolean once) {
    this.once = once;
    return this;
  }

  /** Who takes the pages; null = they stay archived, for a later run or for ingest. */
  public CrawlSettings sink(@Nullable PageSink sink) {
    this.sink = sink;
    return this;
  }

  /** Who hears of it. */
  public CrawlSettings listener(CrawlListener listener) {
    this.listener = listener;
    return this;
  }

  /** Items that their source dates earlier are left out; null = none. Default none. */
  public CrawlSettings maxAge(@Nullable Duration age) {
    this.maxAge = age;
    return this;
  }

  /** Pages after which the run ends. */
  public CrawlSettings maxPages(long pages) {
    this.maxPages = pages;
    return this;
  }

  /** How long a run with {@link #once} waits for what was put off. Default 5 s. */
  public CrawlSettings patience(Duration patience) {
    this.patience = patience;
    return this;
  }

  /** Longest a request may take in all. Default a minute. */
  public CrawlSettings timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** Size at which a WARC file is ended and the next one begun. Default 1 GiB. */
  public CrawlSettings warcBytes(long bytes) {
    this.warcBytes = bytes;
    return this;
  }

  CrawlSettings clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  CrawlSettings watch(WriteWatch watch) {
    this.watch = watch;
    return this;
  }

  UserAgent agent() {
    UserAgent said = agent;
    if (said == null) {
      throw new IllegalStateException("agent(…) is missing: whom can the sites write to?");
    }
    return said;
  }

  /** A crawl, not yet running. */
  public Crawl open() {
    agent();
    return new Crawl(this);
  }
}
