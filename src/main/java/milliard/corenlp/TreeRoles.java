package milliard.corenlp;

import edu.stanford.nlp.ling.IndexedWord;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subject of a verb by the dependency tree (Universal Dependencies): through auxiliaries,
 * control, coordination, relative clauses and participles. The labels are the same in all
 * languages. Not for threads.
 */
final class TreeRoles {
  private static final int STEPS = 7;

  private final Clause clause;
  private final SemanticGraph graph;

  TreeRoles(Clause clause) {
    this.clause = clause;
    this.graph = clause.sentence.graph();
  }

  private @Nullable IndexedWord node(int position) {
    return graph.getNodeByIndexSafe(position + 1);
  }

  /** The head word of the subject of a verb or of what governs it; -1 if the tree shows none. */
  int subject(int position) {
    IndexedWord node = node(position);
    for (int step = 0; node != null && step < STEPS; step++) {
      IndexedWord subject = child(node, "nsubj", "nsubj:pass", "nsubj:outer");
      if (subject != null) {
        int at = subject.index() - 1;
        if (!clause.in(at, "relative")) return at;
        IndexedWord antecedent = governor(node, "acl:relcl", "acl");
        return antecedent == null ? at : antecedent.index() - 1;
      }
      SemanticGraphEdge up = up(node);
      if (up == null) return -1;
      String relation = up.getRelation().toString();
      IndexedWord governor = up.getGovernor();
      switch (relation) {
        case "acl", "acl:relcl" -> {
          if (!isDealNoun(governor)) return governor.index() - 1;
          node = governor;
        }
        case "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "aux",
            "aux:pass",
            "cop",
            "obj",
            "obl",
            "obl:arg",
            "nmod",
            "parataxis",
            "dep",
            "mark",
            "obl:mod" ->
            node = governor;
        default -> {
          return -1;
        }
      }
    }
    return -1;
  }

  /** The object of a verb, or -1. */
  int object(int position) {
    IndexedWord node = node(position);
    if (node == null) return -1;
    IndexedWord object = child(node, "obj");
    return object == null ? -1 : object.index() - 1;
  }

  /** "a deal to buy X": the noun is not the subject of the infinitive that hangs on it. */
  private boolean isDealNoun(IndexedWord noun) {
    int at = noun.index() - 1;
    return clause.tagged(at, "noun") && !clause.in(at, "company") && !clause.isEntity(at);
  }

  /** The positions of the words under a head that only name it: appositions, parts of names. */
  List<Integer> naming(int head) {
    List<Integer> positions = new ArrayList<>();
    IndexedWord node = node(head);
    if (node == null) return List.of(head);
    collect(node, positions, 0);
    return positions;
  }

  private void collect(IndexedWord node, List<Integer> into, int depth) {
    int at = node.index() - 1;
    if (depth > 4 || into.contains(at)) return;
    into.add(at);
    boolean through =
        clause.in(at, "transparent") || clause.in(at, "partitive") && !clause.in(at, "company");
    for (SemanticGraphEdge edge : down(node)) {
      String relation = edge.getRelation().toString();
      boolean names =
          switch (relation) {
            case "appos", "flat", "flat:name", "flat:foreign", "compound", "conj", "fixed", "dep" ->
                true;
            case "amod", "nummod" -> false;
            case "nmod", "nmod:poss" -> through || child(edge.getDependent(), "case") == null;
            default -> false;
          };
      if (names) collect(edge.getDependent(), into, depth + 1);
    }
  }

  private @Nullable IndexedWord child(IndexedWord node, String... relations) {
    for (SemanticGraphEdge edge : down(node)) {
      for (String relation : relations) {
        if (edge.getRelation().toString().equals(relation)) return edge.getDependent();
      }
    }
    return null;
  }

  /** The edges to the words under one, in the order of the sentence. */
  private List<SemanticGraphEdge> down(IndexedWord node) {
    List<SemanticGraphEdge> edges = new ArrayList<>(graph.outgoingEdgeList(node));
    edges.sort(Comparator.comparingInt(e -> e.getDependent().index()));
    return edges;
  }

  private @Nullable SemanticGraphEdge up(IndexedWord node) {
    List<SemanticGraphEdge> edges = graph.incomingEdgeList(node);
    return edges.isEmpty() ? null : edges.getFirst();
  }

  private @Nullable IndexedWord governor(IndexedWord node, String... relations) {
    SemanticGraphEdge up = up(node);
    for (int step = 0; up != null && step < 3; step++) {
      for (String relation : relations) {
        if (up.getRelation().toString().equals(relation)) return up.getGovernor();
      }
      if (!up.getRelation().toString().equals("conj")) return null;
      up = up(up.getGovernor());
    }
    return null;
  }
}
