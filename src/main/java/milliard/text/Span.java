package milliard.text;

import java.util.Comparator;

/**
 * A place in a text: half-open UTF-16 offsets, {@code [start, end)}.
 *
 * @param start offset of the first char, at least 0
 * @param end offset behind the last char, at least {@code start}
 */
public record Span(int start, int end) implements Comparable<Span> {
  private static final Comparator<Span> ORDER =
      Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder());

  /**
   * @throws IllegalArgumentException if {@code start} is negative or lies behind {@code end}
   */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "span [" + start + ", " + end + "): expected 0 <= start <= end");
    }
  }

  /** How many chars it covers. */
  public int length() {
    return end - start;
  }

  /** The words at this place. */
  public String in(CharSequence text) {
    return text.subSequence(start, end).toString();
  }

  /** Whether the other lies wholly inside this one (or is equal). */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** Whether the offset lies inside. */
  public boolean contains(int offset) {
    return start <= offset && offset < end;
  }

  /** Whether the two share at least one char. */
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  /** The smallest span that covers both. */
  public Span union(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** The same place in a text with {@code by} more chars before it (fewer, if negative). */
  public Span shift(int by) {
    return new Span(start + by, end + by);
  }

  /** By start, the longer first. */
  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }
}
