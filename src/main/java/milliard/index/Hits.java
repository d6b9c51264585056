package milliard.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a search.
 *
 * @param total how many there are
 * @param hits those asked for, in order
 * @param facets how all are spread; empty if not asked for
 * @param cursor where to go on; null = these were the last
 * @param partial whether the time was up before all were seen
 * @param relaxed whether nothing answers all plain words of the query, and these answer half
 */
public record Hits<T>(
    long total,
    List<T> hits,
    List<Facet> facets,
    @Nullable String cursor,
    boolean partial,
    boolean relaxed) {
  public Hits {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
  }
}
