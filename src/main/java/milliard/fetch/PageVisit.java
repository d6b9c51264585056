package milliard.fetch;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import milliard.fetch.CrawlCounts.Count;
import milliard.fetch.CrawlState.Rows;
import milliard.fetch.CrawlState.Stand;
import milliard.fetch.Frontier.Waiting;
import milliard.json.Json;
import okhttp3.HttpUrl;
import org.netpreserve.jwarc.WarcDigest;

/** Fetches pages and says what becomes of each: archived, a copy, unchanged, refused, put off. */
final class PageVisit {
  /** Decoded bytes of a page. */
  static final int MOST_BYTES = 8 * 1024 * 1024;

  private final Fetcher fetcher;
  private final Frontier frontier;
  private final Committer committer;
  private final CrawlCounts counts;
  private final CrawlListener listener;
  private final Clock clock;

  PageVisit(
      Fetcher fetcher,
      Frontier frontier,
      Committer committer,
      CrawlCounts counts,
      CrawlListener listener,
      Clock clock) {
    this.fetcher = fetcher;
    this.frontier = frontier;
    this.committer = committer;
    this.counts = counts;
    this.listener = listener;
    this.clock = clock;
  }

  /** Visits; returns when what came of it is on the disk: whether the host wants a rest. */
  boolean visit(Waiting waiting, Source source) throws IOException, InterruptedException {
    List<Exchange> exchanges;
    try {
      String trap = Frontier.trap(waiting.url());
      if (trap != null) throw new FetchException(FetchException.Kind.REFUSED, trap);
      Predicate<HttpUrl> wanted = url -> source.mayPointTo(url) && Frontier.trap(url) == null;
      exchanges = fetcher.fetch(waiting.url(), waiting.known(), wanted, MOST_BYTES);
      Exchange last = exchanges.getLast();
      if (last.status() != 304) check(last);
      commit(waiting, exchanges);
      return false;
    } catch (FetchException fault) {
      fail(waiting, fault);
      return fault.kind() == FetchException.Kind.CLOSED;
    } catch (RuntimeException | StackOverflowError e) {
      // a page that we cannot deal with must not stop the others
      fail(waiting, new FetchException(FetchException.Kind.NEVER, "a fault of Milliard: " + e));
      return false;
    }
  }

  private static void check(Exchange exchange) throws FetchException {
    String type = exchange.header("content-type");
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    boolean html =
        lower.startsWith("text/html")
            || lower.startsWith("application/xhtml")
            || (lower.isEmpty() && exchange.body().length > 0 && exchange.body()[0] == '<');
    if (!html) {
      throw new FetchException(FetchException.Kind.NEVER, "is no page but " + type);
    }
    if (exchange.body().length == 0) {
      throw new FetchException(FetchException.Kind.NEVER, "is empty");
    }
  }

  private void fail(Waiting waiting, FetchException fault)
      throws IOException, InterruptedException {
    String[] then = {""};
    committer.commit((rows, archive) -> {
      switch (fault.kind()) {
        case LATER, CLOSED -> then[0] = ": " + frontier.putOff(rows, waiting, fault);
        case NEVER ->
            frontier.end(
                rows, waiting, Stand.FAILED, fault.status(), String.valueOf(fault.getMessage()));
        case REFUSED ->
            frontier.end(
                rows, waiting, Stand.REFUSED, fault.status(), String.valueOf(fault.getMessage()));
      }
    });
    counts.add(
        switch (fault.kind()) {
          case LATER, CLOSED -> then[0].endsWith("given up") ? Count.FAILED : Count.RETRIES;
          case NEVER -> Count.FAILED;
          case REFUSED -> Count.REFUSED;
        },
        1);
    listener.failed(waiting.url().toString(), fault.getMessage() + then[0]);
  }

