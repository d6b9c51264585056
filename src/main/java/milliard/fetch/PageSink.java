package milliard.fetch;

import java.io.IOException;

/**
 * Takes the pages of a crawl. Each page comes at least once: what was taken and not committed when
 * a run ended comes again at the next one, under the same id, so taking must replace. One thread
 * calls.
 */
public interface PageSink {
  /**
   * Takes a page; it may stay in memory until the commit.
   *
   * @param source name of the source that led to it
   * @throws IOException if nothing can be taken any more: the crawl stops, nothing is lost
   */
  void accept(Input.OfPage page, String source) throws IOException;

  /** Makes durable all that was taken. Until it returns nothing counts as handed on. */
  void commit() throws IOException;
}
