package milliard.corenlp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Role;
import milliard.money.Amount;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A document as the scorer sees it: its clauses with what the rules read in each, its parties (all
 * names of one company are one party), and the anchors at which a deal may be told. Not for
 * threads.
 */
final class DealReading {
  /** Words before or behind a name that may describe it. */
  private static final int DESCRIPTION = 6;

  /** Parties from outside the sentence that may fill a role, at most. */
  private static final int ABSENT = 6;

  final Document document;
  final DealKnowledge language;
  final Grammar grammar;
  final AmountKinds kinds;
  final Antecedents antecedents;
  final List<Clause> clauses = new ArrayList<>();
  final List<List<Frame>> frames = new ArrayList<>();

  final Salience salience = new Salience(this);

  /** The first name of each party. */
  final List<Entity> parties = new ArrayList<>();

  private final Map<Entity, Integer> partyOf = new IdentityHashMap<>();
  private final Map<Integer, Integer> mentions = new HashMap<>();
  private final Map<Clause, List<Frame>> framesOf = new IdentityHashMap<>();
  private final Map<Clause, Tree> trees = new IdentityHashMap<>();
  private final Map<DealType, Map<Integer, Map<Role, Integer>>> ruled =
      new EnumMap<>(DealType.class);
  private final Set<Integer> inHeadline = new HashSet<>();
  private final Function<DealReading, Relations> encoder;
  private @Nullable Relations relations;
  private final Map<Integer, Set<String>> descriptions = new HashMap<>();
  private final Map<Integer, Set<String>> kindsOf = new HashMap<>();
  private final int topic;

  /**
   * A place at which a deal may be told: a word, or an amount.
   *
   * @param clause its sentence
   * @param at position of the word, or of the first word of the amount
   * @param amount index of the amount in the clause, -1 for a word
   * @param proposals what rules read at this place
   */
  record Anchor(Clause clause, int at, int amount, List<Frame> proposals) {
    boolean isAmount() {
      return amount >= 0;
    }

    /** The position behind it. */
    int end() {
      int end = at + 1;
      while (isAmount() && end < clause.size && clause.amount[end] == amount) end++;
      return end;
    }

    @Nullable Amount said() {
      return isAmount() ? clause.amounts.get(amount) : null;
    }

    Span span() {
      return clause.span(at, end());
    }

    /** What it means: the kind of the word, or that it is a sum. */
    String kind(Tree tree) {
      return isAmount() ? "<SUM>" : tree.kind(at);
    }

    String lemma() {
      return isAmount() ? "{amount}" : clause.lemma[at];
    }
  }

  /**
   * A party that may fill a role of what is told at an anchor.
   *
   * @param party index into {@link #parties}
   * @param entity its index in the clause; -1 where the sentence does not name it
   */
  record Candidate(int party, int entity) {
    boolean absent() {
      return entity < 0;
    }
  }

  DealReading(
      Document document,
      DealKnowledge language,
      Set<Span> passedOver,
      Function<DealReading, Relations> encoder) {
    this.document = document;
    this.encoder = encoder;
    this.language = language;
    grammar = language.grammar();
    kinds = language.kinds();
    antecedents = new Antecedents(document);
    for (Entity entity : document.entities()) {
      int party = -1;
      for (int p = 0; p < parties.size() && party < 0; p++) {
        if (Parties.same(parties.get(p), entity)) party = p;
      }
      if (party < 0) {
        party = parties.size();
        parties.add(entity);
      }
      partyOf.put(entity, party);
      mentions.merge(party, 1, Integer::sum);
    }
    boolean funding = isOnFunding();
    for (Sentence sentence : document.sentences()) {
      if (passedOver.stream().anyMatch(s -> s.overlaps(sentence.span()))) continue;
      Clause clause = new Clause(document, sentence, grammar);
      clauses.add(clause);
      List<Frame> read = frames(clause, funding);
      frames.add(read);
      framesOf.put(clause, read);
      describe(clause);
      if (sentence.index() == 0 || sentence.headline()) {
        for (Entity e : clause.entities) inHeadline.add(party(e));
      }
    }
    Entity main = antecedents.topic();
    topic = main == null ? -1 : partyOf.getOrDefault(main, -1);
    countRules();
  }

  /** What the rules read in a clause. */
  private List<Frame> frames(Clause clause, boolean funding) {
    List<Frame> read = new FrameFinder(language.rules(), clause).frames();
    new FrameAmounts(kinds).attach(clause, read, document.percents(clause.sentence));
    for (Frame frame : read) {
      if (funding) frame.marks.add("funding-article");
      complete(frame);
    }
    return read;
  }

  /** Whether words of raising money come up often enough for "pockets $5m" to mean a round. */
  private boolean isOnFunding() {
    int words = 0;
    for (Sentence sentence : document.sentences()) {
      for (var token : sentence.tokens()) {
        if (grammar.is("fund-strong", token.word().toLowerCase(Locale.ROOT))) words++;
      }
    }
    return words >= 2;
  }

