package milliard.fetch;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a host lets us fetch (RFC 9309).
 *
 * <p>Of percent-encoded letters there are two readings: the RFC's table (§2.2.2) takes {@code
 * /%62az} and {@code /baz} for one path, Google's published parser compares octets as they are
 * written. Where the two answer differently we stay out.
 */
final class RobotRules {
  /** Bytes of a robots.txt that are read (RFC 9309 §2.5 asks for 500 KiB at least). */
  static final int MOST_BYTES = 512 * 1024;

  /** A host may ask for a longer delay; we wait this long at most. */
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

  /** No robots.txt: all is allowed (RFC 9309 §2.3.1.3). */
  static final RobotRules ALLOW_ALL =
      new RobotRules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));

  /** Not reachable: nothing is allowed for now (RFC 9309 §2.3.1.4). */
  static final RobotRules ALLOW_NONE =
      new RobotRules(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE));

  /** Letters, digits and {@code - . _ ~}, escaped without need. */
  private static final Pattern ESCAPED_UNRESERVED =
      Pattern.compile(
          "%(2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])", Pattern.CASE_INSENSITIVE);

  /** What no address has as it is sent. */
  private static final Pattern NO_ASCII = Pattern.compile("[^\\x00-\\x7f]");

  private final SimpleRobotRules rules;
  private final SimpleRobotRules asWritten;

  private RobotRules(SimpleRobotRules rules) {
    this(rules, rules);
  }

  private RobotRules(SimpleRobotRules rules, SimpleRobotRules asWritten) {
    this.rules = rules;
    this.asWritten = asWritten;
  }

  /** Reads a robots.txt as our own product token. */
  static RobotRules parse(String url, byte[] content) {
    return parse(url, content, UserAgent.PRODUCT);
  }

  /** Reads a robots.txt as a product token. */
  static RobotRules parse(String url, byte[] content, String product) {
    byte[] read =
        content.length <= MOST_BYTES ? content : java.util.Arrays.copyOf(content, MOST_BYTES);
    SimpleRobotRules rules = parse(url, read, Set.of(product.toLowerCase(Locale.ROOT)));
    String text = new String(read, StandardCharsets.ISO_8859_1);
    String written = protect(text);
    if (written.equals(text)) return new RobotRules(rules);
    return new RobotRules(
        rules,
        parse(
            url,
            written.getBytes(StandardCharsets.ISO_8859_1),
            Set.of(product.toLowerCase(Locale.ROOT))));
  }

  private static SimpleRobotRules parse(String url, byte[] content, Set<String> products) {
    return new SimpleRobotRulesParser(LONGEST_DELAY.toMillis() * 10, 0)
        .parseContent(url, content, "text/plain", products);
  }

  /** Keeps escaped letters from being unescaped: {@code %62} → {@code %2562}. */
  private static String protect(String text) {
    return ESCAPED_UNRESERVED.matcher(text).replaceAll("%25$1");
  }

  boolean allows(String url) {
    return rules.isAllowed(url)
        && asWritten.isAllowed(NO_ASCII.matcher(protect(url)).replaceAll("%25"));
  }

  /** The delay between requests that the host asks for, at most a minute; null = not said. */
  @Nullable Duration delay() {
    long millis = rules.getCrawlDelay();
    if (millis <= 0) return null;
    return Duration.ofMillis(Math.min(millis, LONGEST_DELAY.toMillis()));
  }

  /** Sitemaps it names. */
  List<String> sitemaps() {
    return rules.getSitemaps();
  }
}
