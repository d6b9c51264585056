package milliard.fetch;

import java.io.IOException;

/** Stands before each write to disk; a test lets the n-th one fail. */
interface WriteWatch {
  WriteWatch NONE = what -> {};

  /**
   * A write is about to happen.
   *
   * @param what is written where
   */
  void before(String what) throws IOException;
}