  private void complete(Frame frame) {
    language.statuses().read(frame);
    frame.open.forEach((role, filler) -> {
      if (frame.parties.containsKey(role)) return;
      Entity entity = antecedents.resolve(filler, frame.clause.sentence, taken(frame));
      if (entity == null) return;
      frame.parties.put(role, new ArrayList<>(List.of(entity)));
      frame.marks.add("anaphor:" + role.id());
    });
    split(frame);
    frame.round = language.details().round(frame.clause.words(frame.first - 12, frame.last + 16));
    FrameChecks.mark(frame);
  }

  /** "X and Y have signed a contract": the customer is named first. */
  private static void split(Frame frame) {
    List<Entity> customers = frame.in(Role.CUSTOMER);
    if (!frame.rule.has("symmetric")
        || customers.size() != 2
        || !frame.in(Role.PROVIDER).isEmpty()) {
      return;
    }
    frame.parties.put(Role.CUSTOMER, new ArrayList<>(customers.subList(0, 1)));
    frame.parties.put(Role.PROVIDER, new ArrayList<>(customers.subList(1, 2)));
  }

  private static List<Entity> taken(Frame frame) {
    List<Entity> taken = new ArrayList<>();
    for (Role role : frame.parties.keySet()) taken.addAll(frame.in(role));
    return taken;
  }

  /** What the encoder reads of the parties. */
  Relations relations() {
    if (relations == null) relations = encoder.apply(this);
    return relations;
  }

  /** What the rules read in a clause of this reading. */
  List<Frame> frames(Clause clause) {
    return framesOf.getOrDefault(clause, List.of());
  }

  /** The party that a name names; -1 for one that the document does not list. */
  int party(Entity entity) {
    Integer known = partyOf.get(entity);
    if (known != null) return known;
    for (int p = 0; p < parties.size(); p++) if (Parties.same(parties.get(p), entity)) return p;
    return -1;
  }

  /** As {@link #party}; a name that only the rules found becomes a party. */
  int partyOrNew(Entity entity) {
    int party = party(entity);
    if (party >= 0) return party;
    parties.add(entity);
    return parties.size() - 1;
  }

  /** Nouns right before a name, and those of an apposition behind it. */
  private void describe(Clause clause) {
    for (int e = 0; e < clause.entities.size(); e++) {
      int start = clause.start(e);
      int end = clause.end(e);
      if (!clause.isEntity(start)) continue;
      int party = party(clause.entities.get(e));
      Set<String> nouns = descriptions.computeIfAbsent(party, p -> new TreeSet<>());
      for (int i = start - 1; i >= Math.max(0, start - DESCRIPTION); i--) {
        if (!describes(clause, i)) break;
        describe(clause, i, party, nouns);
      }
      if (end >= clause.size || !clause.low[end].equals(",") && !clause.low[end].equals("(")) {
        continue;
      }
      for (int i = end + 1; i < Math.min(clause.size, end + 1 + DESCRIPTION); i++) {
        if (!describes(clause, i)) break;
        describe(clause, i, party, nouns);
      }
    }
  }

  private void describe(Clause clause, int i, int party, Set<String> nouns) {
    if (!clause.tagged(i, "noun")) return;
    nouns.add(clause.lemma[i]);
    String kind = clause.kind[i];
    if (kind != null) kindsOf.computeIfAbsent(party, p -> new TreeSet<>()).add(kind);
  }

  private static boolean describes(Clause clause, int i) {
    return !clause.isEntity(i)
        && !clause.isAmount(i)
        && !clause.isVerb(i)
        && Character.isLetterOrDigit(clause.low[i].charAt(0));
  }

  /** Lemmas of the nouns that describe a party anywhere: {@code éditeur}, {@code lender}. */
  Set<String> descriptions(int party) {
    return descriptions.getOrDefault(party, Set.of());
  }

  /** What those nouns mean. */
  Set<String> kindsOf(int party) {
    return kindsOf.getOrDefault(party, Set.of());
  }

  /** Whether a clause names a party. */
  boolean names(Clause clause, int party) {
    for (Entity e : clause.entities) if (party(e) == party) return true;
    return false;
  }

  /** Names of companies in a clause, 3 for more. */
  static int companies(Clause clause) {
    int companies = 0;
    for (Entity e : clause.entities) if (e.type() == EntityType.ORG) companies++;
    return Math.min(3, companies);
  }

  int mentions(int party) {
    return mentions.getOrDefault(party, 0);
  }

  boolean isTopic(int party) {
    return party == topic;
  }

  boolean inHeadline(int party) {
    return inHeadline.contains(party);
  }

  Tree tree(Clause clause) {
    return trees.computeIfAbsent(clause, Tree::new);
  }

