package milliard.index;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/**
 * A directory whose n-th write fails: a file made or opened to be read, its bytes reaching the disk
 * (at every 8 KiB, and what is left when it is closed), synced or renamed. To be fast it does not
 * wait for the disk.
 */
final class FailingDirectory extends FilterDirectory {
  static final String REASON = "No space left on device";

  /** As Lucene's own outputs write. */
  private static final int PIECE = 8_192;

  private volatile int failing;
  private volatile boolean stays;
  private final AtomicInteger writes = new AtomicInteger();

  FailingDirectory(Directory in) {
    super(in);
  }

  /**
   * From now on.
   *
   * @param n the number of the write, from 1
   * @param staying all later ones fail too, as on a full disk
   */
  void fail(int n, boolean staying) {
    stays = staying;
    failing = writes.get() + n;
  }

  /** How many there were. */
  int writes() {
    return writes.get();
  }

  boolean hasFailed() {
    return failing > 0 && writes.get() >= failing;
  }

  private void write(String what) throws IOException {
    int n = writes.incrementAndGet();
    if (failing > 0 && (n == failing || (stays && n > failing))) {
      throw new IOException(REASON + " (" + what + ")");
    }
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    write("making " + name);
    return new Output(in.createOutput(name, context));
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    write("making " + prefix + suffix);
    return new Output(in.createTempOutput(prefix, suffix, context));
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    write("opening " + name);
    return in.openInput(name, context);
  }

  @Override
  public void sync(Collection<String> names) throws IOException {
    for (String name : names) write("syncing " + name);
  }

  @Override
  public void syncMetaData() throws IOException {
    write("syncing the folder");
  }

  @Override
  public void rename(String source, String dest) throws IOException {
    write("renaming " + source);
    in.rename(source, dest);
  }

  private final class Output extends FilterIndexOutput {
    private int held;

    Output(IndexOutput out) {
      super("failing " + out, out.getName(), out);
    }

    private void hold(int bytes) throws IOException {
      for (held += bytes; held >= PIECE; held -= PIECE) write("writing " + getName());
    }

    @Override
    public void writeByte(byte b) throws IOException {
      hold(1);
      super.writeByte(b);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
      hold(length);
      super.writeBytes(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      try (IndexOutput closing = out) {
        if (held > 0) write("writing " + closing.getName());
        held = 0;
      }
    }
  }
}
