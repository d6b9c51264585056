package milliard.fetch;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import milliard.fetch.CrawlState.Rows;
import milliard.fetch.CrawlState.Stand;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The addresses of a crawl: those that wait, by host and time, and where each of them stands. */
final class Frontier {
  private static final int MOST_SEGMENTS = 16;
  private static final int MOST_REPEATS = 3;
  private static final int MOST_TRIES = 5;

  /** RFC 9309 §2.3.1.4 speaks of 30 days. */
  private static final long LONGEST_CLOSED = Duration.ofDays(30).toMillis();

  private static final long REFRESH_AFTER = Duration.ofHours(24).toMillis();

  private final CrawlState state;
  private final Clock clock;

  Frontier(CrawlState state, Clock clock) {
    this.state = state;
    this.clock = clock;
  }

  /** An address that is to be fetched. */
  record Waiting(
      long id,
      HttpUrl url,
      String host,
      long source,
      String sourceName,
      String sourceUrl,
      int tries,
      Fetcher.Validators known,
      @Nullable String page) {}

  /** Why an address is a trap rather than a page; null if it is none. */
  static @Nullable String trap(HttpUrl url) {
    if (url.toString().length() > CanonicalUrl.MAX_LENGTH) {
      return "is longer than " + CanonicalUrl.MAX_LENGTH + " characters";
    }
    List<String> segments = url.encodedPathSegments();
    if (segments.size() > MOST_SEGMENTS) return "has a path of " + segments.size() + " segments";
    Map<String, Integer> repeats = new HashMap<>();
    for (String segment : segments) {
      if (segment.isEmpty()) continue;
      if (repeats.merge(segment.toLowerCase(Locale.ROOT), 1, Integer::sum) > MOST_REPEATS) {
        return "repeats \"" + segment + "\" in its path";
      }
    }
    return null;
  }

  /**
   * What was taken in.
   *
   * @param fresh addresses that were not known
   * @param more whether some that are not known were left out
   */
  record Added(int fresh, boolean more) {}

  /** Takes in what a source offers, at most so many addresses that are not known. */
  Added add(Rows rows, long source, List<Discovery.Item> items, int most) throws SQLException {
    long now = clock.millis();
    int fresh = 0;
    boolean more = false;
    for (Discovery.Item item : items) {
      HttpUrl url = withoutFragment(item.url());
      String name = CanonicalUrl.of(url).id();
      Long said = item.date() == null ? null : item.date().toEpochMilli();
      if (fresh >= most) {
        more = more || rows.number("SELECT COUNT(*) FROM url WHERE name = ?", name) == 0;
        if (more) break;
        continue;
      }
      int added =
          rows.change(
              "INSERT OR IGNORE INTO url(name, url, host, source, stand, due, found, said)"
                  + " VALUES(?, ?, ?, ?, 0, ?, ?, ?)",
              name,
              url.toString(),
              HostGate.host(url),
              source,
              now,
              now,
              said);
      fresh += added;
      if (added == 0 && said != null) {
        // changed since: fetched again, at most once a day
        rows.change(
            "UPDATE url SET stand = 0, due = ?, said = ?, tries = 0 WHERE name = ? AND stand IN (2,"
                + " 5) AND said < ? AND fetched < ? AND fetched < ?",
            now,
            said,
            name,
            said,
            said,
            now - REFRESH_AFTER);
      }
    }
    return new Added(fresh, more);
  }

  private static HttpUrl withoutFragment(HttpUrl url) {
    return url.encodedFragment() == null ? url : url.newBuilder().fragment(null).build();
  }

  /** Hosts with waiting addresses, and when the first of each is due. */
  Map<String, Long> hosts() throws IOException {
    Map<String, Long> hosts = new HashMap<>();
    state.read(rows ->
        rows.all(
            """
            WITH RECURSIVE h(name) AS (
              SELECT MIN(host) FROM url WHERE stand = 0
              UNION ALL
              SELECT (SELECT MIN(host) FROM url WHERE stand = 0 AND host > h.name) FROM h
              WHERE h.name IS NOT NULL)
            SELECT h.name, MAX((SELECT MIN(due) FROM url WHERE stand = 0 AND host = h.name),
              COALESCE((SELECT free FROM host WHERE host.name = h.name), 0))
            FROM h WHERE h.name IS NOT NULL
            """,
            r -> hosts.put(String.valueOf(r.getString(1)), r.getLong(2))));
    return hosts;
  }

