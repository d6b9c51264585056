package milliard.deal;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import milliard.money.Amount;
import milliard.text.Pack;
import milliard.text.Pack.Line;
import org.jspecify.annotations.Nullable;

/**
 * Reference rates of currencies against the euro, monthly from 1999, yearly before (ECU).
 * Immutable.
 *
 * <p>The table is {@code models/rates/rates.tsv}, in which each rate says whether it is the
 * European Central Bank's or approximate; {@link EcbFile} reads the bank's own file.
 */
public final class Rates {
  private static final String EURO = "EUR";

  /** How far from a deal's date the nearest known rate may lie, in months. */
  private static final int REACH = 30;

  private final Table shipped;

  /** In front of those that are shipped: currency → months since year 0 → rate. */
  private final Map<String, TreeMap<Integer, Rate>> own;

  private final Map<String, TreeMap<Integer, Rate>> columns = new ConcurrentHashMap<>();

  private Rates(Table shipped, Map<String, TreeMap<Integer, Rate>> own) {
    this.shipped = shipped;
    this.own = own;
  }

  /**
   * A rate.
   *
   * @param value units of the currency for one euro
   * @param period the month or year that it is the mean of: {@code 2025-08}
   * @param approximate whether it is from general knowledge, not the bank's
   */
  public record Rate(BigDecimal value, String period, boolean approximate) {}

  /**
   * An amount in another currency.
   *
   * @param value the number said; null for a range
   * @param low lower bound; null = none
   * @param high upper bound; null = none
   * @param currency ISO 4217 code of the other currency
   * @param rate units of the other currency for one of the first
   * @param period month or year of the rate
   * @param approximate whether a rate was
   */
  public record Conversion(
      @Nullable BigDecimal value,
      @Nullable BigDecimal low,
      @Nullable BigDecimal high,
      String currency,
      BigDecimal rate,
      String period,
      boolean approximate) {}

  /** The table that comes with Milliard. */
  public static Rates standard() {
    return Standard.RATES;
  }

  private static final class Standard {
    static final Rates RATES =
        new Rates(Table.of(Pack.common().lines("rates/rates.tsv")), Map.of());
  }

  /** This table with the rates of a file of the European Central Bank in front. */
  public Rates with(Path ecbFile) throws IOException {
    Map<String, TreeMap<Integer, Rate>> both = new HashMap<>();
    own.forEach((currency, rates) -> both.put(currency, new TreeMap<>(rates)));
    EcbFile.read(ecbFile)
        .forEach((currency, rates) ->
            rates.forEach((period, value) ->
                both.computeIfAbsent(currency, c -> new TreeMap<>())
                    .put(month(period), new Rate(value, period, false))));
    return new Rates(shipped, both);
  }

  /** The currencies that have a rate, the euro among them. */
  public Set<String> currencies() {
    Set<String> all = new TreeSet<>(own.keySet());
    all.addAll(shipped.currencies());
    all.add(EURO);
    return all;
  }

  /**
   * The last month for which there is a rate: where a deal has no date, its amount is converted
   * then.
   */
  public LocalDate latest() {
    int last = shipped.last();
    for (TreeMap<Integer, Rate> rates : own.values()) last = Math.max(last, rates.lastKey());
    return LocalDate.of(last / 12, last % 12 + 1, 1);
  }

  /**
   * Units of a currency for one euro on a day, by the nearest month within two and a half years.
   */
  public Optional<Rate> rate(String currency, LocalDate day) {
    if (currency.equals(EURO)) {
      return Optional.of(new Rate(BigDecimal.ONE, day.toString().substring(0, 7), false));
    }
    TreeMap<Integer, Rate> rates = columns.computeIfAbsent(currency, this::column);
    int month = day.getYear() * 12 + day.getMonthValue() - 1;
    Map.Entry<Integer, Rate> before = rates.floorEntry(month);
    Map.Entry<Integer, Rate> after = rates.ceilingEntry(month);
    Map.Entry<Integer, Rate> nearest =
        before == null
            ? after
            : after == null || month - before.getKey() <= after.getKey() - month ? before : after;
    if (nearest == null || Math.abs(nearest.getKey() - month) > REACH) return Optional.empty();
    return Optional.of(nearest.getValue());
  }

  /** An amount in another currency at the rate of a day; empty where there is no rate. */
  public Optional<Conversion> convert(Amount amount, String currency, LocalDate day) {
    Optional<Rate> from = rate(amount.currency(), day);
    Optional<Rate> to = rate(currency, day);
    if (from.isEmpty() || to.isEmpty()) return Optional.empty();
    BigDecimal rate =
        amount.currency().equals(currency)
            ? BigDecimal.ONE
            : to.get().value().divide(from.get().value(), MathContext.DECIMAL64);
    Rate told = amount.currency().equals(EURO) ? to.get() : from.get();
    return Optional.of(
        new Conversion(
            times(amount.value(), rate),
            times(amount.low(), rate),
            times(amount.high(), rate),
            currency,
            rate.round(new MathContext(6, RoundingMode.HALF_UP)),
            told.period(),
            from.get().approximate() || to.get().approximate()));
  }

  private static @Nullable BigDecimal times(@Nullable BigDecimal value, BigDecimal rate) {
    return value == null
        ? null
        : value.multiply(rate, MathContext.DECIMAL64).setScale(2, RoundingMode.HALF_UP);
  }

  private TreeMap<Integer, Rate> column(String currency) {
    TreeMap<Integer, Rate> rates = shipped.column(currency);
    rates.putAll(own.getOrDefault(currency, new TreeMap<>()));
    return rates;
  }

  /**
   * The file: a line for each month or year, a column for each currency. A column is read when its
   * currency is asked for; a search asks for few.
   */
  private record Table(List<String> currencies, List<Line> lines) {
    static Table of(List<Line> lines) {
      List<String> head = lines.getFirst().cells(2);
      return new Table(head.subList(1, head.size()), lines.subList(1, lines.size()));
    }

    /** The last month of all. */
    int last() {
      return lines.stream().mapToInt(line -> month(cell(line, 0))).max().orElse(0);
    }

    TreeMap<Integer, Rate> column(String currency) {
      TreeMap<Integer, Rate> rates = new TreeMap<>();
      int column = currencies.indexOf(currency) + 1;
      if (column == 0) return rates;
      for (Line line : lines) {
        String cell = cell(line, column);
        if (cell.isEmpty()) continue;
        boolean approximate = cell.startsWith("~");
        String period = cell(line, 0);
        try {
          BigDecimal value = new BigDecimal(approximate ? cell.substring(1) : cell);
          rates.put(month(period), new Rate(value, period, approximate));
        } catch (NumberFormatException e) {
          throw line.error("rate '" + cell + "' of " + currency + ": expected a number");
        }
      }
      return rates;
    }

    /** A cell of a line, counted from 0; empty where the line ends before it. */
    private static String cell(Line line, int column) {
      String text = line.text();
      int start = 0;
      for (int i = 0; i < column; i++) {
        start = text.indexOf('\t', start) + 1;
        if (start == 0) return "";
      }
      int end = text.indexOf('\t', start);
      return text.substring(start, end < 0 ? text.length() : end).strip();
    }
  }

  /** {@code 2025-08} as a count of months; a year as its middle. */
  private static int month(String period) {
    int year = Integer.parseInt(period.substring(0, 4));
    return year * 12 + (period.length() > 4 ? Integer.parseInt(period.substring(5, 7)) - 1 : 6);
  }
}
