package milliard.deal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.money.Amount;
import milliard.money.Modality;
import org.jspecify.annotations.Nullable;

/**
 * What of a report is compared with another, made once per report.
 *
 * @param report the report
 * @param family letters of reports that can be one deal: capital, trade, listing, law
 * @param core the parties that make the deal, both sides
 * @param object the party that it is about, where the type has one: target, company, recipient
 * @param complete whether both sides are there, or the type needs only one
 * @param low the amount's lower end in its own currency, with the slack of its modality; NaN = no
 *     amount
 * @param high the upper end
 * @param days intervals of days in which it may have been, as epoch days {@code [first, last]};
 *     empty = not known
 */
record Facts(
    Report report,
    char family,
    Set<PartyName> core,
    Set<PartyName> object,
    boolean complete,
    double low,
    double high,
    List<long[]> days) {

  static Facts of(Report report) {
    DealMention deal = report.mention();
    Set<PartyName> left = new LinkedHashSet<>();
    Set<PartyName> right = new LinkedHashSet<>();
    Set<PartyName> object = new LinkedHashSet<>();
    for (var argument : deal.arguments()) {
      PartyName name = PartyName.of(argument);
      if (name.key().isEmpty()) continue;
      switch (side(deal.type(), argument.role())) {
        case LEFT -> left.add(name);
        case RIGHT -> right.add(name);
        case OBJECT -> {
          right.add(name);
          object.add(name);
        }
        case NONE -> {}
      }
    }
    Set<PartyName> core = new LinkedHashSet<>(left);
    core.addAll(right);
    boolean complete =
        switch (deal.type()) {
          case FUNDING, IPO, DEBT -> !object.isEmpty();
          case MERGER, PARTNERSHIP, JOINT_VENTURE -> core.size() >= 2;
          case CONTRACT, ACQUISITION, INVESTMENT, LEGAL -> !left.isEmpty() && !right.isEmpty();
        };
    double[] ends = ends(deal.amount());
    return new Facts(
        report, family(deal.type()), core, object, complete, ends[0], ends[1], days(report));
  }

  private enum Side {
    LEFT,
    RIGHT,
    /** On the right side, and what the deal is about. */
    OBJECT,
    NONE
  }

  private static Side side(DealType type, Role role) {
    return switch (role) {
      case TARGET, COMPANY, RECIPIENT, ISSUER, BORROWER, DEFENDANT -> Side.OBJECT;
      case CUSTOMER, ACQUIRER, PARTY, PARTNER, AUTHORITY, PLAINTIFF -> Side.LEFT;
      case PROVIDER, SELLER -> Side.RIGHT;
      case INVESTOR -> type == DealType.INVESTMENT ? Side.LEFT : Side.NONE;
      case VEHICLE -> Side.NONE;
      case LEAD_INVESTOR, EXCHANGE, LENDER -> Side.NONE;
    };
  }

  private static char family(DealType type) {
    return switch (type) {
      case ACQUISITION, MERGER, INVESTMENT, FUNDING, DEBT -> 'c';
      case CONTRACT, PARTNERSHIP, JOINT_VENTURE -> 't';
      case IPO -> 'i';
      case LEGAL -> 'l';
    };
  }

  /** Whether the type needs one party only. */
  boolean oneSided() {
    DealType type = report.mention().type();
    return type == DealType.FUNDING || type == DealType.IPO || type == DealType.DEBT;
  }

  /** Whether such a deal happens at most once between its parties, as a rule. */
  boolean oneOff() {
    return switch (report.mention().type()) {
      case ACQUISITION, MERGER, IPO, JOINT_VENTURE -> true;
      case CONTRACT, FUNDING, INVESTMENT, PARTNERSHIP, DEBT, LEGAL -> false;
    };
  }

  boolean hasAmount() {
    return !Double.isNaN(low);
  }

  private static double[] ends(@Nullable Amount amount) {
    if (amount == null) return new double[] {Double.NaN, Double.NaN};
    double value = amount.value() == null ? Double.NaN : amount.value().doubleValue();
    double low = amount.low() == null ? value : amount.low().doubleValue();
    double high = amount.high() == null ? value : amount.high().doubleValue();
    if (Double.isNaN(low)) low = high;
    if (Double.isNaN(high)) high = low;
    double least =
        amount.modality() == Modality.AT_MOST || amount.modality() == Modality.LESS_THAN
            ? high * 0.6
            : amount.modality() == Modality.ABOUT ? low * 0.88 : low;
    double most =
        amount.modality() == Modality.MORE_THAN || amount.modality() == Modality.AT_LEAST
            ? low * 1.5
            : amount.modality() == Modality.ABOUT ? high * 1.12 : high;
    return new double[] {Math.min(least, most), Math.max(least, most)};
  }

  private static List<long[]> days(Report report) {
    DealMention deal = report.mention();
    List<long[]> days = new ArrayList<>();
    if (deal.date() != null) {
      days.add(new long[] {deal.date().first().toEpochDay(), deal.date().last().toEpochDay()});
    }
    LocalDate published = report.day();
    if (deal.main() && published != null) {
      days.add(new long[] {published.toEpochDay(), published.toEpochDay()});
    }
    return days;
  }

  /** Days between the two, 0 where they may be the same day; -1 = not known. */
  long gap(Facts other) {
    long least = -1;
    for (long[] a : days) {
      for (long[] b : other.days) {
        long gap = Math.max(0, Math.max(a[0] - b[1], b[0] - a[1]));
        if (least < 0 || gap < least) least = gap;
      }
    }
    return least;
  }

  /** Blocking keys under which it is stored. */
  Set<String> keys() {
    return keys(complete && !oneSided() ? "f" : "h");
  }

  /** Blocking keys of those that may be the same deal. */
  Set<String> lookups() {
    Set<String> keys = keys("h");
    if (!complete || oneSided()) keys.addAll(keys("f"));
    return keys;
  }

  /** Two-sided reports that name both sides meet by pairs of parties, the others by one party. */
  private Set<String> keys(String kind) {
    Set<String> blocks = new TreeSet<>();
    for (PartyName name : core) blocks.addAll(name.blocks());
    Set<String> keys = new TreeSet<>();
    for (String block : blocks) keys.add(family + kind + ":" + block);
    if (complete && !oneSided()) {
      for (String a : blocks) {
        for (String b : blocks) {
          if (a.compareTo(b) < 0 || blocks.size() == 1) keys.add(family + "p:" + a + "+" + b);
        }
      }
    }
    return keys;
  }
}
