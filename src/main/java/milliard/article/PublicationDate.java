package milliard.article;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a page was published or modified: the day, and the time where the page says it.
 *
 * @param day the day in the page's own time zone
 * @param time the moment with its offset; null = only the day is known
 */
public record PublicationDate(LocalDate day, @Nullable OffsetDateTime time) {
  /** A day without a time. */
  public static PublicationDate of(LocalDate day) {
    return new PublicationDate(day, null);
  }

  /** A moment. */
  public static PublicationDate of(OffsetDateTime time) {
    return new PublicationDate(time.toLocalDate(), time);
  }

  /** ISO 8601: {@code 2025-08-22} or {@code 2025-08-22T09:30:00+02:00}. */
  @Override
  public String toString() {
    return time == null ? day.toString() : time.toString();
  }
}
