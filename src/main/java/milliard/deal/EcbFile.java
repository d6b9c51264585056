package milliard.deal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The European Central Bank's published reference rates, {@code eurofxref-hist.csv}: a line a day,
 * {@code Date,USD,JPY,…}, {@code N/A} where there is none. Read as the mean of each month.
 */
final class EcbFile {
  private EcbFile() {}

  /**
   * currency → month ({@code 2025-08}) → mean rate, units for one euro.
   *
   * @throws IllegalArgumentException with file and line if it is not in that form
   */
  static Map<String, TreeMap<String, BigDecimal>> read(Path file) throws IOException {
    Map<String, TreeMap<String, List<BigDecimal>>> days = new HashMap<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String header = in.readLine();
      if (header == null || !header.replace("\uFEFF", "").startsWith("Date,")) {
        throw new IllegalArgumentException(
            file + ":1: expected a header 'Date,USD,JPY,…' as in the ECB's eurofxref-hist.csv");
      }
      List<String> currencies = cells(header);
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) read(file, number, currencies, cells(line), days);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Map<String, TreeMap<String, BigDecimal>> means = new HashMap<>();
    days.forEach((currency, months) ->
        months.forEach((month, rates) ->
            means
                .computeIfAbsent(currency, c -> new TreeMap<>())
                .put(
                    month,
                    rates.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(
                            BigDecimal.valueOf(rates.size()),
                            new MathContext(6, RoundingMode.HALF_UP)))));
    return means;
  }

  private static void read(
      Path file,
      int number,
      List<String> currencies,
      List<String> cells,
      Map<String, TreeMap<String, List<BigDecimal>>> days) {
    String day = cells.getFirst();
    if (!day.matches("\\d{4}-\\d{2}-\\d{2}")) {
      throw new IllegalArgumentException(
          file + ":" + number + ": read '" + day + "', expected a date as 2025-08-22");
    }
    for (int i = 1; i < Math.min(cells.size(), currencies.size()); i++) {
      String cell = cells.get(i);
      if (cell.isEmpty() || cell.equals("N/A") || !currencies.get(i).matches("[A-Z]{3}")) continue;
      try {
        BigDecimal rate = new BigDecimal(cell);
        if (rate.signum() <= 0) throw new NumberFormatException("not above zero");
        days.computeIfAbsent(currencies.get(i), c -> new TreeMap<>())
            .computeIfAbsent(day.substring(0, 7), m -> new ArrayList<>())
            .add(rate);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            file
                + ":"
                + number
                + ": read '"
                + cell
                + "' for "
                + currencies.get(i)
                + ", expected a rate as 1.1605 or N/A",
            e);
      }
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.replace("\uFEFF", "").split(",")).map(String::strip).toList();
  }
}
