package milliard.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import milliard.deal.Deal;
import milliard.deal.Disagreement;
import milliard.deal.Rates.Conversion;
import milliard.deal.Report;
import milliard.index.ArticleHit;
import milliard.index.DealHit;
import milliard.index.Facet;
import milliard.mention.Role;
import org.jspecify.annotations.Nullable;

/** Deals and articles of the index, in words for people. */
final class Cards {
  private final PrintStream out;

  Cards(PrintStream out) {
    this.out = out;
  }

  /** A deal with its parties, sources and differences. */
  void deal(DealHit hit) {
    Deal deal = hit.deal();
    out.println(
        deal.type().id().replace('_', ' ')
            + " · "
            + deal.history().stream()
                .map(stage -> stage.status().id().replace('_', ' '))
                .collect(Collectors.joining(" → "))
            + (deal.date() == null ? "" : " · " + deal.date())
            + " · "
            + amount(deal, hit.euros())
            + (hit.certain() ? "" : " · possible"));
    for (Role role : deal.type().roles()) {
      String names = names(deal, role);
      if (!names.isEmpty()) out.printf("  %-13s %s%n", role.id().replace('_', ' '), names);
    }
    if (deal.valuation() != null)
      out.printf("  %-13s %s%n", "valuation", Words.amount(deal.valuation()));
    if (deal.stake() != null) out.printf("  %-13s %s %%%n", "stake", deal.stake().toPlainString());
    for (Disagreement d : deal.disagreements()) {
      out.printf(
          "  %-13s %s: %s%n",
          "differs",
          d.field(),
          d.versions().stream()
              .map(v -> v.value() + " (" + v.reports().size() + ")")
              .collect(Collectors.joining(" / ")));
    }
    out.printf("  %-13s “%s”%n", "said", hit.snippet().text());
    Map<String, Report> sources = new LinkedHashMap<>();
    for (Report report : deal.reports()) sources.putIfAbsent(report.source().article(), report);
    for (Report report : sources.values()) {
      URI url = report.source().url();
      out.printf(
          "  %-13s %s %s · %s%n",
          "source",
          report.source().day() == null ? "(no date)" : report.source().day(),
          report.source().site() == null ? "" : report.source().site(),
          url == null ? report.source().headline() : url);
    }
    out.println();
  }

  /** An article with its passage and deals. */
  void article(ArticleHit hit) {
    out.println(hit.source().headline().isEmpty() ? "(no headline)" : hit.source().headline());
    out.println(
        "  "
            + (hit.source().day() == null ? "(no date)" : hit.source().day())
            + (hit.source().language() == null ? "" : " · " + hit.source().language())
            + (hit.source().site() == null ? "" : " · " + hit.source().site())
            + (hit.source().url() == null ? "" : " · " + hit.source().url()));
    out.println("  … " + hit.snippet().text());
    for (Report report : hit.reports()) {
      out.println(
          "  = "
              + report.mention().type().id()
              + " · "
              + report.mention().status().id()
              + " · "
              + report.mention().arguments().stream()
                  .map(a -> a.role().id() + " " + a.name())
                  .collect(Collectors.joining(", ")));
    }
    out.println();
  }

  /** How the hits are spread over a field. */
  void facet(Facet facet) {
    if (facet.counts().isEmpty()) return;
    out.println(
        facet.field()
            + ": "
            + facet.counts().stream()
                .limit(8)
                .map(c -> c.value() + " " + c.hits())
                .collect(Collectors.joining(" · ")));
  }

  /** A table of deals, one a line. */
  void table(List<DealHit> hits) {
    out.printf(
        "%-10s  %-13s %-10s %-44s %-22s %s%n",
        "date", "type", "status", "parties", "amount", "sources");
    for (DealHit hit : hits) {
      Deal deal = hit.deal();
      out.printf(
          "%-10s  %-13s %-10s %-44s %-22s %s%n",
          deal.date() == null ? "" : deal.date().iso(),
          deal.type().id().replace('_', ' '),
          deal.status().id().replace('_', ' '),
          cut(parties(deal), 44),
          cut(amount(deal, null), 22),
          deal.independentSources() + " " + String.join("+", deal.languages()));
    }
  }

  private static String parties(Deal deal) {
    return deal.type().roles().stream()
        .map(role -> names(deal, role))
        .filter(names -> !names.isEmpty())
        .collect(Collectors.joining(" ← "));
  }

  private static String names(Deal deal, Role role) {
    return deal.parties(role).stream().map(p -> p.name()).collect(Collectors.joining(", "));
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }

  private static String amount(Deal deal, @Nullable Conversion euros) {
    if (deal.amount() == null) return deal.undisclosed() ? "undisclosed" : "no amount said";
    String said = Words.amount(deal.amount());
    if (euros == null || deal.amount().currency().equals("EUR")) return said;
    BigDecimal value = euros.value() != null ? euros.value() : euros.low();
    if (value == null) value = euros.high();
    return value == null
        ? said
        : said
            + " (about "
            + Words.number(value.round(new MathContext(3)))
            + " EUR at "
            + euros.rate().round(new MathContext(4)).toPlainString()
            + ", "
            + euros.period()
            + ")";
  }
}
