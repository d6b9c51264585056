package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import milliard.text.Language;
import milliard.text.Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DateReaderTest {
  static Stream<Arguments> examples() {
    return Pack.languages().stream()
        .flatMap(language ->
            Pack.of(language).linesIfPresent("dates/examples.tsv").stream()
                .map(line -> {
                  List<String> cells = line.cells(2);
                  String dates = cells.size() > 2 ? cells.get(2) : "";
                  return Arguments.of(language, cells.get(0), cells.get(1), dates);
                }));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("examples")
  void everyExampleReadsAsWritten(Language language, String published, String text, String dates) {
    var read = DateReader.of(language).read(text, LocalDate.parse(published));
    assertThat(read.stream().map(d -> d.value().iso()).collect(Collectors.joining(" ")))
        .isEqualTo(dates);
    assertThat(read).allSatisfy(d -> assertThat(d.span().in(text)).isEqualTo(d.text()));
  }

  @Test
  void withoutAnArticleDateOnlyAbsoluteDatesAreRead() {
    assertThat(DateReader.of(Language.ENGLISH).read("Signed on Monday, in June 2024.", null))
        .extracting(d -> d.value().iso())
        .containsExactly("2024-06");
  }
}
