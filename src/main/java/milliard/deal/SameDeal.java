package milliard.deal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import milliard.deal.PartyName.Match;
import milliard.mention.DealType;
import milliard.mention.Status;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Whether two reports are of one deal: by type, parties, amount, round and date. Symmetric; two
 * reports of one article never are, since an article's deals are each once already.
 */
public final class SameDeal {
  /** Slack of two figures in one currency: 1.66 and 1.7 billion are one. */
  private static final double SLACK = 0.06;

  /** Slack where rates stand between the two. */
  private static final double SLACK_CONVERTED = 0.15;

  /** A bid is raised or told otherwise; beyond this factor it is another deal. */
  private static final double BID_FACTOR = 3;

  private final Rates rates;

  /** A test with this table of rates for amounts in two currencies. */
  public SameDeal(Rates rates) {
    this.rates = rates;
  }

  /** Whether the two are of one deal. */
  public boolean test(Report a, Report b) {
    return test(Facts.of(a), Facts.of(b));
  }

  private enum Agreement {
    SAME,
    UNKNOWN,
    /** Apart, but so that one bid may have become the other. */
    NEAR,
    CONFLICT
  }

  boolean test(Facts a, Facts b) {
    if (!types(a.report().mention().type(), b.report().mention().type())) return false;
    // What is quick to see first: in a large index most reports with a party in common differ here.
    long gap = a.gap(b);
    if (gap > LONGEST) return false;
    if (conflict(a.report().mention().round(), b.report().mention().round())) return false;
    Agreement amounts = amounts(a, b);
    if (amounts == Agreement.CONFLICT) return false;
    if (a.report().source().article().equals(b.report().source().article())) return false;
    Match parties = parties(a, b);
    if (parties == Match.NONE) return false;
    boolean oneOff = a.oneOff() && b.oneOff();
    if (amounts == Agreement.NEAR && !(oneOff && parties == Match.EXACT)) return false;
    if (newAttempt(a, b) || newAttempt(b, a)) return false;
    if (gap < 0) return undated(a, b, parties, amounts, oneOff);
    if (failed(a) && failed(b) && gap > FAILED) return false;
    boolean early = oneOff && (early(a) || early(b));
    return gap
        <= (early
            ? Math.min(EARLY, window(oneOff, parties, amounts))
            : window(oneOff, parties, amounts));
  }

  /** The longest of all windows, in days. */
  private static final int LONGEST = 800;

  /** The most days between two reports of one deal. */
  private static int window(boolean oneOff, Match parties, Agreement amounts) {
    boolean exact = parties == Match.EXACT;
    if (oneOff) return exact ? LONGEST : amounts == Agreement.SAME ? 400 : 60;
    return amounts == Agreement.SAME ? exact ? 200 : 90 : exact ? 45 : 10;
  }

  /** Talks that are still of the deal that came of them, in days. */
  private static final int EARLY = 300;

  /** Reports of one failed attempt, in days. */
  private static final int FAILED = 200;

  /** What is told of an attempt after it had failed, in days; later news is of another attempt. */
  private static final int AFTERMATH = 60;

  private static boolean early(Facts facts) {
    Status status = facts.report().mention().status();
    return status == Status.RUMOURED || status == Status.IN_TALKS;
  }

  /** Whether one tells of a failed attempt and the other of a living one later on. */
  private static boolean newAttempt(Facts dead, Facts alive) {
    if (!failed(dead) || failed(alive)) return false;
    if (dead.days().isEmpty() || alive.days().isEmpty()) return true;
    long end = dead.days().stream().mapToLong(d -> d[1]).min().orElse(0);
    long start = alive.days().stream().mapToLong(d -> d[0]).min().orElse(0);
    return start > end + AFTERMATH;
  }

  private static boolean failed(Facts facts) {
    Status status = facts.report().mention().status();
    return status == Status.CANCELLED || status == Status.BLOCKED || status == Status.DENIED;
  }

  /** A deal told as background without a date lies before the article that tells it. */
  private static boolean undated(
      Facts a, Facts b, Match parties, Agreement amounts, boolean oneOff) {
    if (parties != Match.EXACT) return false;
    if (!oneOff && amounts != Agreement.SAME) return false;
    return notAfter(a, b) && notAfter(b, a);
  }

  private static boolean notAfter(Facts undated, Facts other) {
    LocalDate told = undated.report().day();
    if (!undated.days().isEmpty() || told == null) return true;
    return other.days().stream().allMatch(days -> days[0] <= told.toEpochDay());
  }

