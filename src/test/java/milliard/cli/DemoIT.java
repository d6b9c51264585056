package milliard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import milliard.Home;
import milliard.deal.Report;
import milliard.index.DealIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line on the bundled sites: crawl, archive, extract, merge, index, search. */
class DemoIT {
  @TempDir Path folder;

  private static String run(int code, String... args) {
    PrintStream before = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(args)).as("exit code of %s", String.join(" ", args)).isEqualTo(code);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Every deal of an index, by its id, as its claims. */
  private static Map<String, String> deals(Path home) throws Exception {
    Map<String, String> deals = new TreeMap<>();
    try (DealIndex index = new Home(home).openReadOnly()) {
      index.deals(deal ->
          deals.put(
              deal.id(),
              deal.type() + " " + deal.reports().stream().map(Report::id).sorted().toList()));
    }
    return deals;
  }

  @Test
  void theSameDealsComeFromTheCrawlFromASecondCrawlAndFromTheArchive() throws Exception {
    Path home = folder.resolve("home");
    String shown = run(0, "demo", "--home", home.toString());
    assertThat(shown).contains("contract").contains("Meta Platforms").contains("Informatica");
    try (DealIndex index = new Home(home).openReadOnly()) {
      assertThat(index.size().articles()).isGreaterThanOrEqualTo(40);
    }
    Map<String, String> first = deals(home);
    assertThat(first).hasSizeGreaterThan(20);

    run(0, "demo", "--home", home.toString());
    assertThat(deals(home)).as("after a second crawl").isEqualTo(first);

    Path again = folder.resolve("again");
    run(0, "ingest", home.resolve("warc").toString(), "--home", again.toString());
    assertThat(deals(again)).as("from the archive").isEqualTo(first);

    run(0, "ingest", home.resolve("warc").toString(), "--home", again.toString());
    assertThat(deals(again)).as("ingested twice").isEqualTo(first);

    assertThat(run(0, "search", "customer:meta amount>=5B USD", "--home", home.toString()))
        .contains("contract")
        .contains("Google");
    assertThat(run(0, "search", "--json", "--limit", "3", "--home", home.toString()).lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"id\":"));
    assertThat(run(0, "search", "--articles", "Informatica", "--home", home.toString()))
        .contains("informatica");
    assertThat(run(1, "search", "acquirer:nobodyatall", "--home", home.toString())).isEmpty();
    run(2, "search", "type:(", "--home", home.toString());
    run(2, "search", "x", "--home", folder.resolve("none").toString());
  }
}
