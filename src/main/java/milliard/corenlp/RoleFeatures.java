package milliard.corenlp;

import static milliard.corenlp.Features.bucket;
import static milliard.corenlp.Features.kind;
import static milliard.corenlp.Features.verdict;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import milliard.corenlp.DealReading.Anchor;
import milliard.corenlp.DealReading.Candidate;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Role;
import org.jspecify.annotations.Nullable;

/** Features of a party as a filler of a role in what is told at an anchor. Not for threads. */
final class RoleFeatures {
  private final DealReading reading;
  private final Map<Anchor, String> subjects = new IdentityHashMap<>();

  RoleFeatures(DealReading reading) {
    this.reading = reading;
  }

  /** Features of a party as a filler of the roles of a type at an anchor. */
  List<String> of(Anchor anchor, DealType type, Candidate candidate) {
    List<String> f = new ArrayList<>();
    Entity party = reading.parties.get(candidate.party());
    String w = anchor.lemma();
    f.add("1");
    named(f, party, candidate);
    ruled(f, anchor, type, candidate);
    if (candidate.absent()) absent(f, anchor, candidate, w);
    else present(f, anchor, candidate.entity(), w);
    return f;
  }

  private void named(List<String> f, Entity party, Candidate candidate) {
    String out = candidate.absent() ? "o" : "";
    f.add(out + "e=" + party.type());
    f.add("kind=" + kind(party));
    String[] words = DealReading.words(party);
    if (words.length > 0) f.add("last=" + words[words.length - 1]);
    for (String word : words) f.add("name=" + word);
    for (String noun : reading.descriptions(candidate.party())) f.add("is=" + noun);
    for (String kind : reading.kindsOf(candidate.party())) f.add("Kis=" + kind);
    f.add(out + "top=" + reading.inHeadline(candidate.party()));
    f.add(out + "topic=" + reading.isTopic(candidate.party()));
    f.add(out + "n=" + bucket(reading.mentions(candidate.party())));
  }

  private void ruled(List<String> f, Anchor anchor, DealType type, Candidate candidate) {
    boolean any = false;
    for (Frame frame : anchor.proposals()) {
      Role role = role(frame, candidate.party());
      String r = role == null ? "none" : role.id();
      f.add("ra=" + frame.type().id() + ":" + r);
      if (frame.type() == type) {
        any = true;
        f.add("rr=" + r);
        f.add("rv=" + r + verdict(frame));
        f.add("rule=" + frame.rule.name() + ":" + r);
        if (role != null && frame.marks.contains("anaphor:" + role.id())) f.add("ana=" + r);
      }
    }
    if (!any) f.add("rr=0");
    for (Frame frame : reading.frames(anchor.clause())) {
      Role role = role(frame, candidate.party());
      if (role == null) continue;
      f.add("rs=" + frame.type().id() + ":" + role.id());
      if (frame.type() == type) f.add("rsv=" + role.id() + verdict(frame));
    }
    for (Map.Entry<Role, Integer> e : reading.ruled(type, candidate.party()).entrySet()) {
      f.add("rd=" + e.getKey().id());
      f.add("rd#=" + e.getKey().id() + Math.min(3, e.getValue()));
    }
  }

  private @Nullable Role role(Frame frame, int party) {
    for (var e : frame.parties.entrySet()) {
      for (Entity name : e.getValue()) if (reading.party(name) == party) return e.getKey();
    }
    return null;
  }

