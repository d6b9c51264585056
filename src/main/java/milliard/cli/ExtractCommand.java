package milliard.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import milliard.Contract;
import milliard.Milliard;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private TextOptions options = new TextOptions();

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
    Milliard milliard = Milliard.open();
    List<String> inputs = files.isEmpty() ? List.of("-") : files;
    PrintStream out = System.out;
    for (String input : inputs) {
      try {
        read(milliard, input, out);
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

  private void read(Milliard milliard, String name, PrintStream out) throws IOException {
    if (jsonl && name.equals("-")) {
      readLines(milliard, System.in, out);
      return;
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".jsonl")) {
      try (InputStream in = TextOptions.open(name)) {
        readLines(milliard, in, out);
      }
      return;
    }
    AnnotatedArticle said = milliard.extract(options.article(milliard, name));
    if (!said.deals().isEmpty() || !said.entities().isEmpty() || !said.amounts().isEmpty()) {
      found.set(true);
    }
    if (jsonl) out.println(Contract.write(new Json.Str(name), said).write());
    else new Words(out).article(files.size() > 1 ? name : null, said);
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
}
