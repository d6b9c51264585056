package milliard.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and whom it answers.
 *
 * @param host address to listen on, as {@code 127.0.0.1}
 * @param port 0 = any that is free
 * @param token what a client must show ({@code Authorization: Bearer}, or the password of Basic);
 *     null = nothing, on loopback only
 * @param names host names by which it may be called, beside loopback and addresses; any other is
 *     refused, so that no foreign page reaches it by a name of its own (DNS rebinding)
 * @param origins origins of other sites whose pages may read the API, as {@code
 *     https://desk.example}; none unless asked for (CORS)
 */
public record Binding(
    String host, int port, @Nullable String token, Set<String> names, Set<String> origins) {
  /** Loopback, port 8080, no token. */
  public static final Binding LOOPBACK = new Binding("127.0.0.1", 8080, null, Set.of(), Set.of());

  /** The fewest chars of a token. */
  static final int LEAST_TOKEN = 16;

  /**
   * @throws IllegalArgumentException if the port is out of range, the host is unknown, an origin is
   *     none, or the host is not loopback and there is no token
   */
  public Binding {
    names = Set.copyOf(names);
    origins = Set.copyOf(origins);
    for (String origin : origins) {
      if (!isOrigin(origin)) {
        throw new IllegalArgumentException(
            "origin '" + origin + "': expected one as https://desk.example");
      }
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + ": expected 0 to 65535");
    }
    if (token != null && token.length() < LEAST_TOKEN) {
      throw new IllegalArgumentException(
          "the token has " + token.length() + " chars: expected at least " + LEAST_TOKEN);
    }
    if (token == null && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "host " + host + " is not loopback: expected a token, so that not everybody can read");
    }
  }

  /** The same on another port. */
  public Binding port(int other) {
    return new Binding(host, other, token, names, origins);
  }

  private static boolean isOrigin(String origin) {
    try {
      URI uri = URI.create(origin);
      String scheme = uri.getScheme();
      return ("http".equals(scheme) || "https".equals(scheme))
          && uri.getHost() != null
          && origin.equals(scheme + "://" + uri.getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host " + host + ": no such address", e);
    }
  }
}