  private void absent(List<String> f, Anchor anchor, Candidate candidate, String w) {
    Clause c = anchor.clause();
    f.add("absent");
    f.add("aw=" + w);
    String k = anchor.kind(reading.tree(c));
    f.add("Kaw=" + k);
    String who =
        (reading.isTopic(candidate.party()) ? "T" : "")
            + (reading.inHeadline(candidate.party()) ? "H" : "")
            + (reading.salience.opensSentenceBefore(c, candidate.party()) ? "P" : "")
            + (reading.salience.opensParagraph(c, candidate.party()) ? "A" : "");
    int back = reading.salience.sentencesBack(c, candidate.party());
    f.add("who=" + who);
    f.add("back=" + back);
    f.add("whob=" + who + back);
    int orgs = DealReading.companies(c);
    f.add("ao=" + orgs);
    f.add("who,o=" + who + orgs);
    String subject = subject(anchor);
    f.add("subj=" + subject);
    f.add("who,subj=" + who + subject);
    f.add("w,subj=" + w + subject);
    String reference = reference(c, anchor.at());
    f.add("ref=" + reference);
    f.add("who,ref=" + who + reference);
    f.add("w,ref=" + w + reference);
    f.add("w,who=" + w + who);
    String salience = reading.salience.of(c, candidate.party());
    f.add("rank=" + salience);
    f.add("rank,subj=" + salience + subject);
    f.add("rank,ref=" + salience + reference);
    f.add("rank,back=" + salience + back);
    f.add("w,rank=" + w + salience);
    f.add("K,rank=" + k + salience);
    f.add("K,subj=" + k + subject);
    f.add("K,who=" + k + who + subject);
    String called = called(c, candidate.party());
    f.add("called=" + called);
    f.add("called,subj=" + called + subject);
  }

  /** Whether "the lender", "l'éditeur" in a clause is what the article calls a party elsewhere. */
  String called(Clause c, int party) {
    boolean any = false;
    for (int i = 0; i < c.size; i++) {
      if (c.isEntity(i) || !c.tagged(i, "noun") || !isDefinite(c, i)) continue;
      if (reading.descriptions(party).contains(c.lemma[i])) return "yes";
      any |= c.in(i, "company");
    }
    return any ? "no" : "none";
  }

  /** What the tree shows as the subject at an anchor: a name, a pronoun, "the company", a noun. */
  String subject(Anchor anchor) {
    return subjects.computeIfAbsent(anchor, this::findSubject);
  }

  private String findSubject(Anchor anchor) {
    Clause c = anchor.clause();
    int at = new TreeRoles(c).subject(anchor.at());
    if (at < 0) return "none";
    if (c.isEntity(at)) return c.entityAt(at).type().name();
    if (c.in(at, "speaker")) return "speaker";
    if (c.in(at, "pronoun")) return "pronoun";
    if (c.in(at, "company")) return isDefinite(c, at) ? "the-company" : "a-company";
    return c.isAmount(at) ? "sum" : "noun";
  }

  private static boolean isDefinite(Clause c, int noun) {
    for (int i = noun - 1; i >= Math.max(0, noun - 6); i--) {
      if (c.in(i, "definite")) return true;
      if (c.isVerb(i) || c.low[i].equals(",")) return false;
    }
    return false;
  }

  /** How the sentence refers back before an anchor: a pronoun, "le groupe", "sa", nothing. */
  String reference(Clause c, int at) {
    String found = "";
    for (int i = 0; i < Math.min(c.size, at + 12); i++) {
      if (c.isEntity(i)) continue;
      String side = i < at ? "b" : "a";
      if (c.in(i, "speaker")) found += side + "S";
      else if (c.in(i, "pronoun") && !c.in(i, "relative")) found += side + "P";
      else if (c.in(i, "company") && isDefinite(c, i) && !c.isEntity(i + 1)) found += side + "D";
      else if (c.in(i, "possessive")) found += side + "H";
      if (found.length() >= 4) break;
    }
    return found;
  }

