package milliard.article;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import milliard.fetch.Page;
import milliard.json.Json;
import net.dankito.readability4j.Readability4J;
import org.jsoup.Jsoup;
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
 * Pages a second on one core, from characters to article; beside it Readability4J, and jsoup alone,
 * which both build on. The golden pages are small; {@code -p pages=FILE.jsonl} takes real ones
 * ({@code html}: the name of a gzipped page beside the file, {@code url}). From the root, after
 * {@code mvn test-compile}:
 *
 * <pre>
 * java -cp TEST-CLASSPATH org.openjdk.jmh.Main ArticleReader [-p pages=FILE.jsonl]
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
public class ArticleReaderBenchmark {
  @Param("corpus")
  public String pages = "corpus";

  private final ArticleReader reader = new ArticleReader();
  private List<PublicPage> read = List.of();
  private int at = -1;

  /** A page that is known as characters, with what is known of its body. */
  record PublicPage(String id, URI url, String html, String body) {}

  /** The pages of a file of JSON lines, or of our own corpus. */
  static List<PublicPage> read(Path file) throws IOException, Json.JsonException {
    List<PublicPage> pages = new ArrayList<>();
    if (Files.isDirectory(file)) {
      for (Path folder : GoldenPagesTest.folders()) {
        Json gold = Json.read(Files.readString(folder.resolve("article.json")));
        Page page = GoldenPagesTest.page(folder, gold);
        String html = Decoder.decode(page.body(), page.header("content-type"));
        pages.add(new PublicPage(folder.toString(), page.url(), html, body(gold)));
      }
      return pages;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Json row = Json.read(line);
        if (row.string("html").isEmpty()) continue;
        String id = row.string("id").orElseThrow();
        Path page = file.resolveSibling(row.string("html").orElseThrow());
        byte[] bytes;
        try (var in = new GZIPInputStream(Files.newInputStream(page))) {
          bytes = in.readAllBytes();
        }
        URI url = URI.create(row.string("url").orElse("https://example.org/a").replace(" ", "%20"));
        pages.add(new PublicPage(id, url, new String(bytes, StandardCharsets.UTF_8), body(row)));
      }
    }
    return pages;
  }

  private static String body(Json row) {
    List<Json> paragraphs = row.get("body").map(Json::elements).orElse(List.of());
    return String.join("\n", paragraphs.stream().flatMap(p -> p.asString().stream()).toList());
  }

  @Setup
  public void read() throws IOException, Json.JsonException {
    read = read(Path.of(pages));
  }

  private PublicPage next() {
    at = at + 1 == read.size() ? 0 : at + 1;
    return read.get(at);
  }

  @Benchmark
  public Object milliard() {
    PublicPage page = next();
    return reader.read(page.html(), page.url());
  }

  @Benchmark
  public Object readability4j() {
    PublicPage page = next();
    return new Readability4J(page.url().toString(), page.html()).parse();
  }

  @Benchmark
  public Object jsoupAlone() {
    PublicPage page = next();
    return Jsoup.parse(page.html(), page.url().toString());
  }
}
