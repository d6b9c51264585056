package milliard.corenlp;

import milliard.mention.Role;

/**
 * Decides whether a telling stands as a deal of its own ({@code strong}), only adds to one that
 * stands ({@code weak}), or is none ({@code out}).
 */
final class FrameChecks {
  private FrameChecks() {}

  static void mark(Frame frame) {
    String verdict = verdict(frame);
    frame.marks.add(verdict);
  }

  private static String verdict(Frame frame) {
    return switch (frame.type()) {
      case ACQUISITION -> acquisition(frame);
      case MERGER -> parties(frame, Role.PARTY);
      case PARTNERSHIP, JOINT_VENTURE -> parties(frame, Role.PARTNER);
      case FUNDING -> funding(frame);
      case INVESTMENT -> investment(frame);
      case CONTRACT -> contract(frame);
      case IPO -> frame.in(Role.ISSUER).isEmpty() ? "weak" : "strong";
      case DEBT -> debt(frame);
      case LEGAL -> legal(frame);
    };
  }

  private static boolean has(Frame frame, Role role) {
    return !frame.in(role).isEmpty();
  }

  private static String acquisition(Frame frame) {
    boolean acquirer = has(frame, Role.ACQUIRER);
    boolean target = has(frame, Role.TARGET);
    boolean seller = has(frame, Role.SELLER);
    boolean verb = frame.marks.contains("verb");
    if (frame.rule.has("interest") && !(acquirer && target)) return "out";
    if (minority(frame)) return "out";
    if (acquirer && (target || seller && verb)) return "strong";
    if (acquirer && frame.marks.contains("part-of-owner") && verb) {
      return frame.amount != null ? "strong" : "weak";
    }
    if (frame.rule.has("needs-acquirer")) {
      if (seller && (target || acquirer) && frame.amount != null) return "strong";
      return target || acquirer ? "weak" : "out";
    }
    if (target && (frame.amount != null || seller)) return "strong";
    if (target && verb && frame.marks.contains("passive")) return "lone";
    if (verb && !target) return acquirer && frame.amount != null ? "weak" : "out";
    return "weak";
  }

  /** A part of the shares that gives no control is an investment. */
  private static boolean minority(Frame frame) {
    if (!frame.marks.contains("verb")) return false;
    Clause clause = frame.clause;
    boolean part = false;
    for (int i = frame.first; i < Math.min(clause.size, frame.last + 9); i++) {
      if (clause.isEntity(i) && i >= frame.last) {
        int next = clause.end(clause.entity[i]);
        part |= clause.in(next, "minority") && !clause.in(next, "majority");
        break;
      }
      if (clause.in(i, "majority")) return false;
      part |= clause.in(i, "minority");
    }
    return part;
  }

  private static String parties(Frame frame, Role role) {
    int count = frame.in(role).size();
    if (count >= 2) return "strong";
    return frame.marks.contains("verb") && count == 0 ? "out" : "weak";
  }

  private static String funding(Frame frame) {
    Clause clause = frame.clause;
    boolean company = has(frame, Role.COMPANY);
    boolean lead = has(frame, Role.LEAD_INVESTOR);
    boolean investor = has(frame, Role.INVESTOR);
    boolean article = frame.marks.contains("funding-article");
    if (frame.rule.has("leads")) return lead && article ? "weak" : "out";
    if (frame.rule.has("object-round")) {
      return lead && (roundNear(frame) || article && aloneOrRound(frame)) ? "weak" : "out";
    }
    if (frame.rule.has("follows-round")) return investor ? "follow" : "out";
    if (vehicle(frame)) return "out";
    if (frame.rule.has("amount-first")) {
      boolean first = frame.first == 0 && clause.sentence.index() == 0;
      return company && first && !fundlessVerb(frame) ? "strong" : "out";
    }
    if (frame.rule.has("money-object")) {
      boolean money = frame.amount != null && inObject(frame);
      boolean round = roundNear(frame);
      boolean raise = clause.in(frame.first, "raise-word");
      if (!money && !round) return "out";
      if (!company) return "weak";
      if (raise) return "strong";
      boolean context =
          lead
              || investor
              || frame.round != null
              || round
              || frame.marks.contains("funding-article");
      return context ? "strong" : money ? "weak" : "out";
    }
    if (frame.rule.has("venture")) {
      boolean named = !frame.marks.contains("anaphor:company");
      return company && named && investor && frame.amount != null && fundContext(frame)
          ? "strong"
          : "weak";
    }
    if (company
        && (frame.amount != null
            || frame.round != null && (lead || investor)
            || frame.round != null)) {
      return "strong";
    }
    return company || lead || investor || frame.amount != null ? "weak" : "out";
  }

