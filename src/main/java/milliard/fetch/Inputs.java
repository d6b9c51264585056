package milliard.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pages and texts of local files, one after the other: WARC files ({@code .warc}, {@code
 * .warc.gz}), JSON lines ({@code .jsonl}, {@code .jsonl.gz}), HTML ({@code .html}, {@code .htm},
 * {@code .xhtml}), texts ({@code .txt}), and folders of these at any depth, in the order of their
 * names.
 *
 * <p>One input is held at a time, none larger than 16 MiB. What cannot be read is named to the
 * listener and passed over. For one thread; several may be open at once.
 */
public final class Inputs implements Closeable {
  /** The largest page or text, decoded. */
  static final int MOST_BYTES = 16 * 1024 * 1024;

  /**
   * Something that could not be read.
   *
   * @param where the file, and the line or byte in it
   * @param reason what was read and what was expected
   */
  public record Bad(String where, String reason) {}

  /** Inputs of one file. */
  interface FileInputs extends Closeable {
    /** The next one, or null at the end. */
    @Nullable Input next() throws IOException;

    /** Bytes of the file that are read. */
    long position() throws IOException;
  }

  private final Consumer<Bad> bad;
  private final Deque<Path> waiting = new ArrayDeque<>();
  private final long size;
  private @Nullable Path file;
  private @Nullable FileInputs current;
  private long finished;
  private long badCount;
  private long passed;
  private long count;

  private Inputs(List<Path> paths, Consumer<Bad> bad) throws IOException {
    this.bad = bad;
    for (Path path : paths) {
      if (!Files.exists(path)) throw new NoSuchFileException(path.toString());
      waiting.add(path);
    }
    long bytes = 0;
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        bytes +=
            files.filter(p -> Files.isRegularFile(p)).mapToLong(p -> p.toFile().length()).sum();
      }
    }
    this.size = bytes;
  }

  /**
   * Opens files and folders.
   *
   * @param bad hears of what could not be read
   * @throws NoSuchFileException if one is not there
   */
  public static Inputs open(List<Path> paths, Consumer<Bad> bad) throws IOException {
    return new Inputs(paths, bad);
  }

  /** The next input, or null at the end. */
  public @Nullable Input next() throws IOException {
    while (true) {
      if (current == null) {
        Path path = nextFile();
        if (path == null) return null;
        enter(path);
        continue;
      }
      Input input;
      try {
        input = current.next();
      } catch (IOException e) {
        tell(String.valueOf(file), e.getMessage() == null ? e.toString() : e.getMessage());
        input = null;
      }
      if (input != null) {
        count++;
        return input;
      }
      leave();
    }
  }

  /** Bytes of all files, before decompression. */
  public long size() {
    return size;
  }

  /** Bytes of {@link #size} that are read. */
  public long position() {
    try {
      return finished + (current == null ? 0 : current.position());
    } catch (IOException e) {
      return finished;
    }
  }

  /** Inputs given so far. */
  public long count() {
    return count;
  }

  /** What could not be read so far. */
  public long bad() {
    return badCount;
  }

  /**
   * What was passed over so far because it is no page: requests, images, error pages, robots.txt,
   * files of other kinds.
   */
  public long passed() {
    return passed;
  }

  @Override
  public void close() throws IOException {
    waiting.clear();
    if (current != null) current.close();
    current = null;
  }

  void tell(String where, String reason) {
    badCount++;
    bad.accept(new Bad(where, reason));
  }

  void pass() {
    passed++;
  }

  /** The next file, folders opened on the way; null at the end. */
  @Nullable Path nextFile() throws IOException {
    while (!waiting.isEmpty()) {
      Path path = waiting.removeFirst();
      if (!Files.isDirectory(path)) return path;
      List<Path> children = new ArrayList<>();
      try (Stream<Path> listing = Files.list(path)) {
        listing
            .filter(p -> !Files.isSymbolicLink(p) || Files.isRegularFile(p))
            .sorted(Comparator.comparing(p -> p.getFileName().toString()))
            .forEach(children::add);
      }
      Collections.reverse(children);
      children.forEach(waiting::addFirst);
    }
    return null;
  }

  private void enter(Path path) throws IOException {
    file = path;
    try {
      current = read(path);
      if (current == null) {
        pass();
        finished += Files.size(path);
      }
    } catch (IOException e) {
      tell(path.toString(), "cannot be opened: " + e.getMessage());
    }
  }

  private void leave() throws IOException {
    if (current != null) current.close();
    current = null;
    if (file != null) finished += file.toFile().length();
    file = null;
  }

  private @Nullable FileInputs read(Path path) throws IOException {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".warc") || name.endsWith(".warc.gz") || name.endsWith(".warc.gz.open")) {
      return new WarcInputs(path, this);
    }
    if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) return new JsonlInputs(path, this);
    if (name.endsWith(".html") || name.endsWith(".htm") || name.endsWith(".xhtml")) {
      return new WholeFile(path, true, this);
    }
    if (name.endsWith(".txt")) return new WholeFile(path, false, this);
    return null;
  }
}
