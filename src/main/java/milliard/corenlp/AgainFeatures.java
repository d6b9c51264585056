package milliard.corenlp;

import static milliard.corenlp.Features.bucket;
import static milliard.corenlp.Features.isTop;
import static milliard.corenlp.Features.steps;
import static milliard.corenlp.Features.tenth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.Role;

/**
 * Features of a party as a filler of a role once the whole article has been read: what this place
 * says of it, what others say, and who else could fill the role. Not for threads.
 */
final class AgainFeatures {
  private final DealReading reading;
  private final List<Telling> tellings;

  /**
   * @param tellings all of the document, as read the first time
   */
  AgainFeatures(DealReading reading, List<Telling> tellings) {
    this.reading = reading;
    this.tellings = List.copyOf(tellings);
  }

  /** The parties that may fill a role of a telling. */
  static TreeSet<Integer> parties(Telling telling) {
    TreeSet<Integer> parties = new TreeSet<>();
    telling.roles().values().forEach(m -> parties.addAll(m.keySet()));
    return parties;
  }

  /** Features of a party in the roles of a telling. */
  List<String> of(Telling telling, int party) {
    List<String> f = new ArrayList<>();
    DealType type = telling.type();
    Clause clause = telling.anchor().clause();
    Role best = type.roles().getFirst();
    for (Role role : type.roles()) {
      double q = telling.of(role, party);
      if (q >= DealScorer.SEEN) f.add("q=" + role.id() + tenth(q));
      steps(f, "q:" + role.id(), q);
      if (q > telling.of(best, party)) best = role;
    }
    double own = telling.of(best, party);
    String r = best.id();
    boolean here = reading.names(clause, party);
    f.add("1");
    f.add("r=" + r + here);
    f.add("r,q=" + r + tenth(own) + here);
    f.add("p,q=" + tenth(telling.probability()) + r + tenth(own));
    steps(f, "p", telling.probability());
    f.add("w=" + telling.anchor().lemma() + r);
    if (!telling.anchor().isAmount()) {
      f.add("K=" + reading.tree(clause).kind(telling.anchor().at()) + r);
    }
    for (String kind : reading.kindsOf(party)) f.add("is=" + kind + r);
    Entity entity = reading.parties.get(party);
    f.add("e=" + entity.type() + r);
    f.add("kind=" + Features.kind(entity) + r);
    f.add("topic=" + reading.isTopic(party) + r + here);
    f.add("top=" + reading.inHeadline(party) + r + here);
    f.add("n=" + bucket(reading.mentions(party)) + r);
    relations(f, type, party);
    rivals(f, telling, party, best);
    elsewhere(f, telling, party, r);
    if (!here) absent(f, clause, party, r);
    return f;
  }

  /** What the encoder reads of the party. */
  private void relations(List<String> f, DealType type, int party) {
    Relations read = reading.relations();
    for (Role role : type.roles()) {
      double own = read.role(type, role, party);
      double most = read.mostOfOthers(type, role, List.of(party));
      Features.odds(f, "E" + role.id(), own);
      Features.odds(f, "Er" + role.id(), own - most);
    }
  }

  /** Who else could fill the roles. */
  private void rivals(List<String> f, Telling telling, int party, Role best) {
    double own = telling.of(best, party);
    Clause clause = telling.anchor().clause();
    for (Role role : telling.type().roles()) {
      double most = 0;
      int who = -1;
      int rank = 0;
      for (var e : telling.roles().getOrDefault(role, Map.of()).entrySet()) {
        if (e.getKey() == party) continue;
        if (e.getValue() > own) rank++;
        if (e.getValue() <= most) continue;
        most = e.getValue();
        who = e.getKey();
      }
      boolean there = who >= 0 && reading.names(clause, who);
      f.add("rival=" + role.id() + tenth(most) + there);
      steps(f, "rival:" + role.id(), most);
      if (role != best) {
        f.add("r,other=" + best.id() + role.id() + tenth(most) + there);
        continue;
      }
      f.add("rank=" + best.id() + Math.min(3, rank));
      f.add("q,rival=" + best.id() + tenth(own) + tenth(most));
      if (who >= 0) f.add("joined=" + best.id() + reading.joined(clause, party, who));
    }
  }

  /** What other tellings make of the party. */
  private void elsewhere(List<String> f, Telling telling, int party, String r) {
    Clause clause = telling.anchor().clause();
    Map<Role, Double> near = new EnumMap<>(Role.class);
    Map<Role, Double> far = new EnumMap<>(Role.class);
    Map<Role, Double> top = new EnumMap<>(Role.class);
    int same = 0;
    TreeSet<String> types = new TreeSet<>();
    for (Telling other : tellings) {
      if (other == telling) continue;
      boolean sameClause = other.anchor().clause() == clause;
      for (Role role : other.type().roles()) {
        double q = other.of(role, party) * other.probability();
        if (q < DealScorer.SEEN) continue;
        if (other.type() != telling.type()) {
          if (q >= 0.5) types.add((sameClause ? "x=" : "xx=") + other.type().id() + role.id());
          continue;
        }
        if (sameClause) near.merge(role, q, Math::max);
        else far.merge(role, q, Math::max);
        if (isTop(other.anchor().clause())) top.merge(role, q, Math::max);
      }
      if (other.type() == telling.type() && !sameClause) same++;
    }
    near.forEach((role, q) -> {
      f.add("near=" + role.id() + tenth(q));
      steps(f, "near:" + role.id(), q);
    });
    far.forEach((role, q) -> {
      f.add("far=" + role.id() + tenth(q));
      steps(f, "far:" + role.id(), q);
      f.add("r,far=" + r + role.id() + tenth(q));
    });
    top.forEach((role, q) -> {
      f.add("head=" + role.id() + tenth(q));
      steps(f, "head:" + role.id(), q);
    });
    if (near.isEmpty()) f.add("near=0");
    if (far.isEmpty()) f.add("far=0" + r);
    f.add("same=" + bucket(same) + r);
    for (String t : types) f.add(t + ":" + r);
  }

  private void absent(List<String> f, Clause clause, int party, String r) {
    int back = reading.salience.sentencesBack(clause, party);
    f.add("back=" + back + r);
    f.add("orgs=" + DealReading.companies(clause) + r);
    String salience = reading.salience.of(clause, party);
    f.add("rank=" + salience + r);
    f.add("rank,back=" + salience + back + r);
    f.add("opens=" + reading.salience.opensSentenceBefore(clause, party) + r);
    f.add("paragraph=" + reading.salience.opensParagraph(clause, party) + r);
  }
}
