package milliard.index;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A search.
 *
 * @param query in the query language; empty = everything
 * @param limit the most hits, 1 to 1,000
 * @param order how they are sorted
 * @param cursor where to go on, from an earlier answer; null = at the start
 * @param facets whether to count the values of fields
 * @param today the day that {@code last-30d} counts from
 * @param strict whether all words must be there; else, where nothing has them all, half will do
 */
public record Search(
    String query,
    int limit,
    Order order,
    @Nullable String cursor,
    boolean facets,
    LocalDate today,
    boolean strict) {

  /** How hits are sorted. Among equals the latest stands first. */
  public enum Order {
    /** Certain before possible, then by how well the words fit. */
    RELEVANCE,
    /** The latest first. */
    DATE,
    /** The largest first, in euros. */
    AMOUNT
  }

  /**
   * @throws IllegalArgumentException if the limit is out of range
   */
  public Search {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit " + limit + ": expected 1 to 1,000");
    }
  }

  /** A search that is not strict. */
  public Search(
      String query,
      int limit,
      Order order,
      @Nullable String cursor,
      boolean facets,
      LocalDate today) {
    this(query, limit, order, cursor, facets, today, false);
  }

  /** The best ten with facets. */
  public static Search of(String query) {
    return new Search(query, 10, Order.RELEVANCE, null, true, LocalDate.now(), false);
  }

  /** The same with another limit. */
  public Search limit(int most) {
    return new Search(query, most, order, cursor, facets, today, strict);
  }

  /** The same in another order. */
  public Search order(Order by) {
    return new Search(query, limit, by, cursor, facets, today, strict);
  }

  /** The same from where an answer ended. */
  public Search after(@Nullable String end) {
    return new Search(query, limit, order, end, facets, today, strict);
  }

  /** The same, counting values or not. */
  public Search facets(boolean count) {
    return new Search(query, limit, order, cursor, count, today, strict);
  }

  /** The same on another day. */
  public Search today(LocalDate day) {
    return new Search(query, limit, order, cursor, facets, day, strict);
  }

  /** The same where nothing but all words will do, as for what goes on unseen. */
  public Search strictly() {
    return new Search(query, limit, order, cursor, facets, today, true);
  }
}
