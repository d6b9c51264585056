package milliard.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import milliard.fetch.CrawlCounts.Count;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * Hands archived pages on, in the order they were found. A page counts as handed on when the sink
 * has committed; before that it comes again at the next run. Pages are read back from the archive,
 * so however slow the sink is, nothing piles up in memory.
 */
final class Handover {
  private static final int MOST_AT_ONCE = 64;

  private final CrawlState state;
  private final WarcArchive archive;
  private final PageSink sink;
  private final CrawlCounts counts;
  private final CrawlListener listener;
  private final Clock clock;
  private final Thread thread;
  private final Object bell = new Object();
  private volatile boolean last;
  private volatile boolean stopped;
  private volatile @Nullable Exception failure;

  Handover(
      CrawlState state,
      WarcArchive archive,
      PageSink sink,
      CrawlCounts counts,
      CrawlListener listener,
      Clock clock) {
    this.state = state;
    this.archive = archive;
    this.sink = sink;
    this.counts = counts;
    this.listener = listener;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("hand on").start(this::run);
  }

  private record Row(long id, String page, String source, long file, long place) {}

  private void run() {
    try {
      while (!stopped) {
        boolean ending = last;
        if (handOn() == 0) {
          if (ending) return;
          synchronized (bell) {
            if (!last && !stopped) bell.wait(50);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  /** What stopped it, if something did. */
  @Nullable Exception failure() {
    return failure;
  }

  private int handOn() throws IOException {
    List<Row> rows =
        state.read(s ->
            s.all(
                "SELECT u.id, u.page, s.name, u.file, u.place FROM url u JOIN source s ON s.id ="
                    + " u.source WHERE u.stand = 1 ORDER BY u.id LIMIT ?",
                r ->
                    new Row(
                        r.getLong(1),
                        String.valueOf(r.getString(2)),
                        String.valueOf(r.getString(3)),
                        r.getLong(4),
                        r.getLong(5)),
                MOST_AT_ONCE));
    if (rows.isEmpty()) return 0;
    List<Row> taken = new ArrayList<>();
    for (Row row : rows) {
      if (stopped) break;
      Page page;
      try {
        page = row.file == 0 ? held(row.id) : archive.read(row.file, row.place);
      } catch (IOException | RuntimeException e) {
        again(row, e);
        continue;
      }
      sink.accept(new Input.OfPage(row.page, page, null, null), row.source);
      taken.add(row);
    }
    if (taken.isEmpty()) return rows.size();
    sink.commit();
    List<PageSink.Quality> qualities = sink.qualities();
    state.write(s -> {
      for (PageSink.Quality q : qualities) {
        s.change(
            "UPDATE url SET body = ?, dated = ?, signed = ? WHERE page = ? AND stand = 1",
            q.body() ? 1 : 0,
            q.date() ? 1 : 0,
            q.authors() ? 1 : 0,
            q.page());
      }
      for (Row row : taken) {
        // a page that was fetched anew meanwhile stays to be handed on
        s.change(
            "UPDATE url SET stand = 2 WHERE id = ? AND stand = 1 AND file = ? AND place = ?",
            row.id,
            row.file,
            row.place);
        s.change("DELETE FROM held WHERE url = ?", row.id);
      }
    });
    counts.add(Count.INDEXED, taken.size());
    return taken.size();
  }

  /** The archive lost it: it is fetched again. */
  private void again(Row row, Exception why) throws IOException {
    listener.failed(
        "page " + row.page, "cannot be read back (" + why.getMessage() + "): fetched again");
    state.write(s -> {
      s.change(
          "UPDATE url SET stand = CASE WHEN tries < 5 THEN 0 ELSE 4 END, tries = tries + 1,"
              + " due = ?, etag = NULL, modified = NULL, note = ? WHERE id = ?",
          clock.millis(),
          String.valueOf(why.getMessage()),
          row.id);
      s.change("DELETE FROM page WHERE url = ?", row.id);
    });
    counts.add(Count.RETRIES, 1);
  }

  private Page held(long id) throws IOException {
    Optional<Page> page =
        state.read(s ->
            s.first(
                "SELECT headers, address, body, (SELECT fetched FROM url WHERE url.id = held.url)"
                    + " FROM held WHERE url = ?",
                r ->
                    new Page(
                        URI.create(String.valueOf(r.getString(2))),
                        200,
                        headers(String.valueOf(r.getString(1))),
                        r.getBytes(3),
                        Instant.ofEpochMilli(r.getLong(4))),
                id));
    return page.orElseThrow(() -> new IOException("the page is not held any more"));
  }

  private static Map<String, List<String>> headers(String json) {
    Map<String, List<String>> headers = new HashMap<>();
    try {
      if (Json.read(json) instanceof Json.Obj(var members)) {
        members.forEach((name, values) ->
            headers.put(
                name, values.elements().stream().flatMap(v -> v.asString().stream()).toList()));
      }
    } catch (JsonException e) {
      throw new IllegalStateException("the state holds headers that are no JSON", e);
    }
    return headers;
  }

  /** Hands on what there is and ends. */
  void finish() throws InterruptedException {
    last = true;
    ring();
    thread.join();
  }

  /** Ends after the page at hand; what was taken is committed. */
  void stop() throws InterruptedException {
    stopped = true;
    ring();
    thread.join();
  }

  private void ring() {
    synchronized (bell) {
      bell.notifyAll();
    }
  }
}
