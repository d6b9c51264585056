package milliard.index;

import java.nio.file.Path;
import java.util.List;
import milliard.index.DemoCorpus.Gold;

/** Indexing in a process of its own, to be killed. Argument: the index. */
public final class KilledIndexing {
  private KilledIndexing() {}

  /** Says {@code begins}, puts the demo's articles with many commits, and says {@code ends}. */
  public static void main(String[] args) throws Exception {
    List<Gold> corpus = DemoCorpus.read();
    try (DealIndex index = DealIndex.open(Path.of(args[0]))) {
      System.out.println("begins");
      for (int i = 0; i < corpus.size(); i++) {
        index.put(corpus.get(i).id(), corpus.get(i).said());
        if (i % 2 == 0) index.commit();
      }
      index.commit();
      System.out.println("ends");
    }
  }
}
