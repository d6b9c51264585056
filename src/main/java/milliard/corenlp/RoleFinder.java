package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Role;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands at a syntactic position around a trigger, by walking the words of a sentence:
 * it skips what is nested (prepositional phrases, insertions, objects of other verbs) and sees
 * through appositions, possessors and coordination. Works on headlines and lists, where parses are
 * poor.
 */
final class RoleFinder {
  private static final int PHRASE = 14;

  /** Tokens of a sentence whose tree is asked for, at most. */
  private static final int TREE = 90;

  private static final Set<Role> PEOPLE =
      Set.of(
          Role.ACQUIRER,
          Role.INVESTOR,
          Role.LEAD_INVESTOR,
          Role.SELLER,
          Role.PLAINTIFF,
          Role.DEFENDANT,
          Role.LENDER);
  private static final Set<Role> PLACES =
      Set.of(
          Role.CUSTOMER,
          Role.INVESTOR,
          Role.AUTHORITY,
          Role.LENDER,
          Role.PLAINTIFF,
          Role.ACQUIRER,
          Role.PARTNER,
          Role.EXCHANGE);
  private static final Set<Role> PRODUCTS =
      Set.of(Role.TARGET, Role.COMPANY, Role.RECIPIENT, Role.VEHICLE, Role.ISSUER);

  private final Clause clause;
  private final Coordination coordination;
  private @Nullable TreeRoles tree;

  RoleFinder(Clause clause) {
    this.clause = clause;
    this.coordination = new Coordination(clause);
  }

  /**
   * The subject of a verb: by the tree where there is one to trust, else by walking left.
   *
   * @param start where its verb group begins
   */
  @Nullable Filler subject(int verb, int start, Role role, boolean nested) {
    if (!clause.sentence.headline() && clause.size <= TREE) {
      if (tree == null) tree = new TreeRoles(clause);
      int head = tree.subject(verb);
      if (head >= 0 && (head < verb || clause.in(head, "relative"))) {
        Filler filler = named(tree, head, role);
        if (filler != null) return filler;
        boolean many = clause.tag[head].equals("NNS") || clause.in(head, "generic");
        if (many && !clause.in(head, "transparent")) return null;
      }
    }
    return before(start, role, nested);
  }

  /** What the noun phrase with this head names. */
  private @Nullable Filler named(TreeRoles tree, int head, Role role) {
    if (clause.in(head, "speaker")) return Filler.of(Filler.Anaphor.SPEAKER, head);
    if (clause.in(head, "pronoun") && !clause.in(head, "relative")) {
      return Filler.of(Filler.Anaphor.PRONOUN, head);
    }
    for (int position : tree.naming(head)) {
      if (clause.isEntity(position) && fits(clause.entity[position], role)) {
        return group(clause.entity[position], role, position);
      }
    }
    if (clause.in(head, "company") && isDefinite(head)) {
      return Filler.of(Filler.Anaphor.DEFINITE, head);
    }
    return null;
  }

  private boolean fits(int e, Role role) {
    return switch (clause.entities.get(e).type()) {
      case ORG -> true;
      case PER -> PEOPLE.contains(role);
      case LOC -> PLACES.contains(role);
      case MISC -> PRODUCTS.contains(role);
    };
  }

  private Filler group(int e, Role role, int position) {
    List<Entity> entities = new ArrayList<>();
    for (int member : coordination.members(e)) {
      if (fits(member, role)) entities.add(clause.entities.get(member));
    }
    return Filler.of(entities, position);
  }

