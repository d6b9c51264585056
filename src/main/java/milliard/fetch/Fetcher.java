package milliard.fetch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a document politely: robots first, the host's turn, redirects one by one with the same
 * care, cookies only between them.
 */
final class Fetcher {
  private static final int MOST_REDIRECTS = 10;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final HttpClient client;
  private final HostGate gate;
  private final Robots robots;
  private final Clock clock;

  Fetcher(HttpClient client, HostGate gate, Robots robots, Clock clock) {
    this.client = client;
    this.gate = gate;
    this.robots = robots;
    this.clock = clock;
  }

  /** What was had last time. */
  record Validators(@Nullable String etag, @Nullable String modified) {
    static final Validators NONE = new Validators(null, null);

    static Validators of(Exchange exchange) {
      return new Validators(exchange.header("etag"), exchange.header("last-modified"));
    }

    private Headers headers() {
      var headers = new Headers.Builder();
      if (etag != null) headers.addUnsafeNonAscii("If-None-Match", etag);
      if (modified != null) headers.addUnsafeNonAscii("If-Modified-Since", modified);
      return headers.build();
    }
  }

  /**
   * Fetches a document: status 200 or 304.
   *
   * @param wanted which addresses a redirect may lead to
   * @return each exchange, redirects before the last one
   * @throws FetchException if it cannot be had, and what to do about it
   */
  List<Exchange> fetch(HttpUrl first, Validators known, Predicate<HttpUrl> wanted, int limit)
      throws IOException, InterruptedException {
    List<Exchange> exchanges = new ArrayList<>();
    List<Cookie> cookies = new ArrayList<>();
    HttpUrl url = first;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      obey(url);
      HttpUrl asked = url;
      Exchange exchange =
          gate.ask(
              HostGate.host(url),
              () -> client.get(asked, known.headers(), cookies(cookies, asked), limit));
      exchanges.add(exchange);
      if (!exchange.isRedirect()) {
        check(exchange);
        return exchanges;
      }
      HttpUrl next = url.resolve(String.valueOf(exchange.header("location")));
      if (next == null) {
        throw new FetchException(
            FetchException.Kind.NEVER, "redirects to \"" + exchange.header("location") + "\"");
      }
      cookies.addAll(Cookie.parseAll(url, exchange.response()));
      next = next.newBuilder().fragment(null).build();
      if (next.toString().length() > CanonicalUrl.MAX_LENGTH) {
        throw new FetchException(FetchException.Kind.REFUSED, "redirects to an endless address");
      }
      if (!wanted.test(next)) {
        throw new FetchException(FetchException.Kind.REFUSED, "redirects to another site: " + next);
      }
      url = next;
    }
    throw new FetchException(
        FetchException.Kind.NEVER, "redirects more than " + MOST_REDIRECTS + " times");
  }

  private void obey(HttpUrl url) throws IOException, InterruptedException {
    Robots.Known known = robots.of(url);
    if (known.unreachable()) {
      throw new FetchException(
          FetchException.Kind.CLOSED,
          "robots.txt of " + url.host() + " is not reachable: nothing is allowed for now",
          known.status(),
          Duration.ofMillis(Math.max(1, known.expires() - clock.millis())));
    }
    if (!known.rules().allows(url.toString())) {
      throw new FetchException(FetchException.Kind.REFUSED, "robots.txt forbids " + url);
    }
  }

  private static @Nullable String cookies(List<Cookie> cookies, HttpUrl url) {
    String header =
        cookies.stream()
            .filter(c -> c.matches(url))
            .map(c -> c.name() + "=" + c.value())
            .distinct()
            .collect(Collectors.joining("; "));
    return header.isEmpty() ? null : header;
  }

  private void check(Exchange exchange) throws FetchException {
    int status = exchange.status();
    if (status == 200 || status == 203 || status == 304) return;
    Duration after = after(exchange.header("retry-after"));
    String message =
        "answers " + status + (exchange.reason().isEmpty() ? "" : " " + exchange.reason());
    FetchException.Kind kind =
        switch (status) {
          case 429, 503 -> FetchException.Kind.CLOSED;
          case 408, 425, 500, 502, 504, 507, 520, 521, 522, 523, 524 -> FetchException.Kind.LATER;
          default -> FetchException.Kind.NEVER;
        };
    throw new FetchException(kind, message, status, after);
  }

  /** {@code Retry-After}: seconds or a date (RFC 9110 §10.2.3), at most a day. */
  private @Nullable Duration after(@Nullable String value) {
    if (value == null) return null;
    Duration said;
    try {
      if (value.strip().chars().allMatch(c -> c >= '0' && c <= '9')) {
        String digits = value.strip();
        said = digits.length() > 9 ? LONGEST_WAIT : Duration.ofSeconds(Long.parseLong(digits));
      } else {
        Instant date =
            ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        said = Duration.between(clock.instant(), date);
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      return null;
    }
    if (said.isNegative()) return Duration.ZERO;
    return said.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : said;
  }
}
