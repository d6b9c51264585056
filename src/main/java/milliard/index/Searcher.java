package milliard.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import milliard.deal.Rates;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;

/**
 * One search over one state of the index, in two steps: find all hits without scoring them, which
 * is quick and tells how many there are and how they are spread; then rank these.
 */
final class Searcher {
  /** How long it may take to find the hits, and to rank them, in milliseconds each. */
  private static final long TIME = 2_500;

  /** The most leaves of a Lucene query; 256 clauses with all their forms and words stay below. */
  private static final int MOST_LEAVES = 16_384;

  static {
    IndexSearcher.setMaxClauseCount(MOST_LEAVES);
  }

  /** Hits that are scored whatever they are; beyond these only what may still be among the best. */
  private static final int SCORED = 1_000;

  private static final SortField LATEST =
      new SortField(Documents.DATE_SORT, SortField.Type.LONG, true);
  private static final SortField LARGEST =
      new SortField(Documents.AMOUNT_SORT, SortField.Type.LONG, true);
  private static final SortField ID = new SortField(Documents.ID_SORT, SortField.Type.STRING);

  private final IndexSearcher searcher;
  private final Rates rates;
  private final FacetsOf facetsOf;

  Searcher(IndexSearcher searcher, Rates rates, FacetsOf facetsOf) {
    this.searcher = searcher;
    this.rates = rates;
    this.facetsOf = facetsOf;
  }

  /** The facets of this state of the index; asked for only where they are needed. */
  interface FacetsOf {
    FacetCounts get() throws IOException;
  }

  /** Makes a hit of a document. */
  interface Reader<T> {
    T read(Document document, Highlighter highlighter, boolean certain, double score);
  }

  <T> Hits<T> search(Search search, Expr expr, String kind, Reader<T> reader)
      throws IOException, QueryException {
    try {
      Hits<T> hits = bounded(search, expr, kind, reader);
      Expr relaxed = hits.total() > 0 || search.strict() ? null : expr.relaxed();
      if (relaxed == null) return hits;
      Hits<T> half = bounded(search, relaxed, kind, reader);
      return new Hits<>(
          half.total(),
          half.hits(),
          half.facets(),
          half.cursor(),
          half.partial(),
          half.total() > 0);
    } catch (IndexSearcher.TooManyClauses e) {
      throw new QueryException(
          1, "the query asks for more than " + MOST_LEAVES + " words at once, expected fewer");
    }
  }

  private <T> Hits<T> bounded(Search search, Expr expr, String kind, Reader<T> reader)
      throws IOException, QueryException {
    var compiler = new Compiler(rates, search.today(), new Likeness(searcher));
    Query matching = compiler.matching(expr, kind);
    Sort sort =
        switch (search.order()) {
          case RELEVANCE -> new Sort(SortField.FIELD_SCORE, LATEST, ID);
          case DATE -> new Sort(LATEST, SortField.FIELD_SCORE, ID);
          case AMOUNT -> new Sort(LARGEST, LATEST, SortField.FIELD_SCORE, ID);
        };
    FieldDoc after = search.cursor() == null ? null : cursor(search, sort);
    IndexSearcher finding = bounded();
    var found = new FoundQuery(finding.search(matching, new FacetsCollectorManager()));
    FacetCounts counts = search.facets() ? facetsOf.get() : null;
    FacetCounts.Counted counted = counts == null ? null : counts.known(matching);
    if (counts != null && counted == null) {
      counted = counts.count(matching, kind, found, !finding.timedOut());
    }
    IndexSearcher ranking = bounded();
    TopFieldDocs top =
        ranking.search(
            compiler.scoring(found, expr, kind),
            new TopFieldCollectorManager(
                sort,
                search.limit() + 1,
                after,
                search.order() == Search.Order.RELEVANCE ? SCORED : Integer.MAX_VALUE));
    boolean partial = finding.timedOut() || ranking.timedOut();
    List<Facet> facets = counted == null ? List.of() : counted.facets();
    return hits(search, expr, sort, top, found.size(), facets, partial, reader);
  }

  private IndexSearcher bounded() {
    var bounded = new IndexSearcher(searcher.getIndexReader());
    bounded.setTimeout(new QueryTimeoutImpl(TIME));
    return bounded;
  }

  private <T> Hits<T> hits(
      Search search,
      Expr expr,
      Sort sort,
      TopFieldDocs top,
      long total,
      List<Facet> facets,
      boolean partial,
      Reader<T> reader)
      throws IOException {
    var highlighter = new Highlighter(expr);
    boolean intervals = Compiler.hasInterval(expr);
    var stored = searcher.storedFields();
    List<T> hits = new ArrayList<>();
    int count = Math.min(search.limit(), top.scoreDocs.length);
    int score = Arrays.asList(sort.getSort()).indexOf(SortField.FIELD_SCORE);
    for (ScoreDoc hit : Arrays.copyOf(top.scoreDocs, count)) {
      Object[] fields = ((FieldDoc) hit).fields;
      float points = (Float) fields[score];
      boolean certain = !intervals || points >= Compiler.CERTAIN;
      hits.add(
          reader.read(
              stored.document(hit.doc),
              highlighter,
              certain,
              intervals && certain ? points - Compiler.CERTAIN : points));
    }
    String cursor =
        top.scoreDocs.length > count
            ? cursor(search, ((FieldDoc) top.scoreDocs[count - 1]).fields)
            : null;
    return new Hits<>(total, hits, facets, cursor, partial, false);
  }

  /** The sort values of the last hit, which find its place again even after changes. */
  private static String cursor(Search search, Object[] fields) {
    var text =
        new StringBuilder(search.order().name()).append('\n').append(search.query().hashCode());
    for (Object field : fields) {
      text.append('\n')
          .append(
              switch (field) {
                case Float f -> "f" + Float.floatToIntBits(f);
                case Long l -> "l" + l;
                case BytesRef b -> "b" + b.utf8ToString();
                default -> throw new IllegalStateException("sort value " + field);
              });
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static FieldDoc cursor(Search search, Sort sort) throws QueryException {
    String cursor = String.valueOf(search.cursor());
    try {
      String[] lines =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n");
      if (lines.length != sort.getSort().length + 2
          || !lines[0].equals(search.order().name())
          || Integer.parseInt(lines[1]) != search.query().hashCode()) {
        throw new IllegalArgumentException("of another search");
      }
      Object[] fields = new Object[sort.getSort().length];
      for (int i = 0; i < fields.length; i++) {
        String value = lines[i + 2].substring(1);
        fields[i] =
            switch (lines[i + 2].charAt(0)) {
              case 'f' -> Float.intBitsToFloat(Integer.parseInt(value));
              case 'l' -> Long.parseLong(value);
              case 'b' -> new BytesRef(value);
              default -> throw new IllegalArgumentException("damaged");
            };
      }
      return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
    } catch (RuntimeException e) {
      throw new QueryException(
          1, "cursor '" + cursor + "', expected the one of an answer to the same query and order");
    }
  }
}