  /**
   * The noun phrase that begins at or behind a position.
   *
   * @param until a position that it must begin before
   */
  @Nullable Filler after(int from, int until, Role role) {
    Entity owner = null;
    boolean noun = false;
    boolean definite = false;
    boolean companyNoun = false;
    boolean partitive = false;
    for (int i = from; i < Math.min(clause.size, Math.min(until, from + PHRASE)); i++) {
      if (clause.isAmount(i)) {
        noun = true;
        partitive = true;
        continue;
      }
      if (clause.isEntity(i)) {
        int e = clause.entity[i];
        int end = clause.end(e);
        if (modifies(e, end)) {
          i = end - 1;
          continue;
        }
        if (clause.in(end, "genitive")) {
          Filler inner = after(end + 1, Math.min(until, end + 7), role);
          if (inner != null && !inner.entities().isEmpty()) {
            return inner.withOwner(clause.entities.get(e));
          }
          if (partOf(end + 1)) return group(e, role, i);
          return new Filler(List.of(), Filler.Anaphor.NONE, clause.entities.get(e), i);
        }
        if (fits(e, role)) return group(e, role, i).withOwner(owner);
        i = end - 1;
        noun = true;
        continue;
      }
      if (i == from
          && clause.grammar.is("object-pronoun", clause.low[i])
          && !clause.tagged(i + 1, "noun")) return Filler.of(Filler.Anaphor.PRONOUN, i);
      if (i == from && clause.in(i, "speaker")) return Filler.of(Filler.Anaphor.SPEAKER, i);
      if (clause.in(i, "possessive") || clause.in(i, "article")) {
        definite = clause.in(i, "definite") && !clause.in(i, "plural");
        continue;
      }
      if (clause.in(i, "of")) {
        if (!noun) continue;
        if (partitive) continue;
        int next = i + 1;
        while (next < clause.size
            && (clause.in(next, "article") || clause.tagged(next, "determiner"))) next++;
        if (clause.isEntity(next)) {
          owner = clause.entities.get(clause.entity[next]);
          if (owner.type() == EntityType.LOC) {
            owner = null;
            i = clause.end(clause.entity[next]) - 1;
            continue;
          }
          return new Filler(List.of(), Filler.Anaphor.NONE, owner, i);
        }
        continue;
      }
      if (clause.tagged(i, "noun")
          || clause.tagged(i, "adjective")
          || clause.tagged(i, "determiner")
          || clause.tagged(i, "number")
          || clause.tagged(i, "adverb")
          || clause.in(i, "hyphen")) {
        if (clause.tagged(i, "noun")) noun = true;
        companyNoun |= clause.in(i, "company");
        partitive |= clause.in(i, "partitive");
        continue;
      }
      if ((clause.low[i].equals(",") || clause.in(i, "quote")) && noun && clause.isEntity(i + 1))
        continue;
      if (clause.in(i, "quote") || clause.in(i, "genitive")) continue;
      break;
    }
    if (definite && companyNoun) return Filler.of(Filler.Anaphor.DEFINITE, from);
    return owner == null ? null : new Filler(List.of(), Filler.Anaphor.NONE, owner, from);
  }

  /** "London start-up X", "Alphabet unit X": the name only qualifies a noun or a name behind it. */
  private boolean modifies(int e, int end) {
    if (clause.in(end, "based")) return true;
    boolean place = clause.entities.get(e).type() == EntityType.LOC;
    int i = end;
    if (place && clause.in(i, "genitive")) i++;
    int nouns = 0;
    while (i < clause.size && nouns < 4) {
      if (clause.isEntity(i)) return (nouns > 0 || place) && i > end - 1;
      boolean part =
          !clause.isAmount(i)
              && (clause.tagged(i, "noun") || clause.tagged(i, "adjective"))
              && !clause.tagged(i, "verb");
      if (!part) break;
      if (!place && clause.in(i, "partitive")) return false;
      nouns++;
      i++;
    }
    return place && nouns > 0;
  }

  /** Whether the phrase is a share of its owner rather than something it owns: "X's shares". */
  private boolean partOf(int from) {
    for (int i = from; i < Math.min(clause.size, from + 4); i++) {
      if (clause.in(i, "share")) return true;
    }
    return false;
  }

