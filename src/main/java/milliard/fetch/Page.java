package milliard.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page as it was fetched: bytes not yet decoded to characters.
 *
 * @param url where it was found in the end, redirects followed
 * @param status HTTP status code; 200 for a file
 * @param headers response headers, names in lower case
 * @param body payload after content decoding (gzip, br)
 * @param fetched when
 */
public record Page(
    URI url, int status, Map<String, List<String>> headers, byte[] body, Instant fetched) {
  /** The first value of a header, or null. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }
}
