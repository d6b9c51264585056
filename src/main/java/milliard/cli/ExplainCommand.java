package milliard.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import milliard.Milliard;
import milliard.article.Article;
import milliard.corenlp.Explanation;
import milliard.corenlp.Explanation.Telling;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code milliard explain}: how an answer came about, sentence by sentence. */
@Command(
    name = "explain",
    description = {
      "Shows how the answer to a text or page comes about: each sentence with its names",
      "and amounts, the rules that fired there (=>), what they read and noticed, those",
      "that came to nothing (--), and where nothing fired.",
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Text or HTML page; - or none is standard input.")
  private @Nullable String file;

  @Mixin private TextOptions options = new TextOptions();

  @Override
  public Integer call() throws IOException {
    Milliard milliard = Milliard.open();
    Article article = options.article(milliard, file == null ? "-" : file);
    Explanation explanation = milliard.explain(article);
    PrintStream out = System.out;
    String text = article.text();
    var said = explanation.said();
    for (Span sentence : explanation.sentences()) {
      out.println(Words.flat(sentence.in(text)));
      line(
          out,
          "names",
          said.entities().stream()
              .filter(e -> sentence.contains(e.span()))
              .map(e ->
                  e.text() + " (" + e.type() + (e.company() == null ? "" : " " + e.company()) + ")")
              .toList());
      line(
          out,
          "amounts",
          said.amounts().stream()
              .filter(a -> sentence.contains(a.span()))
              .map(a -> Words.flat(a.text()) + " = " + Words.amount(a))
              .toList());
      line(
          out,
          "dates",
          said.dates().stream()
              .filter(d -> sentence.contains(d.span()))
              .map(d -> Words.flat(d.text()) + " = " + d.value())
              .toList());
      List<Telling> here =
          explanation.tellings().stream().filter(t -> t.sentence().equals(sentence)).toList();
      if (here.isEmpty()) out.println("  no rule fired: no trigger of a deal here");
      for (Telling telling : here) {
        out.println(
            (telling.kept() ? "  => " : "  -- ")
                + telling.rule()
                + " at “"
                + Words.flat(telling.trigger().in(text))
                + "”"
                + telling.arguments().stream()
                    .map(a -> " " + a.role().id() + "=" + a.name())
                    .collect(Collectors.joining()));
        if (!telling.marks().isEmpty()) {
          out.println("     noticed: " + String.join(", ", telling.marks()));
        }
      }
      out.println();
    }
    out.println("== the deals");
    new Words(out).article(null, said);
    return said.deals().isEmpty() ? 1 : 0;
  }

  private static void line(PrintStream out, String title, List<String> values) {
    if (!values.isEmpty()) out.printf("  %-8s %s%n", title, String.join(", ", values));
  }
}