  /** Addresses of a host that are due and not in {@code taken}, oldest first. */
  List<Waiting> due(String host, Set<Long> taken, int most) throws IOException {
    Set<Long> without = new HashSet<>(taken);
    long now = clock.millis();
    return state.read(rows -> {
      if (rows.number("SELECT free FROM host WHERE name = ?", host) > now) return List.of();
      return rows
          .all(
              "SELECT u.id, u.url, u.host, u.source, u.tries, u.etag, u.modified, u.page,"
                  + " s.name AS source_name, s.url AS source_url FROM url u JOIN source s ON"
                  + " s.id = u.source WHERE u.stand = 0 AND u.host = ? AND u.due <= ?"
                  + " ORDER BY u.due, u.id LIMIT ?",
              Frontier::waiting,
              host,
              now,
              most + without.size())
          .stream()
          .filter(w -> !without.contains(w.id))
          .limit(most)
          .toList();
    });
  }

  private static Waiting waiting(ResultSet r) throws SQLException {
    return new Waiting(
        r.getLong("id"),
        HttpUrl.get(String.valueOf(r.getString("url"))),
        String.valueOf(r.getString("host")),
        r.getLong("source"),
        String.valueOf(r.getString("source_name")),
        String.valueOf(r.getString("source_url")),
        r.getInt("tries"),
        new Fetcher.Validators(CrawlState.text(r, "etag"), CrawlState.text(r, "modified")),
        CrawlState.text(r, "page"));
  }

  /** Ends an address's way. */
  void end(Rows rows, Waiting waiting, Stand stand, int status, String note) throws SQLException {
    rows.change(
        "UPDATE url SET stand = ?, status = ?, note = ?, fetched = ? WHERE id = ?",
        stand.ordinal(),
        status,
        note,
        clock.millis(),
        waiting.id);
  }

  /**
   * Puts an address off after a fault that may pass.
   *
   * @return what is done about it, in words
   */
  String putOff(Rows rows, Waiting waiting, FetchException fault) throws SQLException {
    long now = clock.millis();
    String reason = String.valueOf(fault.getMessage());
    boolean closed = fault.kind() == FetchException.Kind.CLOSED;
    Duration after = fault.after();
    if (closed) after = rest(rows, waiting.host, after);
    long found = rows.number("SELECT found FROM url WHERE id = ?", waiting.id);
    if (closed ? found < now - LONGEST_CLOSED : waiting.tries + 1 >= MOST_TRIES) {
      end(rows, waiting, Stand.FAILED, fault.status(), reason);
      return "given up";
    }
    Duration wait = after != null ? after : backOff(waiting.tries);
    rows.change(
        "UPDATE url SET tries = tries + ?, due = ?, status = ?, note = ? WHERE id = ?",
        closed ? 0 : 1,
        now + wait.toMillis(),
        fault.status(),
        reason,
        waiting.id);
    return "again in " + wait.toSeconds() + " s";
  }

  /**
   * The host wants a rest: nothing is asked of it for a while.
   *
   * @param asked how long it said; null = not said
   * @return how long it gets
   */
  Duration rest(Rows rows, String host, @Nullable Duration asked) throws SQLException {
    long failures = rows.number("SELECT failures FROM host WHERE name = ?", host);
    Duration rest = asked != null ? asked : backOff((int) failures);
    rows.change(
        "INSERT INTO host(name, free, failures) VALUES(?, ?, 1) ON CONFLICT(name) DO UPDATE SET"
            + " free = MAX(free, excluded.free), failures = failures + 1",
        host,
        clock.millis() + rest.toMillis());
    return rest;
  }

  /** When the host may be asked again, in milliseconds; past = now. */
  long free(String host) throws IOException {
    return state.read(rows -> rows.number("SELECT free FROM host WHERE name = ?", host));
  }

  /** The host answers again. */
  void answers(Rows rows, String host) throws SQLException {
    rows.change("UPDATE host SET failures = 0 WHERE name = ? AND failures > 0", host);
  }

  /** One minute, four, sixteen, … at most six hours. */
  static Duration backOff(int failures) {
    return Duration.ofSeconds(Math.min(6 * 3600, 60L << Math.min(2 * failures, 20)));
  }
}
