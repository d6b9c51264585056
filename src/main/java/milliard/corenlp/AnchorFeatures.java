package milliard.corenlp;

import static milliard.corenlp.Features.bucket;
import static milliard.corenlp.Features.isTop;
import static milliard.corenlp.Features.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import milliard.corenlp.DealReading.Anchor;
import milliard.mention.DealType;
import milliard.mention.EntityType;
import milliard.money.Amount;

/** Features of an anchor: what is told there, if anything. Not for threads. */
final class AnchorFeatures {
  private static final int WINDOW = 8;

  private final DealReading reading;

  /** Features of the whole article: which types of deals its rules read. */
  private final List<String> article = new ArrayList<>();

  /** What was asked for: the sums are asked for again by each draft. */
  private final Map<Anchor, List<String>> seen = new HashMap<>();

  AnchorFeatures(DealReading reading) {
    this.reading = reading;
    for (DealType type : DealType.values()) {
      int strong = reading.strong(type);
      if (strong > 0) article.add("d=" + type.id() + ":" + Math.min(3, strong));
    }
    for (int i = 0; i < reading.clauses.size(); i++) {
      if (!isTop(reading.clauses.get(i))) continue;
      for (Frame f : reading.frames.get(i)) article.add("dh=" + f.type().id());
    }
  }

  /** Features of what is told at an anchor, if anything. */
  List<String> of(Anchor anchor) {
    return seen.computeIfAbsent(anchor, this::read);
  }

  private List<String> read(Anchor anchor) {
    List<String> f = new ArrayList<>(article);
    Clause c = anchor.clause();
    Tree tree = reading.tree(c);
    int at = anchor.at();
    int end = anchor.end();
    String w = anchor.lemma();
    f.add("1");
    f.add("w=" + w);
    if (!anchor.isAmount()) {
      f.add("f=" + c.low[at]);
      f.add("t=" + c.tag[at]);
      f.add("wt=" + w + "/" + c.tag[at]);
    }
    String[] left = new String[4];
    String[] right = new String[4];
    for (int k = 0; k < 4; k++) {
      left[k] = tree.word(at - 1 - k);
      right[k] = tree.word(end + k);
    }
    f.add("-1=" + left[0]);
    f.add("-2=" + left[1]);
    f.add("+1=" + right[0]);
    f.add("+2=" + right[1]);
    f.add("-1w=" + left[0] + " " + w);
    f.add("+1w=" + w + " " + right[0]);
    f.add("-2w=" + left[1] + " " + left[0] + " " + w);
    f.add("+2w=" + w + " " + right[0] + " " + right[1]);
    f.add("+3w=" + w + " " + right[0] + " " + right[1] + " " + right[2]);
    f.add("-+w=" + left[0] + " " + w + " " + right[0]);
    if (anchor.isAmount()) {
      f.add("-3=" + left[2] + " " + left[1] + " " + left[0]);
      f.add("+3=" + right[0] + " " + right[1] + " " + right[2]);
    }
    kinds(f, tree, anchor);
    syntax(f, tree, at, w);
    around(f, c, anchor, w);
    rules(f, c, anchor);
    place(f, c, at);
    if (anchor.isAmount()) amount(f, c, anchor, tree);
    return f;
  }

