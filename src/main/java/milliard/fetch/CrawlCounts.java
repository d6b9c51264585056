package milliard.fetch;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a run has done so far. Any number of threads. */
public final class CrawlCounts {
  /** What is counted. */
  public enum Count {
    /** Feeds, sitemaps and home pages read. */
    SOURCES("source documents read"),
    /** Addresses not known before. */
    FOUND("addresses found"),
    /** Pages fetched and archived. */
    ARCHIVED("pages archived"),
    /** Pages handed on and safe. */
    INDEXED("pages handed on"),
    /** Pages that are copies of another of their site. */
    DUPLICATES("duplicate pages"),
    /** Documents that have not changed. */
    UNCHANGED("documents unchanged"),
    /** Addresses closed to us: robots.txt, private networks, other sites. */
    REFUSED("addresses refused"),
    /** Requests put off for later. */
    RETRIES("requests put off"),
    /** Addresses given up. */
    FAILED("addresses given up"),
    /** Decoded bytes of pages and source documents. */
    BYTES("bytes fetched, decoded");

    private final String words;

    Count(String words) {
      this.words = words;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  private final Map<Count, LongAdder> adders = new EnumMap<>(Count.class);
  private final long began = System.nanoTime();

  CrawlCounts() {
    for (Count c : Count.values()) adders.put(c, new LongAdder());
  }

  void add(Count count, long n) {
    java.util.Objects.requireNonNull(adders.get(count)).add(n);
  }

  /** A number. */
  public long of(Count count) {
    return java.util.Objects.requireNonNull(adders.get(count)).sum();
  }

  /** Seconds since the run began. */
  public double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** The counters in the OpenMetrics text format 1.0, ended by {@code # EOF}. */
  public String openMetrics() {
    var text = new StringBuilder();
    for (Count c : Count.values()) {
      String name = "milliard_crawl_" + c.name().toLowerCase(java.util.Locale.ROOT);
      text.append("# TYPE ").append(name).append(" counter\n");
      if (c == Count.BYTES) text.append("# UNIT ").append(name).append(" bytes\n");
      text.append("# HELP ").append(name).append(' ').append(c.words).append(".\n");
      text.append(name).append("_total ").append(of(c)).append('\n');
    }
    return text.append("# EOF\n").toString();
  }
}
