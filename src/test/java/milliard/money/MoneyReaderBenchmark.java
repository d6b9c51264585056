package milliard.money;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import milliard.text.Language;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads one million chars of our own articles: the result in operations a second is also megabytes
 * (of ASCII) a second. From the root, after {@code mvn test-compile}: {@code java -cp
 * target/classes:target/test-classes:… org.openjdk.jmh.Main MoneyReader}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MoneyReaderBenchmark {
  private static final int SIZE = 1_000_000;

  @Param({"fr", "en"})
  public String language = "fr";

  private String text = "";
  private String digits = "";
  private MoneyReader reader = MoneyReader.of(Language.FRENCH);
  private Lexicon lexicon = new Lexicon(Language.FRENCH);

  @Setup
  public void read() throws IOException {
    Language of = Language.of(language);
    reader = MoneyReader.of(of);
    lexicon = new Lexicon(of);
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("corpus", language, "deals", "dev"))) {
      files.sorted().forEach(file -> all.append(body(file)));
    }
    text = all.toString().repeat(1 + SIZE / all.length()).substring(0, SIZE);
    digits = "1.200 300,4'5 ".repeat(1 + SIZE / 14).substring(0, SIZE);
  }

  private static String body(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      int end = text.indexOf("\n---\n");
      return text.substring(end + 5).replaceAll("\\[([^\\[\\]]*)\\]\\([A-Z a-z_]+\\)", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Benchmark
  public Object articles() {
    return reader.read(text);
  }

  @Benchmark
  public Object digitsAndSeparators() {
    return reader.read(digits);
  }

  @Benchmark
  public Object lexemesOnly() {
    return new Lexemes(text, lexicon);
  }
}