  private static boolean types(DealType a, DealType b) {
    return a == b || near(a, b) || near(b, a);
  }

  private static boolean near(DealType a, DealType b) {
    return switch (a) {
      case ACQUISITION -> b == DealType.MERGER || b == DealType.INVESTMENT;
      case FUNDING -> b == DealType.INVESTMENT || b == DealType.DEBT;
      case PARTNERSHIP -> b == DealType.CONTRACT || b == DealType.JOINT_VENTURE;
      case CONTRACT, MERGER, INVESTMENT, JOINT_VENTURE, IPO, DEBT, LEGAL -> false;
    };
  }

  private static boolean conflict(@Nullable String a, @Nullable String b) {
    return a != null && b != null && !a.equalsIgnoreCase(b);
  }

  private static Match parties(Facts a, Facts b) {
    if (!a.object().isEmpty()
        && !b.object().isEmpty()
        && best(a.object(), b.object()) == Match.NONE) {
      return Match.NONE;
    }
    List<Match> shared = shared(a.core(), b.core());
    boolean both = a.complete() && b.complete() && !a.oneSided() && !b.oneSided();
    int needed = both ? 2 : 1;
    if (shared.size() < needed) return Match.NONE;
    if (both && pairConflict(a, b)) return Match.NONE;
    for (int i = 0; i < needed; i++) if (shared.get(i) != Match.EXACT) return Match.NEAR;
    boolean object =
        !a.object().isEmpty()
            && !b.object().isEmpty()
            && best(a.object(), b.object()) == Match.EXACT;
    return both || object ? Match.EXACT : Match.NEAR;
  }

  /** Three and more partners each: another circle that shares but two is another deal. */
  private static boolean pairConflict(Facts a, Facts b) {
    if (a.core().size() < 4 || b.core().size() < 4) return false;
    int shared = shared(a.core(), b.core()).size();
    return shared * 2 < Math.min(a.core().size(), b.core().size());
  }

  /** The matches of one set's names with another's, each name once, the best first. */
  private static List<Match> shared(Set<PartyName> a, Set<PartyName> b) {
    List<Match> matches = new ArrayList<>();
    List<PartyName> left = new ArrayList<>(a);
    List<PartyName> right = new ArrayList<>(b);
    for (Match wanted : List.of(Match.EXACT, Match.NEAR)) {
      for (var i = left.iterator(); i.hasNext(); ) {
        PartyName name = i.next();
        Optional<PartyName> found =
            right.stream().filter(other -> name.matchGroup(other) == wanted).findFirst();
        if (found.isEmpty()) continue;
        matches.add(wanted);
        right.remove(found.get());
        i.remove();
      }
    }
    return matches;
  }

  private static Match best(Set<PartyName> a, Set<PartyName> b) {
    List<Match> matches = shared(a, b);
    return matches.isEmpty() ? Match.NONE : matches.getFirst();
  }

  private Agreement amounts(Facts a, Facts b) {
    Amount first = a.report().mention().amount();
    Amount second = b.report().mention().amount();
    if (first == null || second == null) return Agreement.UNKNOWN;
    double factor = 1;
    double slack = SLACK;
    if (!first.currency().equals(second.currency())) {
      LocalDate day = day(a, b);
      if (day == null) return Agreement.UNKNOWN;
      var from = rates.rate(second.currency(), day);
      var to = rates.rate(first.currency(), day);
      if (from.isEmpty() || to.isEmpty()) return Agreement.UNKNOWN;
      factor = to.get().value().doubleValue() / from.get().value().doubleValue();
      slack = SLACK_CONVERTED;
    }
    double low = b.low() * factor;
    double high = b.high() * factor;
    if (a.low() * (1 - slack) <= high && low * (1 - slack) <= a.high()) return Agreement.SAME;
    double apart = a.low() > high ? a.low() / high : low / a.high();
    return apart <= BID_FACTOR ? Agreement.NEAR : Agreement.CONFLICT;
  }

  /** The day at whose rate the two amounts are compared: the earliest known of both. */
  private static @Nullable LocalDate day(Facts a, Facts b) {
    long first = Long.MAX_VALUE;
    for (Facts facts : List.of(a, b)) {
      for (long[] days : facts.days()) first = Math.min(first, days[0]);
      LocalDate told = facts.report().day();
      if (told != null) first = Math.min(first, told.toEpochDay());
    }
    return first == Long.MAX_VALUE ? null : LocalDate.ofEpochDay(first);
  }
}