  private void commit(Waiting waiting, List<Exchange> exchanges)
      throws IOException, InterruptedException {
    Exchange last = exchanges.getLast();
    if (last.status() == 304) {
      committer.commit((rows, archive) -> unchanged(waiting, last, rows, archive));
      counts.add(Count.UNCHANGED, 1);
      return;
    }
    Page page = last.page();
    HtmlHead head = HtmlHead.of(page);
    Set<String> directives = Discovery.directives(page, head);
    if (directives.contains("noindex") || directives.contains("none")) {
      throw new FetchException(
          FetchException.Kind.REFUSED, "the page asks not to be indexed", last.status(), null);
    }
    boolean keep = !directives.contains("noarchive");
    CanonicalUrl name = HtmlHead.name(page, head);
    String site = Site.of(last.url()).domain();
    WarcDigest payload = WarcArchive.digest(last.coded());
    String digest =
        (last.body() == last.coded() ? payload : WarcArchive.digest(last.body())).prefixedBase32();
    byte[] response = keep ? WarcArchive.response(last, payload) : new byte[0];
    byte[][] redirects = new byte[exchanges.size() - 1][];
    for (int i = 0; i < redirects.length; i++) {
      Exchange redirect = exchanges.get(i);
      redirects[i] = WarcArchive.response(redirect, WarcArchive.digest(redirect.coded()));
    }
    boolean[] copy = new boolean[1];
    committer.commit((rows, archive) -> {
      Optional<String> original = copyOf(waiting, name, digest, site, last, rows, archive);
      copy[0] = original.isPresent();
      if (original.isPresent()) {
        frontier.end(
            rows, waiting, Stand.DUPLICATE, last.status(), "the same page as " + original.get());
        rows.change("UPDATE url SET page = ? WHERE id = ?", name.id(), waiting.id());
        return;
      }
      WarcArchive.Place place = new WarcArchive.Place(0, 0);
      if (keep) place = archive.append(response);
      else hold(waiting, page, rows);
      for (byte[] redirect : redirects) archive.append(redirect);
      Fetcher.Validators validators = Fetcher.Validators.of(last);
      rows.change(
          "UPDATE url SET stand = 1, status = ?, note = NULL, fetched = ?, page = ?, file = ?,"
              + " place = ?, etag = ?, modified = ? WHERE id = ?",
          last.status(),
          clock.millis(),
          name.id(),
          place.file(),
          place.offset(),
          validators.etag(),
          validators.modified(),
          waiting.id());
      rows.change(
          "INSERT OR REPLACE INTO page(id, url, digest, site, fetched, address)"
              + " VALUES(?, ?, ?, ?, ?, ?)",
          name.id(),
          waiting.id(),
          digest,
          site,
          last.date().toEpochMilli(),
          last.url().toString());
      frontier.answers(rows, waiting.host());
    });
    counts.add(copy[0] ? Count.DUPLICATES : Count.ARCHIVED, 1);
    counts.add(Count.BYTES, last.body().length);
    if (!copy[0]) listener.archived(waiting.url().toString(), last.body().length);
  }

  /** Another address that is this page, or has the same bytes on the same site. */
  private static Optional<String> copyOf(
      Waiting waiting,
      CanonicalUrl name,
      String digest,
      String site,
      Exchange last,
      Rows rows,
      Committer.Archive archive)
      throws java.sql.SQLException, IOException {
    Optional<String> same =
        rows.first(
            "SELECT address FROM page WHERE id = ? AND url <> ?",
            r -> r.getString(1),
            name.id(),
            waiting.id());
    if (same.isPresent() && !better(name, last, same.get())) return same;
    record Earlier(String address, long fetched) {}
    Optional<Earlier> earlier =
        rows.first(
            "SELECT address, fetched FROM page WHERE digest = ? AND site = ? AND url <> ?",
            r -> new Earlier(String.valueOf(r.getString(1)), r.getLong(2)),
            digest,
            site,
            waiting.id());
    if (earlier.isEmpty()) return Optional.empty();
    archive.append(
        WarcArchive.revisit(
            last,
            WarcArchive.digest(last.coded()).prefixedBase32(),
            earlier.get().address,
            Instant.ofEpochMilli(earlier.get().fetched),
            false));
    return Optional.of(earlier.get().address);
  }

  /** The canonical address itself comes after a print or mobile view of it: it takes its place. */
  private static boolean better(CanonicalUrl name, Exchange last, String earlier) {
    return CanonicalUrl.of(last.url()).equals(name)
        && !CanonicalUrl.of(earlier).equals(Optional.of(name));
  }

  private void unchanged(Waiting waiting, Exchange last, Rows rows, Committer.Archive archive)
      throws java.sql.SQLException, IOException {
    record Earlier(String address, long fetched) {}
    Optional<Earlier> earlier =
        rows.first(
            "SELECT address, fetched FROM page WHERE url = ?",
            r -> new Earlier(String.valueOf(r.getString(1)), r.getLong(2)),
            waiting.id());
    if (earlier.isPresent()) {
      archive.append(
          WarcArchive.revisit(
              last, "", earlier.get().address, Instant.ofEpochMilli(earlier.get().fetched), true));
    }
    rows.change(
        "UPDATE url SET stand = 2, status = 304, fetched = ? WHERE id = ?",
        clock.millis(),
        waiting.id());
  }

  /** A page that may not be archived waits in the state until it is handed on. */
  private static void hold(Waiting waiting, Page page, Rows rows) throws java.sql.SQLException {
    var headers = Json.object();
    page.headers().forEach((name, values) -> headers.put(name, Json.strings(values)));
    rows.change(
        "INSERT OR REPLACE INTO held(url, headers, address, body) VALUES(?, ?, ?, ?)",
        waiting.id(),
        headers.build().write(),
        page.url().toString(),
        page.body());
  }
}
