package milliard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
  @Test
  void resultsComeInTheOrderOfTheInputs() {
    var random = new Random(7);
    List<Integer> got = new ArrayList<>();
    try (var work =
        new InOrder<Integer, Integer>(
            3,
            i -> {
              try {
                Thread.sleep(random.nextInt(3));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return i * 2;
            },
            got::add)) {
      for (int i = 0; i < 200; i++) work.submit(i);
    }
    assertThat(got).isEqualTo(IntStream.range(0, 200).map(i -> i * 2).boxed().toList());
  }

  @Test
  void aResultDoesNotWaitForTheEndOfTheInput() throws Exception {
    var first = new CountDownLatch(1);
    try (var work = new InOrder<Integer, Integer>(2, i -> i, r -> first.countDown())) {
      work.submit(1);
      assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
      work.submit(2);
    }
  }

  @Test
  void aFaultOfTheWorkIsThrownAndNothingHangs() {
    assertThatThrownBy(
            () -> {
              try (var work =
                  new InOrder<Integer, Integer>(
                      2,
                      i -> {
                        if (i == 5) throw new IllegalStateException("five");
                        return i;
                      },
                      r -> {})) {
                for (int i = 0; i < 1_000; i++) work.submit(i);
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("five");
  }
}
