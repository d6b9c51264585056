package milliard.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import milliard.Contract;
import milliard.Milliard;
import milliard.article.ArticleReader.Reading;
import milliard.article.PublicationDate;
import milliard.fetch.Page;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard extract}: names, amounts and deals of texts and pages. */
@Command(
    name = "extract",
    description = {
      "Prints the names, amounts and deals of texts and pages.",
      "",
      "FILE is a text, an HTML page (.html) or JSON lines (.jsonl); - or none is",
      "standard input. With --jsonl the answer is one JSON object a line, in the order",
      "of the input, each as soon as it is there; standard input then holds a line",
      "{\"id\", \"text\"} or {\"id\", \"html\", \"url\"} each, optional \"lang\", \"published\".",
      "A bad line answers {\"id\", \"error\"} and the run goes on."
    },
    mixinStandardHelpOptions = true)
final class ExtractCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Text, HTML or JSON lines; - is standard input.")
  private List<String> files = List.of();

  @Option(names = "--jsonl", description = "Print JSON, one object a line.")
  private boolean jsonl;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "Language of texts and pages, fr or en; found out where not given.")
  private @Nullable String lang;

  @Option(
      names = "--published",
      paramLabel = "DATE",
      description = "Date of the texts (2025-08-22), from which \"last Tuesday\" is counted.")
  private @Nullable String published;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Articles read at once (default: one a core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  private final AtomicBoolean found = new AtomicBoolean();
  private final AtomicBoolean failed = new AtomicBoolean();

  @Override
  public Integer call() throws IOException {
    if (threads < 1) throw new UserException("--threads " + threads + ": expected 1 or more");
    Language language = language();
    PublicationDate date = date();
    Milliard milliard = Milliard.open();
    List<String> inputs = files.isEmpty() ? List.of("-") : files;
    PrintStream out = System.out;
    for (String input : inputs) {
      try {
        if (input.equals("-")) {
          read(milliard, "-", System.in, language, date, out);
        } else {
          try (InputStream in = open(input)) {
            read(milliard, input, in, language, date, out);
          }
        }
      } catch (UserException e) {
        failed.set(true);
        if (jsonl) {
          out.println(
              Contract.error(Json.object().put("id", input).build(), e.getMessage()).write());
        }
        System.err.println("milliard: " + e.getMessage());
      }
      out.flush();
    }
    return failed.get() && !jsonl ? 2 : found.get() ? 0 : 1;
  }

  private static InputStream open(String file) {
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new UserException(
          file + " is a folder: expected a file; 'milliard ingest' reads folders");
    }
    try {
      return Files.newInputStream(path);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new UserException("no file " + file, e);
    } catch (IOException e) {
      throw new UserException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void read(
      Milliard milliard,
      String name,
      InputStream in,
      @Nullable Language language,
      @Nullable PublicationDate date,
      PrintStream out)
      throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".jsonl") || (jsonl && name.equals("-"))) {
      readLines(milliard, in, out);
      return;
    }
    byte[] bytes = in.readAllBytes();
    String start =
        new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8).strip();
    boolean html =
        lower.endsWith(".html")
            || lower.endsWith(".htm")
            || lower.endsWith(".xhtml")
            || (!lower.endsWith(".txt") && start.startsWith("<"));
    AnnotatedArticle said;
    if (html) {
      var page =
          new Page(
              name.equals("-") ? java.net.URI.create("about:blank") : Path.of(name).toUri(),
              200,
              java.util.Map.of(),
              bytes,
              java.time.Instant.EPOCH);
      switch (milliard.article(page)) {
        case Reading.NotAnArticle(var reason) ->
            throw new UserException(name + " is no article: " + reason);
        case Reading.Found(var article) -> said = milliard.extract(article);
      }
    } else {
      if (containsZero(bytes)) {
        throw new UserException(
            name + " is not a text: it has zero bytes; expected UTF-8 text or HTML");
      }
      said = milliard.extract(new String(bytes, StandardCharsets.UTF_8), language, date);
    }
    if (!said.deals().isEmpty() || !said.entities().isEmpty() || !said.amounts().isEmpty()) {
      found.set(true);
    }
    if (jsonl) out.println(Contract.write(new Json.Str(name), said).write());
    else new Words(out).article(inputs() > 1 ? name : null, said);
  }

  private int inputs() {
    return files.size();
  }

  private static boolean containsZero(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 8_000); i++) if (bytes[i] == 0) return true;
    return false;
  }

  private void readLines(Milliard milliard, InputStream in, PrintStream out) throws IOException {
    var contract = new Contract(milliard);
    try (var work =
        new InOrder<String, String>(
            threads,
            contract::answerLine,
            answer -> {
              found.set(true);
              out.println(answer);
              out.flush();
            })) {
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) work.submit(line);
      }
    }
  }

  private @Nullable Language language() {
    if (lang == null) return null;
    try {
      return Language.of(lang);
    } catch (IllegalArgumentException e) {
      throw new UserException("--lang " + lang + ": expected a language as fr or en", e);
    }
  }

  private @Nullable PublicationDate date() {
    if (published == null) return null;
    try {
      return PublicationDate.of(LocalDate.parse(published));
    } catch (DateTimeParseException e) {
      throw new UserException("--published " + published + ": expected a date as 2025-08-22", e);
    }
  }
}
