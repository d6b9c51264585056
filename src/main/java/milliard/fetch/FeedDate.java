package milliard.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as RSS (RFC 822, with its two-digit years and zone names) and Atom (RFC 3339) write them,
 * and as feeds that follow neither to the letter do: without weekday, seconds or zone, with a blank
 * for the T. A date without zone is taken as UTC.
 */
final class FeedDate {
  private static final Pattern WEEKDAY = Pattern.compile("^\\p{L}+\\.?,?\\s+(?=\\d)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("uuuu-MM-dd['T'][ ]['t']H:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]"),
          form("uuuu-MM-dd"),
          form("d MMM uuuu[ H:mm[:ss]]"),
          form("d MMMM uuuu[ H:mm[:ss]]"),
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern("d MMM ")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern("[ H:mm[:ss]][ ][XXX][XX][X][z]")
              .toFormatter(Locale.ENGLISH));

  private FeedDate() {}

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .appendPattern("[ ][XXX][XX][X][z]")
        .toFormatter(Locale.ENGLISH);
  }

  /** Reads a date; null if it is none. */
  static @Nullable Instant of(String text) {
    String date = BLANKS.matcher(text.strip()).replaceAll(" ");
    if (date.length() < 8 || date.length() > 60) return null;
    date = WEEKDAY.matcher(date).replaceFirst("");
    for (DateTimeFormatter form : FORMS) {
      try {
        return instant(form.parse(date));
      } catch (DateTimeException e) {
        continue; // the next form
      }
    }
    return null;
  }

  private static Instant instant(TemporalAccessor read) {
    LocalDate day = LocalDate.from(read);
    LocalDateTime time = day.atStartOfDay();
    var clock = read.query(TemporalQueries.localTime());
    if (clock != null) time = day.atTime(clock);
    var zone = read.query((TemporalQuery<java.time.@Nullable ZoneId>) TemporalQueries.zone());
    return ZonedDateTime.of(time, zone == null ? ZoneOffset.UTC : zone).toInstant();
  }
}
