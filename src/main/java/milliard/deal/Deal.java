package milliard.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import milliard.mention.DealType;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * A deal, from all reports of it.
 *
 * @param id the id of its earliest report; the id of any of its reports finds it too
 * @param type what most reports say
 * @param parties in the order of the type's roles, the most told first
 * @param amount what most independent sources say, as the latest of them says it; null = not said
 * @param undisclosed whether an article says that the amount is not disclosed and none gives one
 * @param valuation what the company is valued at; null = not said
 * @param stake share taken, in percent; null = not said
 * @param date when; the day of the first article where no report says it; null = not known
 * @param duration for how long; null = not said
 * @param subject what it is about; null = not said
 * @param round of a funding; null = not said
 * @param status how far it is by the latest news
 * @param history its life so far, earliest first: each status when it was first told
 * @param main whether it was the news of an article, not only background
 * @param confidence 0 to 1, grows with independent sources
 * @param independentSources how many sources, copies of one dispatch counted once
 * @param disagreements where sources differ
 * @param reports every claim, earliest first; at least one
 */
public record Deal(
    String id,
    DealType type,
    List<Party> parties,
    @Nullable Amount amount,
    boolean undisclosed,
    @Nullable Amount valuation,
    @Nullable BigDecimal stake,
    @Nullable PartialDate date,
    @Nullable Period duration,
    @Nullable String subject,
    @Nullable String round,
    Status status,
    List<Stage> history,
    boolean main,
    double confidence,
    int independentSources,
    List<Disagreement> disagreements,
    List<Report> reports) {

  /**
   * A step in a deal's life.
   *
   * @param status how far it was
   * @param day when that was first published; null = not known
   * @param report who said so
   */
  public record Stage(Status status, @Nullable LocalDate day, String report) {}

  /**
   * @throws IllegalArgumentException if there is no report
   */
  public Deal {
    parties = List.copyOf(parties);
    history = List.copyOf(history);
    disagreements = List.copyOf(disagreements);
    reports = List.copyOf(reports);
    if (reports.isEmpty()) throw new IllegalArgumentException("deal " + id + " without a report");
  }

  /** The deal that these reports tell; the same in any order of them. */
  public static Deal of(Collection<Report> reports) {
    return Card.of(reports);
  }

  /** The parties in one role. */
  public List<Party> parties(Role role) {
    return parties.stream().filter(p -> p.role() == role).toList();
  }

  /** Names of the sites that tell it. */
  public Set<String> sites() {
    Set<String> sites = new TreeSet<>();
    for (Report report : reports)
      if (report.source().site() != null) sites.add(report.source().site());
    return sites;
  }

  /** The languages in which it is told. */
  public Set<String> languages() {
    Set<String> codes = new TreeSet<>();
    for (Report report : reports) {
      Language language = report.source().language();
      if (language != null) codes.add(language.code());
    }
    return codes;
  }

  /** The report to show: of the main ones the surest, the earliest of these. */
  public Report best() {
    Report best = reports.getFirst();
    for (Report report : reports) if (Card.rank(report) > Card.rank(best)) best = report;
    return best;
  }
}
