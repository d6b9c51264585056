package milliard.fetch;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import milliard.fetch.CrawlCounts.Count;
import milliard.fetch.CrawlState.Rows;
import milliard.fetch.Discovery.Found;
import milliard.fetch.Discovery.Item;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcDigest;

/**
 * Reads a source: its feed, or its sitemaps, or finds these from its home page. A source that
 * brings something new is visited sooner the next time, one that does not later: between five
 * minutes and six hours.
 */
final class SourceVisit {
  private static final int MOST_SITEMAPS = 100;
  private static final int MOST_DEPTH = 3;

  /** New addresses that one visit takes in; the others wait in their document for the next one. */
  static final int MOST_FRESH = 10_000;

  /** Addresses of one source that wait; more are taken in when these are fetched. */
  static final int MOST_WAITING = 100_000;

  /** Documents read at once: each may have 50 MB. */
  private static final int MOST_READ = 4;

  private static final long SHORTEST = Duration.ofMinutes(5).toMillis();
  private static final long LONGEST = Duration.ofHours(6).toMillis();

  private final Fetcher fetcher;
  private final Robots robots;
  private final Frontier frontier;
  private final CrawlState state;
  private final Committer committer;
  private final CrawlCounts counts;
  private final CrawlListener listener;
  private final Clock clock;
  private final @Nullable Duration maxAge;
  private final Semaphore reading = new Semaphore(MOST_READ);

