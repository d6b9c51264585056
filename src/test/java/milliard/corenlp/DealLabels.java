package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import milliard.corenlp.DealReading.Anchor;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.Role;
import milliard.mention.gold.GoldArticle;
import milliard.mention.gold.GoldDeal;
import milliard.money.Amount;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/** What the gold says of the anchors of an article. */
final class DealLabels {
  /** The label of an anchor that the gold leaves open: it may tell a deal in words not marked. */
  static final String UNKNOWN = "?";

  private final GoldArticle gold;
  private final DealReading reading;
  private final List<Told> deals = new ArrayList<>();

  /** A deal of the gold with its parties and the places of its trigger words. */
  private record Told(GoldDeal deal, Map<Integer, Role> roles, List<Span> triggers) {}

  DealLabels(GoldArticle gold, DealReading reading) {
    this.gold = gold;
    this.reading = reading;
    for (GoldDeal deal : gold.deals()) {
      Map<Integer, Role> roles = new java.util.HashMap<>();
      for (int p = 0; p < reading.parties.size(); p++) {
        for (Role role : deal.type().roles()) {
          for (String name : deal.names(role)) {
            if (names(reading.parties.get(p), p, name)) roles.put(p, role);
          }
        }
      }
      List<Span> triggers = new ArrayList<>();
      String text = reading.document.text().toLowerCase(Locale.ROOT);
      for (String trigger : deal.triggers()) {
        String word = trigger.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
          boolean whole =
              (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                  && (at + word.length() >= text.length()
                      || !Character.isLetterOrDigit(text.charAt(at + word.length())));
          if (whole) triggers.add(new Span(at, at + word.length()));
        }
      }
      deals.add(new Told(deal, roles, triggers));
    }
  }

  private boolean names(Entity party, int index, String name) {
    return milliard.mention.gold.DealScore.sameName(name, party.name())
        || milliard.mention.gold.DealScore.sameName(name, party.text());
  }

  /** The lemmas of the trigger words of the gold. */
  Set<String> triggerWords() {
    Set<String> words = new HashSet<>();
    for (Told told : deals) {
      for (Clause clause : reading.clauses) {
        if (!tells(told, clause)) continue;
        for (int i = 0; i < clause.size; i++) {
          if (isTrigger(told, clause, i)) words.add(clause.lemma[i]);
        }
      }
    }
    return words;
  }

  private boolean isTrigger(Told told, Clause clause, int i) {
    if (clause.isEntity(i) || clause.isAmount(i)) return false;
    if (!Character.isLetter(clause.low[i].charAt(0))) return false;
    Span span = clause.span(i, i + 1);
    boolean content =
        clause.tagged(i, "verb")
            || clause.tagged(i, "noun")
            || clause.tagged(i, "adjective")
            || !clause.verb[i].isEmpty();
    return content && told.triggers.stream().anyMatch(t -> t.contains(span));
  }

  /** Parties of a deal that a clause names, twice the weight for its amount. */
  private int named(Told told, Clause clause) {
    Set<Integer> named = new HashSet<>();
    for (Entity e : clause.entities) {
      int party = reading.party(e);
      if (told.roles.containsKey(party)) named.add(party);
    }
    int count = named.size();
    for (Amount amount : clause.amounts) {
      if (told.deal.amount() != null && told.deal.amount().agrees(amount)) return count + 1;
    }
    return count;
  }

  private boolean tells(Told told, Clause clause) {
    if (named(told, clause) > 0) return true;
    int i = reading.clauses.indexOf(clause);
    return i > 0 && named(told, reading.clauses.get(i - 1)) > 0
        || i + 1 < reading.clauses.size() && named(told, reading.clauses.get(i + 1)) > 0;
  }

  /** The type told at an anchor, {@code none}, or {@link #UNKNOWN}. */
  String anchor(Anchor anchor) {
    List<Told> told = told(anchor);
    if (!told.isEmpty()) return told.getFirst().deal.type().id();
    if (anchor.isAmount()) {
      for (GoldArticle.Mark mark : gold.marks()) {
        if (mark.type().equals("MONEY") && mark.span().overlaps(anchor.span())) {
          if (mark.kind().equals("deal")) return UNKNOWN;
          return mark.kind().equals("valuation") ? "valuation" : DealScorer.NONE;
        }
      }
      return DealScorer.NONE;
    }
    for (Told deal : deals) {
      if (named(deal, anchor.clause()) > 1) return UNKNOWN;
      boolean proposed = anchor.proposals().stream().anyMatch(f -> f.type() == deal.deal.type());
      if (proposed && named(deal, anchor.clause()) > 0) return UNKNOWN;
    }
    return DealScorer.NONE;
  }

  private List<Told> told(Anchor anchor) {
    Clause clause = anchor.clause();
    List<Told> told = new ArrayList<>();
    for (Told deal : deals) {
      if (anchor.isAmount()) {
        Amount said = anchor.said();
        boolean same = deal.deal.amount() != null && deal.deal.amount().agrees(said);
        if (same && tells(deal, clause) && isDealMark(anchor)) told.add(deal);
      } else if (isTrigger(deal, clause, anchor.at()) && tells(deal, clause)) {
        told.add(deal);
      } else if (isRead(deal, anchor)) {
        told.add(deal);
      }
    }
    if (told.size() < 2) return told;
    told.sort(java.util.Comparator.comparingInt(d -> distance(d, anchor)));
    DealType type = told.getFirst().deal.type();
    int least = distance(told.getFirst(), anchor);
    told.removeIf(d -> d.deal.type() != type || distance(d, anchor) > least);
    return told;
  }

  /** Whether rules read the deal at an anchor: with two of its parties, or surely with its one. */
  private boolean isRead(Told told, Anchor anchor) {
    int named = named(told, anchor.clause());
    for (Frame frame : anchor.proposals()) {
      if (frame.type() != told.deal.type()) continue;
      boolean alone = told.roles.size() == 1 && frame.marks.contains("strong");
      if (named > 1 || named == 1 && alone) return true;
    }
    return false;
  }

  private boolean isDealMark(Anchor anchor) {
    for (GoldArticle.Mark mark : gold.marks()) {
      if (mark.type().equals("MONEY") && mark.span().overlaps(anchor.span())) {
        return mark.kind().equals("deal")
            || mark.kind().equals("valuation")
            || mark.kind().equals("debt");
      }
    }
    return false;
  }

  /** Words to the nearest party that only this role's deal has: its target, company, … */
  private int distance(Told told, Anchor anchor) {
    int least = 50;
    Clause clause = anchor.clause();
    for (int e = 0; e < clause.entities.size(); e++) {
      Role role = told.roles.get(reading.party(clause.entities.get(e)));
      if (role == null || !Drafts.keys(told.deal.type()).getFirst().equals(role)) continue;
      least = Math.min(least, DealReading.gap(anchor, e));
    }
    return least;
  }

  /** The role of a party in what is told at an anchor. */
  String role(Anchor anchor, DealType type, int party) {
    for (Told deal : told(anchor)) {
      Role role = deal.roles.get(party);
      if (deal.deal.type() == type && role != null) return role.id();
    }
    return DealScorer.NONE;
  }

  static @Nullable DealType type(String label) {
    for (DealType type : DealType.values()) if (type.id().equals(label)) return type;
    return null;
  }
}
