package milliard.fetch;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that are nearly the same, as wire copies are: MinHash over runs of four words (Broder
 * 1997), found by locality-sensitive hashing in twelve bands of five. Two texts that share seven
 * tenths of their runs are linked; none is dropped. A text is compared with those of the thirty
 * days before it. Kept in {@code HOME/copies.db}. Any number of threads.
 */
public final class NearDuplicates implements AutoCloseable {
  private static final int BANDS = 12;
  private static final int ROWS = 5;
  private static final int RUN = 4;
  private static final int SHORTEST = 40;
  private static final double ALIKE = 0.7;
  private static final long KEPT = Duration.ofDays(30).toMillis();
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Hasher64 HASHER = Hashing.komihash5_0();
  private static final SimilarityHashPolicy POLICY = SimilarityHashing.minHash(BANDS * ROWS, 16);

  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS text(
        id TEXT PRIMARY KEY, url TEXT NOT NULL, time INTEGER NOT NULL, signature BLOB NOT NULL,
        original TEXT, similarity REAL) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS text_original ON text(original) WHERE original IS NOT NULL;
      CREATE TABLE IF NOT EXISTS band(
        hash INTEGER NOT NULL, id TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY(hash, id)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS band_id ON band(id);
      CREATE INDEX IF NOT EXISTS band_time ON band(time);
      """;

  private final CrawlState database;

  private NearDuplicates(CrawlState database) {
    this.database = database;
  }

  /**
   * Another page that tells the same.
   *
   * @param similarity share of common runs of words, 0.7…1, estimated
   */
  public record Copy(String id, String url, double similarity) {}

  /** Opens the texts of a HOME. */
  public static NearDuplicates open(Path home) throws IOException {
    Files.createDirectories(home);
    return new NearDuplicates(CrawlState.open(home.resolve("copies.db"), SCHEMA, WriteWatch.NONE));
  }

  /**
   * Takes in a text, in the place of an earlier one of its id.
   *
   * @return the first text that it is a copy of; empty if none, or if it is shorter than 40 words
   */
  public Optional<Copy> put(String id, String url, String text, Instant time) throws IOException {
    List<Long> runs = runs(text);
    if (runs.isEmpty()) return Optional.empty();
    byte[] signature =
        POLICY
            .createHasher()
            .compute(
                ElementHashProvider.ofCollection(runs, (ToLongFunction<Long>) Long::longValue));
    long[] bands = bands(signature);
    long now = time.toEpochMilli();
    List<Copy> found = new ArrayList<>();
    database.write(rows -> {
      rows.change("DELETE FROM band WHERE id = ?", id);
      Optional<Copy> original = original(rows, id, signature, bands, now);
      original.ifPresent(found::add);
      rows.change(
          "INSERT OR REPLACE INTO text(id, url, time, signature, original, similarity)"
              + " VALUES(?, ?, ?, ?, ?, ?)",
          id,
          url,
          now,
          signature,
          original.map(Copy::id).orElse(null),
          original.map(Copy::similarity).orElse(null));
      for (long band : bands) {
        rows.change("INSERT OR IGNORE INTO band(hash, id, time) VALUES(?, ?, ?)", band, id, now);
      }
    });
    return found.stream().findFirst();
  }

  /** The texts that are copies of one. */
  public List<Copy> copies(String id) throws IOException {
    return database.read(rows ->
        rows.all(
            "SELECT id, url, similarity FROM text WHERE original = ? ORDER BY time, id",
            r ->
                new Copy(
                    String.valueOf(r.getString(1)), String.valueOf(r.getString(2)), r.getDouble(3)),
            id));
  }

  /** Forgets how to find texts that are older than thirty days; links stay. */
  public void forget(Instant now) throws IOException {
    database.write(
        rows -> rows.change("DELETE FROM band WHERE time < ?", now.toEpochMilli() - KEPT));
  }

  private record Text(String id, String url, byte[] signature, Optional<String> original) {}

  private static Optional<Copy> original(
      CrawlState.Rows rows, String id, byte[] signature, long[] bands, long now)
      throws SQLException {
    Optional<Copy> best = Optional.empty();
    for (long band : bands) {
      List<Text> candidates =
          rows.all(
              "SELECT t.id, t.url, t.signature, t.original FROM band b JOIN text t ON t.id = b.id"
                  + " WHERE b.hash = ? AND b.time BETWEEN ? AND ? AND b.id <> ? LIMIT 50",
              r ->
                  new Text(
                      String.valueOf(r.getString(1)),
                      String.valueOf(r.getString(2)),
                      r.getBytes(3),
                      Optional.ofNullable(r.getString(4))),
              band,
              now - KEPT,
              now + KEPT,
              id);
      for (Text text : candidates) {
        double alike = POLICY.getFractionOfEqualComponents(signature, text.signature);
        if (alike < ALIKE || (best.isPresent() && alike <= best.get().similarity())) continue;
        if (text.original.equals(Optional.of(id))) continue; // it is a copy of this one
        best = Optional.of(first(rows, text, alike));
      }
    }
    return best;
  }

  /** A copy of a copy is a copy of the first. */
  private static Copy first(CrawlState.Rows rows, Text text, double alike) throws SQLException {
    if (text.original.isPresent()) {
      String id = text.original.get();
      Optional<String> url =
          rows.first("SELECT url FROM text WHERE id = ?", r -> String.valueOf(r.getString(1)), id);
      if (url.isPresent()) return new Copy(id, url.get(), alike);
    }
    return new Copy(text.id, text.url, alike);
  }

  private static List<Long> runs(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) words.add(matcher.group());
    List<Long> runs = new ArrayList<>();
    if (words.size() < SHORTEST) return runs;
    for (int i = 0; i + RUN <= words.size(); i++) {
      runs.add(HASHER.hashCharsToLong(String.join(" ", words.subList(i, i + RUN))));
    }
    return runs;
  }

  private static long[] bands(byte[] signature) {
    long[] bands = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long hash = band;
      for (int row = 0; row < ROWS; row++) {
        hash = HASHER.hashLongLongToLong(hash, POLICY.getComponent(signature, band * ROWS + row));
      }
      bands[band] = hash;
    }
    return bands;
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
