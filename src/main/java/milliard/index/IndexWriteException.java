package milliard.index;

import java.io.IOException;

/**
 * Something could not be written to an index, as on a full disk; the message says what, where and
 * why. The index on disk is whole, as at its last commit; a new run over the same adds what is
 * missing.
 */
public final class IndexWriteException extends IOException {
  private static final long serialVersionUID = 1;

  IndexWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