  private void countRules() {
    for (List<Frame> read : frames) {
      for (Frame frame : read) {
        if (!frame.marks.contains("strong")) continue;
        frame.parties.forEach((role, names) -> {
          for (Entity name : names) {
            ruled
                .computeIfAbsent(frame.type(), t -> new HashMap<>())
                .computeIfAbsent(partyOrNew(name), p -> new EnumMap<>(Role.class))
                .merge(role, 1, Integer::sum);
          }
        });
      }
    }
  }

  /** How often rules put a party into each role of a type in strong tellings. */
  Map<Role, Integer> ruled(DealType type, int party) {
    return ruled.getOrDefault(type, Map.of()).getOrDefault(party, Map.of());
  }

  /** How many strong tellings of a type the rules read. */
  int strong(DealType type) {
    int count = 0;
    for (List<Frame> read : frames) {
      for (Frame f : read) if (f.type() == type && f.marks.contains("strong")) count++;
    }
    return count;
  }

  /**
   * The places of a clause at which a deal may be told.
   *
   * @param known lemmas that have told one
   */
  List<Anchor> anchors(int index, Set<String> known) {
    Clause clause = clauses.get(index);
    List<Anchor> anchors = new ArrayList<>();
    for (int i = 0; i < clause.size; i++) {
      int a = clause.amount[i];
      if (a >= 0) {
        if (i > 0 && clause.amount[i - 1] == a) continue;
        Amount said = clause.amounts.get(a);
        List<Frame> with = new ArrayList<>();
        for (Frame frame : frames.get(index)) if (said.equals(frame.amount)) with.add(frame);
        anchors.add(new Anchor(clause, i, a, with));
        continue;
      }
      if (clause.isEntity(i) || !Character.isLetter(clause.low[i].charAt(0))) continue;
      List<Frame> here = new ArrayList<>();
      boolean first = false;
      for (Frame frame : frames.get(index)) {
        if (frame.first <= i && i < frame.last) here.add(frame);
        first |= frame.first == i;
      }
      boolean knownWord =
          known.contains(clause.lemma[i])
              || known.contains(clause.low[i])
              || !clause.verb[i].isEmpty() && known.contains(clause.verb[i]);
      if (first || knownWord) anchors.add(new Anchor(clause, i, -1, here));
    }
    return anchors;
  }

  /** The amounts of a clause as anchors. */
  List<Anchor> amountAnchors(int index) {
    return anchors(index, Set.of()).stream().filter(Anchor::isAmount).toList();
  }

  /** The parties that may fill a role at an anchor: those of its sentence, then some others. */
  List<Candidate> candidates(Anchor anchor) {
    Clause clause = anchor.clause;
    Map<Integer, Integer> nearest = new LinkedHashMap<>();
    for (int e = 0; e < clause.entities.size(); e++) {
      if (clause.entity[Math.min(clause.size - 1, clause.start(e))] != e) continue;
      nearest.merge(
          party(clause.entities.get(e)), e, (a, b) -> gap(anchor, b) < gap(anchor, a) ? b : a);
    }
    List<Candidate> candidates = new ArrayList<>();
    nearest.forEach((party, e) -> candidates.add(new Candidate(party, e)));
    for (Frame frame : anchor.proposals) {
      for (List<Entity> names : frame.parties.values()) {
        for (Entity name : names) addAbsent(partyOrNew(name), candidates);
      }
    }
    if (topic >= 0) addAbsent(topic, candidates);
    int sentence = clause.sentence.index();
    for (int back = 1; back <= 2 && sentence - back >= 0; back++) {
      for (Entity name : document.entities(document.sentences().get(sentence - back))) {
        if (candidates.size() >= nearest.size() + ABSENT) break;
        if (name.type() == EntityType.ORG) addAbsent(party(name), candidates);
      }
    }
    for (int party : inHeadline) {
      if (parties.get(party).type() == EntityType.ORG) addAbsent(party, candidates);
    }
    return candidates;
  }

  private static void addAbsent(int party, List<Candidate> candidates) {
    for (Candidate c : candidates) if (c.party == party) return;
    candidates.add(new Candidate(party, -1));
  }

  /** Whether a clause enumerates two parties together: "X, Y and Z". */
  boolean joined(Clause clause, int a, int b) {
    Coordination coordination = null;
    for (int e = 0; e < clause.entities.size(); e++) {
      if (party(clause.entities.get(e)) != a || !clause.isEntity(clause.start(e))) continue;
      if (coordination == null) coordination = new Coordination(clause);
      for (int member : coordination.members(e)) {
        if (party(clause.entities.get(member)) == b) return true;
      }
    }
    return false;
  }

  /** Words between an anchor and a name of its clause. */
  static int gap(Anchor anchor, int entity) {
    Clause clause = anchor.clause;
    return clause.start(entity) >= anchor.end()
        ? clause.start(entity) - anchor.end()
        : Math.max(0, anchor.at - clause.end(entity));
  }

  /** The words of a party's name in lower case: {@code Ventures}, {@code Bank} tell its kind. */
  static String[] words(Entity entity) {
    return entity.text().toLowerCase(Locale.ROOT).split("[\\s'’-]+");
  }
}
