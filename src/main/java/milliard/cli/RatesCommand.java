package milliard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import milliard.Home;
import milliard.deal.Rates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code milliard rates}: the rates at which amounts are converted. */
@Command(
    name = "rates",
    description = "Shows a rate, or takes the European Central Bank's own.",
    mixinStandardHelpOptions = true,
    subcommands = {RatesCommand.Show.class, RatesCommand.Update.class})
final class RatesCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new UserException("rates: expected 'show CURRENCY DATE' or 'update FILE'");
  }

  @Command(
      name = "show",
      description = "Prints units of a currency for one euro on a day.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "CURRENCY", description = "ISO 4217 code, as USD.")
    private String currency = "";

    @Parameters(paramLabel = "DATE", arity = "0..1", description = "2025-08-22 (default: today).")
    private String date = "";

    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      LocalDate day;
      try {
        day = date.isEmpty() ? LocalDate.now() : LocalDate.parse(date);
      } catch (DateTimeParseException e) {
        throw new UserException("date " + date + ": expected one as 2025-08-22", e);
      }
      String code = currency.toUpperCase(Locale.ROOT);
      Rates rates = home.home().exchangeRates();
      Optional<Rates.Rate> rate = rates.rate(code, day);
      if (rate.isEmpty()) {
        System.err.println(
            "no rate of " + code + " near " + day + "; there are " + rates.currencies());
        return 1;
      }
      System.out.printf(
          "1 EUR = %s %s (%s, %s)%n",
          rate.get().value().toPlainString(),
          code,
          rate.get().period(),
          rate.get().approximate() ? "approximate" : "European Central Bank");
      return 0;
    }
  }

  @Command(
      name = "update",
      description = {
        "Takes the European Central Bank's file eurofxref-hist.csv from now on.",
        "Amounts already indexed are converted anew by 'milliard reindex'."
      },
      mixinStandardHelpOptions = true)
  static final class Update implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The bank's file, unpacked.")
    private Path file = Path.of("");

    @Mixin private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
      Home folder = home.home();
      Rates rates;
      try {
        rates = Rates.standard().with(file);
      } catch (NoSuchFileException e) {
        throw new UserException("no file " + file, e);
      } catch (IllegalArgumentException e) {
        throw new UserException(String.valueOf(e.getMessage()), e);
      }
      Files.createDirectories(folder.folder());
      Path part = folder.folder().resolve("eurofxref-hist.csv.part");
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          part,
          folder.rates(),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
      System.err.printf(
          "%d currencies; 'milliard reindex' converts what is indexed%n",
          rates.currencies().size());
      return 0;
    }
  }
}
