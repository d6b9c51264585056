package milliard.corenlp;

import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import milliard.mention.Argument;
import milliard.mention.DateMention;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/** Groups the tellings of a document into deals. Not for threads. */
final class DealGroups {
  /** Sentences between tellings that help each other, at most. */
  private static final int NEAR = 3;

  /** Sentences between a deal and an amount of it, at most. */
  private static final int NEAR_AMOUNT = 2;

  private final List<SaidAmount> amounts;
  private final List<DateMention> dates;
  private final DealDetails details;
  private final Antecedents antecedents;
  private final List<DealGroup> groups = new ArrayList<>();
  private final List<Frame> later = new ArrayList<>();

  DealGroups(
      List<DateMention> dates,
      DealDetails details,
      Antecedents antecedents,
      List<SaidAmount> amounts) {
    this.amounts = amounts;
    this.dates = dates;
    this.details = details;
    this.antecedents = antecedents;
  }

  /** Adds a telling; those that do not stand alone wait for all that do. */
  void add(Frame frame) {
    if (frame.marks.contains("out")) return;
    if (!frame.marks.contains("strong")) {
      later.add(frame);
      return;
    }
    DealGroup group = best(frame);
    if (group == null) {
      group = new DealGroup(frame.type());
      groups.add(group);
    }
    group.add(frame);
  }

  private @Nullable DealGroup best(Frame frame) {
    DealGroup best = null;
    int most = 0;
    for (DealGroup group : groups) {
      int likeness = likeness(group, frame);
      if (likeness > most || likeness == most && best != null && likeness > 0) {
        most = likeness;
        best = group;
      }
    }
    return best;
  }

  /** How many parties a telling shares with a deal; 0 where they cannot be one. */
  private int likeness(DealGroup group, Frame frame) {
    if (!sameFamily(group.type, frame.type())) return 0;
    int shared = 0;
    for (Entity entity : group.all()) {
      for (List<Entity> names : frame.parties.values())
        if (Parties.contains(names, entity)) shared++;
    }
    if (shared == 0) return 0;
    if (group.type == frame.type()) {
      for (Role role : keys(group.type)) {
        List<Entity> here = frame.in(role);
        if (!here.isEmpty()
            && !group.in(role).isEmpty()
            && !Parties.overlap(here, group.in(role))) {
          return 0;
        }
      }
    } else if (shared < 2) {
      return 0;
    }
    if (group.background != frame.background && conflicting(group, frame)) return 0;
    if (group.round != null
        && frame.round != null
        && !group.round.equals(frame.round)
        && conflicting(group, frame)) {
      return 0;
    }
    return 2 * shared + (group.background == frame.background ? 1 : 0);
  }

  private static boolean conflicting(DealGroup group, Frame frame) {
    Amount a = group.amount;
    Amount b = frame.amount;
    return a == null || b == null || !agree(a, b);
  }

  private static boolean agree(Amount a, Amount b) {
    if (!a.currency().equals(b.currency())) return true;
    var x = a.value() != null ? a.value() : a.low();
    var y = b.value() != null ? b.value() : b.low();
    if (x == null || y == null) return true;
    double ratio = x.doubleValue() / Math.max(1e-9, y.doubleValue());
    return ratio > 0.9 && ratio < 1.12;
  }

  private static boolean sameFamily(DealType a, DealType b) {
    return a == b || family(a) == family(b);
  }

  private static int family(DealType type) {
    return switch (type) {
      case ACQUISITION, MERGER -> 1;
      case FUNDING, INVESTMENT -> 2;
      case CONTRACT, PARTNERSHIP, JOINT_VENTURE -> 3;
      case IPO -> 4;
      case DEBT -> 5;
      case LEGAL -> 6;
    };
  }

  private static List<Role> keys(DealType type) {
    return switch (type) {
      case ACQUISITION -> List.of(Role.TARGET, Role.ACQUIRER);
      case FUNDING -> List.of(Role.COMPANY);
      case INVESTMENT -> List.of(Role.RECIPIENT, Role.INVESTOR);
      case CONTRACT -> List.of();
      case IPO -> List.of(Role.ISSUER);
      case DEBT -> List.of(Role.BORROWER);
      case LEGAL -> List.of(Role.DEFENDANT);
      case MERGER, PARTNERSHIP, JOINT_VENTURE -> List.of();
    };
  }

  /** The deals, main ones first. */
  List<DealMention> deals() {
    List<Frame> left = new ArrayList<>();
    for (Frame frame : later) {
      DealGroup group = best(frame);
      if (group == null) group = near(frame);
      if (group != null) group.add(frame);
      else if (!earlier(frame)) {
        if (frame.marks.contains("lone")) alone(frame);
        else left.add(frame);
      }
    }
    together(left);
    for (DealGroup group : groups) amountNearby(group);
    List<DealMention> deals = new ArrayList<>();
    for (DealGroup group : groups) deals.add(mention(group));
    deals.sort(
        Comparator.comparing((DealMention d) -> !d.main())
            .thenComparing(d -> d.evidence().getFirst().trigger()));
    return deals;
  }

