package milliard.corenlp;

import static milliard.corenlp.Features.both;
import static milliard.corenlp.Features.bucket;
import static milliard.corenlp.Features.isTop;
import static milliard.corenlp.Features.kind;
import static milliard.corenlp.Features.odds;
import static milliard.corenlp.Features.tenth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import milliard.corenlp.DealReading.Anchor;
import milliard.mention.DateMention;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Role;
import milliard.money.Amount;
import milliard.text.Span;

/**
 * Features of a draft: whether it is a deal, how far it is, whether it is the news; and of a date
 * or an amount as its own. Not for threads.
 */
final class DraftFeatures {
  /** Tellings whose words are looked at, at most. */
  private static final int CONTEXTS = 4;

  private final DealReading reading;
  private final List<Draft> all;
  private final DealAssembly assembly;
  private final PairFeatures pairs;

  /** The place of each sum among those of the document. */
  private final Map<Span, Integer> sums = new HashMap<>();

  DraftFeatures(DealReading reading, Drafts drafts, DealAssembly assembly) {
    this.reading = reading;
    this.all = drafts.leading();
    this.assembly = assembly;
    pairs = new PairFeatures(reading, drafts.pairs());
    List<Amount> amounts = reading.document.amounts();
    for (int s = 0; s < amounts.size(); s++) sums.putIfAbsent(amounts.get(s).span(), s);
  }

  /** Features of a draft as a deal. */
  List<String> draft(Draft draft) {
    List<Telling> told = sorted(draft);
    List<String> f = status(draft, told);
    for (Telling telling : likeliest(told)) kinds(f, telling);
    pairs.add(f, draft);
    relations(f, draft);
    return f;
  }

  /** What the encoder reads of the parties of a draft in their roles. */
  private void relations(List<String> f, Draft draft) {
    Relations read = reading.relations();
    for (Role role : draft.type.roles()) {
      List<Integer> own = draft.in(role);
      double least = -Relations.FAR;
      for (int party : own) least = Math.min(least, read.role(draft.type, role, party));
      if (!own.isEmpty()) odds(f, "R" + role.id(), least);
      odds(f, "O" + role.id(), read.mostOfOthers(draft.type, role, own));
    }
    Role key = Drafts.keys(draft.type).getFirst();
    for (Role role : draft.type.roles()) {
      if (role == key || draft.pair != null) continue;
      double most = Relations.FAR;
      for (int a : draft.in(role)) {
        for (int b : draft.in(key)) {
          most = Math.max(most, read.pair(draft.type, role, a, b));
        }
      }
      odds(f, "P" + role.id(), most);
    }
    double sum = Relations.FAR;
    double sumOf = Relations.FAR;
    for (Telling t : draft.tellings) {
      int s = sum(t.anchor());
      if (s < 0) continue;
      sum = Math.max(sum, read.sum(draft.type, s));
      sumOf = Math.max(sumOf, read.sumOf(s, draft.in(key)));
    }
    odds(f, "S", sum);
    odds(f, "Sof", sumOf);
  }

  /** The place of an anchor's sum among those of the document; -1 for none. */
  private int sum(Anchor anchor) {
    Amount said = anchor.said();
    return said == null ? -1 : sums.getOrDefault(said.span(), -1);
  }

  private static List<Telling> likeliest(List<Telling> sorted) {
    return sorted.subList(0, Math.min(CONTEXTS, sorted.size()));
  }

  private static List<Telling> sorted(Draft draft) {
    List<Telling> told = new ArrayList<>(draft.tellings);
    told.sort(Comparator.comparingDouble((Telling t) -> -t.probability()));
    return told;
  }

  /** Those of them that tell how far it is: the words themselves. */
  List<String> status(Draft draft) {
    return status(draft, sorted(draft));
  }

  private List<String> status(Draft draft, List<Telling> told) {
    List<String> f = new ArrayList<>();
    String t = draft.type.id();
    both(f, t, "1");
    if (!draft.change.isEmpty()) both(f, t, "change=" + draft.change);
    both(f, t, "p=" + tenth(told.getFirst().probability()));
    if (told.size() > 1) both(f, t, "p2=" + tenth(told.get(1).probability()));
    both(f, t, "n=" + bucket(told.size()));
    long sentences = told.stream().map(x -> x.anchor().clause()).distinct().count();
    both(f, t, "sentences=" + bucket((int) sentences));
    both(f, t, "first=" + bucket(draft.sentence()));
    boolean top = told.stream().anyMatch(x -> isTop(x.anchor().clause()));
    both(f, t, "top=" + top);
    both(f, t, "deals=" + bucket(all.size()));
    f.add("w=" + t + told.getFirst().anchor().lemma());
    roles(f, draft, told, t);
    rivals(f, draft, t);
    agreement(f, draft, t);
    double sum = 0;
    for (Telling x : told) if (x.anchor().isAmount()) sum = Math.max(sum, x.probability());
    both(f, t, "sum=" + (sum == 0 ? "none" : tenth(sum)));
    StatusCues.Said said = assembly.said(told.getFirst());
    f.add("status=" + said.status() + said.explicit());
    both(f, t, "status=" + assembly.cueStatus(draft));
    both(f, t, "background=" + said.background());
    time(f, draft, told);
    for (Telling x : likeliest(told)) context(f, x);
    return f;
  }

