package milliard.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import milliard.fetch.CrawlCounts.Count;
import milliard.fetch.Frontier.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Follows sources: reads them in their rhythm, fetches what is new, archives it under {@code
 * HOME/warc}, hands it on.
 *
 * <pre>{@code
 * Crawl crawl = Crawl.in(home).sources(sources).agent(new UserAgent("https://example.org/bot"))
 *     .sink(pages).once(true).open();
 * crawl.run();
 * }</pre>
 *
 * <p>What it knows is in {@code HOME/crawl.db}. It may be killed at any moment: the next run goes
 * on where the last commit was. One crawl at a time has a HOME; the operating system keeps that
 * lock, so a killed one leaves none.
 */
public final class Crawl {
  private final CrawlSettings settings;
  private final CrawlCounts counts = new CrawlCounts();
  private final Object bell = new Object();
  private final Counted counted = new Counted();
  private volatile boolean stopping;
  private volatile @Nullable CrawlState open;
  private boolean rung;

  Crawl(CrawlSettings settings) {
    this.settings = settings;
  }

  /** Settings of a crawl that keeps its state and its archive in a folder. */
  public static CrawlSettings in(Path home) {
    return new CrawlSettings(home);
  }

  /** What it has done so far. */
  public CrawlCounts counts() {
    return counts;
  }

  /**
   * Addresses that wait to be fetched; 0 while no run is under way. Counting a million of them
   * takes a moment in which nothing is written, so the number may be some seconds old.
   */
  public long waiting() throws IOException {
    CrawlState state = open;
    if (state == null) return 0;
    synchronized (counted) {
      long began = System.nanoTime();
      if (counted.next - began <= 0) {
        counted.number =
            state.read(rows -> rows.number("SELECT COUNT(*) FROM url WHERE stand = 0"));
        long took = System.nanoTime() - began;
        counted.next = System.nanoTime() + 100 * took;
      }
      return counted.number;
    }
  }

  private static final class Counted {
    long number;
    long next = System.nanoTime();
  }

  /** Ends the run soon: requests that are under way are finished and committed. */
  public void stop() {
    stopping = true;
    ring();
  }

