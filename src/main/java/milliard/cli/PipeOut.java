package milliard.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output that ends the run quietly when nobody reads it any more: {@code milliard … |
 * head} is no error.
 */
final class PipeOut extends OutputStream {
  private final PrintStream out;

  PipeOut(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    out.write(b);
    check();
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    out.write(bytes, from, length);
    check();
  }

  @Override
  public void flush() {
    out.flush();
    check();
  }

  private void check() {
    if (out.checkError()) Runtime.getRuntime().halt(0);
  }
}
