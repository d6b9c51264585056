package milliard.fetch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response.
 *
 * @param coded the body as it came, transfer coding undone, content coding not
 * @param body the body, decoded
 * @param protocol {@code http/1.1}, {@code h2}
 * @param ip of the server; empty where not known
 */
record Exchange(
    HttpUrl url,
    Headers request,
    int status,
    String reason,
    Headers response,
    byte[] coded,
    byte[] body,
    String protocol,
    String ip,
    Instant date) {
  @Nullable String header(String name) {
    return response.get(name);
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> header("location") != null;
      default -> false;
    };
  }

  /** The response as a page. */
  Page page() {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 0; i < response.size(); i++) {
      headers
          .computeIfAbsent(response.name(i).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(response.value(i));
    }
    return new Page(WarcInputs.uri(url), status, headers, body, date);
  }
}
