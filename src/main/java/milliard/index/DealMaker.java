package milliard.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import milliard.deal.Clusters;
import milliard.deal.Corrections;
import milliard.deal.Deal;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.deal.SameDeal;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Makes deals of what articles say, as they come: those that a new report may belong to are made
 * anew with it. Reports may be told by any number of threads; deals are made by one alone.
 */
final class DealMaker {
  /** Reports after which these become deals even without a commit. */
  private static final int BATCH = 20_000;

  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Documents documents;
  private final Corrections corrections;
  private final Clusters clusters;

  /** Reports of articles put since deals were last made; by article, empty = nothing or removed. */
  private Map<String, List<Report>> pending = new ConcurrentHashMap<>();

  /** How many reports are pending. */
  private final AtomicInteger waiting = new AtomicInteger();

  DealMaker(
      IndexWriter writer,
      SearcherManager searchers,
      Documents documents,
      Rates rates,
      Corrections corrections) {
    this.writer = writer;
    this.searchers = searchers;
    this.documents = documents;
    this.corrections = corrections;
    clusters = new Clusters(new SameDeal(rates), corrections);
  }

  /** Takes what an article says; empty = nothing, or it is no longer there. */
  void told(String article, List<Report> reports) {
    pending.put(article, reports);
    waiting.addAndGet(reports.size());
  }

  /** Whether so much was told that deals are to be made even without a commit. */
  boolean isDue() {
    return waiting.get() >= BATCH;
  }

  /** Forgets what was told. */
  void forget() {
    pending = new ConcurrentHashMap<>();
    waiting.set(0);
  }

  /** Makes all deals, of all that is told anywhere; there are none yet. */
  void makeAll(List<Report> reports) throws IOException {
    for (Deal deal : clusters.deals(reports)) {
      writer.addDocument(Documents.FACETS.build(documents.deal(deal)));
    }
  }

  /** Turns the pending reports into deals, with the deals that they may touch; alone. */
  void make() throws IOException {
    if (pending.isEmpty()) return;
    Map<String, List<Report>> batch = pending;
    flush();
    searchers.maybeRefreshBlocking();
    List<Report> fresh = batch.values().stream().flatMap(List::stream).toList();
    Map<String, List<Report>> before = new TreeMap<>(touched(batch.keySet(), fresh));
    List<Report> loose = new ArrayList<>(fresh);
    List<List<Report>> whole = new ArrayList<>();
    for (List<Report> deal : before.values()) {
      List<Report> rest =
          deal.stream().filter(r -> !batch.containsKey(r.source().article())).toList();
      // What held a deal together may be gone.
      if (rest.size() == deal.size()) whole.add(deal);
      else loose.addAll(rest);
    }
    Set<String> kept = new HashSet<>();
    List<Deal> changed = new ArrayList<>();
    for (Deal deal : clusters.deals(loose, whole)) {
      kept.add(deal.id());
      List<Report> old = before.get(deal.id());
      if (old == null || !same(old, deal.reports())) changed.add(deal);
    }
    write(changed);
    for (String id : before.keySet()) {
      if (!kept.contains(id)) writer.deleteDocuments(new Term(Documents.DEAL_ID, id));
    }
    // Not before: after a failure they are still to be made.
    pending = new ConcurrentHashMap<>();
    waiting.set(0);
  }

  /** Writes what is gathered in memory, on all cores; Lucene's own refresh does so on one. */
  private void flush() throws IOException {
    int buffers = Runtime.getRuntime().availableProcessors();
    parallel(IntStream.range(0, buffers).boxed(), buffer -> writer.flushNextBuffer());
  }

  /** Writes deals in the place of those of the same ids, on all cores. */
  private void write(List<Deal> deals) throws IOException {
    parallel(
        deals.stream(),
        deal ->
            writer.updateDocument(
                new Term(Documents.DEAL_ID, deal.id()),
                Documents.FACETS.build(documents.deal(deal))));
  }

  private interface Taker<T> {
    void take(T value) throws IOException;
  }

  private static <T> void parallel(Stream<T> values, Taker<T> taker) throws IOException {
    try {
      values
          .parallel()
          .forEach(value -> {
            try {
              taker.take(value);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean same(List<Report> a, List<Report> b) {
    if (a.size() != b.size()) return false;
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i) && !Stored.report(a.get(i)).equals(Stored.report(b.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Deals with a report of these articles, or that one of these reports may belong to. */
  private Map<String, List<Report>> touched(Collection<String> articles, List<Report> fresh)
      throws IOException {
    Set<BytesRef> sources = new HashSet<>();
    for (String article : articles) sources.add(new BytesRef(article));
    Set<BytesRef> blocks = new HashSet<>();
    Set<BytesRef> joined = new HashSet<>();
    for (Report report : fresh) {
      for (String key : Clusters.lookups(report)) blocks.add(new BytesRef(key));
      for (String id : corrections.joinedWith(report.id())) joined.add(new BytesRef(id));
    }
    Query query =
        new BooleanQuery.Builder()
            .add(new TermInSetQuery(Documents.SOURCE, sources), Occur.SHOULD)
            .add(new TermInSetQuery(Documents.BLOCK, blocks), Occur.SHOULD)
            .add(new TermInSetQuery(Documents.REPORT, joined), Occur.SHOULD)
            .build();
    Map<String, List<Report>> deals = new LinkedHashMap<>();
    DealIndex.each(
        searchers, query, doc -> deals.put(doc.get(Documents.DEAL_ID), Documents.reports(doc)));
    return deals;
  }
}
