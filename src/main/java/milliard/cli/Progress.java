package milliard.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, on standard error: a bar on a terminal, nothing but messages elsewhere. The
 * launcher says whether it is one ({@code milliard.terminal}); Java before 22 cannot tell.
 */
final class Progress implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  /** Starts; the size may be told later. */
  Progress(String task) {
    bar =
        Boolean.getBoolean("milliard.terminal")
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()
            : null;
  }

  /** How much there is to do, in any unit. */
  void size(long size) {
    if (bar != null) bar.maxHint(size);
  }

  /** How much is done, and what that is in words. */
  void at(long position, String words) {
    if (bar != null) bar.stepTo(position).setExtraMessage(" " + words);
  }

  /** A message on a line of its own. */
  void say(String message) {
    synchronized (System.err) {
      if (bar != null) System.err.print("\r\033[K");
      System.err.println(message);
    }
  }

  /** Ends the bar, so that words may follow. */
  void end() {
    if (bar != null) bar.close();
  }

  @Override
  public void close() {
    end();
  }
}