  SourceVisit(
      Fetcher fetcher,
      Robots robots,
      Frontier frontier,
      CrawlState state,
      Committer committer,
      CrawlCounts counts,
      CrawlListener listener,
      Clock clock,
      @Nullable Duration maxAge) {
    this.fetcher = fetcher;
    this.robots = robots;
    this.frontier = frontier;
    this.state = state;
    this.committer = committer;
    this.counts = counts;
    this.listener = listener;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  /** A source as the state knows it. */
  record Known(long id, @Nullable String feed, long rhythm, int failures) {}

  /** Documents of one visit and what they gave. */
  private static final class Harvest {
    final Set<HttpUrl> read = new HashSet<>();
    String kind = "";
    int documents;
    int items;
    int fresh;
    int foreign;
    int traps;
    boolean more;
    @Nullable String fault;
    @Nullable HttpUrl feed;
  }

  /** Visits; returns when what came of it is on the disk. */
  void visit(Source source, Known known) throws IOException, InterruptedException {
    var harvest = new Harvest();
    try {
      HttpUrl feed = known.feed == null ? null : HttpUrl.parse(known.feed);
      read(source, known, feed == null ? source.address() : feed, 0, harvest);
      succeed(source, known, harvest);
    } catch (FetchException fault) {
      fail(source, known, fault);
    } catch (RuntimeException | StackOverflowError e) {
      // a source that we cannot deal with must not stop the others
      fail(
          source,
          known,
          new FetchException(FetchException.Kind.NEVER, "a fault of Milliard: " + e));
    }
  }

  private void read(Source source, Known known, HttpUrl url, int depth, Harvest harvest)
      throws IOException, InterruptedException {
    if (!harvest.read.add(url)) return;
    List<Exchange> exchanges = fetcher.fetch(url, validators(url), u -> true, Discovery.MOST_BYTES);
    Exchange last = exchanges.getLast();
    harvest.documents++;
    counts.add(Count.SOURCES, 1);
    counts.add(Count.BYTES, last.body().length);
    if (last.status() == 304) {
      counts.add(Count.UNCHANGED, 1);
      archive(source, known, url, last, Fetcher.Validators.NONE, List.of(), harvest);
      return;
    }
    Found found = understood(last);
    switch (found) {
      case Found.Feed(var format, var items) -> {
        harvest.kind = format;
        archive(source, known, url, last, Fetcher.Validators.of(last), items, harvest);
        if (depth > 0 && harvest.feed == null) harvest.feed = url;
      }
      case Found.Sitemap(var items) -> {
        if (harvest.kind.isEmpty()) harvest.kind = "sitemap";
        archive(source, known, url, last, Fetcher.Validators.of(last), items, harvest);
      }
      // what these lead to changes while they do not: they are always read in full
      case Found.Index(var sitemaps) -> {
        harvest.kind = "sitemap index";
        archive(source, known, url, last, Fetcher.Validators.NONE, List.of(), harvest);
        children(source, known, sitemaps, depth, harvest);
      }
      case Found.Home(var feeds) -> {
        archive(source, known, url, last, Fetcher.Validators.NONE, List.of(), harvest);
        home(source, known, last.url(), feeds, depth, harvest);
      }
    }
  }

  private Found understood(Exchange exchange) throws FetchException, InterruptedException {
    reading.acquire();
    try {
      return Discovery.read(exchange.page());
    } finally {
      reading.release();
    }
  }

  private void home(
      Source source, Known known, HttpUrl url, List<HttpUrl> feeds, int depth, Harvest harvest)
      throws IOException, InterruptedException {
    if (depth >= MOST_DEPTH) throw none(url);
    for (HttpUrl feed : feeds) {
      try {
        read(source, known, feed, depth + 1, harvest);
        return;
      } catch (FetchException e) {
        listener.failed(feed.toString(), e.getMessage() + ": another feed is tried");
      }
    }
    List<Item> sitemaps = new ArrayList<>();
    for (String sitemap : robots.of(url).rules().sitemaps()) {
      HttpUrl address = url.resolve(sitemap);
      if (address != null) sitemaps.add(new Item(address, null));
    }
    if (sitemaps.isEmpty()) throw none(url);
    children(source, known, sitemaps, depth, harvest);
  }

  private static FetchException none(HttpUrl url) {
    return new FetchException(
        FetchException.Kind.NEVER, url + " offers no feed, and its robots.txt names no sitemap");
  }

  private void children(Source source, Known known, List<Item> sitemaps, int depth, Harvest harvest)
      throws IOException, InterruptedException {
    if (depth >= MOST_DEPTH) {
      harvest.fault = "sitemaps are nested deeper than " + MOST_DEPTH;
      return;
    }
    List<Item> newest = new ArrayList<>(sitemaps);
    newest.sort(
        Comparator.comparing(
            Item::date, Comparator.nullsFirst(Comparator.<Instant>reverseOrder())));
    @Nullable FetchException fault = null;
    int before = harvest.documents;
    for (Item sitemap : newest) {
      if (harvest.fresh >= MOST_FRESH) {
        harvest.more = true;
        break;
      }
      if (harvest.documents >= MOST_SITEMAPS) {
        harvest.fault = "has more than " + MOST_SITEMAPS + " sitemaps: the newest were read";
        break;
      }
      if (!source.mayPointTo(sitemap.url()) || tooOld(sitemap)) continue;
      try {
        read(source, known, sitemap.url(), depth + 1, harvest);
      } catch (FetchException e) {
        listener.failed(sitemap.url().toString(), String.valueOf(e.getMessage()));
        harvest.fault = sitemap.url() + " " + e.getMessage();
        fault = e;
      }
    }
    if (fault != null && harvest.documents == before) throw fault;
  }

  private boolean tooOld(Item item) {
    return maxAge != null
        && item.date() != null
        && item.date().isBefore(clock.instant().minus(maxAge));
  }

  private Fetcher.Validators validators(HttpUrl url) throws IOException {
    return state
        .read(s ->
            s.first(
                "SELECT etag, modified FROM document WHERE url = ?",
                r ->
                    new Fetcher.Validators(
                        CrawlState.text(r, "etag"), CrawlState.text(r, "modified")),
                url.toString()))
        .orElse(Fetcher.Validators.NONE);
  }

  /**
   * Archives the document, or that it is the one of last time, and takes in what it offers, in one
   * commit. Where more is offered than is taken in, no validators are kept: the next visit reads it
   * again.
   */
  private void archive(
      Source source,
      Known known,
      HttpUrl url,
      Exchange last,
      Fetcher.Validators said,
      List<Item> offered,
      Harvest harvest)
      throws IOException, InterruptedException {
    harvest.items += offered.size();
    List<Item> wanted = wanted(source, offered, harvest);
    WarcDigest payload = WarcArchive.digest(last.coded());
    String digest = payload.prefixedBase32();
    byte[] response =
        last.status() == 304 ? new byte[0] : WarcArchive.response(last, payload, true);
    int most = MOST_FRESH - harvest.fresh;
    Frontier.Added[] added = new Frontier.Added[1];
    committer.commit((rows, archive) -> {
      record Earlier(String digest, long archived) {}
      Optional<Earlier> earlier =
          rows.first(
              "SELECT digest, archived FROM document WHERE url = ?",
              r -> new Earlier(String.valueOf(r.getString(1)), r.getLong(2)),
              url.toString());
      if (last.status() == 304) {
        if (earlier.isEmpty()) return;
        archive.append(
            WarcArchive.revisit(
                last,
                earlier.get().digest,
                url.toString(),
                Instant.ofEpochMilli(earlier.get().archived),
                true));
        return;
      }
      boolean same = earlier.isPresent() && earlier.get().digest.equals(digest);
      archive.append(
          same
              ? WarcArchive.revisit(
                  last, digest, url.toString(), Instant.ofEpochMilli(earlier.get().archived), false)
              : response);
      Frontier.Added taken =
          frontier.add(
              rows, known.id, wanted, Math.min(most, MOST_WAITING - waiting(rows, known.id)));
      added[0] = taken;
      Fetcher.Validators validators = taken.more() ? Fetcher.Validators.NONE : said;
      rows.change(
          "INSERT OR REPLACE INTO document(url, source, etag, modified, digest, archived, fetched)"
              + " VALUES(?, ?, ?, ?, ?, ?, ?)",
          url.toString(),
          known.id,
          validators.etag(),
          validators.modified(),
          digest,
          same ? earlier.get().archived : last.date().toEpochMilli(),
          clock.millis());
    });
    if (added[0] != null) {
      harvest.fresh += added[0].fresh();
      harvest.more |= added[0].more();
    }
  }

  private static int waiting(Rows rows, long source) throws SQLException {
    return (int)
        rows.number(
            "SELECT COUNT(*) FROM (SELECT 1 FROM url WHERE source = ? AND fetched IS NULL LIMIT ?)",
            source,
            MOST_WAITING);
  }

  /** What is of the source's own site, no trap and not too old, the newest first. */
  private List<Item> wanted(Source source, List<Item> offered, Harvest harvest) {
    List<Item> wanted = new ArrayList<>();
    for (Item item : offered) {
      if (!source.mayPointTo(item.url())) harvest.foreign++;
      else if (Frontier.trap(item.url()) != null) harvest.traps++;
      else if (!tooOld(item)) wanted.add(item);
    }
    wanted.sort(
        Comparator.comparing(Item::date, Comparator.nullsLast(Comparator.<Instant>reverseOrder())));
    return wanted;
  }

  private void succeed(Source source, Known known, Harvest harvest)
      throws IOException, InterruptedException {
    int closed = harvest.foreign + harvest.traps;
    if (harvest.more && harvest.fault == null) {
      harvest.fault = "offers more than is taken in at once: the rest comes with later visits";
    }
    long rhythm =
        harvest.more
            ? SHORTEST
            : harvest.fresh > 0
                ? Math.max(SHORTEST, known.rhythm / 2)
                : Math.min(LONGEST, known.rhythm * 3 / 2);
    committer.commit((rows, archive) -> {
      long now = clock.millis();
      rows.change(
          "UPDATE source SET kind = COALESCE(NULLIF(?, ''), kind), feed = COALESCE(?, feed),"
              + " rhythm = ?, due = ?, fetched = ?, fresh = CASE WHEN ? > 0 THEN ? ELSE fresh END,"
              + " status = 200, error = ?, failures = 0, refused = refused + ?, robots = 'allowed'"
              + " WHERE id = ?",
          harvest.kind,
          harvest.feed == null ? null : harvest.feed.toString(),
          rhythm,
          now + rhythm,
          now,
          harvest.fresh,
          now,
          harvest.fault,
          closed,
          known.id);
    });
    counts.add(Count.FOUND, harvest.fresh);
    counts.add(Count.REFUSED, closed);
    if (harvest.foreign > 0) {
      listener.failed(
          source.url(), harvest.foreign + " items point to other sites and are left out");
    }
    if (harvest.traps > 0) {
      listener.failed(source.url(), harvest.traps + " items look like traps");
    }
    if (harvest.fault != null) listener.failed(source.url(), harvest.fault);
    listener.read(source.name(), harvest.items, harvest.fresh);
  }

  private void fail(Source source, Known known, FetchException fault)
      throws IOException, InterruptedException {
    Duration wait =
        switch (fault.kind()) {
          case LATER, CLOSED ->
              fault.after() != null ? fault.after() : Frontier.backOff(known.failures);
          case NEVER -> fault.status() == 410 ? Duration.ofDays(7) : Duration.ofHours(24);
          case REFUSED -> Duration.ofHours(24);
        };
    Duration after =
        known.feed != null && fault.kind() == FetchException.Kind.NEVER ? Duration.ZERO : wait;
    boolean closed = String.valueOf(fault.getMessage()).startsWith("robots.txt");
    committer.commit((rows, archive) -> {
      if (fault.kind() == FetchException.Kind.CLOSED) {
        frontier.rest(rows, HostGate.host(source.address()), fault.after());
      }
      rows.change(
          "UPDATE source SET due = ?, status = ?, error = ?, failures = failures + 1,"
              + " feed = CASE WHEN ? THEN NULL ELSE feed END,"
              + " robots = CASE WHEN ? THEN 'closed' ELSE robots END WHERE id = ?",
          clock.millis() + after.toMillis(),
          fault.status(),
          fault.getMessage(),
          fault.kind() == FetchException.Kind.NEVER,
          closed,
          known.id);
    });
    counts.add(fault.kind() == FetchException.Kind.REFUSED ? Count.REFUSED : Count.FAILED, 1);
    listener.failed(source.url(), fault.getMessage() + ": again in " + after.toSeconds() + " s");
  }
}
