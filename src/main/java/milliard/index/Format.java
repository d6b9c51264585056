package milliard.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/** How an index lies on disk; opens one of this form only. */
final class Format {
  /** The form of what is stored; another is not opened. */
  static final String FORMAT = "1";

  private static final String FORMAT_KEY = "milliard.format";

  /** Articles and deals that are gathered in memory before Lucene writes them, in MB. */
  private static final int BUFFER = 96;

  private Format() {}

  /**
   * A writer of an index.
   *
   * @throws IndexException if what it adds to is of another format
   */
  static IndexWriter writer(Path folder, Directory directory, IndexWriterConfig.OpenMode mode)
      throws IOException {
    boolean append = mode != IndexWriterConfig.OpenMode.CREATE;
    if (append && DirectoryReader.indexExists(directory)) reader(folder, directory).close();
    var config = new IndexWriterConfig(Analysis.standard().plain());
    config.setRAMBufferSizeMB(BUFFER);
    config.setCommitOnClose(false);
    config.setOpenMode(mode);
    config.setMergeScheduler(new Merges());
    return new IndexWriter(directory, config);
  }

  /**
   * A reader of the last commit.
   *
   * @throws IndexException if there is none, or it is of another format
   */
  static DirectoryReader reader(Path folder, Directory directory) throws IOException {
    DirectoryReader reader = open(folder, directory);
    try {
      checkFormat(folder, reader);
      return reader;
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(reader);
      throw e;
    }
  }

  /** Makes all that was written durable, with the mark of this form. */
  static void commit(IndexWriter writer) throws IOException {
    writer.setLiveCommitData(Map.of(FORMAT_KEY, FORMAT).entrySet());
    writer.commit();
  }

  private static void checkFormat(Path folder, DirectoryReader reader) throws IOException {
    String format = reader.getIndexCommit().getUserData().get(FORMAT_KEY);
    if (!FORMAT.equals(format)) {
      throw new IndexException(
          "the index in "
              + folder
              + " has format "
              + format
              + ", expected "
              + FORMAT
              + ": 'milliard reindex' makes it anew");
    }
  }

  private static DirectoryReader open(Path folder, Directory directory) throws IOException {
    try {
      return DirectoryReader.open(directory);
    } catch (IndexNotFoundException e) {
      throw new IndexException("no index in " + folder, e);
    } catch (IndexFormatTooOldException e) {
      throw new IndexException(
          "the index in " + folder + " is of an older Lucene: 'milliard reindex' makes it anew", e);
    }
  }

  /** Merges segments in threads of their own. */
  private static final class Merges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable e) {
      // It has closed the writer, which keeps it: the next to put or commit is told.
    }
  }
}
