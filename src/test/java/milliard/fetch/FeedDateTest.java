package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Sep 2009 16:20:00 +0000     | 2009-09-06T16:20:00Z",
        "Sun, 06 Sep 2009 16:20:00 GMT       | 2009-09-06T16:20:00Z",
        "Thu, 01 Jan 04 19:48:21 GMT         | 2004-01-01T19:48:21Z",
        "Thu, 1 Jan 1998 19:48:21 EST        | 1998-01-02T00:48:21Z",
        "Tue, 1 Jul 2025 9:48:21 PDT         | 2025-07-01T16:48:21Z",
        "Tue, 01 July 2025 19:48:21 +0200    | 2025-07-01T17:48:21Z",
        "tue, 01 jul 2025 19:48:21 CEST      | 2025-07-01T17:48:21Z",
        "01 Jan 2004 19:48 GMT               | 2004-01-01T19:48:00Z",
        "Thu, 01 Jan 2004 19:48:21           | 2004-01-01T19:48:21Z",
        "Thu,  01 Jan 2004  19:48:21 Z       | 2004-01-01T19:48:21Z",
        "Thu, 01 Jan 2004                    | 2004-01-01T00:00:00Z",
        "2009-09-06T16:20:00Z                | 2009-09-06T16:20:00Z",
        "2009-09-06T16:20:00+02:00           | 2009-09-06T14:20:00Z",
        "2009-09-06T16:20:00.123+0200        | 2009-09-06T14:20:00.123Z",
        "2009-09-06T16:20Z                   | 2009-09-06T16:20:00Z",
        "2009-09-06 16:20:00                 | 2009-09-06T16:20:00Z",
        "2009-09-06T16:20:00                 | 2009-09-06T16:20:00Z",
        "2009-09-06                          | 2009-09-06T00:00:00Z",
      })
  void dates(String text, Instant expected) {
    assertThat(FeedDate.of(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2009-13-40", "Thu, 99 Jan 2004 19:48:21 GMT", "1/2/2004 10:00"})
  void noDates(String text) {
    assertThat(FeedDate.of(text)).isNull();
  }
}
