package milliard.fetch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The robots.txt of each origin (scheme, host and port), asked for at most once a day (RFC 9309
 * §2.4) and kept over restarts. Five redirects are followed, and what they lead to counts for the
 * origin that was asked and for no other. 4xx allows all; 429, 5xx, a network fault, a redirect
 * that is refused or one too many allows nothing for now.
 */
final class Robots {
  private static final int MOST_REDIRECTS = 5;
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration KEPT_UNREACHABLE = Duration.ofMinutes(30);
  private static final int MOST_CACHED = 5_000;

  /** What is known of an origin. */
  record Known(RobotRules rules, int status, long expires) {
    /** Whether it is only for now that nothing is allowed. */
    boolean unreachable() {
      return rules == RobotRules.ALLOW_NONE;
    }
  }

  private final HttpClient client;
  private final HostGate gate;
  private final CrawlState state;
  private final Clock clock;
  private final Map<String, ReentrantLock> asking = new java.util.concurrent.ConcurrentHashMap<>();
  private final Map<String, Known> cache =
      java.util.Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
              return size() > MOST_CACHED;
            }
          });

  Robots(HttpClient client, HostGate gate, CrawlState state, Clock clock) {
    this.client = client;
    this.gate = gate;
    this.state = state;
    this.clock = clock;
  }

  /** The rules for an address. */
  Known of(HttpUrl url) throws IOException, InterruptedException {
    String origin = url.scheme() + "://" + HostGate.host(url);
    Known known = cache.get(origin);
    if (known != null && known.expires > clock.millis()) return known;
    ReentrantLock lock = asking.computeIfAbsent(origin, o -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      known = cache.get(origin);
      if (known == null || known.expires <= clock.millis()) {
        known = stored(origin);
        if (known == null) known = ask(origin);
        cache.put(origin, known);
      }
      Duration delay = known.rules.delay();
      if (delay != null) gate.slow(HostGate.host(url), delay);
      return known;
    } finally {
      lock.unlock();
      asking.remove(origin);
    }
  }

  private @Nullable Known stored(String origin) throws IOException {
    Optional<Known> known =
        state.read(s ->
            s.first(
                "SELECT status, body, expires FROM robots WHERE origin = ? AND expires > ?",
                r ->
                    new Known(rules(origin, r.getInt(1), r.getBytes(2)), r.getInt(1), r.getLong(3)),
                origin,
                clock.millis()));
    return known.orElse(null);
  }

  private static RobotRules rules(String origin, int status, byte @Nullable [] body) {
    if (status >= 200 && status < 300) {
      return RobotRules.parse(origin + "/robots.txt", body == null ? new byte[0] : body);
    }
    return status >= 400 && status < 500 && status != 429
        ? RobotRules.ALLOW_ALL
        : RobotRules.ALLOW_NONE;
  }

  private Known ask(String origin) throws IOException, InterruptedException {
    int status = 0;
    byte[] body = new byte[0];
    try {
      Exchange exchange = follow(HttpUrl.get(origin + "/robots.txt"));
      status = exchange.status();
      body =
          exchange.body().length <= RobotRules.MOST_BYTES
              ? exchange.body()
              : java.util.Arrays.copyOf(exchange.body(), RobotRules.MOST_BYTES);
    } catch (FetchException e) {
      status = 0;
    }
    RobotRules rules = rules(origin, status, body);
    Duration kept = rules == RobotRules.ALLOW_NONE ? KEPT_UNREACHABLE : KEPT;
    long expires = clock.millis() + kept.toMillis();
    int said = status;
    byte[] read = rules == RobotRules.ALLOW_ALL || rules == RobotRules.ALLOW_NONE ? null : body;
    state.write(s ->
        s.change(
            "INSERT OR REPLACE INTO robots(origin, status, body, expires) VALUES(?, ?, ?, ?)",
            origin,
            said,
            read,
            expires));
    return new Known(rules, status, expires);
  }

  private Exchange follow(HttpUrl first) throws FetchException, InterruptedException {
    HttpUrl url = first;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpUrl asked = url;
      Exchange exchange =
          gate.ask(
              HostGate.host(url),
              () -> client.getStart(asked, Headers.EMPTY, RobotRules.MOST_BYTES));
      if (!exchange.isRedirect()) {
        // a redirect without a place to go is no answer
        if (exchange.status() >= 300 && exchange.status() < 400) break;
        return exchange;
      }
      HttpUrl next = url.resolve(String.valueOf(exchange.header("location")));
      if (next == null) break;
      url = next;
    }
    throw new FetchException(
        FetchException.Kind.LATER, first + " redirects more than " + MOST_REDIRECTS + " times");
  }
}
