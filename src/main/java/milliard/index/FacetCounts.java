package milliard.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiDocValues.MultiSortedSetDocValues;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongValues;
import org.jspecify.annotations.Nullable;

/**
 * Counts facet values over one state of the index, always exactly. Of hits that are more than half
 * of all there is it counts the others, and takes these from the counts of all. The counts of the
 * latest queries are kept: the next page of an answer, the same in another order and the start page
 * need no counting again. For any number of threads.
 */
final class FacetCounts {
  /** The most values of a facet. */
  private static final int MOST_VALUES = 10;

  /** The most queries whose counts are kept. */
  private static final int KEPT = 64;

  /** Hits to a value of a segment from which on it is worth counting by the segment's numbers. */
  private static final int DENSE = 10;

  /** How many hits there are, and how they are spread. */
  record Counted(long total, List<Facet> facets) {}

  private final IndexReader reader;
  private final @Nullable SortedSetDocValuesReaderState numbers;

  /** From the numbers of values in a segment to those in the whole; null = the same. */
  private final @Nullable OrdinalMap ordinals;

  private final Map<String, All> all = new HashMap<>();
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
    ordinals =
        numbers != null && numbers.getDocValues() instanceof MultiSortedSetDocValues many
            ? many.mapping
            : null;
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
   * @param kind of the hits
   * @param whole whether all of its hits were found; else the counts are not kept
   */
  Counted count(Query query, String kind, FoundQuery found, boolean whole) throws IOException {
    List<Facet> facets = numbers == null ? List.of() : facets(numbers, counts(kind, found));
    var counted = new Counted(found.size(), facets);
    if (whole) latest.put(query, counted);
    return counted;
  }

  /** How often each value stands in the hits, by its number. */
  private int[] counts(String kind, FoundQuery found) throws IOException {
    if (2 * found.size() <= reader.docFreq(new Term(Documents.KIND, kind))) {
      var counts = new int[size()];
      for (LeafReaderContext segment : reader.leaves()) {
        add(segment, found.in(segment), found.size(segment), counts);
      }
      return counts;
    }
    All most = all(kind);
    var others = new int[size()];
    for (LeafReaderContext segment : reader.leaves()) {
      FixedBitSet rest = most.documents.get(segment.ord).clone();
      DocIdSetIterator hits = found.in(segment);
      if (hits != null) rest.andNot(hits);
      int count = rest.cardinality();
      add(segment, new BitSetIterator(rest, count), count, others);
    }
    int[] counts = most.counts.clone();
    for (int i = 0; i < counts.length; i++) counts[i] -= others[i];
    return counts;
  }

  /**
   * All documents of a kind.
   *
   * @param documents by segment
   * @param counts of their values
   */
  private record All(List<FixedBitSet> documents, int[] counts) {}

  private All all(String kind) throws IOException {
    synchronized (all) {
      All known = all.get(kind);
      if (known != null) return known;
      var found =
          new FoundQuery(
              new IndexSearcher(reader)
                  .search(
                      new TermQuery(new Term(Documents.KIND, kind)), new FacetsCollectorManager()));
      List<FixedBitSet> documents = new ArrayList<>();
      var counts = new int[size()];
      for (LeafReaderContext segment : reader.leaves()) {
        var bits = new FixedBitSet(segment.reader().maxDoc());
        DocIdSetIterator hits = found.in(segment);
        if (hits != null) bits.or(hits);
        documents.add(bits);
        add(segment, found.in(segment), found.size(segment), counts);
      }
      var made = new All(documents, counts);
      all.put(kind, made);
      return made;
    }
  }

  /** How many values there are. */
  private int size() {
    return numbers == null ? 0 : numbers.getSize();
  }

  /** Adds the values of some documents of a segment. */
  private void add(
      LeafReaderContext segment, @Nullable DocIdSetIterator documents, int size, int[] counts)
      throws IOException {
    if (documents == null) return;
    SortedSetDocValues values =
        DocValues.getSortedSet(segment.reader(), FacetsConfig.DEFAULT_INDEX_FIELD_NAME);
    LongValues numbers = ordinals == null ? null : ordinals.getGlobalOrds(segment.ord);
    int[] own = counts;
    boolean dense = numbers != null && (long) size * DENSE >= values.getValueCount();
    if (dense) own = new int[(int) values.getValueCount()];
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (!values.advanceExact(doc)) continue;
      for (int i = values.docValueCount(); i > 0; i--) {
        long number = values.nextOrd();
        own[(int) (dense || numbers == null ? number : numbers.get(number))]++;
      }
    }
    if (!dense || numbers == null) return;
    for (int i = 0; i < own.length; i++) {
      if (own[i] > 0) counts[(int) numbers.get(i)] += own[i];
    }
  }

  private static List<Facet> facets(SortedSetDocValuesReaderState numbers, int[] counts)
      throws IOException {
    SortedSetDocValues names = numbers.getDocValues();
    List<Facet> facets = new ArrayList<>();
    for (String field : Facet.FIELDS) {
      var range = numbers.getOrdRange(field);
      if (range == null) continue;
      List<Facet.Count> values = new ArrayList<>();
      for (int number : most(counts, range.iterator())) {
        String[] path = FacetsConfig.stringToPath(names.lookupOrd(number).utf8ToString());
        values.add(new Facet.Count(path[1], counts[number]));
      }
      if (!values.isEmpty()) facets.add(new Facet(field, values));
    }
    return List.copyOf(facets);
  }

  /** The numbers of the values that stand most often, the first in the alphabet among equals. */
  private static List<Integer> most(int[] counts, PrimitiveIterator.OfInt numbers) {
    List<Integer> most = new ArrayList<>();
    while (numbers.hasNext()) {
      int i = numbers.nextInt();
      int least = most.size() < MOST_VALUES ? 0 : counts[most.getLast()];
      if (counts[i] <= least) continue;
      if (most.size() == MOST_VALUES) most.removeLast();
      int at = most.size();
      while (at > 0 && counts[most.get(at - 1)] < counts[i]) at--;
      most.add(at, i);
    }
    return most;
  }
}
