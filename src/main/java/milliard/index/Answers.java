package milliard.index;

import java.io.IOException;
import milliard.deal.Deal;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.deal.Source;
import milliard.mention.AnnotatedArticle;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.jspecify.annotations.Nullable;

/** Answers searches, each over the state of the index at its time. For any number of threads. */
final class Answers {
  private final SearcherManager searchers;
  private final Documents documents;
  private final Rates rates;

  private final Object facetLock = new Object();
  private @Nullable FacetCounts facets;

  Answers(SearcherManager searchers, Documents documents, Rates rates) {
    this.searchers = searchers;
    this.documents = documents;
    this.rates = rates;
  }

  /** Searches deals. */
  Hits<DealHit> deals(Search search) throws IOException, QueryException {
    return search(
        search,
        Documents.DEAL,
        (doc, highlighter, certain, score) -> {
          Deal deal = Deal.of(Documents.reports(doc));
          Report best = deal.best();
          var language = best.source().language();
          return new DealHit(
              deal,
              certain,
              score,
              documents.euros(deal),
              highlighter.mark(best.sentence(), language == null ? null : language.code()));
        });
  }

  /** Searches articles. */
  Hits<ArticleHit> articles(Search search) throws IOException, QueryException {
    return search(
        search,
        Documents.ARTICLE,
        (doc, highlighter, certain, score) -> {
          String id = doc.get(Documents.ARTICLE_ID);
          AnnotatedArticle said = Documents.article(doc);
          var language = said.article().language();
          return new ArticleHit(
              Source.of(id, said.article()),
              certain,
              score,
              highlighter.passage(said.article().body(), language == null ? null : language.code()),
              Report.of(id, said));
        });
  }

  private <T> Hits<T> search(Search search, String kind, Searcher.Reader<T> reader)
      throws IOException, QueryException {
    Expr expr = QueryParser.parse(search.query(), search.today());
    IndexSearcher searcher = searchers.acquire();
    try {
      return new Searcher(searcher, rates, () -> facets(searcher))
          .search(search, expr, kind, reader);
    } finally {
      searchers.release(searcher);
    }
  }

  /** The facets of a state of the index; the latest are kept. */
  private FacetCounts facets(IndexSearcher searcher) throws IOException {
    synchronized (facetLock) {
      FacetCounts latest = facets;
      if (latest == null || !latest.isOf(searcher.getIndexReader())) {
        latest = new FacetCounts(searcher.getIndexReader());
        facets = latest;
      }
      return latest;
    }
  }
}
