package milliard.cli;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work on several inputs at once, results in the order of the inputs, each given as soon as it and
 * those before it are there. At most 8 inputs a thread are held, so an endless input is fine.
 */
final class InOrder<I, O> implements AutoCloseable {
  private final ExecutorService workers;
  private final BlockingQueue<Future<O>> waiting;
  private final Function<I, O> work;
  private final Thread writer;
  private final Future<O> end = new java.util.concurrent.CompletableFuture<>();
  private volatile @Nullable Throwable failure;
  private boolean told;

  /**
   * Starts the threads.
   *
   * @param threads how many inputs are worked on at once
   * @param result takes the results, one after the other, on a thread of its own
   */
  InOrder(int threads, Function<I, O> work, Consumer<O> result) {
    this.work = work;
    this.workers = Executors.newFixedThreadPool(threads);
    this.waiting = new ArrayBlockingQueue<>(8 * threads);
    this.writer =
        Thread.ofPlatform()
            .name("in-order")
            .start(() -> {
              try {
                for (var next = waiting.take(); next != end; next = waiting.take()) {
                  if (failure == null) result.accept(next.get());
                }
              } catch (ExecutionException e) {
                failure = e.getCause() == null ? e : e.getCause();
              } catch (InterruptedException | RuntimeException e) {
                failure = e;
              }
            });
  }

  /** Hands in one more input; waits while too many are under way. */
  void submit(I input) {
    check();
    put(workers.submit(() -> work.apply(input)));
  }

  /** Waits for the last result. */
  @Override
  public void close() {
    put(end);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      workers.shutdownNow();
    }
    check();
  }

  private void put(Future<O> next) {
    try {
      while (!waiting.offer(next, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        if (!writer.isAlive()) return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Throws the failure of the work, once. */
  private void check() {
    Throwable failed = failure;
    if (failed == null || told) return;
    told = true;
    if (failed instanceof RuntimeException e) throw e;
    if (failed instanceof Error e) throw e;
    throw new IllegalStateException(failed);
  }
}
