package milliard.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of data files: {@code models/<lang>} for what is known of a language, {@code models} for
 * what is common to all. Files are UTF-8; in a list or table a line that begins with {@code #} is a
 * comment and a blank one is passed over.
 */
public final class Pack {
  private static final String ROOT = "/milliard/models/";
  private static final Pack COMMON = new Pack("");

  private final String folder;

  private Pack(String folder) {
    this.folder = folder;
  }

  /** What is common to all languages. */
  public static Pack common() {
    return COMMON;
  }

  /** The pack of a language; its files may be absent. */
  public static Pack of(Language language) {
    return new Pack(language.code() + "/");
  }

  /** The languages that have a pack, in the order of {@code models/languages.txt}. */
  public static List<Language> languages() {
    return COMMON.lines("languages.txt").stream().map(line -> new Language(line.text())).toList();
  }

  /** A line of a data file, with its number (from 1) for messages. */
  public record Line(String file, int number, String text) {
    /** The cells between tabs, each stripped; {@code least} are guaranteed. */
    public List<String> cells(int least) {
      List<String> cells = new ArrayList<>();
      for (String cell : text.split("\t", -1)) cells.add(cell.strip());
      if (cells.size() < least) {
        throw error("expected " + least + " columns between tabs, read " + cells.size());
      }
      return cells;
    }

    /** A fault of this line: what, where, what was expected. */
    public IllegalStateException error(String message) {
      return new IllegalStateException(file + ":" + number + ": " + message + " in: " + text);
    }
  }

  /** The resource's name on the class path, for messages and for those who load it themselves. */
  public String path(String file) {
    return (ROOT + folder + file).substring(1);
  }

  /** Whether the file is there. */
  public boolean has(String file) {
    return Pack.class.getResource(ROOT + folder + file) != null;
  }

  /** The lines of a list or table without comments and blank ones. */
  public List<Line> lines(String file) {
    List<Line> lines = new ArrayList<>();
    try (var reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) continue;
        lines.add(new Line(path(file), number, line.stripTrailing()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path(file), e);
    }
    return List.copyOf(lines);
  }

  /** As {@link #lines}, empty where the file is not there. */
  public List<Line> linesIfPresent(String file) {
    return has(file) ? lines(file) : List.of();
  }

  /** The whole file as text, if it is there. */
  public Optional<String> text(String file) {
    if (!has(file)) return Optional.empty();
    try (InputStream in = open(file)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path(file), e);
    }
  }

  /**
   * The file as a stream.
   *
   * @throws IllegalStateException if it is not there
   */
  public InputStream open(String file) {
    InputStream in = Pack.class.getResourceAsStream(ROOT + folder + file);
    if (in == null) throw new IllegalStateException("no data file " + path(file));
    return in;
  }
}