  /** Gives a deal without an amount the nearest one that is no other deal's. */
  private void amountNearby(DealGroup group) {
    if (group.amount != null || group.undisclosed) return;
    SaidAmount best = null;
    int least = Integer.MAX_VALUE;
    for (SaidAmount said : amounts) {
      int weight = weight(group, said);
      if (weight < 0 || taken(said.amount())) continue;
      int distance =
          group.frames.stream()
              .mapToInt(f -> Math.abs(f.clause.sentence.index() - said.sentence()))
              .min()
              .orElse(99);
      boolean cue = !said.kind().kind().isEmpty();
      boolean near = distance <= (group.background ? 0 : cue ? NEAR_AMOUNT : 0);
      if (near && 10 * distance + weight < least) {
        least = 10 * distance + weight;
        best = said;
      }
    }
    if (best != null) group.amount = best.amount();
  }

  /** How badly an amount suits a deal; negative where it cannot be its amount. */
  private static int weight(DealGroup group, SaidAmount said) {
    if (said.kind().is("deal")) return 0;
    boolean whole = group.type == DealType.ACQUISITION || group.type == DealType.MERGER;
    if (said.kind().is("valuation")) return whole ? 4 : -1;
    return said.kind().kind().isEmpty() ? 8 : -1;
  }

  private boolean taken(Amount amount) {
    for (DealGroup group : groups) {
      Amount own = group.amount;
      if (own != null && (own.span().equals(amount.span()) || agree(own, amount))) return true;
      Amount valuation = group.valuation;
      boolean other = group.type == DealType.FUNDING || group.type == DealType.INVESTMENT;
      if (other && valuation != null && valuation.span().equals(amount.span())) return true;
    }
    return false;
  }

  private void alone(Frame frame) {
    DealGroup group = new DealGroup(frame.type());
    groups.add(group);
    group.add(frame);
  }

  /** The last deal told near a telling that names none of its parties and contradicts nothing. */
  private @Nullable DealGroup near(Frame frame) {
    DealGroup found = null;
    int least = NEAR + 1;
    int at = frame.clause.sentence.index();
    for (DealGroup group : groups) {
      if (group.type != frame.type() || !open(group, frame)) continue;
      for (Frame told : group.frames) {
        int distance = Math.abs(at - told.clause.sentence.index());
        if (distance < least) {
          least = distance;
          found = group;
        }
      }
    }
    return found;
  }

  private boolean open(DealGroup group, Frame frame) {
    if (group.amount != null && frame.amount != null && !agree(group.amount, frame.amount))
      return false;
    if (group.round != null && frame.round != null && !group.round.equals(frame.round))
      return false;
    if (group.background != frame.background && frame.amount != null && group.amount == null)
      return false;
    for (Role role : keys(group.type)) {
      if (!frame.in(role).isEmpty()
          && !group.in(role).isEmpty()
          && !Parties.overlap(frame.in(role), group.in(role))) {
        return false;
      }
    }
    return !frame.rule.has("needs-parties");
  }

  /** Another deal of a party that the article is about: an earlier round, a past takeover. */
  private boolean earlier(Frame frame) {
    Role owner =
        switch (frame.type()) {
          case FUNDING -> Role.COMPANY;
          case ACQUISITION -> Role.ACQUIRER;
          case LEGAL -> Role.DEFENDANT;
          case INVESTMENT, CONTRACT, MERGER, PARTNERSHIP, JOINT_VENTURE, IPO, DEBT -> null;
        };
    if (owner == null || !frame.in(owner).isEmpty()) return false;
    boolean tells =
        switch (frame.type()) {
          case FUNDING ->
              frame.amount != null && frame.amountDistance < 10 && frame.marks.contains("noun");
          case ACQUISITION ->
              !frame.in(Role.TARGET).isEmpty() && (frame.amount != null || frame.background);
          default -> false;
        };
    if (!tells) return false;
    DealGroup of =
        groups.stream()
            .filter(g -> g.type == frame.type() && !g.in(owner).isEmpty())
            .findFirst()
            .orElse(null);
    Entity party = of != null ? of.in(owner).getFirst() : antecedents.topic();
    if (party == null || frame.parties.values().stream().anyMatch(l -> Parties.contains(l, party)))
      return false;
    frame.parties.put(owner, new ArrayList<>(List.of(party)));
    frame.marks.add("owner:" + owner.id());
    DealGroup group = best(frame);
    if (group == null) {
      group = new DealGroup(frame.type());
      groups.add(group);
      group.add(frame);
      group.background = of != null;
    } else {
      group.add(frame);
    }
    return true;
  }

