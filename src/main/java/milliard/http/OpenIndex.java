package milliard.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import milliard.Home;
import milliard.deal.Rates;
import milliard.index.DealIndex;
import milliard.index.IndexException;
import milliard.index.QueryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a home as it is now: what a crawl commits meanwhile is seen within two seconds, and
 * an index that is not there yet is opened once it is. Bounds how many search at once.
 */
final class OpenIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIndex.class);
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** The most searches at once. */
  static final int TURNS = 4 * Runtime.getRuntime().availableProcessors();

  /** How long a search waits for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Home home;
  private final Rates rates;
  private final Semaphore turns = new Semaphore(TURNS, true);
  private final Duration patience;
  private final Thread refresher;
  private volatile @Nullable DealIndex index;
  private volatile boolean closed;

  OpenIndex(Home home) throws IOException {
    this(home, PATIENCE);
  }

  OpenIndex(Home home, Duration patience) throws IOException {
    this.home = home;
    this.patience = patience;
    rates = home.exchangeRates();
    try {
      index = home.openReadOnly();
    } catch (IndexException e) {
      LOG.warn("{}; deals will be found once there is one", e.getMessage());
    }
    refresher = Thread.ofPlatform().daemon().name("index-refresh").start(this::refresh);
  }

  Rates rates() {
    return rates;
  }

  boolean isOpen() {
    return index != null;
  }

  /** The number of the index's present state, to tell it from others. */
  long state() throws IOException, Problem {
    DealIndex now = index;
    if (now == null) throw Problem.noIndex();
    return now.state();
  }

  /** Something to ask the index. */
  interface Question<T> {
    T ask(DealIndex index) throws IOException, QueryException, Problem;
  }

  /** Asks, when it is this one's turn. */
  <T> T ask(Question<T> question) throws IOException, Problem {
    DealIndex now = index;
    if (now == null) throw Problem.noIndex();
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.busy("too many searches at once: expected fewer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.busy("the server stops");
    }
    try {
      return question.ask(now);
    } catch (QueryException e) {
      throw Problem.of(e);
    } finally {
      turns.release();
    }
  }

  private void refresh() {
    while (!closed) {
      try {
        Thread.sleep(FRESH);
        DealIndex now = index;
        if (now != null) {
          now.refresh();
        } else {
          index = home.openReadOnly();
        }
      } catch (InterruptedException e) {
        return;
      } catch (IndexException e) {
        // none yet: asked again at the next turn
      } catch (IOException | RuntimeException e) {
        if (!closed) LOG.error("the index in {} cannot be refreshed", home.index(), e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    refresher.interrupt();
    try {
      refresher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    DealIndex now = index;
    index = null;
    if (now != null) now.close();
  }
}
