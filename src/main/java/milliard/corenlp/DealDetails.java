package milliard.corenlp;

import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.text.Language;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * Reads the round, the duration and the silence about the price from the words of a sentence:
 * {@code models/<lang>/deals/details.tsv}. Immutable.
 */
final class DealDetails {
  private static final Map<Language, DealDetails> LOADED = new ConcurrentHashMap<>();

  private final List<Detail> rounds = new ArrayList<>();
  private final List<Detail> durations = new ArrayList<>();
  private final List<Detail> undisclosed = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private record Detail(String value, Pattern pattern) {}

  private DealDetails(Language language) {
    List<Pack.Line> lines = Pack.of(language).linesIfPresent("deals/details.tsv");
    for (Pack.Line line : lines) {
      List<String> cells = line.cells(3);
      if (!cells.get(0).equals("number")) continue;
      for (String word : cells.get(2).split("\\|")) {
        numbers.put(word, Integer.parseInt(cells.get(1)));
      }
    }
    String number = String.join("|", numbers.keySet()) + "|\\d{1,2}";
    for (Pack.Line line : lines) {
      List<String> cells = line.cells(3);
      Detail detail =
          new Detail(
              cells.get(1),
              Pattern.compile(
                  cells.get(2).replace("NUMBER", number), Pattern.UNICODE_CHARACTER_CLASS));
      switch (cells.get(0)) {
        case "round" -> rounds.add(detail);
        case "duration" -> durations.add(detail);
        case "undisclosed" -> undisclosed.add(detail);
        case "number" -> {}
        default -> throw line.error("expected round, duration, undisclosed or number");
      }
    }
  }

  /** The details of a language. */
  static DealDetails of(Language language) {
    return LOADED.computeIfAbsent(language, DealDetails::new);
  }

  /** The round nearest before or in these words; null = none said. */
  @Nullable String round(String words) {
    for (Detail round : rounds) if (round.pattern.matcher(words).find()) return round.value;
    return null;
  }

  boolean undisclosed(String words) {
    return undisclosed.stream().anyMatch(d -> d.pattern.matcher(words).find());
  }

  /** The first duration in these words; null = none said. */
  @Nullable Period duration(String words) {
    for (Detail duration : durations) {
      Matcher m = duration.pattern.matcher(words);
      if (!m.find()) continue;
      String said = m.group("n");
      Integer number = numbers.get(said);
      int value = number != null ? number : Integer.parseInt(said);
      return Period.parse(duration.value.replace("{n}", String.valueOf(value)));
    }
    return null;
  }
}
