package milliard.index;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollector.MatchingDocs;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** What has been found in one state of the index, to be searched further. */
final class FoundQuery extends Query {
  private final Map<LeafReaderContext, MatchingDocs> segments = new IdentityHashMap<>();
  private final long size;

  FoundQuery(FacetsCollector found) {
    long hits = 0;
    for (MatchingDocs segment : found.getMatchingDocs()) {
      segments.put(segment.context(), segment);
      hits += segment.totalHits();
    }
    size = hits;
  }

  /** How many there are. */
  long size() {
    return size;
  }

  /** How many of them are in a segment. */
  int size(LeafReaderContext context) {
    MatchingDocs segment = segments.get(context);
    return segment == null ? 0 : segment.totalHits();
  }

  /** Those in a segment, null = none. */
  @Nullable DocIdSetIterator in(LeafReaderContext context) throws IOException {
    MatchingDocs segment = segments.get(context);
    return segment == null ? null : segment.bits().iterator();
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
        DocIdSetIterator documents = in(context);
        return documents == null
            ? null
            : ConstantScoreScorerSupplier.fromIterator(
                documents, score(), mode, context.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "found";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
