package milliard.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import milliard.deal.Clusters;
import milliard.deal.Corrections;
import milliard.deal.Deal;
import milliard.deal.PartyName;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.deal.SameDeal;
import milliard.mention.AnnotatedArticle;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Articles and the deals that they tell, on disk and searchable.
 *
 * <p>What articles say is the truth; deals come of it and are kept with it. One {@link #commit}
 * makes both durable at once; after a kill the index is as at the last commit. An article is
 * replaced by its id, and the same article put again changes nothing. Any number of threads may put
 * and search.
 */
public final class DealIndex implements Closeable {
  /** The form of what is stored; another is not opened. */
  static final String FORMAT = "1";

  private static final String FORMAT_KEY = "milliard.format";

  /** Reports after which these become deals even without a commit. */
  private static final int BATCH = 20_000;

  /** Articles and deals that are gathered in memory before Lucene writes them, in MB. */
  private static final int BUFFER = 256;

  private final Path folder;
  private final Directory directory;
  private final @Nullable IndexWriter writer;
  private final SearcherManager searchers;
  private final Rates rates;
  private final Corrections corrections;
  private final Documents documents;
  private final Clusters clusters;

  private final Object facetLock = new Object();
  private @Nullable FacetCounts facets;

  /** Shared by those who put articles; alone for making deals and committing. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** One article is put by one thread at a time; by the hash of its id. */
  private final Object[] articleLocks = Stream.generate(Object::new).limit(64).toArray();

  /** Reports of articles put since deals were last made; by article, empty = nothing or removed. */
  private Map<String, List<Report>> pending = new ConcurrentHashMap<>();

  /** How many reports are pending. */
  private final AtomicInteger waiting = new AtomicInteger();

  private DealIndex(
      Path folder,
      Directory directory,
      @Nullable IndexWriter writer,
      SearcherManager searchers,
      Rates rates,
      Corrections corrections) {
    this.folder = folder;
    this.directory = directory;
    this.writer = writer;
    this.searchers = searchers;
    this.rates = rates;
    this.corrections = corrections;
    documents = new Documents(rates);
    clusters = new Clusters(new SameDeal(rates), corrections);
  }

  /**
   * Opens an index for reading and writing; makes it if it is not there.
   *
   * @throws IndexException if another process writes to it, or it is of another format
   */
  public static DealIndex open(Path folder) throws IOException {
    return open(folder, Rates.standard(), Corrections.NONE);
  }

  /** As {@link #open(Path)}, with the user's own rates and corrections. */
  public static DealIndex open(Path folder, Rates rates, Corrections corrections)
      throws IOException {
    return open(folder, rates, corrections, IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
  }

  private static DealIndex open(
      Path folder, Rates rates, Corrections corrections, IndexWriterConfig.OpenMode mode)
      throws IOException {
    Files.createDirectories(folder);
    return open(folder, FSDirectory.open(folder), rates, corrections, mode);
  }

  /** As {@link #open(Path)}, through a directory of the folder; closes it with the index. */
  static DealIndex open(
      Path folder,
      Directory directory,
      Rates rates,
      Corrections corrections,
      IndexWriterConfig.OpenMode mode)
      throws IOException {
    @Nullable IndexWriter writer = null;
    try {
      boolean append = mode != IndexWriterConfig.OpenMode.CREATE;
      if (append && DirectoryReader.indexExists(directory)) {
        try (DirectoryReader reader = reader(folder, directory)) {
          checkFormat(folder, reader);
        }
      }
      var config = new IndexWriterConfig(Analysis.standard().plain());
      config.setRAMBufferSizeMB(BUFFER);
      config.setCommitOnClose(false);
      config.setOpenMode(mode);
      config.setMergeScheduler(new Merges());
      writer = new IndexWriter(directory, config);
      return new DealIndex(
          folder, directory, writer, new SearcherManager(writer, null), rates, corrections);
    } catch (LockObtainFailedException e) {
      directory.close();
      throw new IndexException("the index in " + folder + " is being written by another run", e);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(writer, directory);
      throw e;
    }
  }

  /** Merges segments in threads of their own. */
  private static final class Merges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable e) {
      // It has closed the writer, which keeps it: the next to put or commit is told.
    }
  }

  /**
   * Opens an empty index in the place of whatever is there, which goes with the first commit.
   *
   * @throws IndexException if another process writes to it
   */
  public static DealIndex replace(Path folder, Rates rates, Corrections corrections)
      throws IOException {
    return open(folder, rates, corrections, IndexWriterConfig.OpenMode.CREATE);
  }

  /**
   * Opens an index for searching only.
   *
   * @throws IndexException if there is none, or it is of another format
   */
  public static DealIndex openReadOnly(Path folder) throws IOException {
    return openReadOnly(folder, Rates.standard());
  }

  /** As {@link #openReadOnly(Path)}, with the user's own rates. */
  public static DealIndex openReadOnly(Path folder, Rates rates) throws IOException {
    if (!Files.isDirectory(folder)) throw new IndexException("no index in " + folder);
    prepare();
    Directory directory = FSDirectory.open(folder);
    DirectoryReader reader = null;
    try {
      reader = reader(folder, directory);
      checkFormat(folder, reader);
      return new DealIndex(
          folder, directory, null, new SearcherManager(reader, null), rates, Corrections.NONE);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(reader, directory);
      throw e;
    }
  }

  /**
   * Begins to read what the first search needs besides the index, and returns at once. Whoever
   * knows early that there will be a search may call it early; nothing depends on it.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("index-prepare").start(Prepared::tables);
  }

  private static final class Prepared {
    static {
      PartyName.load();
      Lexicon.standard();
      Analysis.standard().forms(Documents.DEAL);
    }

    /** Reads them, once. */
    static void tables() {}
  }

  private static void checkFormat(Path folder, DirectoryReader reader) throws IOException {
    String format = reader.getIndexCommit().getUserData().get(FORMAT_KEY);
    if (!FORMAT.equals(format)) {
      throw new IndexException(
          "the index in "
              + folder
              + " has format "
              + format
              + ", expected "
              + FORMAT
              + ": 'milliard reindex' makes it anew");
    }
  }

  private static DirectoryReader reader(Path folder, Directory directory) throws IOException {
    try {
      return DirectoryReader.open(directory);
    } catch (IndexNotFoundException e) {
      throw new IndexException("no index in " + folder, e);
    } catch (IndexFormatTooOldException e) {
      throw new IndexException(
          "the index in " + folder + " is of an older Lucene: 'milliard reindex' makes it anew", e);
    }
  }

  /**
   * Adds or replaces an article. It is found after the next {@link #refresh} or {@link #commit}.
   *
   * @param id the hash of its page's canonical address
   * @throws IndexWriteException if it cannot be written; a later run puts it again
   */
  public void put(String id, AnnotatedArticle said) throws IOException {
    List<Report> reports = Report.of(id, said);
    Document document = Documents.FACETS.build(documents.article(id, said, reports));
    Term key = new Term(Documents.ARTICLE_ID, id);
    change(id, reports, () -> writer().updateDocument(key, document));
    if (waiting.get() >= BATCH) exclusively("deals", this::makeDeals);
  }

  /** Takes an article and its reports out. */
  public void remove(String id) throws IOException {
    change(id, List.of(), () -> writer().deleteDocuments(new Term(Documents.ARTICLE_ID, id)));
  }

  private interface Step {
    void run() throws IOException;
  }

  /** An article and its pending reports change together, as seen by commits. */
  private void change(String id, List<Report> reports, Step step) throws IOException {
    lock.readLock().lock();
    try {
      synchronized (articleLocks[Math.floorMod(id.hashCode(), articleLocks.length)]) {
        writing("article " + id, step);
        pending.put(id, reports);
      }
      waiting.addAndGet(reports.size());
    } finally {
      lock.readLock().unlock();
    }
  }

  private void exclusively(String what, Step step) throws IOException {
    lock.writeLock().lock();
    try {
      writing(what, step);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Says of what fails what was being written, and where. */
  private void writing(String what, Step step) throws IOException {
    try {
      step.run();
    } catch (IOException | IllegalStateException e) {
      // Lucene closes its writer at the first failure that may have lost something.
      Throwable first = writer == null ? null : writer.getTragicException();
      boolean ofDisk = e instanceof IOException || e instanceof AlreadyClosedException;
      if (first == null && !ofDisk) throw e;
      Throwable cause = first == null ? e : first;
      throw new IndexWriteException(
          "the index in "
              + folder
              + ": "
              + what
              + " not written: "
              + reason(cause)
              + "; what was committed stays",
          e);
    }
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /**
   * Makes all that was put durable, in one step.
   *
   * @throws IndexWriteException if it cannot be written; the index on disk is then whole, as at
   *     this commit or the last one
   */
  public void commit() throws IOException {
    exclusively("commit", this::commitAlone);
  }

  private void commitAlone() throws IOException {
    makeDeals();
    IndexWriter writing = writer();
    writing.setLiveCommitData(Map.of(FORMAT_KEY, FORMAT).entrySet());
    writing.commit();
    searchers.maybeRefreshBlocking();
  }

  /**
   * Makes all that was put findable; for an index open for searching, what others have committed.
   */
  public void refresh() throws IOException {
    exclusively("what was put", this::refreshAlone);
  }

  private void refreshAlone() throws IOException {
    if (writer != null) makeDeals();
    searchers.maybeRefreshBlocking();
  }

  /**
   * Makes all deals anew from the articles, as after a change of the corrections or of the rules.
   */
  public void remerge() throws IOException {
    exclusively("deals made anew", () -> wholly(this::mergeAnew));
  }

  /** Of a step that fails nothing is kept; nor can anything be written after it. */
  private void wholly(Step step) throws IOException {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      try {
        writer().rollback();
      } catch (IOException | RuntimeException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  private void mergeAnew() throws IOException {
    refreshAlone();
    List<Report> reports = new ArrayList<>();
    articles((id, said) -> reports.addAll(Report.of(id, said)));
    IndexWriter writing = writer();
    writing.deleteDocuments(new Term(Documents.KIND, Documents.DEAL));
    for (Deal deal : clusters.deals(reports))
      writing.addDocument(Documents.FACETS.build(documents.deal(deal)));
    searchers.maybeRefreshBlocking();
  }

  /**
   * Makes the whole index anew from the articles that it holds, in one step: until it is done the
   * old one is what is found, and what is there after a kill.
   *
   * @param again reads an article again, with today's rules; or gives back what it is given
   */
  public void rebuild(UnaryOperator<AnnotatedArticle> again) throws IOException {
    exclusively("index made anew", () -> wholly(() -> buildAnew(again)));
  }

  private void buildAnew(UnaryOperator<AnnotatedArticle> again) throws IOException {
    refreshAlone();
    IndexWriter writing = writer();
    IndexSearcher before = searchers.acquire();
    try {
      writing.deleteAll();
      pending.clear();
      waiting.set(0);
      List<Report> reports = new ArrayList<>();
      each(
          before,
          new TermQuery(new Term(Documents.KIND, Documents.ARTICLE)),
          doc -> {
            String id = doc.get(Documents.ARTICLE_ID);
            AnnotatedArticle said = again.apply(Documents.article(doc));
            List<Report> told = Report.of(id, said);
            try {
              writing.addDocument(Documents.FACETS.build(documents.article(id, said, told)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            reports.addAll(told);
          });
      for (Deal deal : clusters.deals(reports)) {
        writing.addDocument(Documents.FACETS.build(documents.deal(deal)));
      }
      commitAlone();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      searchers.release(before);
    }
  }

  /** Turns the pending reports into deals, with the deals that they may touch; alone. */
  private void makeDeals() throws IOException {
    if (pending.isEmpty()) return;
    Map<String, List<Report>> batch = pending;
    IndexWriter writing = writer();
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
      if (!kept.contains(id)) writing.deleteDocuments(new Term(Documents.DEAL_ID, id));
    }
    // Not before: after a failure they are still to be made.
    pending = new ConcurrentHashMap<>();
    waiting.set(0);
  }

  /** Writes deals in the place of those of the same ids, on all cores. */
  private void write(List<Deal> deals) throws IOException {
    IndexWriter writing = writer();
    try {
      deals.parallelStream()
          .forEach(deal -> {
            try {
              writing.updateDocument(
                  new Term(Documents.DEAL_ID, deal.id()),
                  Documents.FACETS.build(documents.deal(deal)));
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
    each(query, doc -> deals.put(doc.get(Documents.DEAL_ID), Documents.reports(doc)));
    return deals;
  }

  private void each(Query query, Consumer<Document> take) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      each(searcher, query, take);
    } finally {
      searchers.release(searcher);
    }
  }

  private static void each(IndexSearcher searcher, Query query, Consumer<Document> take)
      throws IOException {
    var stored = searcher.storedFields();
    ScoreDoc last = null;
    while (true) {
      TopDocs page = searcher.searchAfter(last, new ConstantScoreQuery(query), 10_000);
      if (page.scoreDocs.length == 0) return;
      for (ScoreDoc hit : page.scoreDocs) take.accept(stored.document(hit.doc));
      last = page.scoreDocs[page.scoreDocs.length - 1];
    }
  }

  private IndexWriter writer() {
    if (writer == null) {
      throw new IllegalStateException("the index in " + folder + " is open for searching only");
    }
    return writer;
  }

  /** An article with its id. */
  public interface ArticleReceiver {
    /** Takes one. */
    void take(String id, AnnotatedArticle said);
  }

  /** Gives every article, in no particular order. */
  public void articles(ArticleReceiver receiver) throws IOException {
    each(
        new TermQuery(new Term(Documents.KIND, Documents.ARTICLE)),
        doc -> receiver.take(doc.get(Documents.ARTICLE_ID), Documents.article(doc)));
  }

  /** Gives every deal, in no particular order. */
  public void deals(Consumer<Deal> receiver) throws IOException {
    each(
        new TermQuery(new Term(Documents.KIND, Documents.DEAL)),
        doc -> receiver.accept(Deal.of(Documents.reports(doc))));
  }

  /** What an article says. */
  public Optional<AnnotatedArticle> article(String id) throws IOException {
    return one(Documents.ARTICLE_ID, id).map(Documents::article);
  }

  /** A deal by its id, or by the id of one of its reports. */
  public Optional<Deal> deal(String id) throws IOException {
    return one(Documents.REPORT, id).map(doc -> Deal.of(Documents.reports(doc)));
  }

  private Optional<Document> one(String field, String value) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      TopDocs found = searcher.search(new TermQuery(new Term(field, value)), 1);
      return found.scoreDocs.length == 0
          ? Optional.empty()
          : Optional.of(searcher.storedFields().document(found.scoreDocs[0].doc));
    } finally {
      searchers.release(searcher);
    }
  }

  /** Searches deals. */
  public Hits<DealHit> deals(Search search) throws IOException, QueryException {
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
  public Hits<ArticleHit> articles(Search search) throws IOException, QueryException {
    return search(
        search,
        Documents.ARTICLE,
        (doc, highlighter, certain, score) -> {
          String id = doc.get(Documents.ARTICLE_ID);
          AnnotatedArticle said = Documents.article(doc);
          var language = said.article().language();
          return new ArticleHit(
              milliard.deal.Source.of(id, said.article()),
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

  /** A number that is another one after each change that can be found. */
  public long state() throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return ((DirectoryReader) searcher.getIndexReader()).getVersion();
    } finally {
      searchers.release(searcher);
    }
  }

  /** How much there is. */
  public record Size(long articles, long deals) {}

  /** How many articles and deals can be found now. */
  public Size size() throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return new Size(
          searcher.count(new TermQuery(new Term(Documents.KIND, Documents.ARTICLE))),
          searcher.count(new TermQuery(new Term(Documents.KIND, Documents.DEAL))));
    } finally {
      searchers.release(searcher);
    }
  }

  /** Gives up what was not committed. */
  @Override
  public void close() throws IOException {
    IOUtils.close(searchers, writer, directory);
  }
}
