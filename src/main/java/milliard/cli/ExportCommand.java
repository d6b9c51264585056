package milliard.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.DealCard;
import milliard.index.ArticleHit;
import milliard.index.DealHit;
import milliard.index.DealIndex;
import milliard.index.Hits;
import milliard.index.QueryException;
import milliard.index.Search;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard export}: all deals or articles that answer a query, as a file. */
@Command(
    name = "export",
    description = {
      "Writes all deals (or articles) that answer a query; without one, all.",
      "  milliard export --home news --format csv --out rounds.csv type:funding date:2025",
      "",
      "jsonl has every claim with its source; csv and parquet have a row a deal."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  /** Hits fetched at once. */
  private static final int PAGE = 500;

  enum Format {
    JSONL,
    CSV,
    PARQUET
  }

  @Parameters(paramLabel = "QUERY", description = "Words, fields, comparisons.")
  private List<String> query = List.of();

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--articles", description = "Articles in place of deals.")
  private boolean articles;

  @Option(names = "--format", paramLabel = "FORMAT", description = "jsonl (default), csv, parquet.")
  private Format format = Format.JSONL;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file, written whole or not at all (default: standard output).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    String words = String.join(" ", query);
    if (format == Format.PARQUET && out == null) {
      throw new UserException("--format parquet: expected --out FILE, it is not for a terminal");
    }
    try (DealIndex index = home.home().openReadOnly()) {
      long rows;
      if (out == null) {
        rows = write(index, words, System.out);
      } else {
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try (OutputStream file = Files.newOutputStream(part)) {
          rows = write(index, words, file);
        }
        Files.move(part, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
      System.err.printf("%,d %s%n", rows, articles ? "articles" : "deals");
      return rows > 0 ? 0 : 1;
    } catch (QueryException e) {
      throw new UserException(SearchCommand.pointed(words, e), e);
    }
  }

  private long write(DealIndex index, String words, OutputStream to)
      throws IOException, QueryException {
    if (format == Format.JSONL) {
      var lines = new PrintStream(to, false, StandardCharsets.UTF_8);
      long rows =
          articles
              ? articles(index, words, hit -> lines.println(DealCard.write(hit).write()))
              : deals(
                  index,
                  words,
                  hit -> lines.println(DealCard.write(hit.deal(), hit.euros()).write()));
      lines.flush();
      return rows;
    }
    OutputStream kept = new Unclosed(to);
    if (articles) {
      try (Rows<ArticleRow> rows =
          format == Format.CSV
              ? new Rows.Csv<>(kept, ArticleRow.class)
              : new Rows.Parquet<>(kept, ArticleRow.class)) {
        return articles(index, words, hit -> rows.write(ArticleRow.of(hit)));
      }
    }
    try (Rows<DealRow> rows =
        format == Format.CSV
            ? new Rows.Csv<>(kept, DealRow.class)
            : new Rows.Parquet<>(kept, DealRow.class)) {
      return deals(index, words, hit -> rows.write(DealRow.of(hit.deal(), hit.euros())));
    }
  }

  private interface Take<T> {
    void take(T hit) throws IOException;
  }

  private static long deals(DealIndex index, String words, Take<DealHit> take)
      throws IOException, QueryException {
    Search search = Search.of(words).limit(PAGE).order(Search.Order.DATE).facets(false).strictly();
    long count = 0;
    while (true) {
      Hits<DealHit> page = index.deals(search);
      for (DealHit hit : page.hits()) take.take(hit);
      count += page.hits().size();
      if (page.cursor() == null) return count;
      search = search.after(page.cursor());
    }
  }

  private static long articles(DealIndex index, String words, Take<ArticleHit> take)
      throws IOException, QueryException {
    Search search = Search.of(words).limit(PAGE).order(Search.Order.DATE).facets(false);
    long count = 0;
    while (true) {
      Hits<ArticleHit> page = index.articles(search);
      for (ArticleHit hit : page.hits()) take.take(hit);
      count += page.hits().size();
      if (page.cursor() == null) return count;
      search = search.after(page.cursor());
    }
  }

  /** Standard output, which those who write to it may not close. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