  private void present(List<String> f, Anchor anchor, int e, String w) {
    Clause c = anchor.clause();
    Tree tree = reading.tree(c);
    Entity entity = c.entities.get(e);
    int start = c.start(e);
    int end = c.end(e);
    boolean after = start >= anchor.end();
    String dir = after ? "A" : "B";
    String subject = subject(anchor);
    f.add("subj=" + dir + subject);
    if (reading.salience.opensParagraph(c, reading.party(entity))) f.add("opens-paragraph");
    f.add("w,subj=" + w + dir + subject);
    f.add("dir=" + dir);
    f.add("gap=" + dir + bucket(DealReading.gap(anchor, e)));
    int order = 0;
    int between = 0;
    for (int o = 0; o < c.entities.size(); o++) {
      if (o == e || c.entities.get(o).type() == EntityType.LOC) continue;
      boolean inside =
          after
              ? c.start(o) >= anchor.end() && c.end(o) <= start
              : c.start(o) >= end && c.end(o) <= anchor.at();
      if (inside) between++;
    }
    order = between;
    f.add("ord=" + dir + Math.min(4, order));
    f.add("w,ord=" + w + dir + Math.min(3, order));
    f.add("w,dir=" + w + dir);
    f.add("e,ord=" + entity.type() + dir + Math.min(3, order));
    f.add("kd=" + kind(entity) + dir);
    words(f, c, tree, anchor, start, end, dir, w);
    kinds(f, tree, anchor, e, dir, order);
    tree(f, c, tree, anchor, e, dir, w);
    list(f, c, start, end);
  }

  private void words(
      List<String> f,
      Clause c,
      Tree tree,
      Anchor anchor,
      int start,
      int end,
      String dir,
      String w) {
    String p1 = tree.word(start - 1);
    String p2 = tree.word(start - 2);
    String n1 = tree.word(end);
    String n2 = tree.word(end + 1);
    f.add("p1=" + p1);
    f.add("p2=" + p2 + " " + p1);
    f.add("p3=" + tree.word(start - 3) + " " + p2 + " " + p1);
    f.add("n1=" + n1);
    f.add("n2=" + n1 + " " + n2);
    f.add("n3=" + n1 + " " + n2 + " " + tree.word(end + 2));
    f.add("p1,n1=" + p1 + " " + n1);
    f.add("w,p1=" + w + dir + p1);
    f.add("w,n1=" + w + dir + n1);
    for (int i = Math.max(0, start - 6); i < start; i++) {
      if (c.isEntity(i) || c.isAmount(i)) continue;
      f.add("lb=" + c.lemma[i]);
    }
    for (int i = end; i < Math.min(c.size, end + 6); i++) {
      if (c.isEntity(i) || c.isAmount(i)) continue;
      f.add("rb=" + c.lemma[i]);
    }
    int from = dir.equals("A") ? anchor.end() : end;
    int to = dir.equals("A") ? start : anchor.at();
    if (to - from <= 5) {
      StringBuilder exact = new StringBuilder();
      for (int i = from; i < to; i++) exact.append(tree.word(i)).append(' ');
      f.add("mid=" + dir + exact);
      f.add("w,mid=" + w + dir + exact);
    }
    boolean verb = false;
    boolean comma = false;
    boolean sum = false;
    for (int i = from; i < to; i++) {
      verb |= c.isVerb(i);
      comma |= c.low[i].equals(",");
      sum |= c.isAmount(i);
      if (to - from <= 14 && !c.isEntity(i) && !c.isAmount(i)) f.add("m=" + dir + c.lemma[i]);
    }
    f.add("mv=" + dir + verb + comma + sum);
  }

