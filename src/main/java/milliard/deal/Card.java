package milliard.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import milliard.deal.Deal.Stage;
import milliard.deal.Disagreement.Version;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.Modality;
import org.jspecify.annotations.Nullable;

/** Makes a deal's card of its reports: what most independent sources say, and where they differ. */
final class Card {
  private final List<Report> reports;
  private final List<List<Report>> dispatches;
  private final Map<Report, Double> weights = new IdentityHashMap<>();
  private final DealType type;
  private final List<Disagreement> disagreements = new ArrayList<>();

  private Card(Collection<Report> all) {
    reports = all.stream().distinct().sorted(Report.ORDER).toList();
    dispatches = Dispatches.of(reports);
    for (List<Report> dispatch : dispatches) {
      for (Report r : dispatch) weights.put(r, (0.05 + rank(r)) / dispatch.size());
    }
    type =
        most(r -> r.mention().type()).entrySet().stream()
            .max(
                Map.Entry.<DealType, Double>comparingByValue()
                    .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
            .orElseThrow()
            .getKey();
  }

  static Deal of(Collection<Report> all) {
    return new Card(all).deal();
  }

  /** How much a report counts: its confidence, background a quarter of it. */
  static double rank(Report report) {
    DealMention mention = report.mention();
    return mention.confidence() * (mention.main() ? 1 : 0.25);
  }

  private Deal deal() {
    List<Party> parties = parties();
    Amount amount = amount("amount", DealMention::amount);
    Amount valuation = amount("valuation", DealMention::valuation);
    BigDecimal stake =
        value("stake", m -> m.stake() == null ? null : m.stake().stripTrailingZeros());
    List<Stage> history = history();
    Status status = history.getLast().status();
    contradicted(history.getLast());
    double doubt = 1;
    for (List<Report> dispatch : dispatches) {
      doubt *= 1 - dispatch.stream().mapToDouble(r -> r.mention().confidence()).max().orElse(0);
    }
    return new Deal(
        reports.getFirst().id(),
        type,
        parties,
        amount,
        amount == null && reports.stream().anyMatch(r -> r.mention().undisclosed()),
        valuation,
        stake,
        date(),
        quiet(DealMention::duration),
        quiet(DealMention::subject),
        quiet(DealMention::round),
        status,
        history,
        reports.stream().anyMatch(r -> r.mention().main()),
        1 - doubt,
        dispatches.size(),
        disagreements,
        reports);
  }

  /** What is said, with the weight of those who say it, in the order of the reports. */
  private <T> Map<T, Double> most(Function<Report, @Nullable T> said) {
    Map<T, Double> weight = new LinkedHashMap<>();
    for (Report report : reports) {
      T value = said.apply(report);
      if (value != null) weight.merge(value, weights.getOrDefault(report, 0.0), Double::sum);
    }
    return weight;
  }

  /** The value with the most weight, the earliest told of equals; no disagreement is noted. */
  private <T> @Nullable T quiet(Function<DealMention, @Nullable T> said) {
    T best = null;
    double most = -1;
    for (var entry : most(r -> said.apply(r.mention())).entrySet()) {
      if (entry.getValue() > most + 1e-9) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }

  private <T> @Nullable T value(String field, Function<DealMention, @Nullable T> said) {
    differ(
        field,
        r -> {
          T value = said.apply(r.mention());
          return value == null
              ? null
              : value instanceof BigDecimal n ? n.toPlainString() : value.toString();
        });
    return quiet(said);
  }

  private void differ(String field, Function<Report, @Nullable String> said) {
    Map<String, List<String>> versions = new TreeMap<>();
    for (Report report : reports) {
      String value = said.apply(report);
      if (value != null) versions.computeIfAbsent(value, v -> new ArrayList<>()).add(report.id());
    }
    if (versions.size() < 2) return;
    disagreements.add(
        new Disagreement(
            field,
            versions.entrySet().stream()
                .map(e -> new Version(e.getKey(), e.getValue()))
                .sorted(
                    Comparator.comparingInt((Version v) -> -v.reports().size())
                        .thenComparing(Version::value))
                .toList()));
  }

  /**
   * The amount with the most weight, in the words of its most exact, then latest report; amounts of
   * one currency that differ only in rounding are one version.
   */
  private @Nullable Amount amount(String field, Function<DealMention, @Nullable Amount> said) {
    List<List<Report>> versions = new ArrayList<>();
    for (Report report : reports) {
      Amount amount = said.apply(report.mention());
      if (amount == null) continue;
      versions.stream()
          .filter(v -> rounded(said.apply(v.getFirst().mention()), amount))
          .findFirst()
          .orElseGet(() -> {
            versions.add(new ArrayList<>());
            return versions.getLast();
          })
          .add(report);
    }
    if (versions.isEmpty()) return null;
    List<Report> best = versions.getFirst();
    for (List<Report> version : versions) if (weight(version) > weight(best) + 1e-9) best = version;
    Report word = best.getFirst();
    for (Report report : best) {
      if (exactness(said.apply(report.mention())) >= exactness(said.apply(word.mention()))) {
        word = report;
      }
    }
    if (versions.size() > 1) {
      disagreements.add(
          new Disagreement(
              field,
              versions.stream()
                  .map(v ->
                      new Version(
                          said(said.apply(v.getFirst().mention())),
                          v.stream().map(Report::id).toList()))
                  .sorted(
                      Comparator.comparingInt((Version v) -> -v.reports().size())
                          .thenComparing(Version::value))
                  .toList()));
    }
    return said.apply(word.mention());
  }

  private double weight(List<Report> version) {
    return version.stream().mapToDouble(r -> weights.getOrDefault(r, 0.0)).sum();
  }

  private static int exactness(@Nullable Amount amount) {
    if (amount == null) return -1;
    BigDecimal number = number(amount);
    int digits = number == null ? 0 : Math.min(6, number.stripTrailingZeros().precision());
    return (amount.modality() == Modality.EXACTLY ? 10 : 0) + digits;
  }

  private static boolean rounded(@Nullable Amount a, Amount b) {
    if (a == null || !a.currency().equals(b.currency())) return false;
    BigDecimal first = number(a);
    BigDecimal second = number(b);
    if (first == null || second == null) return first == second;
    double x = first.doubleValue();
    double y = second.doubleValue();
    return Math.abs(x - y) <= 0.05 * Math.max(Math.abs(x), Math.abs(y));
  }

  private static @Nullable BigDecimal number(Amount amount) {
    if (amount.value() != null) return amount.value();
    return amount.high() != null ? amount.high() : amount.low();
  }

  private static String said(@Nullable Amount amount) {
    return amount == null ? "" : amount.text().replaceAll("\\s+", " ").strip();
  }

  /**
   * The date said with the most weight, the more precise of equals; else the first article's day.
   */
  private @Nullable PartialDate date() {
    differ(
        "date",
        r -> {
          PartialDate date = r.mention().date();
          return date == null ? null : date.iso();
        });
    disagreements.removeIf(d -> d.field().equals("date") && oneInAnother(d));
    PartialDate best = null;
    double most = -1;
    Map<PartialDate, Double> said = most(r -> r.mention().date());
    for (PartialDate date : said.keySet()) {
      double weight = 0;
      for (var other : said.entrySet()) {
        if (other.getKey().overlaps(date)) weight += other.getValue();
      }
      boolean finer = best != null && date.iso().length() > best.iso().length();
      if (weight > most + 1e-9 || (weight > most - 1e-9 && finer)) {
        best = date;
        most = weight;
      }
    }
    if (best != null) return best;
    for (Report report : reports) {
      LocalDate day = report.day();
      if (day != null && report.mention().main()) return PartialDate.of(day);
    }
    return null;
  }

  private static boolean oneInAnother(Disagreement dates) {
    List<PartialDate> all = dates.versions().stream().map(v -> new PartialDate(v.value())).toList();
    return all.stream().allMatch(a -> all.stream().allMatch(a::overlaps));
  }

  /** Each status when it was first told and moved the deal on, by day of publication. */
  private List<Stage> history() {
    List<Stage> stages = new ArrayList<>();
    List<Report> told = new ArrayList<>(reports);
    told.sort(
        Comparator.comparing(
                Report::day, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(r -> r.mention().status())
            .thenComparing(Report::id));
    for (Report report : told) {
      Status status = report.mention().status();
      if (stages.isEmpty() || moves(stages.getLast().status(), status, report.mention().main())) {
        stages.add(new Stage(status, report.day(), report.id()));
      }
    }
    return stages;
  }

  /** Reports that say of the latest stage, when it is told or later, that it is another. */
  private void contradicted(Stage last) {
    LocalDate since = last.day();
    if (since == null) return;
    Set<Report> then = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Report r : reports) {
      LocalDate day = r.day();
      if (r.mention().main() && day != null && !day.isBefore(since)) then.add(r);
    }
    if (then.stream().map(r -> phase(r.mention().status())).distinct().count() < 2) return;
    differ("status", r -> then.contains(r) ? r.mention().status().id() : null);
  }

  /** Announced and signed go by either word; a rumour, an end and a failure are others. */
  private static int phase(Status status) {
    return switch (status) {
      case RUMOURED, IN_TALKS -> 1;
      case ANNOUNCED, SIGNED -> 2;
      case COMPLETED -> 3;
      case BLOCKED, CANCELLED, DENIED -> 4;
    };
  }

  /** Later articles recall earlier stages; only a step on counts, or an end, or a new start. */
  private static boolean moves(Status from, Status to, boolean main) {
    if (from == to) return false;
    return switch (from) {
      case RUMOURED, IN_TALKS, ANNOUNCED, SIGNED ->
          to.compareTo(from) > 0 && (main || to == Status.COMPLETED);
      case COMPLETED -> main && (to == Status.BLOCKED || to == Status.CANCELLED);
      case BLOCKED, CANCELLED, DENIED ->
          main
              && (to == Status.ANNOUNCED
                  || to == Status.SIGNED
                  || to == Status.COMPLETED
                  || to == Status.CANCELLED);
    };
  }

  private List<Party> parties() {
    Map<Role, List<Named>> roles = new EnumMap<>(Role.class);
    for (Report report : reports) {
      for (Argument argument : report.mention().arguments()) {
        Role role = role(report.mention().type(), argument.role());
        if (role == null || PartyName.of(argument).key().isEmpty()) continue;
        List<Named> names = roles.computeIfAbsent(role, r -> new ArrayList<>());
        names.stream()
            .filter(n -> n.takes(PartyName.of(argument)))
            .findFirst()
            .orElseGet(() -> {
              names.add(new Named());
              return names.getLast();
            })
            .add(argument, report, weights.getOrDefault(report, 0.0));
      }
    }
    dropDoubles(roles);
    List<Party> parties = new ArrayList<>();
    for (Role role : type.roles()) {
      List<Named> names = roles.getOrDefault(role, List.of());
      names.stream()
          .sorted(Comparator.comparingDouble((Named n) -> -n.weight))
          .forEach(n -> parties.add(n.party(role)));
    }
    return parties;
  }

  /** A party stands in the role in which most tell it; a lead investor is no second investor. */
  private static void dropDoubles(Map<Role, List<Named>> roles) {
    for (var entry : roles.entrySet()) {
      entry
          .getValue()
          .removeIf(named ->
              roles.entrySet().stream()
                  .filter(other -> other.getKey() != entry.getKey())
                  .anyMatch(other ->
                      other.getValue().stream()
                          .anyMatch(twin ->
                              twin.takes(named.keys.getFirst())
                                  && (twin.weight > named.weight + 1e-9
                                      || other.getKey() == Role.LEAD_INVESTOR
                                      || (twin.weight > named.weight - 1e-9
                                          && entry.getKey() != Role.LEAD_INVESTOR
                                          && other.getKey().compareTo(entry.getKey()) < 0)))));
    }
  }

  /** A role of a report's type as a role of the deal's type; null if it has none. */
  private @Nullable Role role(DealType from, Role role) {
    if (from == type || type.roles().contains(role)) return role;
    return switch (type) {
      case MERGER -> role == Role.ACQUIRER || role == Role.TARGET ? Role.PARTY : null;
      case PARTNERSHIP, JOINT_VENTURE ->
          role == Role.CUSTOMER || role == Role.PROVIDER ? Role.PARTNER : null;
      case FUNDING ->
          role == Role.RECIPIENT || role == Role.BORROWER
              ? Role.COMPANY
              : role == Role.LENDER ? Role.INVESTOR : null;
      case INVESTMENT ->
          switch (role) {
            case COMPANY, TARGET -> Role.RECIPIENT;
            case ACQUIRER, LEAD_INVESTOR -> Role.INVESTOR;
            default -> null;
          };
      case ACQUISITION ->
          role == Role.INVESTOR ? Role.ACQUIRER : role == Role.RECIPIENT ? Role.TARGET : null;
      case DEBT ->
          role == Role.COMPANY ? Role.BORROWER : role == Role.INVESTOR ? Role.LENDER : null;
      case CONTRACT, IPO, LEGAL -> null;
    };
  }

  /** The forms of one party's name in one role. */
  private static final class Named {
    private final List<PartyName> keys = new ArrayList<>();
    private final Map<String, Double> forms = new TreeMap<>();
    private final Map<String, Double> companies = new TreeMap<>();
    private final java.util.Set<String> reports = new java.util.HashSet<>();
    private double weight;

    boolean takes(PartyName name) {
      return keys.stream().anyMatch(k -> k.match(name) != PartyName.Match.NONE);
    }

    void add(Argument argument, Report report, double by) {
      PartyName key = PartyName.of(argument);
      if (!keys.contains(key)) keys.add(key);
      forms.merge(argument.name(), by, Double::sum);
      if (argument.company() != null) companies.merge(argument.company(), by, Double::sum);
      if (reports.add(report.id())) weight += by;
    }

    Party party(Role role) {
      return new Party(
          role,
          heaviest(forms, ""),
          companies.isEmpty() ? null : heaviest(companies, ""),
          reports.size());
    }

    private static String heaviest(Map<String, Double> of, String none) {
      String best = none;
      double most = -1;
      for (var entry : of.entrySet()) {
        if (entry.getValue() > most + 1e-9) {
          best = entry.getKey();
          most = entry.getValue();
        }
      }
      return best;
    }
  }
}
