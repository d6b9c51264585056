package milliard.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.Intake;
import milliard.fetch.ParallelInputs;
import milliard.fetch.ParallelInputs.Placed;
import milliard.index.DealIndex;
import milliard.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard ingest}: files and folders into an index. */
@Command(
    name = "ingest",
    description = {
      "Reads articles from files and folders into an index.",
      "",
      "SOURCE is a folder, a page (.html), a text (.txt), JSON lines (.jsonl) or a WARC",
      "file (.warc, .warc.gz). The same again changes nothing; a page that has changed",
      "replaces the older one. What cannot be read is named and passed over. A run that",
      "was killed is simply run again. Several files are read at once; of two pages",
      "under one address the later one stays, in the order of SOURCE and file names."
    },
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  /** Articles between two commits: what a kill may cost. */
  private static final int COMMIT_EVERY = 1_000;

  private static final int MOST_FILES = 8;

  @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Files and folders.")
  private List<Path> sources = List.of();

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Articles read at once (default: one a core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print the summary and each fault as JSON lines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var milliard = home.home().milliard();
    try (DealIndex index = home.home().open();
        Progress progress = new Progress("articles");
        ParallelInputs inputs = inputs(progress);
        Intake intake =
            new Intake(
                milliard,
                index,
                threads,
                new Intake.Listener() {
                  @Override
                  public void passed(String where, String reason) {
                    fault(progress, where, reason);
                  }
                })) {
      progress.size(inputs.size());
      for (Placed placed = inputs.next(); placed != null; placed = inputs.next()) {
        intake.accept(placed.input(), placed.order());
        progress.at(
            inputs.position(),
            intake.articles() + " articles, " + (intake.passed() + inputs.bad()) + " passed over");
        if (inputs.count() % COMMIT_EVERY == 0) intake.commit(inputs.lowest());
      }
      intake.commit();
      progress.end();
      summary(intake, inputs, index.size());
      return intake.articles() > 0 ? 0 : 1;
    }
  }

  private void summary(Intake intake, ParallelInputs inputs, DealIndex.Size size) {
    if (json) {
      System.out.println(
          Json.object()
              .put("articles", intake.articles())
              .put("passed_over", intake.passed())
              .put("bad_records", inputs.bad())
              .put("index_articles", size.articles())
              .put("index_deals", size.deals())
              .build()
              .write());
      return;
    }
    System.err.printf(
        "%,d articles read, %,d passed over, %,d bad records; the index has %,d articles and %,d"
            + " deals%n",
        intake.articles(), intake.passed(), inputs.bad(), size.articles(), size.deals());
  }

  private void fault(Progress progress, String where, String reason) {
    if (!json) {
      progress.say(where + ": " + reason);
      return;
    }
    synchronized (System.out) {
      System.out.println(Json.object().put("where", where).put("reason", reason).build().write());
    }
  }

  private ParallelInputs inputs(Progress progress) throws IOException {
    try {
      return ParallelInputs.open(
          sources,
          Math.clamp(threads, 1, MOST_FILES),
          bad -> fault(progress, bad.where(), bad.reason()));
    } catch (NoSuchFileException e) {
      throw new UserException("no file or folder " + e.getMessage(), e);
    }
  }
}