  /** A verb of the main clause tells something else: "$5m for Acme is too little, says …". */
  private static boolean fundlessVerb(Frame frame) {
    Clause clause = frame.clause;
    for (int i = frame.last; i < clause.size; i++) {
      if (clause.in(i, "subordinator") || clause.low[i].equals(",")) return false;
      if (clause.isVerb(i)) return true;
    }
    return false;
  }

  /** "Accel led." "Accel and Index led together." */
  private static boolean aloneOrRound(Frame frame) {
    Clause clause = frame.clause;
    for (int i = frame.last; i < Math.min(clause.size, frame.last + 4); i++) {
      if (clause.tagged(i, "noun") || clause.isEntity(i)) return false;
    }
    return true;
  }

  /** "closed its fourth fund": an investor that raises money from its own backers. */
  private static boolean vehicle(Frame frame) {
    Clause clause = frame.clause;
    for (int i = frame.last; i < Math.min(clause.size, frame.last + 9); i++) {
      if (clause.in(i, "fund-vehicle") && !clause.isEntity(i)) return true;
    }
    return false;
  }

  private static boolean inObject(Frame frame) {
    Clause clause = frame.clause;
    for (int i = frame.last; i < Math.min(clause.size, frame.last + 9); i++) {
      if (clause.isAmount(i)) return true;
      if (clause.isVerb(i) && i > frame.last) return false;
      boolean noun = clause.tagged(i, "noun") && !clause.isEntity(i);
      if (noun && !clause.in(i, "round-word") && !clause.in(i, "sum")) return false;
    }
    return frame.marks.contains("passive") && frame.amount != null;
  }

  private static boolean roundNear(Frame frame) {
    Clause clause = frame.clause;
    for (int i = frame.last; i < Math.min(clause.size, frame.last + 9); i++) {
      if (clause.in(i, "round-word")) return true;
    }
    return false;
  }

  private static boolean fundContext(Frame frame) {
    Clause clause = frame.clause;
    for (int i = 0; i < clause.size; i++) {
      if (clause.in(i, "fund-word") && (i < frame.first || i >= frame.last)) return true;
    }
    return false;
  }

  private static String investment(Frame frame) {
    boolean both = has(frame, Role.INVESTOR) && has(frame, Role.RECIPIENT);
    if (frame.rule.has("stake-verb")) return both ? "strong" : "out";
    if (both && (frame.amount != null || frame.stake != null || frame.rule.has("stake"))) {
      return "strong";
    }
    return both ? "weak" : frame.rule.has("investment") ? "out" : "weak";
  }

  private static String contract(Frame frame) {
    boolean both = has(frame, Role.CUSTOMER) && has(frame, Role.PROVIDER);
    boolean any = has(frame, Role.CUSTOMER) || has(frame, Role.PROVIDER);
    if (frame.rule.has("object-contract")) {
      if (!contractNear(frame)) return "out";
      return both ? "strong" : any && frame.amount != null ? "weak" : "out";
    }
    if (frame.rule.has("noun-contract")) return both ? "strong" : any ? "weak" : "out";
    if (frame.rule.has("goods") && nameInside(frame)) return "out";
    if (frame.rule.has("vendor")) {
      boolean named = frame.open.isEmpty() || frame.amount != null || contractNear(frame);
      return both && named ? "strong" : both ? "weak" : "out";
    }
    return both && frame.amount != null ? "strong" : both ? "weak" : "out";
  }

  /** "bought Acme from Atos": what is bought is a company. */
  private static boolean nameInside(Frame frame) {
    for (int i = frame.first; i < frame.last; i++) {
      if (frame.clause.isType(i, milliard.mention.EntityType.ORG)) return true;
    }
    return false;
  }

  private static boolean contractNear(Frame frame) {
    Clause clause = frame.clause;
    for (int i = frame.last; i < Math.min(clause.size, frame.last + 10); i++) {
      if (clause.in(i, "contract") && !clause.isEntity(i)) return true;
    }
    if (!frame.marks.contains("passive")) return false;
    for (int i = Math.max(0, frame.first - 12); i < frame.first; i++) {
      if (clause.in(i, "contract")) return true;
    }
    return false;
  }

  private static String debt(Frame frame) {
    boolean borrower = has(frame, Role.BORROWER);
    boolean lender = has(frame, Role.LENDER);
    if (lender && frame.rule.has("lends") && frame.amount != null) return "strong";
    if (borrower && frame.amount != null && frame.amountDistance < 12) return "strong";
    return borrower || lender ? "weak" : "out";
  }

  private static String legal(Frame frame) {
    boolean defendant = has(frame, Role.DEFENDANT);
    if (!defendant) return has(frame, Role.AUTHORITY) ? "weak" : "out";
    boolean both = has(frame, Role.AUTHORITY) && frame.marks.contains("verb");
    return frame.amount != null || both ? "strong" : "weak";
  }
}
