package milliard.fetch;

/** Hears how a crawl goes. Called by many threads. */
public interface CrawlListener {
  /** Hears nothing. */
  CrawlListener NONE = new CrawlListener() {};

  /** A page is fetched and archived. */
  default void archived(String url, int bytes) {}

  /** A source was read; {@code fresh} addresses of its {@code items} were not known. */
  default void read(String source, int items, int fresh) {}

  /**
   * Something could not be had, or may not be.
   *
   * @param where the address
   * @param reason why, and what will be done
   */
  default void failed(String where, String reason) {}
}
