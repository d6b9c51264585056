package milliard.fetch;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was fetched, in this order: records into the WARC file, the file to the disk, then
 * the rows that say so, in one transaction. Many outcomes share one commit. After a failed write
 * nothing more is written.
 */
final class Committer implements AutoCloseable {
  private static final int MOST_AT_ONCE = 256;

  /** What came of a request. */
  interface Outcome {
    /** The rows it changes, and the records it archives. */
    void write(CrawlState.Rows rows, Archive archive) throws SQLException, IOException;
  }

  /** Where an outcome puts its records. */
  interface Archive {
    WarcArchive.Place append(byte[] records) throws IOException;
  }

  private record Entry(Outcome outcome, CompletableFuture<@Nullable Void> done) {}

  /** Comes last in the queue. */
  private static final Entry END = new Entry((rows, archive) -> {}, new CompletableFuture<>());

  private final CrawlState state;
  private final WarcArchive archive;
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(1_024);
  private final Thread thread;
  private volatile @Nullable IOException failure;

  Committer(CrawlState state, WarcArchive archive) {
    this.state = state;
    this.archive = archive;
    this.thread = Thread.ofPlatform().name("commit").daemon().start(this::run);
  }

  /** Writes an outcome; returns when it is on the disk. */
  void commit(Outcome outcome) throws IOException, InterruptedException {
    var entry = new Entry(outcome, new CompletableFuture<>());
    while (!queue.offer(entry, 100, TimeUnit.MILLISECONDS)) check();
    check();
    try {
      entry.done.get();
    } catch (ExecutionException e) {
      throw new IOException("not written: " + e.getMessage(), e);
    }
  }

  private void check() throws IOException {
    IOException f = failure;
    if (f != null) throw new IOException("an earlier write failed: " + f.getMessage(), f);
    if (!thread.isAlive()) throw new IOException("the crawl has ended");
  }

  /** The write that failed, if one did. */
  @Nullable IOException failure() {
    return failure;
  }

  private void run() {
    List<Entry> batch = new ArrayList<>();
    while (true) {
      batch.clear();
      try {
        Entry first = queue.take();
        if (first == END) return;
        batch.add(first);
        queue.drainTo(batch, MOST_AT_ONCE - 1);
        boolean end = batch.remove(END);
        archive.ready();
        state.write(rows -> {
          for (Entry e : batch) e.outcome.write(rows, archive::append);
          archive.force();
          archive.commit(rows);
        });
        batch.forEach(e -> e.done.complete(null));
        archive.rotate();
        if (end) return;
      } catch (IOException | RuntimeException e) {
        IOException io = e instanceof IOException i ? i : new IOException(e);
        failure = io;
        batch.forEach(b -> b.done.completeExceptionally(io));
        drain(io);
        return;
      } catch (InterruptedException e) {
        drain(new IOException("interrupted"));
        return;
      }
    }
  }

  private void drain(IOException reason) {
    List<Entry> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(e -> e.done.completeExceptionally(reason));
  }

  /** Writes what is waiting and ends. */
  @Override
  public void close() {
    boolean interrupted = false;
    boolean told = false;
    while (thread.isAlive()) {
      try {
        if (!told) told = queue.offer(END, 100, TimeUnit.MILLISECONDS);
        else thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    drain(new IOException("the crawl has ended"));
    if (interrupted) Thread.currentThread().interrupt();
  }
}
