package milliard.corenlp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import org.jspecify.annotations.Nullable;

/**
 * A way of telling a deal: trigger words and the role of each syntactic position around them.
 *
 * @param name {@code fr/acquisition/racheter}
 * @param type the type of deal it tells
 * @param kind what the trigger is
 * @param triggers lemmas or forms in a row; {@code …} stands for up to six words
 * @param roles position → role; positions are {@code subject object possessor modifier} or
 *     prepositions with {@code |} between them
 * @param support lemmas of the verbs that may lend a noun their subject; empty = those of the
 *     grammar
 * @param status what a plain past or present of it says; null = by tense
 * @param flags what it needs or implies: {@code amount}, {@code two}, {@code weak} …
 * @param unless words around the trigger that speak against it
 * @param examples sentences that it must and must not match
 */
record DealRule(
    String name,
    DealType type,
    Kind kind,
    List<List<String>> triggers,
    Map<String, Role> roles,
    Set<String> support,
    @Nullable Status status,
    Set<String> flags,
    List<Pattern> unless,
    List<Example> examples) {

  /** What the trigger is. */
  enum Kind {
    /** A verb with a subject, an object and a voice. */
    VERB,
    /** A noun with complements; its subject is that of a support verb. */
    NOUN,
    /** Fixed words between what stands before and after them. */
    PHRASE
  }

  /**
   * A sentence that the rule must match, or must not.
   *
   * @param match whether it must
   * @param text the sentence
   * @param roles the roles that must come out, {@code role=name}; empty where none is asked
   */
  record Example(boolean match, String text, Map<String, String> roles) {}

  DealRule {
    triggers = triggers.stream().map(List::copyOf).toList();
    support = Set.copyOf(support);
    flags = Set.copyOf(flags);
    unless = List.copyOf(unless);
    examples = List.copyOf(examples);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }
}