  /** What the words at and around an anchor mean, whatever the language. */
  private static void kinds(List<String> f, Tree tree, Anchor anchor) {
    Clause c = tree.clause();
    int at = anchor.at();
    int end = anchor.end();
    String k = anchor.kind(tree);
    String l1 = tree.kind(at - 1);
    String l2 = tree.kind(at - 2);
    String l3 = tree.kind(at - 3);
    String r1 = tree.kind(end);
    String r2 = tree.kind(end + 1);
    String r3 = tree.kind(end + 2);
    f.add("K=" + k);
    f.add("K-1=" + l1 + " " + k);
    f.add("K-2=" + l2 + " " + l1 + " " + k);
    f.add("K-3=" + l3 + " " + l2 + " " + l1 + " " + k);
    f.add("K+1=" + k + " " + r1);
    f.add("K+2=" + k + " " + r1 + " " + r2);
    f.add("K+3=" + k + " " + r1 + " " + r2 + " " + r3);
    f.add("K-+=" + l1 + " " + k + " " + r1);
    f.add("K--++=" + l2 + " " + l1 + " " + k + " " + r1 + " " + r2);
    int head = tree.head[at];
    f.add("Kh=" + k + "/" + tree.kind(head) + "/" + tree.relation[at]);
    if (head >= 0) f.add("Khh=" + tree.kind(tree.head[head]) + "/" + tree.kind(head));
    for (int i = 0; i < c.size; i++) {
      if (tree.head[i] != at) continue;
      String relation = tree.relation[i];
      if (relation.equals("punct") || relation.equals("det")) continue;
      f.add("Kc=" + k + "/" + relation + ":" + tree.kind(i));
    }
    TreeSet<String> near = new TreeSet<>();
    for (int i = 0; i < c.size; i++) {
      String kind = c.kind[i];
      if (kind == null || i >= at && i < end) continue;
      near.add("Ks=" + kind);
      near.add("kKs=" + k + kind);
      if (i >= at - WINDOW && i < at) near.add("Kl=" + kind);
      if (i >= end && i < end + WINDOW) near.add("Kr=" + kind);
    }
    f.addAll(near);
    if (!anchor.isAmount()) return;
    int up = at;
    for (int step = 0; step < 5 && tree.head[up] >= 0; step++) {
      up = tree.head[up];
      if (c.isAmount(up)) continue;
      f.add("Kup=" + tree.kind(up));
      f.add("Kup" + step + "=" + tree.kind(up));
      if (c.isVerb(up)) break;
    }
  }

  private void syntax(List<String> f, Tree tree, int at, String w) {
    int head = tree.head[at];
    f.add("rel=" + tree.relation[at]);
    f.add("h=" + tree.word(head) + "/" + tree.relation[at]);
    f.add("wh=" + w + "/" + tree.word(head));
    if (head >= 0) f.add("hh=" + tree.word(tree.head[head]) + "/" + tree.word(head));
    Clause c = tree.clause();
    for (int i = 0; i < c.size; i++) {
      if (tree.head[i] != at) continue;
      String relation = tree.relation[i];
      if (relation.equals("punct") || relation.equals("det")) continue;
      f.add("c=" + relation + ":" + tree.word(i));
      f.add("wc=" + w + "/" + relation);
      String preposition = tree.preposition(i);
      String name = tree.nameUnder(i);
      if (!name.isEmpty()) {
        f.add("ce=" + relation + preposition + ":" + name);
        f.add("wce=" + w + "/" + relation + preposition + ":" + name);
      }
      if (!preposition.isEmpty()) f.add("cp=" + w + "/" + preposition + ":" + tree.word(i));
    }
  }

  private void around(List<String> f, Clause c, Anchor anchor, String w) {
    TreeSet<String> near = new TreeSet<>();
    for (int i = Math.max(0, anchor.at() - WINDOW);
        i < Math.min(c.size, anchor.end() + WINDOW);
        i++) {
      if (i >= anchor.at() && i < anchor.end()) continue;
      if (c.isEntity(i) || c.isAmount(i) || !Character.isLetter(c.low[i].charAt(0))) continue;
      near.add((i < anchor.at() ? "l=" : "r=") + c.lemma[i]);
    }
    f.addAll(near);
    TreeSet<String> bag = new TreeSet<>();
    for (int i = 0; i < c.size; i++) {
      if (c.isEntity(i) || c.isAmount(i) || c.low[i].length() < 3) continue;
      if (Character.isLetter(c.low[i].charAt(0))) bag.add("s=" + c.lemma[i]);
    }
    f.addAll(bag);
    String before = "none";
    String after = "none";
    int orgsBefore = 0;
    int orgsAfter = 0;
    for (int e = 0; e < c.entities.size(); e++) {
      EntityType type = c.entities.get(e).type();
      if (c.end(e) <= anchor.at()) {
        before = type.name();
        if (type == EntityType.ORG) orgsBefore++;
      } else if (c.start(e) >= anchor.end()) {
        if (after.equals("none")) after = type.name();
        if (type == EntityType.ORG) orgsAfter++;
      }
    }
    f.add("L=" + before);
    f.add("R=" + after);
    f.add("LR=" + before + after);
    f.add("wL=" + w + before);
    f.add("wR=" + w + after);
    f.add("oB=" + Math.min(3, orgsBefore));
    f.add("oA=" + Math.min(3, orgsAfter));
    f.add("o=" + Math.min(3, orgsBefore + orgsAfter));
    f.add("wo=" + w + Math.min(2, orgsBefore) + Math.min(2, orgsAfter));
    int sums = c.amounts.size();
    f.add("n$=" + Math.min(4, sums));
    f.add("w$=" + w + Math.min(1, sums));
    for (int a = 0; a < sums; a++) {
      if (a == anchor.amount()) continue;
      f.add("k$=" + reading.kinds.kind(c, a).kind());
    }
    String tense = c.words(Math.max(0, anchor.at() - 4), anchor.at());
    f.add("x=" + tense.replaceAll("\\d+", "0"));
  }

