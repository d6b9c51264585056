package milliard.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import milliard.text.Pack;
import okhttp3.HttpUrl;

/**
 * The one form of an address under which a page is known: scheme and host in lower case, no default
 * port, no user, no fragment, dot segments resolved (RFC 3986 §6.2.2), percent-encoded bytes in one
 * form, without parameters that only say who reads ({@code models/url_parameters.txt}), the others
 * in the order of their names. It names a page; what is fetched is the address as it was given.
 *
 * @param value the address, {@code http} or {@code https}
 */
public record CanonicalUrl(String value) {
  /** Longer addresses are refused. */
  static final int MAX_LENGTH = 2_048;

  private static final Set<String> DROPPED;
  private static final List<String> DROPPED_PREFIXES;

  static {
    List<String> names =
        Pack.common().lines("url_parameters.txt").stream().map(l -> l.text()).toList();
    DROPPED = names.stream().filter(n -> !n.endsWith("*")).collect(Collectors.toUnmodifiableSet());
    DROPPED_PREFIXES =
        names.stream()
            .filter(n -> n.endsWith("*"))
            .map(n -> n.substring(0, n.length() - 1))
            .toList();
  }

  /** Reads an address; empty if it is no http(s) address or longer than 2,048 characters. */
  public static Optional<CanonicalUrl> of(String url) {
    if (url.length() > MAX_LENGTH) return Optional.empty();
    HttpUrl parsed = HttpUrl.parse(url);
    return parsed == null ? Optional.empty() : Optional.of(of(parsed));
  }

  /** As {@link #of(String)}. */
  public static Optional<CanonicalUrl> of(URI url) {
    return of(url.toString());
  }

  static CanonicalUrl of(HttpUrl url) {
    var text = new StringBuilder(url.scheme()).append("://");
    String host =
        url.host().endsWith(".") ? url.host().substring(0, url.host().length() - 1) : url.host();
    text.append(host.contains(":") ? "[" + host + "]" : host);
    if (url.port() != HttpUrl.defaultPort(url.scheme())) text.append(':').append(url.port());
    text.append(percents(withoutSession(url.encodedPath())));
    String query = query(url.encodedQuery());
    if (!query.isEmpty()) text.append('?').append(query);
    return new CanonicalUrl(text.toString());
  }

  /** The id of the page: the first 128 bits of the address's SHA-256, in 32 hex digits. */
  public String id() {
    return id(value);
  }

  static String id(String name) {
    return HexFormat.of().formatHex(sha256(name.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Java's servers write the session into the path: {@code /a;jsessionid=1F} → {@code /a}. */
  private static String withoutSession(String path) {
    int at = path.toLowerCase(Locale.ROOT).indexOf(";jsessionid=");
    if (at < 0) return path;
    int end = path.indexOf('/', at);
    return end < 0 ? path.substring(0, at) : path.substring(0, at) + path.substring(end);
  }

  private static String query(@org.jspecify.annotations.Nullable String query) {
    if (query == null || query.isEmpty()) return "";
    List<String> kept = new ArrayList<>();
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) continue;
      String clean = percents(pair);
      int equals = clean.indexOf('=');
      if (!dropped(equals < 0 ? clean : clean.substring(0, equals))) kept.add(clean);
    }
    kept.sort((a, b) -> name(a).compareTo(name(b)));
    return String.join("&", kept);
  }

  private static String name(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? pair : pair.substring(0, equals);
  }

  private static boolean dropped(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return DROPPED.contains(lower) || DROPPED_PREFIXES.stream().anyMatch(lower::startsWith);
  }

  /**
   * Unreserved characters unescaped, other escapes in upper case (RFC 3986 §6.2.2.1 and §6.2.2.2):
   * {@code %7euser%c3%a9} → {@code ~user%C3%A9}.
   */
  private static String percents(String text) {
    if (text.indexOf('%') < 0) return text;
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%'
          || i + 2 >= text.length()
          || !HexFormat.isHexDigit(text.charAt(i + 1))
          || !HexFormat.isHexDigit(text.charAt(i + 2))) {
        out.append(c);
        continue;
      }
      int octet = HexFormat.fromHexDigits(text, i + 1, i + 3);
      if (octet < 0x80 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0)) {
        out.append((char) octet);
      } else {
        out.append('%').append(text.substring(i + 1, i + 3).toUpperCase(Locale.ROOT));
      }
      i += 2;
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return value;
  }
}
