package milliard.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import milliard.deal.Corrections;
import milliard.deal.Deal;
import milliard.deal.PartyName;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.mention.AnnotatedArticle;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
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
  private final Path folder;
  private final Directory directory;
  private final @Nullable IndexWriter writer;
  private final SearcherManager searchers;
  private final Documents documents;
  private final Answers answers;
  private final @Nullable DealMaker maker;

  /** Shared by those who put articles; alone for making deals and committing. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** One article is put by one thread at a time; by the hash of its id. */
  private final Object[] articleLocks = Stream.generate(Object::new).limit(64).toArray();

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
    documents = new Documents(rates);
    answers = new Answers(searchers, documents, rates);
    maker = writer == null ? null : new DealMaker(writer, searchers, documents, rates, corrections);
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
      writer = Format.writer(folder, directory, mode);
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
      reader = Format.reader(folder, directory);
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
    if (maker().isDue()) exclusively("deals", maker()::make);
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
        maker().told(id, reports);
      }
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
    maker().make();
    Format.commit(writer());
    searchers.maybeRefreshBlocking();
  }

  /**
   * Makes all that was put findable; for an index open for searching, what others have committed.
   */
  public void refresh() throws IOException {
    exclusively("what was put", this::refreshAlone);
  }

  private void refreshAlone() throws IOException {
    if (maker != null) maker.make();
    searchers.maybeRefreshBlocking();
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
      maker().forget();
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
      maker().makeAll(reports);
      commitAlone();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      searchers.release(before);
    }
  }

  private void each(Query query, Consumer<Document> take) throws IOException {
    each(searchers, query, take);
  }

  /** Gives every document of a query, as of now. */
  static void each(SearcherManager searchers, Query query, Consumer<Document> take)
      throws IOException {
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
    if (writer == null) throw readOnly();
    return writer;
  }

  private IllegalStateException readOnly() {
    return new IllegalStateException("the index in " + folder + " is open for searching only");
  }

  private DealMaker maker() {
    if (maker == null) throw readOnly();
    return maker;
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
    return answers.deals(search);
  }

  /** Searches articles. */
  public Hits<ArticleHit> articles(Search search) throws IOException, QueryException {
    return answers.articles(search);
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
