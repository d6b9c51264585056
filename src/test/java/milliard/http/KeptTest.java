package milliard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptTest {
  private final Kept kept = new Kept();
  private final AtomicInteger made = new AtomicInteger();

  private byte[] ask(long state, String question, int size, boolean lasting) throws Exception {
    return kept.answer(
        state,
        question,
        () -> {
          made.incrementAndGet();
          return new Kept.Answer(new byte[size], lasting);
        });
  }

  @Test
  void anAnswerIsMadeOnceForAStateOfTheIndex() throws Exception {
    byte[] first = ask(1, "a", 10, true);
    assertThat(ask(1, "a", 10, true)).isSameAs(first);
    assertThat(made).hasValue(1);
    ask(1, "b", 10, true);
    ask(2, "a", 10, true);
    assertThat(made).hasValue(3);
  }

  @Test
  void whatRanOutOfTimeOrIsLargeIsMadeAgain() throws Exception {
    for (int i = 1; i <= 2; i++) ask(1, "hurried", 10, false);
    assertThat(made).hasValue(2);
    for (int i = 1; i <= 2; i++) ask(1, "large", 2 << 20, true);
    assertThat(made).hasValue(4);
  }

  @Test
  void aFaultIsThatOfTheMakerAndNotKept() throws Exception {
    assertThatThrownBy(() ->
            kept.answer(
                1,
                "a",
                () -> {
                  throw new IOException("no disk");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("no disk");
    assertThat(ask(1, "a", 10, true)).hasSize(10);
  }

  @Test
  void manyWhoAskAtATimeWaitForOne() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    List<Future<byte[]>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        answers.add(
            threads.submit(() ->
                kept.answer(
                    1,
                    "a",
                    () -> {
                      made.incrementAndGet();
                      begun.countDown();
                      go.await();
                      return new Kept.Answer(new byte[10], true);
                    })));
      }
      begun.await();
      go.countDown();
      for (Future<byte[]> answer : answers) assertThat(answer.get()).hasSize(10);
    }
    assertThat(made).hasValue(1);
  }
}
