package milliard.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a crawl knows, in one SQLite file: write-ahead log, each commit on the disk before it
 * returns. A killed process loses what was not committed and nothing else; there is no lock to
 * clean up.
 *
 * <p>An address goes <em>queued → archived → indexed</em>. Archived means its response is in a WARC
 * file; indexed means the one who takes the pages has said they are safe. What is archived and not
 * yet indexed is handed on again at the next run. An address that is not wanted ends as
 * <em>refused</em>, <em>failed</em> or <em>duplicate</em>.
 *
 * <p>Any number of threads; each call holds the connection.
 */
final class CrawlState implements AutoCloseable {
  /** Where an address stands; the numbers are in the file. */
  enum Stand {
    QUEUED,
    ARCHIVED,
    INDEXED,
    REFUSED,
    FAILED,
    DUPLICATE
  }

  /** A failed statement. */
  static final class StateException extends IOException {
    private static final long serialVersionUID = 1;

    StateException(String message, SQLException cause) {
      super(message + ": " + cause.getMessage(), cause);
    }
  }

  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS source(
        id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, name TEXT NOT NULL, lang TEXT,
        active INTEGER NOT NULL DEFAULT 1, feed TEXT, kind TEXT,
        etag TEXT, modified TEXT, digest TEXT, archived INTEGER,
        rhythm INTEGER NOT NULL DEFAULT 1800000, due INTEGER NOT NULL DEFAULT 0,
        fetched INTEGER, fresh INTEGER, status INTEGER, error TEXT,
        failures INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, robots TEXT);
      CREATE TABLE IF NOT EXISTS document(
        url TEXT PRIMARY KEY, source INTEGER NOT NULL, etag TEXT, modified TEXT,
        digest TEXT, archived INTEGER, fetched INTEGER) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS url(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, url TEXT NOT NULL, host TEXT NOT NULL,
        source INTEGER NOT NULL, stand INTEGER NOT NULL, due INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0, found INTEGER NOT NULL, said INTEGER, fetched INTEGER,
        status INTEGER, note TEXT, page TEXT, file INTEGER, place INTEGER, etag TEXT, modified TEXT,
        body INTEGER, dated INTEGER, signed INTEGER);
      CREATE INDEX IF NOT EXISTS url_queued ON url(host, due) WHERE stand = 0;
      CREATE INDEX IF NOT EXISTS url_archived ON url(id) WHERE stand = 1;
      CREATE INDEX IF NOT EXISTS url_page ON url(page);
      CREATE INDEX IF NOT EXISTS url_source ON url(source, fetched);
      CREATE TABLE IF NOT EXISTS page(
        id TEXT PRIMARY KEY, url INTEGER NOT NULL, digest TEXT NOT NULL, site TEXT NOT NULL,
        fetched INTEGER NOT NULL, address TEXT NOT NULL) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS page_digest ON page(digest, site);
      CREATE TABLE IF NOT EXISTS held(url INTEGER PRIMARY KEY, headers TEXT NOT NULL, address TEXT NOT NULL, body BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS host(
        name TEXT PRIMARY KEY, free INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS robots(
        origin TEXT PRIMARY KEY, status INTEGER NOT NULL, body BLOB, expires INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS warc(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, length INTEGER NOT NULL, closed INTEGER NOT NULL);
      """;

  private static final int VERSION = 1;

  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final WriteWatch watch;

  private CrawlState(Connection connection, WriteWatch watch) {
    this.connection = connection;
    this.watch = watch;
  }

  /** Opens or makes the file of a crawl. */
  static CrawlState open(Path file, WriteWatch watch) throws IOException {
    return open(file, SCHEMA, watch);
  }

  /** Opens or makes a file of these tables, with the same promises. */
  static CrawlState open(Path file, String schema, WriteWatch watch) throws IOException {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement s = connection.createStatement()) {
        s.execute("PRAGMA journal_mode=WAL");
        s.execute("PRAGMA synchronous=FULL");
        s.execute("PRAGMA busy_timeout=10000");
        s.execute("PRAGMA cache_size=-16000");
        s.execute("PRAGMA journal_size_limit=67108864");
        int version;
        try (ResultSet r = s.executeQuery("PRAGMA user_version")) {
          version = r.getInt(1);
        }
        if (version > VERSION) {
          throw new IOException(
              file + " is of a later version of Milliard (" + version + "): expected " + VERSION);
        }
        if (version < VERSION) {
          watch.before("schema of " + file);
          connection.setAutoCommit(false);
          for (String statement : schema.split(";\\s*\\n")) s.execute(statement);
          s.execute("PRAGMA user_version=" + VERSION);
          connection.commit();
        }
        connection.setAutoCommit(false);
      } catch (IOException | SQLException e) {
        connection.close();
        throw e;
      }
      return new CrawlState(connection, watch);
    } catch (SQLException e) {
      throw new StateException("cannot open " + file, e);
    }
  }

  /** Work on the rows, inside a transaction. */
  interface Work<T extends @Nullable Object> {
    T run(Rows rows) throws SQLException;
  }

  /** Work without a result. */
  interface Action {
    void run(Rows rows) throws SQLException, IOException;
  }

  /** Reads. */
  <T extends @Nullable Object> T read(Work<T> work) throws IOException {
    lock.lock();
    try {
      T result = work.run(new Rows());
      connection.rollback();
      return result;
    } catch (SQLException e) {
      throw new StateException("cannot read the crawl's state", e);
    } finally {
      lock.unlock();
    }
  }

  /** Writes: all of it is on the disk when this returns, or nothing of it ever was. */
  void write(Action work) throws IOException {
    lock.lock();
    try {
      watch.before("state");
      work.run(new Rows());
      watch.before("state commit");
      connection.commit();
    } catch (SQLException e) {
      undo(e);
      throw new StateException("cannot write the crawl's state", e);
    } catch (IOException | RuntimeException e) {
      undo(e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void undo(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      for (PreparedStatement s : statements.values()) s.close();
      connection.close();
    } catch (SQLException e) {
      throw new StateException("cannot close the crawl's state", e);
    } finally {
      lock.unlock();
    }
  }

  /** The statements; valid inside one piece of work. */
  final class Rows {
    private Rows() {}

    /** Changes rows; how many. */
    int change(String sql, @Nullable Object... values) throws SQLException {
      return prepared(sql, values).executeUpdate();
    }

    /** All rows. */
    <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... values)
        throws SQLException {
      List<T> all = new ArrayList<>();
      try (ResultSet r = prepared(sql, values).executeQuery()) {
        while (r.next()) all.add(reader.read(r));
      }
      return all;
    }

    /** The first row. */
    <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values)
        throws SQLException {
      try (ResultSet r = prepared(sql, values).executeQuery()) {
        return r.next() ? Optional.of(reader.read(r)) : Optional.empty();
      }
    }

    /** A number; 0 where there is none. */
    long number(String sql, @Nullable Object... values) throws SQLException {
      return first(sql, r -> r.getLong(1), values).orElse(0L);
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
      PreparedStatement s = statements.get(sql);
      if (s == null) {
        s = connection.prepareStatement(sql);
        statements.put(sql, s);
      }
      for (int i = 0; i < values.length; i++) s.setObject(i + 1, values[i]);
      return s;
    }
  }

  /** Reads a row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A text that may be absent. */
  static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  /** A number that may be absent. */
  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
