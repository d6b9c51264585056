package milliard.text;

/**
 * Offsets of one text in both counts: UTF-16 chars, as Java works, and Unicode code points, as our
 * JSON is read by other languages. A text without surrogates costs nothing.
 */
public final class CodePoints {
  private final int length;
  private final int[] highs;

  private CodePoints(int length, int[] highs) {
    this.length = length;
    this.highs = highs;
  }

  /** The offsets of this text. */
  public static CodePoints of(CharSequence text) {
    int pairs = 0;
    for (int i = 0; i + 1 < text.length(); i++) {
      if (Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) pairs++;
    }
    int[] highs = new int[pairs];
    for (int i = 0, n = 0; n < pairs; i++) {
      if (Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) highs[n++] = i;
    }
    return new CodePoints(text.length(), highs);
  }

  /** Code points before this UTF-16 offset; an offset inside a pair counts the pair. */
  public int fromChars(int offset) {
    if (offset < 0 || offset > length) {
      throw new IndexOutOfBoundsException("offset " + offset + " of a text of " + length);
    }
    int low = 0;
    int high = highs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (highs[middle] + 1 < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  }
}