  private void rules(List<String> f, Clause c, Anchor anchor) {
    for (Frame frame : anchor.proposals()) {
      String v = verdict(frame);
      f.add("ra=" + frame.type().id() + ":" + v);
      f.add("rn=" + frame.rule.name() + ":" + v);
      f.add("rf=" + frame.type().id() + ":" + frame.filled());
    }
    if (anchor.proposals().isEmpty()) f.add("ra=0");
    for (Frame frame : reading.frames(c)) {
      f.add("rs=" + frame.type().id() + ":" + verdict(frame));
    }
  }

  private void place(List<String> f, Clause c, int at) {
    int index = c.sentence.index();
    f.add("top=" + isTop(c));
    f.add("i=" + bucket(index));
    f.add("len=" + bucket(c.size / 3));
    f.add("pos=" + bucket(at));
    if (c.isEntity(0)) f.add("opens=" + c.entityAt(0).type());
    else f.add("opens=" + c.lemma[0]);
    for (int i = 0; i < Math.min(12, c.size); i++) {
      if (c.low[i].equals(":") || c.low[i].equals("–") || c.low[i].equals("—")) {
        f.add("mark=" + c.low[i]);
      }
    }
  }

  private void amount(List<String> f, Clause c, Anchor anchor, Tree tree) {
    AmountKinds.Kind kind = reading.kinds.kind(c, anchor.amount());
    f.add("k=" + kind.kind());
    f.add("kg=" + kind.kind() + Math.min(5, kind.gap()));
    f.add("a#=" + Math.min(3, anchor.amount()) + "/" + Math.min(4, c.amounts.size()));
    Amount said = c.amounts.get(anchor.amount());
    f.add("mod=" + said.modality());
    var number = said.value() != null ? said.value() : said.low();
    if (number != null && number.signum() > 0) {
      f.add("mag=" + (number.precision() - number.scale()));
    }
    int up = anchor.at();
    String relations = "";
    for (int step = 0; step < 5 && tree.head[up] >= 0; step++) {
      relations += "^" + tree.relation[up];
      up = tree.head[up];
      if (c.isAmount(up)) continue;
      f.add("up=" + tree.word(up));
      f.add("up" + step + "=" + tree.word(up));
      if (c.isVerb(up)) {
        f.add("verb=" + c.lemma[up]);
        f.add("verbp=" + c.lemma[up] + relations);
        break;
      }
    }
    int open = 0;
    for (int i = 0; i < anchor.at(); i++) {
      if (c.low[i].equals("(")) open++;
      if (c.low[i].equals(")")) open--;
    }
    if (open > 0) f.add("paren");
    for (int i = anchor.at() - 1; i >= Math.max(0, anchor.at() - 14); i--) {
      if (c.isVerb(i)) {
        f.add("lv=" + c.lemma[i]);
        break;
      }
    }
    for (int i = anchor.end(); i < Math.min(c.size, anchor.end() + 10); i++) {
      if (c.isVerb(i)) {
        f.add("rv=" + c.lemma[i]);
        break;
      }
    }
  }
}
