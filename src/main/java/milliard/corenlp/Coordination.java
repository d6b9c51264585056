package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import milliard.mention.EntityType;

/** Which names of a clause are coordinated: "Airbus, Thales et l'italien Leonardo". */
final class Coordination {
  private static final int MODIFIERS = 8;

  private final Clause clause;
  private final int[] group;

  private enum Link {
    NONE,
    COMMA,
    COORDINATOR
  }

  Coordination(Clause clause) {
    this.clause = clause;
    int count = clause.entities.size();
    group = new int[count];
    for (int e = 0; e < count; e++) group[e] = e;
    for (int e = 0; e < count; e++) {
      int next = linked(e, count);
      if (next > e && group[next] == next) group[next] = group[e];
    }
    dropAppositions();
  }

  /** The next name coordinated with this one, passing over names nested in an insertion. */
  private int linked(int e, int count) {
    if (!clause.isEntity(clause.start(e))) return -1;
    for (int next = e + 1; next < Math.min(count, e + 4); next++) {
      if (!coordinable(e, next)) continue;
      int from = clause.end(next - 1);
      if (next > e + 1 && !insertion(e, next - 1)) break;
      if (link(from, clause.start(next)) != Link.NONE) return next;
    }
    return -1;
  }

  private boolean coordinable(int a, int b) {
    EntityType one = clause.entities.get(a).type();
    EntityType two = clause.entities.get(b).type();
    if (one == two) return true;
    return one != EntityType.MISC
        && two != EntityType.MISC
        && (one == EntityType.ORG || two == EntityType.ORG);
  }

  /**
   * Whether all between the name and the end of the last nested one is set off or depends on it.
   */
  private boolean insertion(int e, int lastNested) {
    int i = clause.end(e);
    if (i >= clause.size) return false;
    boolean opened =
        clause.low[i].equals(",") || clause.low[i].equals("(") || clause.low[i].equals("-lrb-");
    boolean depends = clause.in(i, "preposition");
    if (!opened && !depends) return false;
    for (int k = i; k < clause.end(lastNested); k++) {
      if (clause.isVerb(k) && !clause.grammar.participle(clause.low[k])) return false;
    }
    return true;
  }

  private Link link(int from, int to) {
    int i = skipParenthesis(from, to);
    Link link = Link.NONE;
    if (i < to && clause.low[i].equals(")")) i++;
    if (i < to && (clause.low[i].equals("/") || clause.in(i, "hyphen")) && to == i + 1) {
      return Link.COORDINATOR;
    }
    if (i < to && clause.low[i].equals(",")) {
      link = Link.COMMA;
      i++;
    }
    int coordinator = coordinator(i, to);
    if (coordinator > i) {
      link = Link.COORDINATOR;
      i = coordinator;
    }
    if (link == Link.NONE || to - i > MODIFIERS) return Link.NONE;
    for (int k = i; k < to; k++) {
      boolean modifier =
          clause.tagged(k, "determiner")
              || clause.tagged(k, "adjective")
              || clause.tagged(k, "noun")
              || clause.tagged(k, "number")
              || clause.isType(k, EntityType.LOC)
              || clause.in(k, "genitive")
              || clause.low[k].equals("'s")
              || k == i && link == Link.COORDINATOR && clause.in(k, "preposition")
              || clause.low[k].equals("-");
      if (!modifier) return Link.NONE;
      if (link == Link.COMMA && clause.in(k, "plural")) return Link.NONE;
    }
    return link;
  }

  private int skipParenthesis(int from, int to) {
    if (from >= to || !(clause.low[from].equals("(") || clause.low[from].equals("-lrb-"))) {
      return from;
    }
    for (int k = from; k < Math.min(to, from + 12); k++) {
      if (clause.low[k].equals(")") || clause.low[k].equals("-rrb-")) return k + 1;
    }
    return from;
  }

  /** The position behind a coordinator that stands here, or {@code from}. */
  private int coordinator(int from, int to) {
    for (int length = Math.min(4, to - from); length > 0; length--) {
      if (clause.grammar.is("coordinator", clause.words(from, from + length))) {
        return from + length;
      }
    }
    return from;
  }

  /** Two names with nothing but a comma between them are an apposition, save in a headline. */
  private void dropAppositions() {
    for (int e = 0; e < group.length; e++) {
      List<Integer> members = members(e);
      if (members.size() != 2 || members.getFirst() != e) continue;
      int next = members.get(1);
      boolean comma = link(clause.end(next - 1), clause.start(next)) == Link.COMMA;
      if (comma && !clause.sentence.headline()) group[next] = next;
    }
  }

  /** The names of the group of this one, in the order of the text. */
  List<Integer> members(int e) {
    List<Integer> members = new ArrayList<>();
    for (int k = 0; k < group.length; k++) if (group[k] == group[e]) members.add(k);
    return members;
  }
}
