package milliard.corenlp;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import milliard.mention.DateMention;
import milliard.mention.PartialDate;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates said in a text and resolves relative ones from the article's date (temporal
 * tagging in the sense of TIMEX3, without sets and durations). Rules and words are data: {@code
 * models/<lang>/dates}. Immutable; any number of threads may share one.
 */
final class DateReader {
  private static final Map<Language, DateReader> READERS = new ConcurrentHashMap<>();
  private static final List<String> KINDS = List.of("month", "weekday", "number", "unit");

  private final List<Rule> rules;
  private final Map<String, Map<String, String>> words = new HashMap<>();

  private record Rule(String form, Pattern pattern) {}

  private DateReader(Language language) {
    Pack pack = Pack.of(language);
    for (String kind : KINDS) words.put(kind, new LinkedHashMap<>());
    for (Pack.Line line : pack.linesIfPresent("dates/words.tsv")) {
      List<String> cells = line.cells(3);
      Map<String, String> values = words.get(cells.get(0));
      if (values == null) throw line.error("expected one of " + KINDS);
      for (String word : cells.get(2).split("\\|")) values.put(word, cells.get(1));
    }
    List<Rule> read = new ArrayList<>();
    for (Pack.Line line : pack.linesIfPresent("dates/rules.tsv")) {
      List<String> cells = line.cells(2);
      read.add(new Rule(cells.get(0), pattern(cells.get(1))));
    }
    rules = List.copyOf(read);
  }

  /** The reader of a language; one without date rules reads nothing. */
  static DateReader of(Language language) {
    return READERS.computeIfAbsent(language, DateReader::new);
  }