  private void roles(List<String> f, Draft draft, List<Telling> told, String t) {
    double weakest = 1;
    double score = told.getFirst().probability();
    double margin = 1;
    for (Role role : draft.type.roles()) {
      List<Integer> parties = draft.in(role);
      both(f, t, role.id() + "#" + Math.min(3, parties.size()));
      if (parties.isEmpty() || !Drafts.keys(draft.type).contains(role)) continue;
      int party = parties.getFirst();
      double best = 0;
      boolean present = false;
      for (Telling x : told) {
        best = Math.max(best, x.of(role, party));
        present |= reading.names(x.anchor().clause(), party);
      }
      both(f, t, role.id() + "=" + tenth(best));
      weakest = Math.min(weakest, best);
      score *= best;
      margin = Math.min(margin, best - rival(draft, told, role));
      both(f, t, role.id() + ":here=" + present);
      f.add("e=" + role.id() + reading.parties.get(party).type());
      f.add("kind=" + role.id() + kind(reading.parties.get(party)));
      both(f, t, role.id() + ":topic=" + reading.isTopic(party));
      both(f, t, role.id() + ":top=" + reading.inHeadline(party));
    }
    both(f, t, "weakest=" + tenth(weakest));
    both(f, t, "score=" + tenth(score));
    f.add("score,n=" + tenth(score) + bucket(told.size()));
    f.add("margin=" + (margin < 0 ? "-" : tenth(margin)));
  }

  /**
   * How likely another party fills a role of a draft, in the tellings that the draft is made of.
   */
  private static double rival(Draft draft, List<Telling> told, Role role) {
    double most = 0;
    for (Telling x : told) {
      for (var e : x.roles().getOrDefault(role, Map.of()).entrySet()) {
        if (!draft.in(role).contains(e.getKey())) most = Math.max(most, e.getValue());
      }
    }
    return most;
  }

  private void rivals(List<String> f, Draft draft, String t) {
    boolean likelier = false;
    boolean sameType = false;
    for (Draft other : all) {
      if (other == draft.origin || other.shared(draft) == 0) continue;
      boolean more = other.probability() > draft.probability();
      boolean sameWords =
          other.tellings.stream()
              .anyMatch(x ->
                  draft.tellings.stream()
                      .anyMatch(y -> x.anchor().clause() == y.anchor().clause()));
      if (!sameWords) continue;
      if (other.type == draft.type) sameType |= more;
      else if (more) {
        likelier = true;
        f.add("rival=" + t + other.type.id() + Math.min(2, other.shared(draft)));
      }
    }
    both(f, t, "likelier=" + likelier + sameType);
  }

  /** How many strong tellings of the rules have the same parties, and how many others. */
  private void agreement(List<String> f, Draft draft, String t) {
    int agree = 0;
    int differ = 0;
    for (List<Frame> read : reading.frames) {
      for (Frame frame : read) {
        if (frame.type() != draft.type || !frame.marks.contains("strong")) continue;
        int same = 0;
        int other = 0;
        for (Role role : Drafts.keys(draft.type)) {
          for (Entity e : frame.in(role)) {
            if (draft.in(role).contains(reading.party(e))) same++;
            else other++;
          }
        }
        if (same > 0 && other == 0) agree++;
        else if (same > 0) differ++;
      }
    }
    both(f, t, "agree=" + Math.min(3, agree));
    both(f, t, "differ=" + Math.min(2, differ));
  }

  private void time(List<String> f, Draft draft, List<Telling> told) {
    f.add("when=" + assembly.age(draft));
    both(
        f,
        draft.type.id(),
        "when=" + assembly.age(draft) + isTop(told.getFirst().anchor().clause()));
  }

