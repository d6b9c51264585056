package milliard.corenlp;

import java.util.List;
import milliard.mention.DealType;
import milliard.money.Amount;
import milliard.money.Percent;
import milliard.text.Span;

/** Gives the frames of a clause their amounts, valuations and stakes. */
final class FrameAmounts {
  private final AmountKinds kinds;

  FrameAmounts(AmountKinds kinds) {
    this.kinds = kinds;
  }

  /** Attaches what stands in the clause to each of its frames. */
  void attach(Clause clause, List<Frame> frames, List<Percent> percents) {
    for (int a = 0; a < clause.amounts.size(); a++) {
      AmountKinds.Kind kind = kinds.kind(clause, a);
      Amount amount = clause.amounts.get(a);
      for (Frame frame : frames) {
        int distance = distance(clause, frame, amount.span());
        if (kind.is("valuation") && takesValuation(frame.type())) {
          if (frame.valuation == null) frame.valuation = amount;
        } else if (kind.open() || fits(kind, frame)) {
          if (distance < frame.amountDistance
              && isNearest(clause, frame, frames, amount, distance)) {
            frame.amount = amount;
            frame.amountDistance = distance;
          }
        }
      }
    }
    for (Percent percent : percents) {
      for (Frame frame : frames) {
        if (frame.type() == DealType.INVESTMENT && frame.stake == null) {
          frame.stake = percent.value();
        }
      }
    }
  }

  private static boolean takesValuation(DealType type) {
    return switch (type) {
      case FUNDING, INVESTMENT, IPO, ACQUISITION -> true;
      case CONTRACT, MERGER, PARTNERSHIP, JOINT_VENTURE, DEBT, LEGAL -> false;
    };
  }

  private static boolean fits(AmountKinds.Kind kind, Frame frame) {
    return frame.type() == DealType.DEBT && kind.is("debt")
        || frame.type() == DealType.LEGAL && kind.is("other") && kind.gap() > 1;
  }

  private static boolean isNearest(
      Clause clause, Frame frame, List<Frame> frames, Amount amount, int distance) {
    for (Frame other : frames) {
      if (other == frame || other.type() == frame.type() && !other.parties.isEmpty() == false)
        continue;
      boolean rival = other.type() == frame.type() && disjoint(other, frame);
      if (rival && distance(clause, other, amount.span()) < distance) return false;
    }
    return true;
  }

  private static boolean disjoint(Frame a, Frame b) {
    return a.parties.values().stream()
        .noneMatch(one -> b.parties.values().stream().anyMatch(two -> Parties.overlap(one, two)));
  }

  /** Words between trigger and amount; what stands before the trigger counts as farther. */
  static int distance(Clause clause, Frame frame, Span amount) {
    int start = clause.sentence.position(amount.start());
    return start >= frame.last ? start - frame.last : frame.first - start + 4;
  }
}