  /**
   * The phrase behind a preposition.
   *
   * @param words prepositions, {@code |} between them, several words allowed
   */
  @Nullable Filler behind(String words, int from, int until, Role role) {
    List<List<String>> any = new ArrayList<>();
    for (String preposition : words.split("\\|")) any.add(clause.grammar.tokens(preposition));
    for (int i = from; i < until; i++) {
      if (clause.isEntity(i)) continue;
      for (List<String> preposition : any) {
        int end = matches(preposition, i);
        if (end < 0) continue;
        Filler filler = after(end, clause.size, role);
        if (filler != null
            && (!filler.entities().isEmpty()
                || filler.anaphor() != Filler.Anaphor.NONE
                || filler.owner() != null)) {
          return filler;
        }
      }
    }
    return null;
  }

  /** The position behind a fixed phrase that begins here, or -1. */
  private int matches(List<String> phrase, int at) {
    int i = at;
    for (String word : phrase) {
      if (!clause.word(i, word)) return -1;
      i++;
    }
    return i;
  }

  /**
   * The subject of what begins at a position: the nearest phrase to the left that is not nested.
   *
   * @param nested whether one inside another phrase will do, as for a participle that hangs on it
   */
  @Nullable Filler before(int position, Role role, boolean nested) {
    boolean pronoun = false;
    boolean speaker = false;
    int definite = -1;
    for (int i = position - 1; i >= 0; i--) {
      if (clause.in(i, "stop")) break;
      if (clause.isEntity(i)) {
        int e = clause.entity[i];
        int start = clause.start(coordination.members(e).getFirst());
        int outer = phraseStart(start) - 1;
        boolean possessor = clause.in(clause.end(e), "genitive");
        if (possessor && !transparent(clause.end(e) + 1, position)) {
          i = start;
          continue;
        }
        if (clause.in(outer, "preposition") && !nested) {
          boolean throughHead =
              outer > 0 && clause.in(outer, "of") && clause.in(outer - 1, "transparent");
          if (throughHead && fits(e, role)) return group(e, role, i);
          i = outer;
          continue;
        }
        if (clause.isVerb(outer) && !clause.in(outer, "say")) {
          i = outer;
          continue;
        }
        if (fits(e, role)) return group(e, role, i);
        i = start;
        continue;
      }
      if (clause.in(i, "pronoun")) pronoun = true;
      if (clause.in(i, "speaker")) speaker = true;
      if (definite < 0 && clause.in(i, "company") && isDefinite(i)) definite = i;
    }
    if (definite >= 0) return Filler.of(Filler.Anaphor.DEFINITE, definite);
    if (speaker) return Filler.of(Filler.Anaphor.SPEAKER, position);
    return pronoun ? Filler.of(Filler.Anaphor.PRONOUN, position) : null;
  }

  private boolean transparent(int from, int until) {
    for (int i = from; i < Math.min(until, from + 4); i++) {
      if (clause.in(i, "transparent")) return true;
    }
    return false;
  }

  /** "c'est X que Y a racheté": the object that a cleft puts before the verb group. */
  @Nullable Filler cleft(int start, Role role) {
    for (int i = start - 1; i > 1; i--) {
      if (!clause.in(i, "cleft") || !clause.isEntity(i - 1)) continue;
      int e = clause.entity[i - 1];
      int before = phraseStart(clause.start(coordination.members(e).getFirst())) - 1;
      if (clause.in(before, "be") && fits(e, role)) return group(e, role, i - 1);
    }
    return null;
  }

  /**
   * The words right before a verb group where they are no known name: headlines in lower case, new
   * names.
   */
  @Nullable Filler plainWords(int start, Role role) {
    int i = start - 1;
    while (i >= Math.max(0, start - 3)
        && !clause.isEntity(i)
        && !clause.isAmount(i)
        && !clause.isPunctuation(i)
        && clause.low[i].length() > 1
        && !clause.in(i, "preposition")
        && !clause.in(i, "pronoun")
        && !clause.in(i, "company")
        && !clause.in(i, "generic")
        && !clause.in(i, "plural")
        && !clause.tagged(i, "determiner")
        && !clause.in(i, "coordinator")) {
      i--;
    }
    boolean headline = clause.sentence.headline() || clause.sentence.index() == 0;
    boolean wholeStart = i < 0 || clause.isPunctuation(i) || clause.in(i, "company");
    if (i + 1 >= start
        || !headline
        || !wholeStart && Character.isLowerCase(clause.sentence.surface(start - 1).charAt(0))) {
      return null;
    }
    if (!wholeStart) i = start - 2;
    var span = clause.span(i + 1, start);
    String words = clause.text(span);
    return Filler.of(List.of(new Entity(EntityType.ORG, span, words, words, null)), start - 1);
  }

