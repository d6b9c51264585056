package milliard.fetch;

import java.io.IOException;
import java.util.List;

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

  /**
   * What was read out of a page.
   *
   * @param page its id
   * @param body whether an article was found in it
   * @param date whether it says when it was published
   * @param authors whether it says who wrote it
   */
  record Quality(String page, boolean body, boolean date, boolean authors) {}

  /**
   * What was read since the last commit; the health of a source is told by it. Asked for after each
   * commit.
   */
  default List<Quality> qualities() {
    return List.of();
  }

  /** Makes durable all that was taken. Until it returns nothing counts as handed on. */
  void commit() throws IOException;
}