  /** The same in classes of words, whatever the language. */
  private static void kinds(
      List<String> f, Tree tree, Anchor anchor, int e, String dir, int order) {
    Clause c = tree.clause();
    int start = c.start(e);
    int end = c.end(e);
    String k = anchor.kind(tree) + dir;
    String p1 = tree.kind(start - 1);
    String p2 = tree.kind(start - 2);
    String n1 = tree.kind(end);
    String n2 = tree.kind(end + 1);
    f.add("Kd=" + k);
    f.add("Ko=" + k + Math.min(3, order));
    f.add("Kp1=" + p1);
    f.add("Kp2=" + p2 + " " + p1);
    f.add("Kp3=" + tree.kind(start - 3) + " " + p2 + " " + p1);
    f.add("Kn1=" + n1);
    f.add("Kn2=" + n1 + " " + n2);
    f.add("Kn3=" + n1 + " " + n2 + " " + tree.kind(end + 2));
    f.add("Kpn=" + p1 + " " + n1);
    f.add("kKp1=" + k + p1);
    f.add("kKn1=" + k + n1);
    f.add("kKp2=" + k + p2 + " " + p1);
    f.add("kKn2=" + k + n1 + " " + n2);
    int from = dir.equals("A") ? anchor.end() : end;
    int to = dir.equals("A") ? start : anchor.at();
    StringBuilder all = new StringBuilder(k);
    StringBuilder told = new StringBuilder(k);
    for (int i = from; i < to; i++) {
      String kind = tree.kind(i);
      if (to - from <= 8) all.append(' ').append(kind);
      if (c.kind[i] != null || c.isEntity(i) && !c.isEntity(i - 1)) told.append(' ').append(kind);
      if (c.kind[i] != null && to - from <= 16) f.add("Km=" + dir + kind);
    }
    if (to - from <= 8) f.add("Kall=" + all);
    if (to - from <= 16) f.add("Ktold=" + told);
  }

  private void tree(
      List<String> f, Clause c, Tree tree, Anchor anchor, int e, String dir, String w) {
    int top = tree.top(e);
    int noun = tree.seenThrough(top);
    String preposition = tree.preposition(noun);
    String path = String.join("", tree.path(anchor.at(), top));
    String short_ = String.join("", tree.path(anchor.at(), noun));
    f.add("case=" + preposition);
    f.add("rel=" + tree.relation[noun]);
    f.add("path=" + path);
    f.add("pathc=" + short_ + preposition);
    f.add("w,pathc=" + w + short_ + preposition);
    f.add("w,case=" + w + dir + preposition);
    f.add("t,pathc=" + c.tag[anchor.at()] + short_ + preposition);
    if (noun != top) {
      f.add("desc=" + tree.word(noun));
      f.add("descrel=" + tree.relation[noun] + tree.word(noun));
    }
    String k = anchor.kind(tree) + dir;
    f.add("Kpath=" + k + short_ + preposition);
    f.add("Krel=" + k + tree.relation[noun] + preposition);
    if (noun != top) f.add("Kdesc=" + tree.kind(noun) + "/" + tree.relation[noun]);
    int governor = tree.head[noun];
    f.add("Kgov=" + tree.kind(governor) + "/" + tree.relation[noun] + preposition);
    f.add("gov=" + tree.word(governor) + "/" + tree.relation[noun] + preposition);
    int meeting = tree.meeting(anchor.at(), noun);
    if (meeting >= 0 && meeting != anchor.at() && meeting != noun) {
      f.add("meet=" + tree.word(meeting) + short_);
    }
    boolean passive =
        tree.has(anchor.at(), "aux:pass", "nsubj:pass") || tree.has(anchor.at(), "obl:agent");
    f.add("voice=" + passive + dir + tree.relation[noun] + preposition);
  }

  private void list(List<String> f, Clause c, int start, int end) {
    if (start == 0) f.add("first");
    if (start <= 2) f.add("near-first");
    boolean joined = c.in(start - 1, "coordinator") || c.low[Math.max(0, start - 1)].equals(",");
    boolean joins = c.in(end, "coordinator") || end < c.size && c.low[end].equals(",");
    f.add("list=" + joined + joins);
    int open = 0;
    for (int i = 0; i < start; i++) {
      if (c.low[i].equals("(")) open++;
      if (c.low[i].equals(")")) open--;
      if (c.low[i].equals(":")) f.add("colon");
    }
    if (open > 0) f.add("paren");
    if (c.in(end, "genitive")) f.add("genitive");
  }
}
