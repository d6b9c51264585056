package milliard.article;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import milliard.text.Language;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as pages write them: ISO 8601 and its near misses, RFC 1123, "18 novembre 2019 à
 * 14h03", "Nov. 18, 2019, 2:03 p.m. ET", 18/11/2019, "il y a 3 heures". Words are data of each
 * language: months in {@code dates/words.tsv}, the rest in {@code article/dates.tsv}.
 */
final class WrittenDate {
  private static final Pattern ISO =
      Pattern.compile(
          "(?<!\\d)(?<y>(?:19|20)\\d\\d)[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d)"
              + "(?:(?:T|\\s|%20)+(?<h>\\d{1,2}):(?<min>\\d\\d)(?::(?<s>\\d\\d))?(?:[.,]\\d+)?"
              + "\\s*(?<zone>Z\\b|(?:GMT|UTC)?\\s?[+-]\\d\\d:?\\d\\d|[A-Z]{2,4}\\b)?)?");
  private static final Pattern COMPACT =
      Pattern.compile(
          "^(?<y>(?:19|20)\\d\\d)(?<m>\\d\\d)(?<d>\\d\\d)(?:T?(?<h>\\d\\d)(?<min>\\d\\d)\\d*Z?)?$");

  /** Seconds or milliseconds since 1970, of the years 2001 to 2096. */
  private static final Pattern EPOCH = Pattern.compile("^([1-3]\\d{9})(\\d{3})?$");

  private static final Pattern NUMERIC =
      Pattern.compile(
          "(?<![\\d/.])(?<a>\\d{1,2})[/.-](?<b>\\d{1,2})[/.-](?<y>(?:19|20)\\d\\d|\\d\\d)(?![\\d/])");
  private static final Pattern TIME =
      Pattern.compile(
          "(?<h>\\d{1,2})(?:[:.hH]\\s?|\\s?heures?\\s?)(?<min>\\d\\d)(?::\\d\\d)?"
              + "\\s*(?<half>[ap]\\.?m\\b\\.?)?\\s*\\(?(?<zone>[A-Z]{2,4}\\b|[+-]\\d\\d:?\\d\\d)?",
          Pattern.CASE_INSENSITIVE);

  /** Offsets of the zone names that news pages write; an ambiguous one is the press's own use. */
  private static final Map<String, String> ZONES = zones();

  private final List<Pattern> named = new ArrayList<>();
  private final Map<String, Integer> months = new HashMap<>();
  private final List<Relative> relatives = new ArrayList<>();
  private final List<Pattern> modified = new ArrayList<>();
  private final List<Pattern> published = new ArrayList<>();

  /** A phrase such as "3 hours ago"; {@code n} absent in the pattern counts 1. */
  private record Relative(Pattern pattern, ChronoUnit unit, int count) {}

  private WrittenDate() {}

  static WrittenDate load() {
    WrittenDate dates = new WrittenDate();
    for (Language language : Pack.languages()) dates.load(Pack.of(language));
    String month =
        dates.months.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    String name = "(?<m>" + month + ")";
    String year = "(?<y>(?:19|20)\\d\\d)(?!\\d)";
    dates.named.add(
        Pattern.compile(
            "(?<!\\d)(?<d>\\d{1,2})(?:\\s?(?:st|nd|rd|th|er))?[\\s.-]+(?:of\\s+|de\\s+)?"
                + name
                + "\\.?,?[\\s-]+"
                + year,
            flags));
    dates.named.add(
        Pattern.compile(
            "(?<!\\p{L})"
                + name
                + "\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:\\s*,\\s*|\\s+)(?:(?:\\d{1,2}:\\d\\d\\s*(?:[ap]\\.?m\\.?)?["
                + " ,]+))?"
                + year,
            flags));
    return dates;
  }

