package milliard.corenlp;

import static milliard.corenlp.Features.both;
import static milliard.corenlp.Features.bucket;
import static milliard.corenlp.Features.odds;
import static milliard.corenlp.Features.steps;

import java.util.List;
import java.util.Map;
import milliard.corenlp.DealReading.Anchor;
import milliard.corenlp.Pairs.Pair;
import milliard.corenlp.Pairs.Told;
import milliard.mention.DealType;
import milliard.mention.EntityType;
import milliard.mention.Role;

/**
 * Features of two parties as the two sides of one deal: how likely each is told, who else could
 * stand there, what the article says of either elsewhere. Not for threads.
 */
final class PairFeatures {
  private final DealReading reading;
  private final Pairs pairs;
  private final RoleFeatures places;

  PairFeatures(DealReading reading, Pairs pairs) {
    this.reading = reading;
    this.pairs = pairs;
    this.places = new RoleFeatures(reading);
  }

  /** Adds the features of a draft's pair. */
  void add(List<String> f, Draft draft) {
    Pair pair = draft.pair;
    if (pair == null) return;
    String t = pair.type().id();
    List<Told> told = pairs.places(pair);
    Told best = told.getFirst();
    Telling telling = best.telling();
    both(f, t, "alone=" + draft.alone);
    both(f, t, "leads=" + pairs.leads(telling, pair));
    steps(f, "P", best.product() * telling.probability());
    steps(f, "p", telling.probability());
    steps(f, "share", best.share());
    int likely = 0;
    double second = 0;
    for (Told other : told) {
      if (other.share() >= 0.5 && other.telling().probability() >= 0.3) likely++;
      if (other.telling().anchor().clause() != telling.anchor().clause()) {
        second = Math.max(second, other.product() * other.telling().probability());
      }
    }
    both(f, t, "places=" + bucket(likely));
    steps(f, "P2", second);
    side(f, pair, telling, pair.first(), pair.one(), pair.two(), "1");
    side(f, pair, telling, pair.second(), pair.two(), pair.one(), "2");
    others(f, pair, telling);
    between(f, pair, telling.anchor());
    relations(f, pair, draft);
  }

  /** What the encoder reads of the two. */
  private void relations(List<String> f, Pair pair, Draft draft) {
    Relations read = reading.relations();
    double own = read.of(pair);
    double first = read.role(pair.type(), pair.first(), pair.one());
    double second = read.role(pair.type(), pair.second(), pair.two());
    if (pair.one() == Pairs.NOBODY) {
      own = read.buysNobody(pair.two());
      first = own;
    }
    odds(f, "E", own);
    odds(f, pair.type().id() + "E", own);
    odds(f, "E1", first);
    odds(f, "E2", second);
    double one = read.rival(pair, true);
    double two = read.rival(pair, false);
    odds(f, "Er1", one);
    odds(f, "Er2", two);
    odds(f, "E-r1", own - one);
    odds(f, "E-r2", own - two);
    if (!Pairs.isMutual(pair.type())) {
      odds(f, "Eturned", read.of(new Pair(pair.type(), pair.two(), pair.one())));
    }
    double weakest = own;
    for (int a : draft.in(pair.first())) {
      for (int b : draft.in(pair.second())) {
        if (a == b || Pairs.isMutual(pair.type()) && a > b) continue;
        weakest = Math.min(weakest, read.of(new Pair(pair.type(), a, b)));
      }
    }
    odds(f, "Eweakest", weakest);
    double other = Relations.FAR;
    for (DealType t : DealType.values()) {
      if (t == pair.type() || !Pairs.isPaired(t)) continue;
      List<Role> keys = Drafts.keys(t);
      Pair same = new Pair(t, pair.one(), pair.two());
      other = Math.max(other, read.of(same));
      if (keys.size() > 1) other = Math.max(other, read.of(new Pair(t, pair.two(), pair.one())));
    }
    odds(f, "Eother", other);
    odds(f, "E-other", own - other);
  }

