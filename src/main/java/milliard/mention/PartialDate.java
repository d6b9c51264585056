package milliard.mention;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as precise as the text: {@code 2025-08-22}, {@code 2025-08}, {@code 2025-Q2}, {@code
 * 2025-H1}, {@code 2025} (ISO 8601, with quarters and halves).
 *
 * @param iso its written form
 */
public record PartialDate(String iso) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{4})(?:-(?:Q([1-4])|H([12])|(\\d{2})(?:-(\\d{2}))?))?");

  /**
   * @throws IllegalArgumentException if it is in none of the five forms or no date of the calendar
   */
  public PartialDate {
    first(iso);
  }

  /** The date of one day. */
  public static PartialDate of(LocalDate day) {
    return new PartialDate(day.toString());
  }

  /** The first day that it may be. */
  public LocalDate first() {
    return first(iso);
  }

  /** The last day that it may be. */
  public LocalDate last() {
    Matcher m = match(iso);
    LocalDate first = first();
    if (m.group(5) != null) return first;
    int months = m.group(4) != null ? 1 : m.group(3) != null ? 6 : m.group(2) != null ? 3 : 12;
    return first.plusMonths(months).minusDays(1);
  }

  /** Whether the two may be the same day. */
  public boolean overlaps(PartialDate other) {
    return !first().isAfter(other.last()) && !other.first().isAfter(last());
  }

  private static LocalDate first(String iso) {
    Matcher m = match(iso);
    int year = Integer.parseInt(m.group(1));
    try {
      if (m.group(2) != null) return LocalDate.of(year, 3 * Integer.parseInt(m.group(2)) - 2, 1);
      if (m.group(3) != null) return LocalDate.of(year, 6 * Integer.parseInt(m.group(3)) - 5, 1);
      int month = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
      return LocalDate.of(year, month, m.group(5) == null ? 1 : Integer.parseInt(m.group(5)));
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("date '" + iso + "': " + e.getMessage(), e);
    }
  }

  private static Matcher match(String iso) {
    Matcher m = FORM.matcher(iso);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "date '" + iso + "': expected 2025-08-22, 2025-08, 2025-Q2, 2025-H1 or 2025");
    }
    return m;
  }

  @Override
  public String toString() {
    return iso;
  }
}
