package milliard.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may ask what: host name, token, other pages, rate; and the headers of every answer. */
final class Guard {
  static final String REQUEST_ID = "request-id";

  /** Nothing from elsewhere, no inline script or style, no string ever becomes markup or script. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /** Requests a second that a client of another machine may send, on the long run and at once. */
  static final double RATE = 50;

  private static final double BURST = 200;

  /** The most clients whose rate is remembered. */
  private static final int MOST_CLIENTS = 10_000;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.%]+]");

  private final Set<String> names;
  private final byte @Nullable [] token;
  private final boolean addresses;
  private final Set<String> origins;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  Guard(Binding binding) {
    Set<String> all = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    for (String name : binding.names()) all.add(name.toLowerCase(Locale.ROOT));
    names = Set.copyOf(all);
    String secret = binding.token();
    token = secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
    // A token protects from rebinding too; a server without one answers to loopback only.
    addresses = token != null;
    origins = binding.origins();
  }

  /** Looks at a request before anything else; sets the headers that every answer has. */
  void check(Context ctx) throws Problem {
    String given = ctx.header("X-Request-Id");
    String id = given != null && ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    ctx.attribute(REQUEST_ID, id);
    ctx.header("X-Request-Id", id);
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("X-Frame-Options", "DENY");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    host(ctx.host());
    rate(ctx.ip());
    boolean api = ctx.path().startsWith("/api/");
    boolean invited = api && invite(ctx);
    if (invited && ctx.method() == HandlerType.OPTIONS) {
      // A browser asks before the request itself, and shows no token then.
      ctx.status(204);
      ctx.skipRemainingHandlers();
      return;
    }
    token(ctx);
    if (api && !invited && "cross-site".equals(ctx.header("Sec-Fetch-Site"))) {
      throw new Problem(403, "Forbidden", "the request comes from another site's page");
    }
  }

  /** Lets the page of an origin that was named at the start read the answer; whether it is one. */
  private boolean invite(Context ctx) {
    if (origins.isEmpty()) return false;
    ctx.header("Vary", "Origin");
    String origin = ctx.header("Origin");
    if (origin == null || !origins.contains(origin)) return false;
    ctx.header("Access-Control-Allow-Origin", origin);
    ctx.header("Access-Control-Expose-Headers", "ETag, X-Request-Id, Retry-After");
    if (ctx.method() == HandlerType.OPTIONS) {
      ctx.header("Access-Control-Allow-Methods", "GET, POST");
      ctx.header(
          "Access-Control-Allow-Headers",
          "Authorization, Content-Type, If-None-Match, X-Request-Id");
      ctx.header("Access-Control-Max-Age", "600");
    }
    return true;
  }

  private void host(@Nullable String host) throws Problem {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    if (names.contains(name) || addresses && ADDRESS.matcher(name).matches()) return;
    throw new Problem(
        421,
        "Misdirected request",
        "host '" + name + "': expected the address of this server, or a name given at its start");
  }

  private void token(Context ctx) throws Problem {
    byte[] wanted = token;
    if (wanted == null || ctx.path().equals("/health/live")) return;
    String header = ctx.header("Authorization");
    if (header != null && MessageDigest.isEqual(wanted, shown(header))) return;
    ctx.header("WWW-Authenticate", "Basic realm=\"milliard\", charset=\"UTF-8\"");
    throw new Problem(
        401, "Unauthorized", "expected the token, as Bearer or as the password of Basic");
  }

  private static byte[] shown(String header) {
    if (header.startsWith("Bearer ")) {
      return header.substring(7).strip().getBytes(StandardCharsets.UTF_8);
    }
    if (!header.startsWith("Basic ")) return new byte[0];
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private void rate(String address) throws Problem {
    if (address.equals("127.0.0.1") || address.equals("0:0:0:0:0:0:0:1") || address.equals("[::1]"))
      return;
    if (buckets.size() > MOST_CLIENTS) buckets.clear();
    if (!buckets.computeIfAbsent(address, a -> new Bucket()).take(System.nanoTime())) {
      throw new Problem(
          429, "Too many requests", "expected at most " + (int) RATE + " requests a second");
    }
  }

  /** A token bucket. */
  static final class Bucket {
    private double left = BURST;
    private long at;

    synchronized boolean take(long now) {
      if (at != 0) left = Math.min(BURST, left + (now - at) / 1e9 * RATE);
      at = now;
      if (left < 1) return false;
      left--;
      return true;
    }
  }
}
