package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import milliard.index.DemoCorpus.Gold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexing killed (-9) at random moments: what is there is whole, and the next run completes it.
 */
@Timeout(600)
class KilledIndexingIT {
  private static final int KILLS = 10;

  @TempDir Path folder;

  static TreeSet<String> content(DealIndex index) throws Exception {
    var all = new TreeSet<String>();
    index.deals(deal -> all.add(deal.toString()));
    index.articles((id, said) -> all.add(id + " " + said));
    return all;
  }

  /** Every deal has its articles, and every article's deals are there. */
  static void whole(DealIndex index) throws Exception {
    var told = new TreeSet<String>();
    var indexed = new TreeSet<String>();
    var sources = new TreeSet<String>();
    var articles = new TreeSet<String>();
    index.deals(deal ->
        deal.reports()
            .forEach(r -> {
              told.add(r.id());
              sources.add(r.source().article());
            }));
    index.articles((id, said) -> {
      articles.add(id);
      milliard.deal.Report.of(id, said).forEach(r -> indexed.add(r.id()));
    });
    assertThat(told).isEqualTo(indexed);
    assertThat(articles).containsAll(sources);
  }

  @Test
  void killsAtRandomMoments() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    TreeSet<String> never;
    try (DealIndex index = DealIndex.open(folder.resolve("never"))) {
      for (Gold gold : DemoCorpus.read()) index.put(gold.id(), gold.said());
      index.commit();
      never = content(index);
    }
    Path killed = folder.resolve("killed0");
    int kills = 0;
    int ended = 0;
    while (kills < KILLS) {
      Process process = start(killed);
      try (var out = process.inputReader()) {
        assertThat(out.readLine()).isEqualTo("begins");
        if (process.waitFor(random.nextInt(1, 400), TimeUnit.MILLISECONDS)) {
          killed = folder.resolve("killed" + ++ended);
          continue;
        }
        process.destroyForcibly().waitFor();
        kills++;
      }
      try (DealIndex index = DealIndex.open(killed)) {
        whole(index);
      }
    }
    assertThat(start(killed).waitFor()).isZero();
    try (DealIndex index = DealIndex.openReadOnly(killed)) {
      assertThat(content(index)).isEqualTo(never);
    }
  }

  private static Process start(Path index) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledIndexing.class.getName(),
                index.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