  /** Tellings that stand together where none stands alone. */
  private void together(List<Frame> left) {
    List<DealGroup> fresh = new ArrayList<>();
    for (Frame frame : left) {
      if (frame.parties.isEmpty() || frame.marks.contains("follow")) continue;
      DealGroup host = null;
      for (DealGroup group : fresh) {
        boolean close =
            group.frames.stream()
                .anyMatch(f ->
                    Math.abs(f.clause.sentence.index() - frame.clause.sentence.index()) <= NEAR);
        if (group.type == frame.type() && close && open(group, frame)) host = group;
      }
      if (host == null) {
        host = new DealGroup(frame.type());
        fresh.add(host);
      }
      host.add(frame);
    }
    for (DealGroup group : fresh) {
      topicAsPartner(group);
      if (stands(group)) groups.add(group);
    }
  }

  /** One partner named beside a company that the article is about: "signs a pact with X". */
  private void topicAsPartner(DealGroup group) {
    Role role = group.type == DealType.MERGER ? Role.PARTY : Role.PARTNER;
    boolean pact =
        group.type == DealType.MERGER
            || group.type == DealType.PARTNERSHIP
            || group.type == DealType.JOINT_VENTURE;
    Entity topic = antecedents.topic();
    if (!pact || group.in(role).size() != 1 || topic == null) return;
    boolean signed =
        group.frames.stream()
            .anyMatch(f -> f.marks.stream().anyMatch(m -> m.startsWith("support:")));
    if (!signed || Parties.contains(group.in(role), topic)) return;
    group.parties.put(role, new ArrayList<>(List.of(topic, group.in(role).getFirst())));
  }

  private static boolean stands(DealGroup group) {
    return switch (group.type) {
      case ACQUISITION -> !group.in(Role.TARGET).isEmpty() && !group.in(Role.ACQUIRER).isEmpty();
      case FUNDING -> !group.in(Role.COMPANY).isEmpty() && group.amount != null;
      case INVESTMENT -> !group.in(Role.INVESTOR).isEmpty() && !group.in(Role.RECIPIENT).isEmpty();
      case CONTRACT -> !group.in(Role.CUSTOMER).isEmpty() && !group.in(Role.PROVIDER).isEmpty();
      case MERGER -> group.in(Role.PARTY).size() > 1;
      case PARTNERSHIP, JOINT_VENTURE -> group.in(Role.PARTNER).size() > 1;
      case IPO -> true;
      case DEBT -> !group.in(Role.BORROWER).isEmpty() && group.amount != null;
      case LEGAL ->
          !group.in(Role.DEFENDANT).isEmpty()
              && (group.amount != null || !group.in(Role.AUTHORITY).isEmpty());
    };
  }

  private DealMention mention(DealGroup group) {
    List<Argument> arguments = new ArrayList<>();
    for (Role role : group.type.roles()) {
      for (Entity e : group.in(role)) {
        arguments.add(new Argument(role, e.name(), e.text(), e.span(), e.company()));
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    group.frames.sort(Comparator.comparing(Frame::trigger));
    for (Frame frame : group.frames) {
      Evidence seen =
          new Evidence(frame.clause.sentence.span(), frame.trigger(), frame.rule.name());
      if (!evidence.contains(seen)) evidence.add(seen);
    }
    return new DealMention(
        group.type,
        group.status(),
        !group.background,
        confidence(group),
        arguments,
        group.amount,
        group.amount == null && group.undisclosed,
        group.valuation,
        group.stake,
        date(group),
        duration(group),
        null,
        group.type == DealType.FUNDING ? group.round : null,
        evidence);
  }

  /** More for several tellings, an amount, names instead of pronouns, a place in the headline. */
  private static double confidence(DealGroup group) {
    double confidence = 0.5;
    if (group.frames.stream().anyMatch(f -> f.marks.contains("strong"))) confidence += 0.15;
    if (group.frames.size() > 1) confidence += 0.1;
    if (group.amount != null) confidence += 0.1;
    if (group.frames.stream().anyMatch(f -> f.clause.sentence.index() == 0)) confidence += 0.05;
    boolean named =
        group.frames.stream()
            .anyMatch(f ->
                f.marks.contains("strong")
                    && f.marks.stream()
                        .noneMatch(m -> m.startsWith("anaphor:") || m.startsWith("owner:")));
    return named ? confidence + 0.1 : confidence;
  }

  private @Nullable Period duration(DealGroup group) {
    for (Frame frame : group.frames) {
      Period duration = details.duration(frame.clause.words(0, frame.clause.size));
      if (duration != null) return duration;
    }
    return null;
  }

  private @Nullable PartialDate date(DealGroup group) {
    DateMention best = null;
    int least = 200;
    for (Frame frame : group.frames) {
      for (DateMention date : dates) {
        if (!frame.clause.sentence.span().contains(date.span())) continue;
        int distance = Math.abs(date.span().start() - frame.trigger().start());
        if (distance < least) {
          least = distance;
          best = date;
        }
      }
    }
    return best == null ? null : best.value();
  }
}
