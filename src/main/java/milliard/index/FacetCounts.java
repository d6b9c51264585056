package milliard.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Counts facet values over one state of the index, and keeps the counts of the latest queries: the
 * next page of an answer, the same in another order and the start page need no counting again. For
 * any number of threads.
 */
final class FacetCounts {
  /** The most values of a facet. */
  private static final int MOST_VALUES = 10;

  /** The most queries whose counts are kept. */
  private static final int KEPT = 64;

  /** How many hits there are, and how they are spread. */
  record Counted(long total, List<Facet> facets) {}

  private final IndexReader reader;
  private final @Nullable SortedSetDocValuesReaderState numbers;
  private final Map<Query, Counted> latest =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Query, Counted> eldest) {
              return size() > KEPT;
            }
          });

  /** Numbers the facet values of an index. */
  FacetCounts(IndexReader reader) throws IOException {
    this.reader = reader;
    boolean any = false;
    for (var leaf : reader.leaves()) {
      any |= leaf.reader().getFieldInfos().fieldInfo(FacetsConfig.DEFAULT_INDEX_FIELD_NAME) != null;
    }
    numbers = any ? new DefaultSortedSetDocValuesReaderState(reader, Documents.FACETS) : null;
  }

  /** Whether these are the counts of that state of the index. */
  boolean isOf(IndexReader state) {
    return reader == state;
  }

  /** What a query that was asked lately gave; null = not known. */
  @Nullable Counted known(Query query) {
    return latest.get(query);
  }

  /**
   * Counts the hits of a query.
   *
   * @param whole whether all of its hits were collected; else the counts are not kept
   */
  Counted count(Query query, FacetsCollector hits, boolean whole) throws IOException {
    long total = 0;
    for (var segment : hits.getMatchingDocs()) total += segment.totalHits();
    var counted = new Counted(total, numbers == null ? List.of() : count(numbers, hits));
    if (whole) latest.put(query, counted);
    return counted;
  }

  private static List<Facet> count(SortedSetDocValuesReaderState numbers, FacetsCollector hits)
      throws IOException {
    var counts = new SortedSetDocValuesFacetCounts(numbers, hits);
    List<Facet> facets = new ArrayList<>();
    for (String field : Facet.FIELDS) {
      FacetResult result = counts.getTopChildren(MOST_VALUES, field);
      if (result == null || result.labelValues.length == 0) continue;
      List<Facet.Count> values = new ArrayList<>();
      for (LabelAndValue value : result.labelValues) {
        values.add(new Facet.Count(value.label, value.value.intValue()));
      }
      facets.add(new Facet(field, values));
    }
    return List.copyOf(facets);
  }
}
