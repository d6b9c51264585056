package milliard.http;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Answers that take long to make, as those that read thousands of deals: kept while the index stays
 * as it is, and made once where many ask for the same at a time. What fails is not kept.
 */
final class Kept {
  /** The most answers. */
  private static final int MOST = 100;

  /** Larger ones are not kept, in bytes. */
  private static final int LARGEST = 1 << 20;

  /**
   * An answer.
   *
   * @param lasting whether the next who asks would get the same; not so if the time was up
   */
  record Answer(byte[] body, boolean lasting) {}

  /** A question to one state of the index on one day, since queries may count from today. */
  private record Key(long state, LocalDate day, String question) {}

  private final Map<Key, FutureTask<Answer>> answers =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, FutureTask<Answer>> eldest) {
          return size() > MOST;
        }
      };

  /** The answer to a question: a kept one, or the one that is made now. */
  byte[] answer(long state, String question, Callable<Answer> make) throws Exception {
    var key = new Key(state, LocalDate.now(), question);
    FutureTask<Answer> task;
    synchronized (answers) {
      task = answers.computeIfAbsent(key, k -> new FutureTask<>(make));
    }
    task.run(); // does nothing where another has begun
    try {
      Answer answer = task.get();
      if (!answer.lasting() || answer.body().length > LARGEST) forget(key);
      return answer.body();
    } catch (ExecutionException e) {
      forget(key);
      if (e.getCause() instanceof Exception cause) throw cause;
      throw e;
    }
  }

  private void forget(Key key) {
    synchronized (answers) {
      answers.remove(key);
    }
  }
}