  private void side(
      List<String> f, Pair pair, Telling telling, Role role, int party, int opposite, String s) {
    String t = pair.type().id();
    double own = telling.of(role, party);
    double rival = 0;
    int who = -1;
    for (var e : telling.roles().getOrDefault(role, Map.of()).entrySet()) {
      if (e.getKey() == party || e.getKey() == opposite || e.getValue() <= rival) continue;
      rival = e.getValue();
      who = e.getKey();
    }
    steps(f, "r" + s, rival);
    if (party == Pairs.NOBODY) {
      both(f, t, "nobody" + s);
      return;
    }
    steps(f, "q" + s, own);
    steps(f, "q-r" + s, own - rival);
    Clause clause = telling.anchor().clause();
    if (who >= 0) {
      boolean here = reading.names(clause, who);
      f.add("rival" + s + "=" + here + reading.joined(clause, party, who));
    }
    double wrong = 0;
    for (Role r : telling.type().roles()) {
      if (r != role) wrong = Math.max(wrong, telling.of(r, party));
    }
    steps(f, "w" + s, wrong);
    if (reading.names(clause, party)) {
      both(f, t, "here" + s);
      return;
    }
    String salience = reading.salience.of(clause, party);
    String subject = places.subject(telling.anchor());
    String reference = places.reference(clause, telling.anchor().at());
    both(f, t, "absent" + s);
    f.add("abs" + s + "=" + salience);
    f.add("back" + s + "=" + reading.salience.sentencesBack(clause, party));
    f.add("subj" + s + "=" + subject);
    f.add("ref" + s + "=" + reference);
    f.add("abs,subj" + s + "=" + salience + subject);
    f.add("topic" + s + "=" + reading.isTopic(party));
    f.add("par" + s + "=" + reading.salience.opensParagraph(clause, party));
    f.add("prev" + s + "=" + reading.salience.opensSentenceBefore(clause, party));
    f.add("orgs" + s + "=" + DealReading.companies(clause));
    f.add("called" + s + "=" + places.called(clause, party));
  }

  /** What is told of either party with somebody else. */
  private void others(List<String> f, Pair pair, Telling telling) {
    double one = 0;
    double two = 0;
    double oneHere = 0;
    double twoHere = 0;
    double swapped = 0;
    double apart = 0;
    Clause clause = telling.anchor().clause();
    for (var e : pairs.all().entrySet()) {
      Pair other = e.getKey();
      if (other.type() != pair.type() || other.equals(pair)) continue;
      boolean sameOne = other.one() == pair.one() && pair.one() >= 0;
      boolean sameTwo = other.two() == pair.two() && pair.two() >= 0;
      boolean turned = other.one() == pair.two() && other.two() == pair.one();
      for (Told told : e.getValue()) {
        double p = told.product() * told.telling().probability();
        boolean here = told.telling().anchor().clause() == clause;
        if (turned) swapped = Math.max(swapped, p);
        else if (sameOne && here) oneHere = Math.max(oneHere, p);
        else if (sameTwo && here) twoHere = Math.max(twoHere, p);
        else if (sameOne) one = Math.max(one, p);
        else if (sameTwo) two = Math.max(two, p);
        else if (here) apart = Math.max(apart, p);
      }
    }
    steps(f, "else1", one);
    steps(f, "else2", two);
    steps(f, "here1", oneHere);
    steps(f, "here2", twoHere);
    steps(f, "swapped", swapped);
    steps(f, "apart", apart);
  }

  /** Where the two stand in the sentence. */
  private void between(List<String> f, Pair pair, Anchor anchor) {
    Clause c = anchor.clause();
    if (pair.one() < 0 || pair.two() < 0) return;
    int one = nearest(anchor, pair.one());
    int two = nearest(anchor, pair.two());
    if (one < 0 || two < 0) return;
    String t = pair.type().id();
    f.add("joined=" + reading.joined(c, pair.one(), pair.two()));
    String order = sideOf(anchor, c, one) + sideOf(anchor, c, two) + (one < two ? "<" : ">");
    both(f, t, "order=" + order);
    f.add("w,order=" + anchor.lemma() + t + order);
    f.add("gap=" + bucket(Math.abs(c.start(one) - c.start(two)) / 2));
    int from = Math.min(c.end(one), c.end(two));
    int to = Math.max(c.start(one), c.start(two));
    int names = 0;
    int verbs = 0;
    for (int e = 0; e < c.entities.size(); e++) {
      boolean inside = c.start(e) >= from && c.end(e) <= to;
      if (inside && c.entities.get(e).type() == EntityType.ORG) names++;
    }
    for (int i = from; i < to; i++) {
      if (c.isVerb(i)) verbs++;
      if (to - from <= 6 && !c.isEntity(i)) f.add("mid=" + c.lemma[i]);
    }
    f.add("names=" + Math.min(3, names));
    f.add("verbs=" + Math.min(3, verbs));
    if (to - from <= 3) f.add("m=" + order + c.words(from, to));
  }

  private static String sideOf(Anchor anchor, Clause c, int entity) {
    return c.start(entity) >= anchor.end() ? "A" : "B";
  }

  private int nearest(Anchor anchor, int party) {
    Clause c = anchor.clause();
    int best = -1;
    for (int e = 0; e < c.entities.size(); e++) {
      if (reading.party(c.entities.get(e)) != party) continue;
      if (best < 0 || DealReading.gap(anchor, e) < DealReading.gap(anchor, best)) best = e;
    }
    return best;
  }
}
