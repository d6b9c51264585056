package milliard.deal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import milliard.article.PublicationDate;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.Modality;
import milliard.text.Language;
import milliard.text.Span;
import org.junit.jupiter.api.Test;

/** {@code corpus/same-deal.tsv}: which reports are of one deal. */
class SameDealTest {
  /** The pair F1 that a change may not sink below. */
  private static final double FLOOR = 0.95;

  private static final SameDeal SAME = new SameDeal(Rates.standard());

  private record Gold(String line, String deal, Report report) {}

  private static Map<String, List<Gold>> cases() throws IOException {
    Map<String, List<Gold>> cases = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("corpus/same-deal.tsv"))) {
      if (line.isBlank() || line.startsWith("#")) continue;
      String[] cells = line.split("\t", -1);
      List<Gold> gold = cases.computeIfAbsent(cells[0], c -> new ArrayList<>());
      gold.add(new Gold(line, cells[1], report(cells[0] + "-" + gold.size(), cells)));
    }
    return cases;
  }

  static Report report(String id, String[] cells) {
    DealType type = DealType.valueOf(cells[4].toUpperCase(Locale.ROOT));
    List<Argument> arguments = new ArrayList<>();
    for (String party : cells[6].split(";")) {
      String[] parts = party.split("=");
      arguments.add(
          new Argument(
              Role.valueOf(parts[0].toUpperCase(Locale.ROOT)),
              parts[1],
              parts[1],
              new Span(0, 0),
              null));
    }
    Map<String, String> more = new HashMap<>();
    for (String other : cells[9].split(";")) {
      int equals = other.indexOf('=');
      more.put(equals < 0 ? other : other.substring(0, equals), other.substring(equals + 1));
    }
    var mention =
        new DealMention(
            type,
            Status.valueOf(cells[5].toUpperCase(Locale.ROOT)),
            !more.containsKey("background"),
            0.9,
            arguments,
            cells[7].isEmpty() ? null : amount(cells[7]),
            false,
            null,
            more.containsKey("stake") ? new BigDecimal(more.get("stake")) : null,
            cells[8].isEmpty() ? null : new PartialDate(cells[8]),
            null,
            null,
            more.get("round"),
            List.of(new Evidence(new Span(0, 0), new Span(0, 0), "gold")));
    var source =
        new Source(
            id,
            URI.create("https://" + id + ".example/"),
            id + ".example",
            "",
            new Language(cells[2]),
            PublicationDate.of(LocalDate.parse(cells[3])));
    return new Report(id, source, mention, id + " tells it in its own words");
  }

  private static Amount amount(String text) {
    String[] words = text.split(" ");
    Modality modality = Modality.valueOf(words[0].toUpperCase(Locale.ROOT));
    var value = new BigDecimal(words[1]);
    return new Amount(
        new Span(0, 0),
        text,
        value,
        modality == Modality.AT_MOST ? null : value,
        modality == Modality.AT_LEAST || modality == Modality.MORE_THAN ? null : value,
        modality,
        words[2]);
  }

  @Test
  void reportsOfOneDealMeetAndOthersDoNot() throws IOException {
    int right = 0;
    int found = 0;
    int gold = 0;
    List<String> wrong = new ArrayList<>();
    for (List<Gold> reports : cases().values()) {
      Map<String, String> cards = cards(reports);
      for (int i = 0; i < reports.size(); i++) {
        for (int j = i + 1; j < reports.size(); j++) {
          Gold a = reports.get(i);
          Gold b = reports.get(j);
          boolean should = a.deal().equals(b.deal());
          boolean is = cards.get(a.report().id()).equals(cards.get(b.report().id()));
          if (should) gold++;
          if (is) found++;
          if (should && is) right++;
          if (should != is)
            wrong.add((should ? "apart:\n" : "together:\n") + a.line() + "\n" + b.line());
        }
      }
    }
    double precision = (double) right / found;
    double recall = (double) right / gold;
    double f1 = 2 * precision * recall / (precision + recall);
    assertThat(gold).isGreaterThan(80);
    assertThat(f1)
        .as(
            "P %.3f R %.3f F1 %.3f of %d pairs%n%s",
            precision, recall, f1, gold, String.join("\n", wrong))
        .isGreaterThanOrEqualTo(FLOOR);
  }

  private static Map<String, String> cards(List<Gold> reports) {
    Map<String, String> cards = new HashMap<>();
    for (Deal deal :
        new Clusters(SAME, Corrections.NONE).deals(reports.stream().map(Gold::report).toList())) {
      for (Report report : deal.reports()) cards.put(report.id(), deal.id());
    }
    return cards;
  }

  @Test
  void theTestIsSymmetricAndWhatMeetsSharesABlockingKey() throws IOException {
    List<Facts> all =
        cases().values().stream().flatMap(List::stream).map(g -> Facts.of(g.report())).toList();
    for (Facts a : all) {
      for (Facts b : all) {
        boolean same = SAME.test(a, b);
        assertThat(SAME.test(b, a)).isEqualTo(same);
        if (same) assertThat(a.lookups()).as(a + " finds " + b).containsAnyElementsOf(b.keys());
      }
    }
  }

  @Test
  void theOrderOfReportsDoesNotMatter() throws IOException {
    List<Report> all =
        new ArrayList<>(cases().values().stream().flatMap(List::stream).map(Gold::report).toList());
    var clusters = new Clusters(SAME, Corrections.NONE);
    String first = show(clusters.deals(all));
    for (long seed = 1; seed <= 20; seed++) {
      Collections.shuffle(all, new Random(seed));
      assertThat(show(clusters.deals(all))).as("seed %d", seed).isEqualTo(first);
    }
  }

  private static String show(List<Deal> deals) {
    return deals.stream()
        .map(Deal::toString)
        .collect(Collectors.toCollection(TreeSet::new))
        .toString();
  }
}
