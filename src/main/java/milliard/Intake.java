package milliard;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import milliard.article.Article;
import milliard.article.ArticleReader.Reading;
import milliard.article.LanguageIdentifier;
import milliard.article.PublicationDate;
import milliard.fetch.Input;
import milliard.fetch.PageSink;
import milliard.index.DealIndex;
import milliard.mention.AnnotatedArticle;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages and texts into an index, several at once. Each replaces what was there under its id,
 * so the same input again changes nothing; of two under one id the later one stays, whichever is
 * read faster. What cannot be read is named, counted and passed over. One thread hands in.
 */
public final class Intake implements PageSink, AutoCloseable {
  /** Hears of what is passed over. */
  public interface Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /** An article is read, with its deals. */
    default void read(String id, AnnotatedArticle said) {}

    /** A page or text was passed over, and why. */
    default void passed(String where, String reason) {}
  }

  private static final int WAITING = 64;

  private final Milliard milliard;
  private final DealIndex index;
  private final Listener listener;
  private final ExecutorService workers;
  private final Deque<Future<?>> underWay = new ArrayDeque<>();
  private final Map<String, Long> latest = new HashMap<>();
  private final AtomicLong articles = new AtomicLong();
  private final AtomicLong deals = new AtomicLong();
  private final AtomicLong passed = new AtomicLong();
  private long next;

  /**
   * Reads into an index.
   *
   * @param threads articles read at once
   */
  public Intake(Milliard milliard, DealIndex index, int threads, Listener listener) {
    this.milliard = milliard;
    this.index = index;
    this.listener = listener;
    this.workers = Executors.newFixedThreadPool(threads);
  }

  /** Articles read so far. */
  public long articles() {
    return articles.get();
  }

  /** Deals that they tell, each article's counted. */
  public long deals() {
    return deals.get();
  }

  /** Pages and texts passed over. */
  public long passed() {
    return passed.get();
  }

  @Override
  public void accept(Input.OfPage page, String source) throws IOException {
    accept(page);
  }

  /**
   * Hands in a page or text, later than those before; waits while too many are under way.
   *
   * @throws IOException if the index cannot be written
   */
  public void accept(Input input) throws IOException {
    accept(input, next++);
  }

  /**
   * Hands in a page or text; waits while too many are under way.
   *
   * @param order of two under one id the one of the higher order stays
   * @throws IOException if the index cannot be written
   */
  public void accept(Input input, long order) throws IOException {
    next = Math.max(next, order + 1);
    while (underWay.size() >= WAITING) done(underWay.removeFirst());
    underWay.addLast(
        workers.submit(() -> {
          take(input, order);
          return null;
        }));
  }

  /** Waits for all that was handed in and makes it durable. */
  @Override
  public void commit() throws IOException {
    commit(next);
  }

  /**
   * Waits for all that was handed in and makes it durable.
   *
   * @param lowest no lower order will be handed in any more
   */
  public void commit(long lowest) throws IOException {
    while (!underWay.isEmpty()) done(underWay.removeFirst());
    synchronized (latest) {
      latest.values().removeIf(order -> order < lowest);
    }
    index.commit();
  }

  /** Stops; what was not committed is given up. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  private static void done(Future<?> work) throws IOException {
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading articles", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) throw io;
      if (e.getCause() instanceof Error error) throw error;
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Changes the index. */
  private interface Change {
    void make() throws IOException;
  }

  private void change(Input input, long order, Change change) throws IOException {
    synchronized (latest) {
      Long already = latest.get(input.id());
      if (already != null && already > order) return;
      latest.put(input.id(), order);
      change.make();
    }
  }

  private void take(Input input, long order) throws IOException {
    AnnotatedArticle said;
    try {
      Article article = article(input, order);
      if (article == null) return;
      said = milliard.extract(article);
    } catch (RuntimeException | StackOverflowError e) {
      pass(where(input), "cannot be read: " + e);
      return;
    }
    change(input, order, () -> index.put(input.id(), said));
    articles.incrementAndGet();
    deals.addAndGet(said.deals().size());
    listener.read(input.id(), said);
  }

  private @Nullable Article article(Input input, long order) throws IOException {
    switch (input) {
      case Input.OfText text -> {
        Language language = text.language();
        if (language == null) language = LanguageIdentifier.identify(text.text()).orElse(null);
        return Article.ofText(text.text(), language, date(text.published())).at(text.url());
      }
      case Input.OfPage page -> {
        switch (milliard.article(page.page())) {
          case Reading.Found(var article) -> {
            PublicationDate own = article.published();
            return article.with(
                page.language() != null && article.language() == null ? page.language() : null,
                own == null ? date(page.published()) : null);
          }
          case Reading.NotAnArticle none -> {
            change(input, order, () -> index.remove(input.id()));
            pass(where(input), "no article: " + none.reason());
            return null;
          }
        }
      }
    }
  }

  private void pass(String where, String reason) {
    passed.incrementAndGet();
    listener.passed(where, reason);
  }

  private static String where(Input input) {
    return switch (input) {
      case Input.OfPage page -> page.page().url().toString();
      case Input.OfText text -> {
        URI url = text.url();
        yield url == null ? text.id() : url.toString();
      }
    };
  }

  private static @Nullable PublicationDate date(@Nullable String iso) {
    if (iso == null) return null;
    try {
      return iso.length() > 10
          ? PublicationDate.of(OffsetDateTime.parse(iso))
          : PublicationDate.of(LocalDate.parse(iso));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