  private void context(List<String> f, Telling telling) {
    Anchor anchor = telling.anchor();
    Clause c = anchor.clause();
    String w = anchor.lemma();
    f.add("cw=" + telling.type().id() + w);
    if (!anchor.isAmount()) f.add("cf=" + c.low[anchor.at()] + c.tag[anchor.at()]);
    StringBuilder before = new StringBuilder();
    for (int i = Math.max(0, anchor.at() - 8); i < Math.min(c.size, anchor.end() + 8); i++) {
      if (i >= anchor.at() && i < anchor.end() || c.isEntity(i) || c.isAmount(i)) continue;
      f.add((i < anchor.at() ? "cl=" : "cr=") + c.low[i]);
    }
    for (int i = Math.max(0, anchor.at() - 3); i < anchor.at(); i++) {
      before.append(c.isEntity(i) ? "<>" : c.low[i]).append(' ');
      f.add("cx=" + before);
    }
    if (anchor.at() > 0) f.add("c-1=" + c.low[anchor.at() - 1] + " " + w);
    for (int i = 0; i < c.size; i++) {
      if (c.isVerb(i)) f.add("cv=" + c.low[i]);
    }
  }

  /** What the words around a telling mean, whatever the language. */
  private void kinds(List<String> f, Telling telling) {
    Anchor anchor = telling.anchor();
    Clause c = anchor.clause();
    Tree tree = reading.tree(c);
    f.add("Kw=" + telling.type().id() + anchor.kind(tree));
    for (int i = 0; i < c.size; i++) {
      String kind = c.kind[i];
      if (kind == null || i >= anchor.at() && i < anchor.end()) continue;
      f.add("Ks=" + kind);
      if (Math.abs(i - anchor.at()) <= 8) f.add((i < anchor.at() ? "Kl=" : "Kr=") + kind);
    }
    f.add("K-1=" + tree.kind(anchor.at() - 1));
    f.add("K+1=" + tree.kind(anchor.end()));
  }

  /**
   * Features of a date as that of a draft.
   *
   * @param near all dates that may be its own
   */
  List<String> date(Draft draft, DateMention date, List<DateMention> near) {
    List<String> f = new ArrayList<>();
    Telling best = null;
    int least = Integer.MAX_VALUE;
    for (Telling t : draft.tellings) {
      int gap = gap(t, date);
      if (gap >= least) continue;
      least = gap;
      best = t;
    }
    if (best == null) return f;
    Clause c = best.anchor().clause();
    boolean inside = c.sentence.span().contains(date.span());
    String side = date.span().start() > best.anchor().span().start() ? "A" : "B";
    String place = (inside ? "in" : "near") + side;
    String age = assembly.age(date.value());
    String form = age + date.value().iso().length();
    f.add("1");
    f.add("place=" + place);
    f.add("gap=" + place + bucket(least / 12));
    f.add("age=" + age);
    f.add("form=" + form);
    f.add("form,place=" + form + place);
    f.add("top=" + isTop(c) + place);
    f.add("i=" + bucket(draft.sentence()) + form);
    f.add("type=" + draft.type.id() + form);
    f.add("status=" + assembly.cueStatus(draft) + form);
    f.add("background=" + assembly.background(draft) + form);
    int rivals = 0;
    for (Draft other : all) {
      if (other == draft.origin) continue;
      for (Telling t : other.tellings) if (gap(t, date) < least && t.probability() > 0.5) rivals++;
    }
    f.add("rivals=" + Math.min(2, rivals) + place);
    f.add("dates=" + Math.min(4, assembly.datesIn(c)) + place);
    f.add("p=" + tenth(best.probability()) + place);
    for (String word : assembly.wordsBefore(date)) f.add("before=" + word);
    f.add("said=" + assembly.said(date).replaceAll("\\d+", "0"));
    f.add("lemma=" + best.anchor().lemma() + place);
    beside(f, draft, date, near);
    return f;
  }

  /** Which party a date stands beside: "bought Hittite in 2014 and Linear in 2017". */
  private void beside(List<String> f, Draft draft, DateMention date, List<DateMention> near) {
    Clause c = null;
    for (Clause clause : reading.clauses) {
      if (clause.sentence.span().contains(date.span())) c = clause;
    }
    if (c == null) return;
    List<Integer> own = sides(draft);
    Entity nearest = null;
    int least = Integer.MAX_VALUE;
    int others = Integer.MAX_VALUE;
    for (Entity e : c.entities) {
      int gap = gap(e.span(), date.span());
      if (own.contains(reading.party(e))) {
        if (gap < least) nearest = e;
        least = Math.min(least, gap);
      } else if (e.type() == EntityType.ORG) {
        others = Math.min(others, gap);
      }
    }
    f.add("other nearer=" + (others < least) + (nearest == null));
    if (nearest == null) return;
    String side = nearest.span().start() < date.span().start() ? "A" : "B";
    f.add("beside=" + side + bucket(least / 8));
    boolean closer = false;
    for (DateMention other : near) {
      closer |= !other.span().equals(date.span()) && gap(nearest.span(), other.span()) < least;
    }
    f.add("closer=" + closer + side);
    int between = 0;
    for (Entity e : c.entities) {
      boolean after = e.span().start() >= Math.min(nearest.span().end(), date.span().end());
      boolean before = e.span().end() <= Math.max(nearest.span().start(), date.span().start());
      if (after && before) between++;
    }
    f.add("between=" + side + Math.min(2, between));
    f.add("between,nearer=" + side + Math.min(2, between) + (others < least) + closer);
  }