  /**
   * Runs until {@link #stop}, or with {@code once} until nothing is left to do.
   *
   * @throws IOException if the state, the archive or the sink cannot be written: the crawl ends,
   *     and the next run goes on from the last commit
   */
  public void run() throws IOException, InterruptedException {
    Files.createDirectories(settings.home);
    try (FileChannel channel =
            FileChannel.open(
                settings.home.resolve("crawl.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (!lock.isValid()) throw new IOException("the lock of " + settings.home + " is lost");
      try (var state = CrawlState.open(settings.home.resolve("crawl.db"), settings.watch)) {
        open = state;
        new Run(state).run();
      } finally {
        open = null;
      }
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException("another crawl is running in " + settings.home);
    }
    return lock;
  }

  private void ring() {
    synchronized (bell) {
      rung = true;
      bell.notifyAll();
    }
  }

  private void await(long millis) throws InterruptedException {
    synchronized (bell) {
      if (!rung && millis > 0) bell.wait(millis);
      rung = false;
    }
  }

  /** One run: the parts, and what is under way. */
  private final class Run {
    private final CrawlState state;
    private final Frontier frontier;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<Long, String> visited = new ConcurrentHashMap<>();
    private final Map<String, HostVisit> hosts = new ConcurrentHashMap<>();
    private volatile @Nullable Throwable failure;

    Run(CrawlState state) {
      this.state = state;
      this.frontier = new Frontier(state, settings.clock);
      for (Source s : settings.sources) sources.put(s.url(), s);
    }

    void run() throws IOException, InterruptedException {
      enter();
      var gate = new HostGate(settings.delay, settings.parallelPerHost, settings.parallel);
      var archive =
          new WarcArchive(
              settings.home.resolve("warc"),
              state,
              settings.watch,
              settings.agent().toString(),
              settings.warcBytes);
      boolean whole = false;
      Handover handover = null;
      var committer = new Committer(state, archive);
      try (var client =
          new HttpClient(
              settings.agent(),
              settings.resolver,
              settings.allowPrivateNetwork,
              settings.timeout)) {
        var robots = new Robots(client, gate, state, settings.clock);
        var fetcher = new Fetcher(client, gate, robots, settings.clock);
        PageSink sink = settings.sink;
        if (sink != null) {
          handover = new Handover(state, archive, sink, counts, settings.listener, settings.clock);
        }
        var pages =
            new PageVisit(fetcher, frontier, committer, counts, settings.listener, settings.clock);
        var documents =
            new SourceVisit(
                fetcher,
                robots,
                frontier,
                state,
                committer,
                counts,
                settings.listener,
                settings.clock,
                settings.maxAge);
        loop(committer, handover, documents, pages);
        while (!visited.isEmpty() || !hosts.isEmpty()) await(20);
        whole = failure == null;
      } finally {
        committer.close();
        if (handover != null) {
          if (whole && !stopping) handover.finish();
          else handover.stop();
        }
        if (committer.failure() == null) archive.close();
        else archive.abandon();
      }
      tell(committer, handover);
    }

    private void tell(Committer committer, @Nullable Handover handover) throws IOException {
      Throwable cause = committer.failure();
      if (cause == null && handover != null) cause = handover.failure();
      if (cause == null) cause = failure;
      if (cause != null) {
        throw new IOException(
            "the crawl stopped: " + cause.getMessage() + "; the next run goes on from here", cause);
      }
    }

    /** The sources that are followed now. */
    private void enter() throws IOException {
      state.write(rows -> {
        rows.change("UPDATE source SET active = 0");
        for (Source s : settings.sources) {
          rows.change(
              "INSERT INTO source(url, name, lang) VALUES(?, ?, ?) ON CONFLICT(url) DO UPDATE SET"
                  + " name = excluded.name, lang = excluded.lang, active = 1",
              s.url(),
              s.name(),
              s.language() == null ? null : s.language().code());
        }
      });
    }

    private void loop(
        Committer committer, @Nullable Handover handover, SourceVisit documents, PageVisit pages)
        throws IOException, InterruptedException {
      while (!stopping && failure == null && committer.failure() == null) {
        if (handover != null && handover.failure() != null) return;
        if (counts.of(Count.ARCHIVED) >= settings.maxPages) return;
        long now = settings.clock.millis();
        long next = visitSources(documents, now);
        for (Map.Entry<String, Long> host : frontier.hosts().entrySet()) {
          if (hosts.containsKey(host.getKey())) continue;
          if (host.getValue() > now) {
            next = Math.min(next, host.getValue());
          } else {
            HostVisit visit = new HostVisit(host.getKey(), pages);
            hosts.put(host.getKey(), visit);
            visit.start();
          }
        }
        if (visited.isEmpty() && hosts.isEmpty()) {
          if (settings.once && next > now + settings.patience.toMillis()) return;
        }
        await(Math.clamp(next - now, 1, 1_000));
      }
    }

    private record Due(
        long id, String url, @Nullable String feed, long rhythm, int failures, long due) {}

    /** Starts visits to the sources that are due; when the next one is. */
    private long visitSources(SourceVisit documents, long now) throws IOException {
      List<Due> all =
          state.read(rows ->
              rows.all(
                  "SELECT id, url, feed, rhythm, failures, due FROM source WHERE active = 1",
                  r ->
                      new Due(
                          r.getLong(1),
                          String.valueOf(r.getString(2)),
                          r.getString(3),
                          r.getLong(4),
                          r.getInt(5),
                          r.getLong(6))));
      long next = Long.MAX_VALUE;
      for (Due due : all) {
        if (visited.containsKey(due.id)) continue;
        if (due.due > now) {
          next = Math.min(next, due.due);
          continue;
        }
        Source source = sources.get(due.url);
        if (source == null) continue;
        long free = frontier.free(HostGate.host(source.address()));
        if (free > now) {
          next = Math.min(next, free);
          continue;
        }
        visited.put(due.id, due.url);
        Thread.ofVirtual()
            .name("source " + source.name())
            .start(() -> {
              try {
                documents.visit(
                    source, new SourceVisit.Known(due.id, due.feed, due.rhythm, due.failures));
              } catch (Throwable e) {
                fail(e);
              } finally {
                visited.remove(due.id);
                ring();
              }
            });
      }
      return next;
    }

    private void fail(Throwable e) {
      if (failure == null) failure = e;
      ring();
    }

    /** The requests to one host, as many at once as are allowed. */
    private final class HostVisit {
      private final String host;
      private final PageVisit pages;
      private final Set<Long> taken = new java.util.HashSet<>();
      private final java.util.ArrayDeque<Waiting> buffer = new java.util.ArrayDeque<>();
      private int running;

      HostVisit(String host, PageVisit pages) {
        this.host = host;
        this.pages = pages;
      }

      void start() {
        running = settings.parallelPerHost;
        for (int i = 0; i < settings.parallelPerHost; i++) {
          Thread.ofVirtual().name("host " + host).start(this::work);
        }
      }

      private void work() {
        try {
          for (Waiting waiting = take(); waiting != null; waiting = take()) {
            try {
              Source source = sources.get(waiting.sourceUrl());
              if (source == null) {
                source = new Source(waiting.sourceName(), waiting.sourceUrl(), null, List.of());
              }
              if (pages.visit(waiting, source)) rest();
            } finally {
              give(waiting);
            }
          }
        } catch (Throwable e) {
          fail(e);
        } finally {
          leave();
        }
      }

      private synchronized @Nullable Waiting take() throws IOException {
        if (stopping || failure != null || counts.of(Count.ARCHIVED) >= settings.maxPages) {
          return null;
        }
        if (buffer.isEmpty())
          buffer.addAll(frontier.due(host, taken, settings.parallelPerHost == 1 ? 1 : 128));
        Waiting waiting = buffer.poll();
        if (waiting != null) taken.add(waiting.id());
        return waiting;
      }

      /** The host wants a rest: what else was taken out for it goes back. */
      private synchronized void rest() {
        buffer.clear();
      }

      private synchronized void give(Waiting waiting) {
        taken.remove(waiting.id());
      }

      private void leave() {
        boolean empty;
        synchronized (this) {
          running--;
          empty = running == 0;
        }
        if (empty) {
          hosts.remove(host);
          ring();
        }
      }
    }
  }
}