  private Pattern pattern(String rule) {
    String regex = rule;
    for (String kind : KINDS) {
      String any =
          words.getOrDefault(kind, Map.of()).keySet().stream()
              .sorted((a, b) -> b.length() - a.length())
              .map(Pattern::quote)
              .collect(Collectors.joining("|"));
      if (kind.equals("number")) any += "|\\d{1,2}";
      regex =
          regex.replace(
              kind.toUpperCase(Locale.ROOT), "(?<" + kind + ">" + any + ")(?![\\p{L}\\d])");
    }
    regex = regex.replace("DAY", "(?<day>0?[1-9]|[12]\\d|3[01])(?!\\d)");
    regex = regex.replace("YEAR", "(?<year>19[5-9]\\d|20\\d\\d)");
    return Pattern.compile(
        regex.replace(" ", "[ \\u00A0\\u202F]"),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /**
   * Reads a whole text.
   *
   * @param published the article's day; null = not known, then only absolute dates are read
   */
  List<DateMention> read(String text, @Nullable LocalDate published) {
    String plain = text.replace('’', '\'');
    Map<Span, DateMention> found = new HashMap<>();
    for (Rule rule : rules) {
      Matcher m = rule.pattern.matcher(plain);
      while (m.find()) {
        Span span = new Span(m.start(), m.end());
        if (found.containsKey(span)) continue;
        PartialDate value = resolve(rule.form, m, published);
        if (value != null) found.put(span, new DateMention(span, span.in(text), value));
      }
    }
    List<DateMention> longest = new ArrayList<>(found.values());
    longest.sort(
        Comparator.comparingInt((DateMention d) -> -d.span().length())
            .thenComparing(DateMention::span));
    List<DateMention> kept = new ArrayList<>();
    for (DateMention date : longest) {
      if (kept.stream().noneMatch(k -> k.span().overlaps(date.span()))) kept.add(date);
    }
    kept.sort(Comparator.comparing(DateMention::span));
    return List.copyOf(kept);
  }

  private @Nullable PartialDate resolve(String form, Matcher m, @Nullable LocalDate published) {
    String[] part = form.split(" ");
    Integer year = number(m, "year");
    LocalDate today = published;
    if (today == null) {
      if (year == null) return null;
      today = LocalDate.of(year, 7, 1);
    }
    String direction = part.length > 1 ? part[1] : "near";
    try {
      return switch (part[0]) {
        case "day" -> day(m, year, direction, today);
        case "month" -> month(m, year, direction, today);
        case "weekday" -> weekday(m, direction, today);
        case "quarter" -> quarter(m, year, direction, today);
        case "half" -> half(m, year, direction, today);
        case "year" -> year == null ? null : new PartialDate(String.valueOf(year));
        case "shift" -> shift(today, Integer.parseInt(part[1]), part[2]);
        case "ago", "ahead" -> {
          Integer number = number(m, "number");
          String unit = value("unit", m);
          if (number == null || unit == null) yield null;
          yield shift(today, part[0].equals("ago") ? -number : number, unit);
        }
        default -> throw new IllegalStateException("date form '" + form + "' is not known");
      };
    } catch (DateTimeException e) {
      return null; // a 31 June is no date
    }
  }

  private @Nullable PartialDate day(
      Matcher m, @Nullable Integer year, String direction, LocalDate today) {
    if (direction.equals("iso")) {
      return year == null
          ? null
          : PartialDate.of(
              LocalDate.of(year, Integer.parseInt(m.group("m")), Integer.parseInt(m.group("d"))));
    }
    Integer day = number(m, "day");
    Integer month = number(m, "month");
    if (day == null || month == null) return null;
    if (year != null) return PartialDate.of(LocalDate.of(year, month, day));
    LocalDate date = LocalDate.of(today.getYear(), month, day);
    return PartialDate.of(date.withYear(yearOf(date, direction, today, 100)));
  }

  private @Nullable PartialDate month(
      Matcher m, @Nullable Integer year, String direction, LocalDate today) {
    Integer month = number(m, "month");
    if (month == null) return null;
    int in = year != null ? year : today.getYear();
    if (year == null) {
      LocalDate first = LocalDate.of(in, month, 1);
      LocalDate thisMonth = today.withDayOfMonth(1);
      in = yearOf(first, direction, thisMonth, 153);
    }
    return new PartialDate(String.format(Locale.ROOT, "%04d-%02d", in, month));
  }

  /** The year that puts a date on the wanted side of today; near = at most so many days ahead. */
  private static int yearOf(LocalDate date, String direction, LocalDate today, int ahead) {
    int year = today.getYear();
    return switch (direction) {
      case "past" -> date.isAfter(today) ? year - 1 : year;
      case "before" -> date.isBefore(today) ? year : year - 1;
      case "next" -> date.isAfter(today) ? year : year + 1;
      case "this" -> year;
      case "last" -> year - 1;
      case "following" -> year + 1;
      default -> {
        long days = ChronoUnit.DAYS.between(today, date);
        yield days > ahead ? year - 1 : days < -365 + ahead / 4 ? year + 1 : year;
      }
    };
  }

  private @Nullable PartialDate weekday(Matcher m, String direction, LocalDate today) {
    Integer number = number(m, "weekday");
    if (number == null) return null;
    DayOfWeek day = DayOfWeek.of(number);
    return PartialDate.of(
        switch (direction) {
          case "before" -> today.with(TemporalAdjusters.previous(day));
          case "next" -> today.with(TemporalAdjusters.next(day));
          default -> today.with(TemporalAdjusters.previousOrSame(day));
        });
  }

  private @Nullable PartialDate quarter(
      Matcher m, @Nullable Integer year, String direction, LocalDate today) {
    Integer quarter = number(m, "quarter");
    if (quarter == null) quarter = number(m, "number");
    if (quarter == null || quarter < 1 || quarter > 4) return null;
    if (year != null) return new PartialDate(year + "-Q" + quarter);
    LocalDate first = LocalDate.of(today.getYear(), 3 * quarter - 2, 1);
    int in = yearOf(first, direction.equals("near") ? "past" : direction, today, 0);
    return new PartialDate(in + "-Q" + quarter);
  }

  private @Nullable PartialDate half(
      Matcher m, @Nullable Integer year, String direction, LocalDate today) {
    Integer half = number(m, "half");
    if (half == null) half = number(m, "number");
    if (half == null || half < 1 || half > 2) return null;
    if (year != null) return new PartialDate(year + "-H" + half);
    LocalDate first = LocalDate.of(today.getYear(), 6 * half - 5, 1);
    return new PartialDate(yearOf(first, direction, today, 366) + "-H" + half);
  }

  private static @Nullable PartialDate shift(LocalDate today, int by, String unit) {
    return switch (unit) {
      case "day" -> PartialDate.of(today.plusDays(by));
      case "week" -> new PartialDate(today.plusWeeks(by).toString().substring(0, 7));
      case "fortnight" -> new PartialDate(today.plusWeeks(2L * by).toString().substring(0, 7));
      case "month" ->
          by <= -24
              ? new PartialDate(String.valueOf(today.plusMonths(by).getYear()))
              : new PartialDate(today.plusMonths(by).toString().substring(0, 7));
      case "quarter" -> {
        LocalDate date = today.plusMonths(3L * by);
        yield new PartialDate(date.getYear() + "-Q" + ((date.getMonthValue() + 2) / 3));
      }
      case "half" -> {
        LocalDate date = today.plusMonths(6L * by);
        yield new PartialDate(date.getYear() + "-H" + ((date.getMonthValue() + 5) / 6));
      }
      case "year" -> new PartialDate(String.valueOf(today.getYear() + by));
      default -> null;
    };
  }

  /** The number that a group says, in digits or in words; null where the rule has no such group. */
  private @Nullable Integer number(Matcher m, String group) {
    String digits = group(m, group);
    if (digits == null) return null;
    String value = words.getOrDefault(group, Map.of()).getOrDefault(digits, digits);
    return value.chars().allMatch(Character::isDigit) ? Integer.valueOf(value) : null;
  }

  private @Nullable String value(String kind, Matcher m) {
    String word = group(m, kind);
    return word == null ? null : words.getOrDefault(kind, Map.of()).get(word);
  }

  private static @Nullable String group(Matcher m, String group) {
    if (!m.pattern().namedGroups().containsKey(group)) return null;
    String words = m.group(group);
    return words == null
        ? null
        : words.toLowerCase(Locale.ROOT).replaceAll("[\\u00A0\\u202F]", " ");
  }
}