  /** The agent of a passive. */
  @Nullable Filler agent(int from, int until, Role role) {
    for (int i = from; i < until; i++) {
      if (clause.in(i, "by") && !clause.isEntity(i)) {
        Filler filler = after(i + 1, clause.size, role);
        if (filler != null
            && (!filler.entities().isEmpty() || filler.anaphor() != Filler.Anaphor.NONE)) {
          return filler;
        }
      }
      if (i > from + 12 && clause.isVerb(i)) break;
    }
    return null;
  }

  /** Whether an agent with a name stands behind a participle before the next verb. */
  boolean hasAgent(int from) {
    for (int i = from; i < Math.min(clause.size, from + 8); i++) {
      if (clause.in(i, "by") && !clause.isEntity(i)) return true;
      if (clause.isVerb(i) || clause.low[i].equals(";")) return false;
    }
    return false;
  }

  private boolean isDefinite(int noun) {
    int start = phraseStart(noun);
    if (clause.in(start - 1, "preposition")) return false;
    if (clause.in(noun, "plural")) return false;
    for (int i = start; i < noun; i++) {
      if (clause.in(i, "plural")) return false;
      if (clause.in(i, "definite")) return true;
    }
    return false;
  }

  /** Where the noun phrase that contains this position begins. */
  private int phraseStart(int position) {
    int i = position - 1;
    while (i >= 0) {
      boolean part =
          clause.tagged(i, "determiner")
              || clause.tagged(i, "adjective")
              || clause.tagged(i, "noun")
              || clause.tagged(i, "number")
              || clause.in(i, "article")
              || clause.in(i, "possessive")
              || clause.in(i, "genitive")
              || clause.in(i, "quote")
              || clause.in(i, "hyphen")
              || clause.in(i, "based")
              || clause.isEntity(i)
                  && (clause.in(clause.end(clause.entity[i]), "genitive")
                      || clause.isType(i, EntityType.LOC));
      if (!part || clause.isAmount(i)) break;
      i--;
    }
    return i + 1;
  }

  /** The possessor of a noun: "Google's $32bn purchase", "its purchase". */
  @Nullable Filler possessor(int noun, Role role) {
    for (int i = noun - 1; i >= Math.max(0, noun - 10); i--) {
      if (clause.in(i, "genitive") && clause.isEntity(i - 1)) {
        int e = clause.entity[i - 1];
        return fits(e, role) ? group(e, role, i - 1) : null;
      }
      if (clause.in(i, "possessive")) return Filler.of(Filler.Anaphor.PRONOUN, i);
      boolean inside =
          clause.isAmount(i)
              || clause.isEntity(i)
              || clause.tagged(i, "adjective")
              || clause.tagged(i, "noun")
              || clause.tagged(i, "number")
              || clause.in(i, "quote")
              || clause.in(i, "hyphen");
      if (!inside) return null;
    }
    return null;
  }

  /** A name right before a noun without any mark: "the Wiz deal". */
  @Nullable Filler modifier(int noun, Role role) {
    for (int i = noun - 1; i >= Math.max(0, noun - 4); i--) {
      if (clause.isEntity(i)) {
        int e = clause.entity[i];
        if (clause.in(clause.end(e), "genitive")) return null;
        return fits(e, role) ? group(e, role, i) : null;
      }
      if (!clause.isAmount(i)
          && !clause.tagged(i, "adjective")
          && !clause.tagged(i, "noun")
          && !clause.in(i, "hyphen")) {
        return null;
      }
    }
    return null;
  }
}