  /** The parties in the roles that tell one deal from another. */
  private static List<Integer> sides(Draft draft) {
    List<Integer> sides = new ArrayList<>();
    for (Role role : Drafts.keys(draft.type)) sides.addAll(draft.in(role));
    return sides;
  }

  private static int gap(Span a, Span b) {
    return a.start() < b.start()
        ? Math.max(0, b.start() - a.end())
        : Math.max(0, a.start() - b.end());
  }

  private static int gap(Telling telling, DateMention date) {
    int a = telling.anchor().span().start();
    int gap = Math.abs(date.span().start() - a);
    return telling.anchor().clause().sentence.span().contains(date.span()) ? gap : gap + 100;
  }

  /**
   * Features of an amount as that of a draft.
   *
   * @param p how likely the amount is one of a deal of this type, whichever
   */
  List<String> amount(Draft draft, Anchor amount, double p) {
    List<String> f = new ArrayList<>();
    String t = draft.type.id();
    Clause c = amount.clause();
    boolean own = draft.tellings.stream().anyMatch(x -> x.anchor().equals(amount));
    Telling best = null;
    int least = Integer.MAX_VALUE;
    for (Telling x : draft.tellings) {
      if (x.anchor().isAmount()) continue;
      int gap = gap(x, amount);
      if (gap >= least) continue;
      least = gap;
      best = x;
    }
    boolean other = false;
    boolean nearer = false;
    for (Draft d : all) {
      if (d == draft.origin) continue;
      for (Telling x : d.tellings) {
        if (x.anchor().equals(amount)) other |= x.probability() > p;
        if (!x.anchor().isAmount() && x.probability() > 0.5) nearer |= gap(x, amount) < least;
      }
    }
    String side = best == null ? "0" : best.anchor().at() < amount.at() ? "A" : "B";
    int sentences = best == null ? 9 : c.sentence.index() - best.anchor().clause().sentence.index();
    String place = sentences + side;
    boolean key = false;
    for (Role role : Drafts.keys(draft.type)) {
      for (int party : draft.in(role)) key |= reading.names(c, party);
    }
    AmountKinds.Kind kind = reading.kinds.kind(c, amount.amount());
    int s = sum(amount);
    if (s >= 0) {
      Relations read = reading.relations();
      odds(f, "S", read.sum(draft.type, s));
      odds(f, "Sof", read.sumOf(s, sides(draft)));
    }
    both(f, t, "p=" + tenth(p));
    both(f, t, "own=" + own + other);
    both(f, t, "kind=" + kind.kind());
    both(f, t, "place=" + place);
    f.add("p,place=" + tenth(p) + place);
    f.add("p,own=" + tenth(p) + own + other + nearer);
    f.add("p,kind=" + tenth(p) + kind.kind());
    f.add("gap=" + place + (best == null ? "" : bucket(least / 3)));
    f.add("nearer=" + nearer);
    f.add("key=" + key + own);
    f.add("top=" + isTop(c) + tenth(p));
    f.add("n=" + Math.min(4, c.amounts.size()) + amount.amount());
    if (best != null) f.add("w=" + best.anchor().lemma() + place);
    f.add("mod=" + c.amounts.get(amount.amount()).modality());
    for (int i = Math.max(0, amount.at() - 3); i < amount.at(); i++) f.add("l=" + c.lemma[i]);
    for (int i = amount.end(); i < Math.min(c.size, amount.end() + 3); i++) {
      f.add("r=" + c.lemma[i]);
    }
    return f;
  }

  private static int gap(Telling telling, Anchor amount) {
    Clause c = telling.anchor().clause();
    if (c != amount.clause()) {
      return 60 * Math.abs(c.sentence.index() - amount.clause().sentence.index());
    }
    return Math.abs(telling.anchor().at() - amount.at());
  }
}
