package milliard.corenlp;

import edu.stanford.nlp.ling.IndexedWord;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The dependency tree of a clause as arrays: the head and the relation of each token, and the path
 * between two of them. Not for threads.
 */
final class Tree {
  /** Steps of a path, at most; a longer one says nothing that can be learnt. */
  private static final int STEPS = 5;

  private final Clause clause;

  /** Position of the head of each token, -1 for the root. */
  final int[] head;

  /** Relation of each token to its head (Universal Dependencies). */
  final String[] relation;

  Tree(Clause clause) {
    this.clause = clause;
    head = new int[clause.size];
    relation = new String[clause.size];
    Arrays.fill(head, -1);
    Arrays.fill(relation, "root");
    SemanticGraph graph = clause.sentence.graph();
    for (int i = 0; i < clause.size; i++) {
      IndexedWord node = graph.getNodeByIndexSafe(i + 1);
      if (node == null) continue;
      List<SemanticGraphEdge> up = graph.incomingEdgeList(node);
      if (up.isEmpty()) continue;
      head[i] = up.getFirst().getGovernor().index() - 1;
      relation[i] = up.getFirst().getRelation().toString();
    }
  }

  Clause clause() {
    return clause;
  }

  /** The token of a name that hangs outside of it. */
  int top(int entity) {
    int first = clause.start(entity);
    int last = clause.end(entity);
    for (int i = first; i < last; i++) {
      if (head[i] < first || head[i] >= last) return i;
    }
    return first;
  }

  /** Climbs from a name to the noun that it only names: "la start-up Mistral AI". */
  int seenThrough(int position) {
    int at = position;
    for (int step = 0; step < 3 && head[at] >= 0; step++) {
      boolean names =
          switch (relation[at]) {
            case "appos", "flat", "flat:name", "flat:foreign", "compound", "conj" -> true;
            case "nmod" -> preposition(at).isEmpty();
            default -> false;
          };
      if (!names) break;
      at = head[at];
    }
    return at;
  }

  /** The lemma of the preposition of a token, empty for none. */
  String preposition(int position) {
    for (int i = Math.max(0, position - 8); i < position; i++) {
      if (head[i] == position && relation[i].equals("case")) return clause.lemma[i];
    }
    return "";
  }

  /** Whether a token has a dependent in one of these relations. */
  boolean has(int position, String... relations) {
    for (int i = 0; i < clause.size; i++) {
      if (head[i] != position) continue;
      for (String wanted : relations) if (relation[i].equals(wanted)) return true;
    }
    return false;
  }

  /** The lemma of the first dependent in this relation, empty for none. */
  String dependent(int position, String wanted) {
    for (int i = 0; i < clause.size; i++) {
      if (head[i] == position && relation[i].equals(wanted)) return word(i);
    }
    return "";
  }

  /** The kind of the name that a noun stands for or introduces, empty for none. */
  String nameUnder(int position) {
    if (clause.isEntity(position)) return clause.entityAt(position).type().name();
    for (int i = 0; i < clause.size; i++) {
      if (!clause.isEntity(i) || head[i] != position) continue;
      boolean names =
          switch (relation[i]) {
            case "appos", "flat", "flat:name", "flat:foreign", "compound", "nmod" ->
                preposition(i).isEmpty();
            default -> false;
          };
      if (names) return clause.entityAt(i).type().name() + "*";
    }
    return "";
  }

  /** A token as features name it: names and sums by their kind. */
  String word(int i) {
    if (i < 0) return "<s>";
    if (i >= clause.size) return "</s>";
    if (clause.isEntity(i)) return "<" + clause.entityAt(i).type() + ">";
    if (clause.isAmount(i)) return "<SUM>";
    if (Character.isDigit(clause.low[i].charAt(0))) return "<n>";
    return clause.lemma[i];
  }

  /** A token by what it means: the same as {@link #word} for names and sums, else its kind. */
  String kind(int i) {
    if (i < 0) return "<s>";
    if (i >= clause.size) return "</s>";
    if (clause.isEntity(i)) return "<" + clause.entityAt(i).type() + ">";
    if (clause.isAmount(i)) return "<SUM>";
    String kind = clause.kind[i];
    if (kind != null) return kind;
    if (Character.isDigit(clause.low[i].charAt(0))) return "<n>";
    if (clause.isPunctuation(i)) return clause.low[i];
    if (clause.tagged(i, "verb")) return "v";
    if (clause.tagged(i, "noun")) return "n";
    return clause.tagged(i, "adjective") ? "a" : "-";
  }

  /** Steps from one token to another: up with ^, down with v; empty if it is too long. */
  List<String> path(int from, int to) {
    List<Integer> up = ancestors(from);
    List<Integer> other = ancestors(to);
    for (int u = 0; u < up.size(); u++) {
      int meet = other.indexOf(up.get(u));
      if (meet < 0) continue;
      if (u + meet > STEPS) return List.of();
      List<String> steps = new ArrayList<>();
      for (int i = 0; i < u; i++) steps.add("^" + relation[up.get(i)]);
      for (int i = meet - 1; i >= 0; i--) steps.add("v" + relation[other.get(i)]);
      return steps;
    }
    return List.of();
  }

  /** Where the path between two tokens turns; -1 if they do not meet. */
  int meeting(int from, int to) {
    List<Integer> other = ancestors(to);
    for (int a : ancestors(from)) if (other.contains(a)) return a;
    return -1;
  }

  private List<Integer> ancestors(int position) {
    List<Integer> line = new ArrayList<>();
    for (int at = position; at >= 0 && line.size() < 12 && !line.contains(at); at = head[at]) {
      line.add(at);
    }
    return line;
  }
}
