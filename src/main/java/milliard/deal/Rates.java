package milliard.deal;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** currency → months since year 0 → rate. */
  private final Map<String, TreeMap<Integer, Rate>> table;

  private Rates(Map<String, TreeMap<Integer, Rate>> table) {
    this.table = table;
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
    static final Rates RATES = new Rates(read(Pack.common().lines("rates/rates.tsv")));
  }

  /** This table with the rates of a file of the European Central Bank in front. */
  public Rates with(Path ecbFile) throws IOException {
    Map<String, TreeMap<Integer, Rate>> both = new HashMap<>();
    table.forEach((currency, rates) -> both.put(currency, new TreeMap<>(rates)));
    EcbFile.read(ecbFile)
        .forEach((currency, rates) ->
            rates.forEach((period, value) ->
                both.computeIfAbsent(currency, c -> new TreeMap<>())
                    .put(month(period), new Rate(value, period, false))));
    return new Rates(both);
  }

  /** The currencies that have a rate, the euro among them. */
  public Set<String> currencies() {
    Set<String> all = new TreeSet<>(table.keySet());
    all.add(EURO);
    return all;
  }

  /**
   * The last month for which there is a rate: where a deal has no date, its amount is converted
   * then.
   */
  public LocalDate latest() {
    int last = table.values().stream().mapToInt(TreeMap::lastKey).max().orElse(0);
    return LocalDate.of(last / 12, last % 12 + 1, 1);
  }

  /**
   * Units of a currency for one euro on a day, by the nearest month within two and a half years.
   */
  public Optional<Rate> rate(String currency, LocalDate day) {
    if (currency.equals(EURO)) {
      return Optional.of(new Rate(BigDecimal.ONE, day.toString().substring(0, 7), false));
    }
    TreeMap<Integer, Rate> rates = table.get(currency);
    if (rates == null) return Optional.empty();
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

  private static Map<String, TreeMap<Integer, Rate>> read(List<Line> lines) {
    Map<String, TreeMap<Integer, Rate>> table = new HashMap<>();
    List<String> currencies = lines.getFirst().cells(2);
    for (Line line : lines.subList(1, lines.size())) {
      List<String> cells = new ArrayList<>(line.cells(2));
      if (cells.size() > currencies.size()) {
        throw line.error("expected at most " + currencies.size() + " columns");
      }
      String period = cells.getFirst();
      for (int i = 1; i < cells.size(); i++) {
        String cell = cells.get(i);
        if (cell.isEmpty()) continue;
        boolean approximate = cell.startsWith("~");
        BigDecimal value;
        try {
          value = new BigDecimal(approximate ? cell.substring(1) : cell);
        } catch (NumberFormatException e) {
          throw line.error("rate '" + cell + "' of " + currencies.get(i) + ": expected a number");
        }
        table
            .computeIfAbsent(currencies.get(i), c -> new TreeMap<>())
            .put(month(period), new Rate(value, period, approximate));
      }
    }
    return table;
  }

  /** {@code 2025-08} as a count of months; a year as its middle. */
  private static int month(String period) {
    int year = Integer.parseInt(period.substring(0, 4));
    return year * 12 + (period.length() > 4 ? Integer.parseInt(period.substring(5, 7)) - 1 : 6);
  }
}
