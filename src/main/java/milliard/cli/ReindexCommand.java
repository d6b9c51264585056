package milliard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import milliard.Home;
import milliard.Intake;
import milliard.deal.Corrections;
import milliard.fetch.Input;
import milliard.fetch.Inputs;
import milliard.index.DealIndex;
import milliard.index.IndexException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code milliard reindex}: the index made anew. */
@Command(
    name = "reindex",
    description = {
      "Makes the index anew: after new rates or corrections from what it holds,",
      "with --extract by reading every article again, with --archive (or when the index",
      "is of an older format) from the archived pages. Until it is done the old one stays."
    },
    mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--extract", description = "Read every article again with today's rules.")
  private boolean extract;

  @Option(names = "--archive", description = "Start from the pages in the archive (warc).")
  private boolean archive;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Pages read at once with --archive (default: one a core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    Home folder = home.home();
    if (archive) return fromArchive(folder);
    try (DealIndex index = folder.open()) {
      var milliard = folder.milliard();
      var count = new AtomicLong();
      try (Progress progress = new Progress("articles")) {
        progress.size(index.size().articles());
        index.rebuild(said -> {
          progress.at(count.incrementAndGet(), "");
          return extract ? milliard.extract(said.article()) : said;
        });
        progress.end();
      }
      return told(index);
    } catch (IndexException e) {
      if (!Files.isDirectory(folder.warc())) throw e;
      System.err.println("milliard: " + e.getMessage() + "; reading the archive");
      return fromArchive(folder);
    }
  }

  private int fromArchive(Home folder) throws IOException {
    if (!Files.isDirectory(folder.warc())) {
      throw new UserException(
          "no archive in " + folder.warc() + ": 'milliard ingest' reads the articles again");
    }
    try (DealIndex index =
            DealIndex.replace(
                folder.index(),
                folder.exchangeRates(),
                Corrections.read(folder.dealCorrections()));
        Progress progress = new Progress("articles");
        Inputs inputs =
            Inputs.open(
                List.of(folder.warc()), bad -> progress.say(bad.where() + ": " + bad.reason()));
        Intake intake = new Intake(folder.milliard(), index, threads, Intake.Listener.NONE)) {
      progress.size(inputs.size());
      for (Input input = inputs.next(); input != null; input = inputs.next()) {
        intake.accept(input);
        progress.at(inputs.position(), intake.articles() + " articles");
      }
      intake.commit();
      progress.end();
      return told(index);
    }
  }

  private static int told(DealIndex index) throws IOException {
    DealIndex.Size size = index.size();
    System.err.printf("%,d articles and %,d deals%n", size.articles(), size.deals());
    return size.articles() > 0 ? 0 : 1;
  }
}
