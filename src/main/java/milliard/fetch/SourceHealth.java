package milliard.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a source does: silent gaps, not crashes, are how a news crawler fails.
 *
 * @param kind {@code rss 2.0}, {@code feed}, {@code json}, {@code sitemap} …; empty = not yet read
 * @param active whether it was among the sources of the last run
 * @param fetched when it was last read
 * @param fresh when it last had something new
 * @param next when it will be read again
 * @param pages its pages that are archived
 * @param articles of the pages read, those with an article in them
 * @param dated of the pages read, those that say their date
 * @param signed of the pages read, those that say their authors
 * @param read pages that were read for articles
 * @param waiting addresses not yet fetched
 * @param refused addresses and items closed to us
 * @param failed addresses given up
 * @param robots {@code allowed}, {@code closed}; empty = not yet known
 * @param error what went wrong the last time; null = nothing
 * @param failures visits that failed, one after the other
 * @param longestGap longest time between two of its last hundred articles; null = fewer than ten
 * @param warnings what somebody should look at
 */
public record SourceHealth(
    String name,
    String url,
    String kind,
    boolean active,
    @Nullable Instant fetched,
    @Nullable Instant fresh,
    @Nullable Instant next,
    long pages,
    long articles,
    long dated,
    long signed,
    long read,
    long waiting,
    long refused,
    long failed,
    String robots,
    @Nullable String error,
    int failures,
    @Nullable Duration longestGap,
    List<String> warnings) {
  private static final Duration SHORTEST_QUIET = Duration.ofHours(12);
  private static final int ENOUGH = 10;

  /** The sources of a HOME; empty if nothing was ever crawled there. */
  public static List<SourceHealth> of(Path home) throws IOException {
    return of(home, Clock.systemUTC());
  }

  static List<SourceHealth> of(Path home, Clock clock) throws IOException {
    Path file = home.resolve("crawl.db");
    if (!Files.exists(file)) return List.of();
    try (var state = CrawlState.open(file, WriteWatch.NONE)) {
      return state.read(rows -> {
        List<Long> ids =
            rows.all("SELECT id FROM source ORDER BY active DESC, name", r -> r.getLong(1));
        List<SourceHealth> all = new ArrayList<>();
        for (Long id : ids) all.add(one(rows, id, clock.instant()));
        return all;
      });
    }
  }

  private static SourceHealth one(CrawlState.Rows rows, long id, Instant now)
      throws java.sql.SQLException {
    List<Long> times =
        rows.all(
            "SELECT fetched FROM url WHERE source = ? AND stand IN (1, 2) AND fetched IS NOT NULL"
                + " ORDER BY fetched DESC LIMIT 100",
            r -> r.getLong(1),
            id);
    Duration gap = longestGap(times);
    Optional<SourceHealth> health =
        rows.first(
            """
            SELECT s.*, COUNT(u.page) FILTER (WHERE u.stand IN (1, 2)) AS pages,
              SUM(u.body) AS bodies, SUM(u.dated) AS dates, SUM(u.signed) AS authors,
              COUNT(u.body) AS readings,
              COUNT(*) FILTER (WHERE u.stand = 0) AS waiting,
              COUNT(*) FILTER (WHERE u.stand = 3) AS closed,
              COUNT(*) FILTER (WHERE u.stand = 4) AS lost
            FROM source s LEFT JOIN url u ON u.source = s.id WHERE s.id = ? GROUP BY s.id
            """,
            r ->
                new SourceHealth(
                    String.valueOf(r.getString("name")),
                    String.valueOf(r.getString("url")),
                    Optional.ofNullable(r.getString("kind")).orElse(""),
                    r.getInt("active") == 1,
                    instant(CrawlState.number(r, "fetched")),
                    instant(CrawlState.number(r, "fresh")),
                    instant(CrawlState.number(r, "due")),
                    r.getLong("pages"),
                    r.getLong("bodies"),
                    r.getLong("dates"),
                    r.getLong("authors"),
                    r.getLong("readings"),
                    r.getLong("waiting"),
                    r.getLong("closed") + r.getLong("refused"),
                    r.getLong("lost"),
                    Optional.ofNullable(r.getString("robots")).orElse(""),
                    r.getString("error"),
                    r.getInt("failures"),
                    gap,
                    List.of()),
            id);
    return health.orElseThrow().warned(now);
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null || millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Duration longestGap(List<Long> newestFirst) {
    if (newestFirst.size() < ENOUGH) return null;
    long longest = 0;
    for (int i = 1; i < newestFirst.size(); i++) {
      longest = Math.max(longest, newestFirst.get(i - 1) - newestFirst.get(i));
    }
    return Duration.ofMillis(longest);
  }

  private SourceHealth warned(Instant now) {
    List<String> said = new ArrayList<>();
    if (active && longestGap != null && fresh != null) {
      Duration quiet = Duration.between(fresh, now);
      Duration usual = longestGap.compareTo(SHORTEST_QUIET) < 0 ? SHORTEST_QUIET : longestGap;
      if (quiet.compareTo(usual.multipliedBy(3).dividedBy(2)) > 0) {
        said.add("quiet for " + words(quiet) + ": its longest gap was " + words(longestGap));
      }
    }
    if (failures >= 3) said.add(failures + " visits failed one after the other");
    if (robots.equals("closed")) said.add("robots.txt closes it");
    if (active && fetched != null && failures == 0 && pages == 0 && waiting == 0) {
      said.add("gave no page yet");
    }
    if (read >= ENOUGH) {
      if (articles * 2 < read)
        said.add("only " + articles + " of " + read + " pages hold an article");
      else if (dated * 2 < articles)
        said.add("only " + dated + " of " + articles + " articles have a date");
    }
    return new SourceHealth(
        name,
        url,
        kind,
        active,
        fetched,
        fresh,
        next,
        pages,
        articles,
        dated,
        signed,
        read,
        waiting,
        refused,
        failed,
        robots,
        error,
        failures,
        longestGap,
        List.copyOf(said));
  }

  /** {@code 3 d}, {@code 5 h}, {@code 12 min}. */
  public static String words(Duration duration) {
    if (duration.toHours() >= 48) return duration.toDays() + " d";
    if (duration.toMinutes() >= 90) return duration.toHours() + " h";
    return Math.max(0, duration.toMinutes()) + " min";
  }
}
