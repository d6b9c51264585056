package milliard.corenlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import milliard.mention.Role;
import org.jspecify.annotations.Nullable;

/** Finds the triggers of a clause and fills the roles of each. Not for threads. */
final class FrameFinder {
  /** In a trigger: any amount of money. */
  private static final String AMOUNT = "{amount}";

  private static final int GAP = 9;
  private static final int REACH = 32;

  private final DealRules rules;
  private final Clause clause;
  private final RoleFinder roles;

  private record Match(DealRules.Entry entry, int first, int last) {
    int words() {
      return entry.trigger().size();
    }
  }

  FrameFinder(DealRules rules, Clause clause) {
    this.rules = rules;
    this.clause = clause;
    this.roles = new RoleFinder(clause);
  }

  /** All tellings in the clause, in the order of the text, longer triggers first. */
  List<Frame> frames() {
    List<Match> matches = matches();
    List<Frame> frames = new ArrayList<>();
    for (Match match : matches) {
      if (shadowed(match, matches)) continue;
      Frame frame = frame(match);
      if (frame != null) frames.add(frame);
    }
    return frames;
  }

  /** Whether the clause has any trigger at all: the gate before the expensive steps. */
  boolean hasTrigger() {
    return !matches().isEmpty();
  }

  private List<Match> matches() {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < clause.size; i++) {
      boolean amount = clause.isAmount(i);
      if (amount && i > 0 && clause.amount[i - 1] == clause.amount[i]) continue;
      List<DealRules.Entry> entries =
          new ArrayList<>(rules.startingWith(amount ? AMOUNT : clause.low[i]));
      if (amount && entries.isEmpty()) continue;
      if (!clause.lemma[i].equals(clause.low[i]))
        entries.addAll(rules.startingWith(clause.lemma[i]));
      if (!clause.verb[i].isEmpty()) entries.addAll(rules.startingWith(clause.verb[i]));
      String canonical = clause.grammar.canonical(clause.low[i]);
      if (!canonical.equals(clause.low[i])) entries.addAll(rules.startingWith(canonical));
      for (DealRules.Entry entry : entries) {
        int end = end(entry.trigger(), i);
        if (end < 0 || !kindFits(entry, i, end)) continue;
        Match match = new Match(entry, i, end);
        if (!matches.contains(match)) matches.add(match);
      }
    }
    matches.sort(Comparator.comparingInt(Match::first).thenComparing(m -> -m.words()));
    return matches;
  }

  private int end(List<String> trigger, int from) {
    int i = from;
    boolean gap = false;
    for (int w = 0; w < trigger.size(); w++) {
      String word = trigger.get(w);
      if (word.equals(AMOUNT)) {
        if (!clause.isAmount(i)) return -1;
        int amount = clause.amount[i];
        while (i < clause.size && clause.amount[i] == amount) i++;
        continue;
      }
      if (word.equals("…")) {
        gap = true;
        continue;
      }
      if (gap) {
        int found = -1;
        for (int k = i; k < Math.min(clause.size, i + GAP); k++) {
          if (clause.low[k].equals(";") || clause.low[k].equals(":")) break;
          if (clause.word(k, word)) {
            found = k;
            break;
          }
        }
        if (found < 0) return -1;
        i = found + 1;
        gap = false;
        continue;
      }
      boolean between = clause.tagged(i, "adverb") || clause.in(i, "definite");
      if (w > 0 && !clause.word(i, word) && between) i++;
      if (!clause.word(i, word)) return -1;
      i++;
    }
    return i;
  }

  private boolean kindFits(DealRules.Entry entry, int first, int end) {
    for (int i = first; i < end; i++) {
      if (clause.isEntity(i) && entry.trigger().size() <= end - first) {
        boolean gap = entry.trigger().contains("…");
        if (!gap) return false;
      }
    }
    return switch (entry.rule().kind()) {
      case VERB -> verbLike(entry, first);
      case NOUN -> !clause.tagged(end - 1, "verb") || entry.trigger().size() > 1;
      case PHRASE -> true;
    };
  }

  /** A verb by its tag; or any multi-word trigger; or a form that differs from its lemma. */
  private boolean verbLike(DealRules.Entry entry, int i) {
    String first = entry.trigger().getFirst();
    if (clause.grammar.is("reflexive", first)) return true;
    if (clause.tagged(i - 1, "determiner") && !clause.isEntity(i - 1)) return false;
    if (clause.tagged(i, "verb")) return true;
    if (entry.trigger().size() > 1) return !clause.tagged(i, "noun");
    if (clause.in(i - 1, "article") || clause.in(i - 1, "of")) return false;
    return !clause.verb[i].isEmpty() || clause.tag[i].equals("AUX");
  }

  private boolean shadowed(Match match, List<Match> matches) {
    for (Match other : matches) {
      if (other == match) continue;
      boolean inside = other.first <= match.first && match.last <= other.last;
      boolean longer = other.last - other.first > match.last - match.first;
      boolean gapless = !other.entry.trigger().contains("…");
      boolean sameType = other.entry.rule().type() == match.entry.rule().type();
      if (inside && longer && (gapless || sameType)) return true;
    }
    return false;
  }

  private @Nullable Frame frame(Match match) {
    DealRule rule = match.entry.rule();
    Frame frame = new Frame(rule, clause, match.first, match.last);
    String around = clause.words(match.first - 4, match.last + 10);
    for (var unless : rule.unless()) if (unless.matcher(around).find()) return null;
    switch (rule.kind()) {
      case VERB, PHRASE -> verb(frame);
      case NOUN -> noun(frame);
    }
    return frame;
  }

  private void verb(Frame frame) {
    Map<String, Role> positions = frame.rule.roles();
    int until = reach(frame.last);
    int start = chainStart(frame.first);
    boolean passive =
        frame.rule.kind() == DealRule.Kind.VERB && passive(frame.first, frame.last, start);
    if (passive) frame.marks.add("passive");
    frame.marks.add("verb");
    Role subject = positions.get("subject");
    Role object = positions.get("object");
    Role indirect = positions.get("indirect");
    if (!passive && object != null) {
      fillTarget(frame, object, roles.after(objectStart(frame), until, object));
      if (!frame.parties.containsKey(object)) {
        frame.fill(object, roles.cleft(start, object));
        if (hasClitic(start, frame.first)) {
          frame.fill(object, Filler.of(Filler.Anaphor.PRONOUN, frame.first));
        }
      }
    }
    positions.forEach((position, role) -> {
      if (isFixed(position)) return;
      frame.fill(role, roles.behind(position, frame.last, until, role));
    });
    if (passive) {
      Role patient = indirect != null && contractNoun(frame.last, until) ? indirect : object;
      if (patient != null) {
        fillTarget(frame, patient, roles.subject(frame.first, start, patient, reduced(start)));
      }
      if (subject != null) {
        frame.fill(subject, roles.agent(frame.last, until, subject));
      }
    } else {

      if (subject != null) {
        boolean phrase = frame.rule.kind() == DealRule.Kind.PHRASE;
        boolean nested = frame.rule.has("nested");
        frame.fill(
            subject,
            phrase
                ? roles.before(start, subject, nested)
                : roles.subject(frame.first, start, subject, nested));
        boolean found = frame.parties.containsKey(subject) || frame.open.containsKey(subject);
        if (!found && frame.rule.has("object-amount")) {
          frame.fill(subject, roles.plainWords(start, subject));
        }
      }
    }
  }

  private boolean hasClitic(int start, int verb) {
    for (int i = start; i < verb; i++) {
      boolean pronoun = clause.tag[i].startsWith("PRON") || clause.tag[i].startsWith("PRP");
      if (pronoun && clause.in(i, "object-clitic")) return true;
    }
    return false;
  }

  /** Where the object begins: behind the first word of a trigger with a gap, else behind it. */
  private int objectStart(Frame frame) {
    return frame.last;
  }

  private void fillTarget(Frame frame, Role role, @Nullable Filler filler) {
    if (filler == null) return;
    if (role == Role.TARGET && filler.owner() != null && !frame.parties.containsKey(Role.SELLER)) {
      frame.fill(role, filler);
      frame.fill(Role.SELLER, Filler.of(List.of(filler.owner()), filler.position()));
      if (filler.entities().isEmpty()) frame.marks.add("part-of-owner");
      return;
    }
    frame.fill(role, filler);
  }

  private void noun(Frame frame) {
    Map<String, Role> positions = frame.rule.roles();
    int until = reach(frame.last);
    frame.marks.add("noun");
    positions.forEach((position, role) -> {
      if (isFixed(position)) return;
      boolean close =
          frame.rule.kind() == DealRule.Kind.NOUN && clause.grammar.is("close", position);
      int limit = close ? closeLimit(frame.last, until) : until;
      fillTarget(frame, role, roles.behind(position, frame.last, limit, role));
    });
    Role possessor = positions.get("possessor");
    if (possessor != null) frame.fill(possessor, roles.possessor(frame.first, possessor));
    Role modifier = positions.get("modifier");
    if (modifier != null) frame.fill(modifier, roles.modifier(frame.first, modifier));
    Role subject = positions.get("subject");
    int support = supportVerb(frame);
    if (support >= 0) {
      frame.marks.add("support:" + clause.lemma[support]);
      int start = chainStart(support);
      if (subject != null && !passive(support, support + 1, start)) {
        frame.fill(subject, roles.subject(support, start, subject, false));
      }
    }
  }

  /** How far a complement may stand from its noun: a few words, none of them a verb. */
  private int closeLimit(int from, int until) {
    int i = from;
    while (i < Math.min(until, from + 6) && !clause.isVerb(i) && !clause.isEntity(i)) i++;
    return Math.min(until, Math.max(i, from + 3));
  }

  private static boolean isFixed(String position) {
    return switch (position) {
      case "subject", "object", "possessor", "modifier", "indirect" -> true;
      default -> false;
    };
  }

  private int reach(int from) {
    int i = from;
    while (i < Math.min(clause.size, from + REACH) && !clause.low[i].equals(";")) i++;
    return i;
  }

  private boolean contractNoun(int from, int until) {
    for (int i = from; i < Math.min(until, from + 8); i++)
      if (clause.in(i, "contract")) return true;
    return false;
  }

  /**
   * Where the verb group of this verb begins: its auxiliaries, adverbs, clitics, governing verbs.
   */
  private int chainStart(int verb) {
    int i = verb - 1;
    while (i >= 0) {
      boolean part =
          clause.in(i, "be")
              || clause.in(i, "have")
              || clause.in(i, "modal")
              || clause.in(i, "negation")
              || clause.in(i, "adverb")
              || clause.in(i, "clitic")
              || clause.tagged(i, "adverb") && !clause.isEntity(i)
              || clause.grammar.is("reflexive", clause.low[i])
              || clause.isVerb(i) && i + 1 < clause.size && clause.in(i, "governs")
              || clause.in(i, "of") && clause.in(i - 1, "governs");
      if (!part || clause.isEntity(i) || clause.isAmount(i)) break;
      i--;
    }
    return i + 1;
  }

  private boolean passive(int verb, int end, int start) {
    boolean be = false;
    boolean have = false;
    boolean reflexive = false;
    for (int i = start; i < verb; i++) {
      be |= clause.in(i, "be");
      have |= clause.in(i, "have");
      reflexive |= clause.grammar.is("reflexive", clause.low[i]);
    }
    boolean participle =
        clause.tag[verb].equals("VBN")
            || clause.tag[verb].equals("VERB") && clause.grammar.participle(clause.low[verb])
            || clause.tag[verb].equals("ADJ") && clause.grammar.participle(clause.low[verb]);
    boolean agent = roles.hasAgent(end);
    if (clause.tag[verb].equals("VBD") && clause.in(verb + 1, "by") && !have) return true;
    if (!participle || reflexive) return false;
    if (be) return !clause.tag[verb].equals("VBG");
    if (have) return false;
    if (agent) return true;
    return clause.tag[verb].equals("VBN")
        || !clause.tag[verb].isEmpty() && clause.low[verb].length() > 3 && bare(verb);
  }

  /** A name, article or sum right behind: the form is a past tense, not a participle. */
  private boolean objectFollows(int next) {
    return clause.isEntity(next)
        || clause.isAmount(next)
        || clause.in(next, "article")
        || clause.in(next, "possessive");
  }

  /** A participle that hangs on a noun: right behind a noun, name or comma. */
  private boolean bare(int verb) {
    int left = verb - 1;
    while (left >= 0 && clause.tagged(left, "adverb")) left--;
    return left < 0
        || clause.isEntity(left)
        || clause.low[left].equals(",")
        || clause.low[left].equals("(")
        || clause.tagged(left, "noun");
  }

  private boolean reduced(int start) {
    return start > 0 && start < clause.size && !clause.in(start, "be") && !clause.in(start, "have");
  }

  /** The verb that lends its subject to this noun, or -1. */
  private int supportVerb(Frame frame) {
    int noun = frame.first;
    var own = frame.rule.support();
    for (int i = noun - 1; i >= Math.max(0, noun - 12); i--) {
      boolean verb = clause.isVerb(i) || !clause.verb[i].isEmpty();
      boolean lends =
          own.isEmpty()
              ? clause.in(i, "support") || clause.grammar.is("support", clause.verb[i])
              : own.contains(clause.lemma[i]) || own.contains(clause.verb[i]);
      boolean attribute =
          clause.tag[i].equals("VBN")
              && (clause.in(i - 1, "possessive") || clause.in(i - 1, "article"));
      if (attribute) continue;
      if (verb && lends) return i;
      boolean inside =
          clause.isAmount(i)
              || clause.isEntity(i)
              || clause.tagged(i, "determiner")
              || clause.tagged(i, "adjective")
              || clause.tagged(i, "noun")
              || clause.tagged(i, "number")
              || clause.tagged(i, "adverb")
              || clause.in(i, "article")
              || clause.in(i, "possessive")
              || clause.in(i, "genitive")
              || clause.in(i, "of")
              || clause.in(i, "quote")
              || clause.in(i, "hyphen")
              || clause.in(i, "through");
      if (!inside) return -1;
    }
    return -1;
  }
}
