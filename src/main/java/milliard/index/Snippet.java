package milliard.index;

import java.util.List;
import milliard.text.Span;

/**
 * A passage with the words of the query marked.
 *
 * @param text the passage, on one line
 * @param marks the words, in order, without overlaps; UTF-16 offsets
 */
public record Snippet(String text, List<Span> marks) {
  public Snippet {
    marks = List.copyOf(marks);
  }

  /** The passage with signs around each mark, as {@code **} or an escape code of a terminal. */
  public String marked(String before, String after) {
    var out = new StringBuilder();
    int at = 0;
    for (Span mark : marks) {
      out.append(text, at, mark.start()).append(before).append(mark.in(text)).append(after);
      at = mark.end();
    }
    return out.append(text.substring(at)).toString();
  }
}
