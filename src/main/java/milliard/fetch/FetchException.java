package milliard.fetch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A document that could not be had. The kind says what a crawler should do. */
final class FetchException extends IOException {
  private static final long serialVersionUID = 1;

  /** What to do about it. */
  enum Kind {
    /** Not now: the server or the network may do better later. */
    LATER,
    /** Not now, and nothing else of this host either: it is overloaded or its rules are unknown. */
    CLOSED,
    /** Never under this address: gone, too large, a loop. */
    NEVER,
    /** We may not or will not: robots, a private address, another site. */
    REFUSED
  }

  private final Kind kind;
  private final int status;
  private final transient @Nullable Duration after;

  FetchException(Kind kind, String message) {
    this(kind, message, 0, null);
  }

  FetchException(Kind kind, String message, int status, @Nullable Duration after) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.after = after;
  }

  Kind kind() {
    return kind;
  }

  /** HTTP status, 0 where none came. */
  int status() {
    return status;
  }

  /** When the server asked to be asked again; null = it did not say. */
  @Nullable Duration after() {
    return after;
  }
}
