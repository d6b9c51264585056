package milliard.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.Intake;
import milliard.fetch.Input;
import milliard.fetch.Inputs;
import milliard.index.DealIndex;
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
      "was killed is simply run again."
    },
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  /** Articles between two commits: what a kill may cost. */
  private static final int COMMIT_EVERY = 1_000;

  @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Files and folders.")
  private List<Path> sources = List.of();

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Articles read at once (default: one a core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    var milliard = home.home().milliard();
    try (DealIndex index = home.home().open();
        Progress progress = new Progress("articles");
        Inputs inputs = inputs(progress);
        Intake intake =
            new Intake(
                milliard,
                index,
                threads,
                new Intake.Listener() {
                  @Override
                  public void passed(String where, String reason) {
                    progress.say(where + ": " + reason);
                  }
                })) {
      progress.size(inputs.size());
      for (Input input = inputs.next(); input != null; input = inputs.next()) {
        intake.accept(input);
        progress.at(inputs.position(), intake.articles() + " articles");
        if (inputs.count() % COMMIT_EVERY == 0) intake.commit();
      }
      intake.commit();
      progress.end();
      DealIndex.Size size = index.size();
      System.err.printf(
          "%,d articles read, %,d passed over, %,d bad records; the index has %,d articles and %,d"
              + " deals%n",
          intake.articles(), intake.passed(), inputs.bad(), size.articles(), size.deals());
      return intake.articles() > 0 ? 0 : 1;
    }
  }

  private Inputs inputs(Progress progress) throws IOException {
    try {
      return Inputs.open(sources, bad -> progress.say(bad.where() + ": " + bad.reason()));
    } catch (NoSuchFileException e) {
      throw new UserException("no file or folder " + e.getMessage(), e);
    }
  }
}
