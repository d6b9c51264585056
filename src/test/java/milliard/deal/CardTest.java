package milliard.deal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import milliard.article.PublicationDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One card of several claims, and what the user puts right in it. */
class CardTest {
  private static final SameDeal SAME = new SameDeal(Rates.standard());
  private static final String NORRVIK = "acquirer=Norrvik;target=Calderis";

  /** A take-over as told by a site on a day. */
  private static Report told(String id, String site, String day, String status, String amount) {
    return told(id, site, day, status, amount, site + " tells it in words of its own on " + day);
  }

  private static Report told(
      String id, String site, String day, String status, String amount, String sentence) {
    String[] cells = {"x", "a", "en", day, "acquisition", status, NORRVIK, amount, "", ""};
    Report report = SameDealTest.report(id, cells);
    var source =
        new Source(
            id,
            URI.create("https://" + site + "/" + id),
            site,
            "Norrvik and Calderis",
            new Language("en"),
            PublicationDate.of(LocalDate.parse(day)));
    return new Report("%016x".formatted(id.hashCode()), source, report.mention(), sentence);
  }

  private static List<Deal> deals(Corrections corrections, Report... reports) {
    return new Clusters(SAME, corrections).deals(List.of(reports));
  }

  private static Deal card(Report... reports) {
    List<Deal> deals = deals(Corrections.NONE, reports);
    assertThat(deals).hasSize(1);
    return deals.getFirst();
  }

  @Test
  void theLifeOfADealIsFollowedAndEveryClaimKept() {
    Report rumour = told("a", "one.example", "2025-03-01", "rumoured", "about 500000000 EUR");
    Report agreed = told("b", "two.example", "2025-04-01", "announced", "exactly 540000000 EUR");
    Report recalled = told("c", "one.example", "2025-05-01", "announced", "");
    Report done = told("d", "three.example", "2025-09-01", "completed", "exactly 540000000 EUR");
    Deal deal = card(done, recalled, rumour, agreed);
    assertThat(deal.history())
        .extracting(Deal.Stage::status)
        .containsExactly(Status.RUMOURED, Status.ANNOUNCED, Status.COMPLETED);
    assertThat(deal.history())
        .extracting(Deal.Stage::report)
        .containsExactly(rumour.id(), agreed.id(), done.id());
    assertThat(deal.status()).isEqualTo(Status.COMPLETED);
    assertThat(deal.reports()).containsExactly(rumour, agreed, recalled, done);
    assertThat(deal.disagreements()).extracting(Disagreement::field).doesNotContain("status");
  }

  @Test
  void copiesOfADispatchAreOneSourceAndASiteCountsOnce() {
    String dispatch = "Norrvik said on Friday that it would buy Calderis for 540 million euros";
    Deal deal =
        card(
            told("a", "one.example", "2025-04-01", "announced", "", dispatch),
            told("b", "two.example", "2025-04-01", "announced", "", dispatch + ", it said"),
            told("c", "three.example", "2025-04-02", "announced", ""),
            told("d", "three.example", "2025-04-03", "announced", ""));
    assertThat(deal.independentSources()).isEqualTo(2);
    assertThat(deal.sites()).hasSize(3);
  }

  @Test
  void whereSourcesDisagreeIsShownWithWhoSaysWhat() {
    Report first = told("a", "one.example", "2025-04-01", "announced", "exactly 540000000 EUR");
    Report second = told("b", "two.example", "2025-04-01", "announced", "exactly 540000000 EUR");
    Report third = told("c", "three.example", "2025-04-02", "announced", "exactly 700000000 EUR");
    Deal deal = card(first, second, third);
    assertThat(deal.amount()).isNotNull();
    assertThat(deal.amount().value()).isEqualByComparingTo("540000000");
    Disagreement amounts =
        deal.disagreements().stream().filter(d -> d.field().equals("amount")).findFirst().get();
    assertThat(amounts.versions())
        .extracting(Disagreement.Version::reports)
        .containsExactly(List.of(first.id(), second.id()), List.of(third.id()));
  }

  @ParameterizedTest
  @CsvSource({
    // the deal is said to be off, and on the same day or later to be done
    "cancelled, 2025-04-01, completed, 2025-04-01, true",
    "denied, 2025-04-01, in_talks, 2025-04-03, true",
    // a later article recalls in other words what has been agreed
    "signed, 2025-04-01, announced, 2025-04-03, false",
    // a step on is the life of the deal, not a contradiction
    "announced, 2025-04-01, completed, 2025-06-03, false"
  })
  void sourcesThatContradictEachOtherOnTheStatus(
      String first, String day, String second, String then, boolean disagree) {
    Deal deal =
        card(told("a", "one.example", day, first, ""), told("b", "two.example", then, second, ""));
    assertThat(deal.disagreements().stream().anyMatch(d -> d.field().equals("status")))
        .isEqualTo(disagree);
  }

  @Test
  void aReportInBetweenJoinsTwoDeals() {
    String[] cells = {
      "x",
      "a",
      "en",
      "2025-01-01",
      "contract",
      "signed",
      "customer=Meta;provider=Nebius",
      "",
      "",
      ""
    };
    List<Report> contracts = new ArrayList<>();
    for (String day : List.of("2025-01-01", "2025-03-20", "2025-02-08")) {
      cells[3] = day;
      contracts.add(SameDealTest.report(day, cells));
    }
    var clusters = new Clusters(SAME, Corrections.NONE);
    assertThat(clusters.deals(contracts.subList(0, 2))).hasSize(2);
    assertThat(clusters.deals(contracts)).hasSize(1);
  }

  @Test
  void theUserPutsThingsRightAndTakesItBack(@TempDir Path folder) throws Exception {
    Report a = told("a", "one.example", "2025-03-01", "announced", "");
    Report b = told("b", "two.example", "2025-03-02", "announced", "");
    Report c = told("c", "three.example", "2025-03-03", "announced", "");
    Path file = folder.resolve("deals.txt");
    assertThat(deals(Corrections.read(file), a, b, c)).hasSize(1);
    Files.writeString(file, "# not the same\napart " + b.id() + "\n");
    assertThat(deals(Corrections.read(file), a, b, c))
        .extracting(Deal::reports)
        .containsExactlyInAnyOrder(List.of(a, c), List.of(b));
    Files.writeString(file, "not " + b.id() + "\nrole " + c.id() + " acquirer=Someone Else\n");
    List<Deal> corrected = deals(Corrections.read(file), a, b, c);
    assertThat(corrected).hasSize(2);
    assertThat(corrected)
        .flatExtracting(d -> d.parties(Role.ACQUIRER))
        .extracting(Party::name)
        .containsExactlyInAnyOrder("Norrvik", "Someone Else");
    Files.writeString(
        file, "same " + a.id() + " " + c.id() + "\nrole " + c.id() + " acquirer=Someone Else\n");
    assertThat(deals(Corrections.read(file), a, b, c)).hasSize(1);
    Files.delete(file);
    assertThat(deals(Corrections.read(file), a, b, c)).isEqualTo(List.of(card(a, b, c)));
  }
}
