package milliard.corenlp;

import java.util.IdentityHashMap;
import java.util.Map;
import milliard.mention.Entity;
import milliard.mention.EntityType;

/**
 * Of whom a sentence speaks that it does not name: how far back each party was named, who opens the
 * paragraph, who stood last before a verb. Not for threads.
 */
final class Salience {
  private final DealReading reading;
  private final Map<Clause, Integer> openers = new IdentityHashMap<>();
  private final Map<Clause, Integer> centers = new IdentityHashMap<>();

  Salience(DealReading reading) {
    this.reading = reading;
  }

  /** How likely a clause speaks of a party that it does not name: its rank, C at the center. */
  String of(Clause clause, int party) {
    return Math.min(3, rank(party)) + (center(clause) == party ? "C" : "");
  }

  /** Whether a party that a clause does not name may be "the company" or "it" there. */
  boolean isSpokenOf(Clause clause, int party) {
    return reading.isTopic(party)
        || center(clause) == party
        || opensSentenceBefore(clause, party)
        || opensParagraph(clause, party);
  }

  /** How many companies the article names more often than a party, or as often and earlier. */
  private int rank(int party) {
    int rank = 0;
    for (int p = 0; p < reading.parties.size(); p++) {
      if (p == party || reading.parties.get(p).type() != EntityType.ORG) continue;
      if (reading.mentions(p) > reading.mentions(party)
          || reading.mentions(p) == reading.mentions(party) && p < party) rank++;
    }
    return rank;
  }

  /** The company that stood last before the first verb of a sentence, at most 3 back; else -1. */
  private int center(Clause clause) {
    return centers.computeIfAbsent(clause, this::findCenter);
  }

  private int findCenter(Clause clause) {
    for (int i = reading.clauses.indexOf(clause) - 1, seen = 0; i >= 0 && seen < 3; i--, seen++) {
      Clause before = reading.clauses.get(i);
      for (int k = 0; k < before.size && !before.isVerb(k); k++) {
        if (before.isType(k, EntityType.ORG)) return reading.party(before.entityAt(k));
      }
    }
    return -1;
  }

  /** How many sentences back a party was named last; 9 for more than 8 or never. */
  int sentencesBack(Clause clause, int party) {
    for (int back = 1; back < 9; back++) {
      int i = clause.sentence.index() - back;
      if (i < 0) break;
      for (Entity e : reading.document.entities(reading.document.sentences().get(i))) {
        if (reading.party(e) == party) return back;
      }
    }
    return 9;
  }

  /** Whether a party is the first company named in the sentence before. */
  boolean opensSentenceBefore(Clause clause, int party) {
    int i = clause.sentence.index() - 1;
    if (i < 0) return false;
    for (Entity e : reading.document.entities(reading.document.sentences().get(i))) {
      if (e.type() == EntityType.ORG) return reading.party(e) == party;
    }
    return false;
  }

  /** Whether a party is the first company named in the paragraph of a clause. */
  boolean opensParagraph(Clause clause, int party) {
    return openers.computeIfAbsent(clause, this::opener) == party;
  }

  private int opener(Clause clause) {
    String text = reading.document.text();
    int from = clause.sentence.span().start();
    while (from > 0 && text.charAt(from - 1) != '\n') from--;
    for (Entity e : reading.document.entities()) {
      if (e.span().start() >= from && e.type() == EntityType.ORG) return reading.party(e);
    }
    return -1;
  }
}
