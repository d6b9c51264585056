package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import milliard.deal.Corrections;
import milliard.deal.Rates;
import milliard.index.DemoCorpus.Gold;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The n-th write of the index fails: what is there is whole, and a new run fills it. A sample of
 * all n, as all take minutes.
 */
@Timeout(600)
class FailingWritesIT {
  private static final int ARTICLES = 30;
  private static final int COMMIT_EVERY = 5;
  private static final int SAMPLE = 25;

  private static List<Gold> corpus = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void read() {
    corpus = DemoCorpus.read().subList(0, ARTICLES);
  }

  private record Opened(FailingDirectory directory, DealIndex index) {}

  private static Opened open(Path folder) throws IOException {
    Files.createDirectories(folder);
    var directory = new FailingDirectory(FSDirectory.open(folder));
    return new Opened(
        directory,
        DealIndex.open(
            folder, directory, Rates.standard(), Corrections.NONE, OpenMode.CREATE_OR_APPEND));
  }

  private static void fill(DealIndex index) throws IOException {
    for (int i = 0; i < corpus.size(); i++) {
      index.put(corpus.get(i).id(), corpus.get(i).said());
      if (i % COMMIT_EVERY == COMMIT_EVERY - 1) index.commit();
    }
    index.commit();
  }

  private static void told(Exception e, Path where) {
    assertThat(e)
        .isInstanceOf(IndexWriteException.class)
        .hasMessageStartingWith("the index in " + where + ": ")
        .hasMessageMatching("(?s).*: (commit|article \\S+|index made anew) not written: .*")
        .hasMessageContaining(FailingDirectory.REASON)
        .hasStackTraceContaining("milliard.index.DealIndex");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theNthWriteFails(boolean stays) throws Exception {
    TreeSet<String> never;
    int writes;
    Opened clean = open(folder.resolve("never"));
    try (DealIndex index = clean.index) {
      fill(index);
      never = KilledIndexingIT.content(index);
      writes = clean.directory.writes();
    }
    assertThat(writes).isGreaterThan(100);
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    int failed = 0;
    for (int n : new Random(seed).ints(SAMPLE, 1, writes + 1).toArray()) {
      Path home = Files.createTempDirectory(folder, "n" + n + "-");
      Opened opened = open(home);
      try (DealIndex index = opened.index) {
        opened.directory.fail(n, stays);
        Exception e = catchException(() -> fill(index));
        if (e == null) {
          // Several threads write: not in each run as much. Or it was a merge, with all committed.
          try (DealIndex there = DealIndex.openReadOnly(home)) {
            assertThat(KilledIndexingIT.content(there)).as("write %d", n).isEqualTo(never);
          }
        } else {
          failed++;
          told(e, home);
          // The fault may have passed, and the caller may try again.
          Exception again = catchException(index::commit);
          if (again == null) KilledIndexingIT.whole(index);
          else told(again, home);
          if (stays) assertThat(again).as("commit after write %d", n).isNotNull();
        }
      }
      try (DealIndex index = open(home).index) {
        KilledIndexingIT.whole(index);
        fill(index);
      }
      try (DealIndex index = DealIndex.openReadOnly(home)) {
        assertThat(KilledIndexingIT.content(index)).as("after write %d", n).isEqualTo(never);
      }
    }
    assertThat(failed).isGreaterThan(SAMPLE / 2);
  }

  @Test
  void aRebuildWhoseNthWriteFailsLeavesTheOldIndex() throws Exception {
    Path home = folder.resolve("index");
    TreeSet<String> before;
    try (DealIndex index = open(home).index) {
      fill(index);
      before = KilledIndexingIT.content(index);
    }
    int failed = 0;
    for (int n = 1; ; n++) {
      Opened opened = open(home);
      try (DealIndex index = opened.index) {
        opened.directory.fail(n, false);
        Exception e = catchException(() -> index.rebuild(said -> said));
        if (!opened.directory.hasFailed()) break;
        failed++;
        told(e, home);
        // It must not make half of it durable.
        assertThat(catchException(index::commit)).as("commit after write %d", n).isNotNull();
      }
      try (DealIndex index = DealIndex.openReadOnly(home)) {
        assertThat(KilledIndexingIT.content(index)).as("after write %d", n).isEqualTo(before);
      }
    }
    assertThat(failed).isGreaterThan(20);
    try (DealIndex index = DealIndex.openReadOnly(home)) {
      assertThat(KilledIndexingIT.content(index)).isEqualTo(before);
    }
  }
}
