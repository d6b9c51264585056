package milliard.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables {@code corpus/<lang>/amounts.tsv}: the specification of the reader by examples. */
class AmountsTableTest {
  /** A sentence with the spans and values that must be read in it. */
  record Case(String where, String part, List<String> values, List<Span> spans, String sentence) {}

  @ParameterizedTest(name = "{0}: every sentence of the table is read as it says")
  @MethodSource("milliard.text.Pack#languages")
  void everySentenceIsReadAsTheTableSays(Language language) throws IOException {
    assertThat(faults(language)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: a thousand cases, a quarter of them without any amount")
  @MethodSource("milliard.text.Pack#languages")
  void tableIsLargeAndHasNegatives(Language language) throws IOException {
    List<Case> cases = cases(language);
    assertThat(cases).hasSizeGreaterThanOrEqualTo(1000);
    assertThat(cases.stream().filter(c -> c.values().isEmpty()).count() * 4)
        .isGreaterThanOrEqualTo(cases.size());
    assertThat(cases.stream().map(Case::part).distinct()).containsExactlyInAnyOrder("dev", "test");
  }

  @Test
  void resultsAreTheSameUnderAnyLocale() throws IOException {
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("fr-FR", "en-US", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        for (Language language : Pack.languages()) {
          var reader = MoneyReader.fresh(language);
          List<String> faults = new ArrayList<>();
          for (Case c : cases(language)) check(reader, c, faults);
          assertThat(faults).as(tag).isEmpty();
        }
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> faults(Language language) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Case c : cases(language)) check(MoneyReader.of(language), c, faults);
    return faults;
  }

  private static void check(MoneyReader reader, Case c, List<String> faults) {
    var reading = reader.read(c.sentence());
    record Found(Span span, String value) {}
    List<Found> found =
        Stream.concat(
                reading.amounts().stream().map(a -> new Found(a.span(), value(a))),
                reading.percents().stream()
                    .map(p -> new Found(p.span(), p.value().toPlainString() + " %")))
            .sorted(Comparator.comparing(Found::span))
            .toList();
    var values = found.stream().map(Found::value).toList();
    var spans = found.stream().map(Found::span).toList();
    if (!values.equals(c.values()) || !spans.equals(c.spans())) {
      String words = spans.stream().map(s -> s.in(c.sentence())).collect(Collectors.joining(" | "));
      faults.add(
          c.where()
              + ": "
              + c.sentence()
              + " wants "
              + c.values()
              + ", read "
              + values
              + " at "
              + words);
    }
  }

  private static String value(Amount a) {
    String modality = a.modality().id();
    String numbers =
        a.value() != null
            ? a.value().toPlainString()
            : String.valueOf(a.low()) + ' ' + String.valueOf(a.high());
    return modality + ' ' + numbers + ' ' + a.currency();
  }

  private static List<Case> cases(Language language) throws IOException {
    Path file = Path.of("corpus", language.code(), "amounts.tsv");
    List<Case> cases = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (line.startsWith("#") || line.isBlank()) continue;
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(file + ":" + number).hasSize(3);
      List<Span> spans = new ArrayList<>();
      StringBuilder sentence = new StringBuilder();
      int open = -1;
      for (char c : cells[2].toCharArray()) {
        if (c == '[') open = sentence.length();
        else if (c == ']') spans.add(new Span(open, sentence.length()));
        else sentence.append(c);
      }
      List<String> values = cells[1].equals("-") ? List.of() : List.of(cells[1].split("; "));
      assertThat(values).as(file + ":" + number).hasSameSizeAs(spans);
      cases.add(new Case(language + ":" + number, cells[0], values, spans, sentence.toString()));
    }
    return cases;
  }
}
