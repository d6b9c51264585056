package milliard.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.Milliard;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;
import milliard.mention.gold.DealScore;
import milliard.mention.gold.GoldArticle;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard evaluate}: precision, recall and F1 against annotated articles. */
@Command(
    name = "evaluate",
    description = {
      "Scores what is read against articles whose deals are marked by hand.",
      "",
      "FOLDER holds articles in the form of corpus/README.md. A deal is right if its",
      "type and all its obligatory roles are; amount, status, date and the rest are",
      "scored over the deals that were found."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "As corpus/fr/deals/dev.")
  private List<Path> folders = List.of();

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "Language of the articles; else a folder named so in the path.")
  private @Nullable String lang;

  @Option(
      names = "--show",
      paramLabel = "N",
      description = "Print this many of the deals missed, wrong or made up.")
  private int show;

  @Option(names = "--json", description = "Print the figures as one JSON object a folder.")
  private boolean json;

  @Option(names = "--threads", paramLabel = "N", description = "Articles at once.")
  private int threads = Runtime.getRuntime().availableProcessors();

  private record Read(GoldArticle gold, AnnotatedArticle said) {}

  @Override
  public Integer call() throws IOException {
    Milliard milliard = Milliard.open();
    PrintStream out = System.out;
    boolean any = false;
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new UserException(folder + " is no folder: expected one of annotated articles");
      }
      List<GoldArticle> articles = articles(folder);
      var score = new DealScore();
      try (var work =
          new InOrder<GoldArticle, Read>(
              threads,
              gold -> new Read(gold, milliard.extract(gold.article())),
              read -> score.add(read.gold(), read.said()))) {
        articles.forEach(work::submit);
      }
      any |= !articles.isEmpty();
      if (json) {
        out.println(figures(folder, articles.size(), score).write());
      } else {
        out.println("== " + folder + ": " + articles.size() + " articles");
        out.println(score);
        score.misses().stream().limit(show).forEach(out::println);
      }
    }
    return any ? 0 : 1;
  }

  private List<GoldArticle> articles(Path folder) throws IOException {
    try {
      return GoldArticle.folder(folder, language(folder));
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
  }

  private Language language(Path folder) {
    List<String> names = new ArrayList<>();
    if (lang != null) names.add(lang);
    else folder.toAbsolutePath().normalize().forEach(part -> names.add(part.toString()));
    for (Language language : milliard.text.Pack.languages()) {
      if (names.contains(language.code())) return language;
    }
    throw new UserException(folder + ": of which language are its articles? --lang says it");
  }

  private static Json figures(Path folder, int articles, DealScore score) {
    var figures = Json.object().put("folder", folder.toString()).put("articles", articles);
    score
        .tallies()
        .forEach((label, tally) ->
            figures.put(
                label,
                Json.object()
                    .put("p", rounded(tally.precision()))
                    .put("r", rounded(tally.recall()))
                    .put("f1", rounded(tally.f1()))
                    .put("right", tally.right())
                    .put("read", tally.read())
                    .put("gold", tally.gold())
                    .build()));
    return figures.build();
  }

  private static BigDecimal rounded(double figure) {
    return BigDecimal.valueOf(Math.round(figure * 1000), 3);
  }
}