  private void load(Pack pack) {
    for (Pack.Line line : pack.linesIfPresent("dates/words.tsv")) {
      var cells = line.cells(3);
      if (!cells.get(0).equals("month")) continue;
      for (String word : cells.get(2).split("\\|")) {
        String key = word.toLowerCase(Locale.ROOT);
        if (key.endsWith(".")) key = key.substring(0, key.length() - 1);
        months.put(key, Integer.valueOf(cells.get(1)));
      }
    }
    for (Pack.Line line : pack.linesIfPresent("article/dates.tsv")) {
      var cells = line.cells(3);
      Pattern pattern =
          Pattern.compile(cells.get(2), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      switch (cells.get(0)) {
        case "ago" ->
            relatives.add(
                new Relative(
                    pattern, ChronoUnit.valueOf(cells.get(1).toUpperCase(Locale.ROOT)), 1));
        case "modified" -> modified.add(pattern);
        case "published" -> published.add(pattern);
        case "month" -> months.put(cells.get(2), Integer.valueOf(cells.get(1)));
        default -> throw line.error("expected ago, modified, published or month");
      }
    }
  }

  private static Map<String, String> zones() {
    Map<String, String> zones = new HashMap<>();
    for (Pack.Line line : Pack.common().linesIfPresent("article/zones.tsv")) {
      var cells = line.cells(2);
      zones.put(cells.get(0), cells.get(1));
    }
    return Map.copyOf(zones);
  }

  /** Whether the text says of a date that it is the date of a change. */
  boolean saysModified(String text) {
    for (Pattern pattern : modified) if (pattern.matcher(text).find()) return true;
    return false;
  }

  /**
   * The date of publication in a text that may give the date of a change, too: "Publié le 3 mars
   * 2025, modifié le 4", "Last updated 4 June 2020, originally created 17 June 2019". Empty where
   * all its dates are those of changes.
   */
  Optional<PublicationDate> publication(String text, boolean dayFirst, @Nullable Instant now) {
    if (!saysModified(text)) return find(text, dayFirst, now);
    int change = text.length();
    for (Pattern pattern : modified) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) change = Math.min(change, matcher.start());
    }
    Optional<PublicationDate> before = find(text.substring(0, change), dayFirst, now);
    return before.isPresent() ? before : labelled(text.substring(change), dayFirst, now);
  }

  /** The date that a text calls the one of publication: the first one after it says so. */
  Optional<PublicationDate> labelled(String text, boolean dayFirst, @Nullable Instant now) {
    for (Pattern pattern : published) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) return find(text.substring(matcher.end()), dayFirst, now);
    }
    return Optional.empty();
  }

  /** Whether the text is a label of a date of publication: "Mise en ligne :", "Published". */
  boolean isPublishedLabel(String text) {
    String line = text.strip();
    if (line.length() > 30) return false;
    for (Pattern pattern : published) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.lookingAt() && line.length() - matcher.end() <= 3) return true;
    }
    return false;
  }

  /** The date that a text gives as that of a change: the first one after it says so. */
  Optional<PublicationDate> change(String text, boolean dayFirst, @Nullable Instant now) {
    for (Pattern pattern : modified) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) return find(text.substring(matcher.end()), dayFirst, now);
    }
    return Optional.empty();
  }

  /**
   * The first date of a text.
   *
   * @param dayFirst how 03/04/2025 is read: true = 3 April
   * @param now to which "3 hours ago" counts; null = relative dates are not read
   */
  Optional<PublicationDate> find(String text, boolean dayFirst, @Nullable Instant now) {
    String line = text.strip();
    if (line.length() < 4) return Optional.empty();
    if (line.length() > 500) line = line.substring(0, 500);
    Matcher iso = ISO.matcher(line);
    if (iso.find()) {
      Optional<PublicationDate> date = of(iso, iso.group("m"), line, false);
      if (date.isPresent()) return date;
    }
    Matcher compact = COMPACT.matcher(line);
    if (compact.find()) {
      return of(compact, compact.group("m"), line, false);
    }
    Matcher epoch = EPOCH.matcher(line);
    if (epoch.matches()) {
      Instant at = Instant.ofEpochSecond(Long.parseLong(epoch.group(1)));
      return Optional.of(PublicationDate.of(at.atOffset(ZoneOffset.UTC)));
    }
    Matcher first = null;
    for (Pattern pattern : named) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find() && (first == null || matcher.start() < first.start())) first = matcher;
    }
    if (first != null) {
      Integer month = months.get(first.group("m").toLowerCase(Locale.ROOT));
      if (month != null) return of(first, month.toString(), line, true);
    }
    Matcher numeric = NUMERIC.matcher(line);
    if (numeric.find()) return numeric(numeric, line, dayFirst);
    return now == null ? Optional.empty() : relative(line, now);
  }

  private Optional<PublicationDate> numeric(Matcher matcher, String line, boolean dayFirst) {
    int a = Integer.parseInt(matcher.group("a"));
    int b = Integer.parseInt(matcher.group("b"));
    int y = Integer.parseInt(matcher.group("y"));
    if (y < 100) y += 2000;
    boolean dayIsFirst = a > 12 || b <= 12 && dayFirst;
    return day(y, dayIsFirst ? b : a, dayIsFirst ? a : b)
        .map(day -> withTime(day, line.substring(matcher.end())));
  }

  private Optional<PublicationDate> of(
      Matcher matcher, String month, String line, boolean written) {
    Optional<LocalDate> day =
        day(
            Integer.parseInt(matcher.group("y")),
            Integer.parseInt(month),
            Integer.parseInt(matcher.group("d")));
    if (day.isEmpty()) return Optional.empty();
    if (written) return Optional.of(withTime(day.get(), line.substring(matcher.end())));
    String hour = matcher.group("h");
    if (hour == null || !matcher.pattern().pattern().contains("<zone>")) {
      return Optional.of(PublicationDate.of(day.get()));
    }
    String zone = matcher.group("zone");
    ZoneOffset offset = offset(zone, day.get());
    int h = Integer.parseInt(hour);
    int min = Integer.parseInt(matcher.group("min"));
    if (offset == null || h > 23 || min > 59) return Optional.of(PublicationDate.of(day.get()));
    String s = matcher.group("s");
    int second = s == null ? 0 : Math.min(59, Integer.parseInt(s));
    return Optional.of(
        PublicationDate.of(OffsetDateTime.of(day.get(), LocalTime.of(h, min, second), offset)));
  }

  private static PublicationDate withTime(LocalDate day, String rest) {
    Matcher time = TIME.matcher(rest);
    if (!time.find() || time.start() > 12) return PublicationDate.of(day);
    int h = Integer.parseInt(time.group("h"));
    int min = Integer.parseInt(time.group("min"));
    String half = time.group("half");
    if (half != null) h = h % 12 + (Character.toLowerCase(half.charAt(0)) == 'p' ? 12 : 0);
    ZoneOffset offset = offset(time.group("zone"), day);
    if (offset == null || h > 23 || min > 59) return PublicationDate.of(day);
    return PublicationDate.of(OffsetDateTime.of(day, LocalTime.of(h, min), offset));
  }

  private static @Nullable ZoneOffset offset(@Nullable String zone, LocalDate day) {
    if (zone == null || zone.isBlank()) return null;
    String name = zone.replace(" ", "");
    if (name.equals("Z")) return ZoneOffset.UTC;
    try {
      if (name.matches("(?:GMT|UTC)?[+-]\\d\\d:?\\d\\d")) {
        String digits = name.replaceAll("[^+\\d-]", "");
        return ZoneOffset.of(digits.substring(0, 3) + ":" + digits.substring(3));
      }
      String id = ZONES.get(name.toUpperCase(Locale.ROOT));
      return id == null ? null : ZoneId.of(id).getRules().getOffset(day.atTime(12, 0));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Optional<PublicationDate> relative(String line, Instant now) {
    for (Relative relative : relatives) {
      Matcher matcher = relative.pattern.matcher(line);
      if (!matcher.find()) continue;
      long n =
          matcher.groupCount() > 0 && matcher.group(1) != null
              ? Long.parseLong(matcher.group(1))
              : relative.count;
      if (n > 1_000) continue;
      OffsetDateTime at = now.atOffset(ZoneOffset.UTC).minus(n, relative.unit);
      boolean exact = relative.unit.compareTo(ChronoUnit.DAYS) < 0;
      return Optional.of(
          exact
              ? PublicationDate.of(at.truncatedTo(relative.unit))
              : PublicationDate.of(at.toLocalDate()));
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(int year, int month, int day) {
    if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
