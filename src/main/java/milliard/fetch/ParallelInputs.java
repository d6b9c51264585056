package milliard.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pages and texts of several local files at once: {@link Inputs} with a thread a file. They come as
 * they are read, each with its place in the order in which one thread would have given them, so
 * that of two with one id the same wins however fast each file is read. For one thread that takes.
 */
public final class ParallelInputs implements Closeable {
  /**
   * An input and its place.
   *
   * @param order grows from file to file and within each
   */
  public record Placed(Input input, long order) {}

  /** What a thread says: an input, its end, or why it cannot go on. */
  private record Said(@Nullable Placed placed, @Nullable Exception failure) {}

  private final Inputs files;
  private final Consumer<Inputs.Bad> bad;
  private final BlockingQueue<Said> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong badCount = new AtomicLong();
  private final NavigableSet<Long> open = new ConcurrentSkipListSet<>();
  private long nextFile;
  private long count;
  private int running;

  private ParallelInputs(Inputs files, int atOnce, Consumer<Inputs.Bad> bad) {
    this.files = files;
    this.bad = bad;
    this.running = atOnce;
    this.queue = new ArrayBlockingQueue<>(4 * atOnce);
    for (int i = 0; i < atOnce; i++) {
      threads.add(Thread.ofPlatform().name("read " + i).daemon().start(this::read));
    }
  }

  /**
   * Opens files and folders.
   *
   * @param atOnce files read at once
   * @param bad hears of what could not be read, from many threads
   * @throws NoSuchFileException if one is not there
   */
  public static ParallelInputs open(List<Path> paths, int atOnce, Consumer<Inputs.Bad> bad)
      throws IOException {
    if (atOnce < 1)
      throw new IllegalArgumentException(atOnce + " files at once: expected 1 or more");
    return new ParallelInputs(Inputs.open(paths, bad), atOnce, bad);
  }

  private record File(Path path, long number) {}

  private @Nullable File nextFile() throws IOException {
    synchronized (files) {
      Path path = files.nextFile();
      if (path == null) return null;
      var file = new File(path, nextFile++);
      open.add(file.number);
      return file;
    }
  }

  private void read() {
    @Nullable Exception failure = null;
    try {
      for (File file = nextFile(); file != null; file = nextFile()) read(file);
    } catch (IOException | RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      return; // closed
    }
    try {
      queue.put(new Said(null, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(File file) throws IOException, InterruptedException {
    try (Inputs inputs = Inputs.open(List.of(file.path), this::tell)) {
      long before = 0;
      for (Input input = inputs.next(); input != null; input = inputs.next()) {
        queue.put(new Said(new Placed(input, order(file.number) + inputs.count()), null));
        position.addAndGet(inputs.position() - before);
        before = inputs.position();
      }
      position.addAndGet(inputs.size() - before);
    } catch (NoSuchFileException e) {
      tell(new Inputs.Bad(file.path.toString(), "is gone"));
    } finally {
      open.remove(file.number);
    }
  }

  private static long order(long file) {
    return file << 32;
  }

  private void tell(Inputs.Bad what) {
    badCount.incrementAndGet();
    bad.accept(what);
  }

  /** The next input, or null at the end. */
  public @Nullable Placed next() throws IOException {
    while (running > 0) {
      Said said;
      try {
        said = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while reading files");
      }
      if (said.placed != null) {
        count++;
        return said.placed;
      }
      if (said.failure instanceof IOException e) throw e;
      if (said.failure instanceof RuntimeException e) throw e;
      running--;
    }
    return null;
  }

  /** No input that is still to come has a lower order; those in the queue may. */
  public long lowest() {
    synchronized (files) {
      long lowest = order(open.isEmpty() ? nextFile : open.first());
      for (Said said : queue) {
        if (said.placed != null) lowest = Math.min(lowest, said.placed.order());
      }
      return lowest;
    }
  }

  /** Bytes of all files, before decompression. */
  public long size() {
    return files.size();
  }

  /** Bytes of {@link #size} that are read. */
  public long position() {
    return position.get();
  }

  /** Inputs given so far. */
  public long count() {
    return count;
  }

  /** What could not be read so far. */
  public long bad() {
    return badCount.get();
  }

  @Override
  public void close() throws IOException {
    boolean interrupted = false;
    for (Thread thread : threads) {
      thread.interrupt();
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    files.close();
    if (interrupted) Thread.currentThread().interrupt();
  }
}
