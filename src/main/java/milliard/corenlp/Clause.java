package milliard.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.money.Amount;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A sentence as the role finder walks it: word classes, and which name or amount each token belongs
 * to. Positions are list positions of its tokens. Not for threads.
 */
final class Clause {
  final Sentence sentence;
  final Grammar grammar;
  final int size;
  final String[] low;
  final String[] lemma;
  final String[] tag;

  /** In a headline, where tags err, the lemma of the form read as a verb; else empty. */
  final String[] verb;

  /** What each word means in news of deals ({@link WordKinds}), null where that is not known. */
  final @Nullable String[] kind;

  final List<Entity> entities;
  final List<Amount> amounts;

  /** Index into {@link #entities}, -1 for none. */
  final int[] entity;

  /** Index into {@link #amounts}, -1 for none. */
  final int[] amount;

  private final int[] entityStart;
  private final int[] entityEnd;

  Clause(Document document, Sentence sentence, Grammar grammar) {
    this.sentence = sentence;
    this.grammar = grammar;
    List<CoreLabel> tokens = sentence.tokens();
    size = tokens.size();
    low = new String[size];
    lemma = new String[size];
    tag = new String[size];
    verb = new String[size];
    entity = new int[size];
    amount = new int[size];
    Arrays.fill(entity, -1);
    Arrays.fill(amount, -1);
    for (int i = 0; i < size; i++) {
      CoreLabel token = tokens.get(i);
      low[i] = token.word().toLowerCase(Locale.ROOT);
      lemma[i] = token.lemma() == null ? low[i] : token.lemma().toLowerCase(Locale.ROOT);
      tag[i] = token.tag() == null ? "" : token.tag();
      boolean untrusted =
          (sentence.headline() || document.sentences().size() < 3)
              && !grammar.tag("verb", tag[i])
              && i > 0;
      verb[i] = untrusted ? sentence.verbLemma(low[i]) : "";
      if (verb[i].equals(low[i])) verb[i] = "";
    }
    entities = document.entities(sentence);
    amounts = document.amounts(sentence);
    entityStart = new int[entities.size()];
    entityEnd = new int[entities.size()];
    for (int e = 0; e < entities.size(); e++) {
      boolean name = !grammar.is("not-name", entities.get(e).text().toLowerCase(Locale.ROOT));
      entityStart[e] = mark(entities.get(e).span(), entity, name ? e : -1);
      entityEnd[e] = end(entities.get(e).span(), entityStart[e]);
    }
    for (int a = 0; a < amounts.size(); a++) mark(amounts.get(a).span(), amount, a);
    kind = WordKinds.of(document.language()).of(this);
  }

  private int mark(Span span, int[] into, int value) {
    int start = sentence.position(span.start());
    for (int i = start; i < size; i++) {
      if (sentence.tokens().get(i).beginPosition() >= span.end()) break;
      into[i] = value;
    }
    return start;
  }

  private int end(Span span, int start) {
    int end = start;
    while (end < size && sentence.tokens().get(end).beginPosition() < span.end()) end++;
    return Math.max(end, start + 1);
  }

  int start(int e) {
    return entityStart[e];
  }

  int end(int e) {
    return entityEnd[e];
  }

  Entity entityAt(int i) {
    return entities.get(entity[i]);
  }

  boolean isEntity(int i) {
    return i >= 0 && i < size && entity[i] >= 0;
  }

  boolean isType(int i, EntityType type) {
    return isEntity(i) && entityAt(i).type() == type;
  }

  boolean isAmount(int i) {
    return i >= 0 && i < size && amount[i] >= 0;
  }

  /** Whether a token outside names has this tag class. */
  boolean tagged(int i, String kind) {
    return i >= 0 && i < size && grammar.tag(kind, tag[i]);
  }

  /** Whether the token's form or lemma is in a word class of the grammar. */
  boolean in(int i, String kind) {
    return i >= 0 && i < size && (grammar.is(kind, low[i]) || grammar.is(kind, lemma[i]));
  }

  /** Whether the token's form or lemma is this word (in canonical form). */
  boolean word(int i, String word) {
    return i >= 0
        && i < size
        && (low[i].equals(word)
            || lemma[i].equals(word)
            || grammar.canonical(low[i]).equals(word)
            || verb[i].equals(word));
  }

  boolean isVerb(int i) {
    return tagged(i, "verb") && !isEntity(i) && !isAmount(i);
  }

  boolean isPunctuation(int i) {
    return i >= 0 && i < size && low[i].chars().noneMatch(Character::isLetterOrDigit);
  }

  /** The characters of a token. */
  Span span(int first, int last) {
    return sentence.span(first, last);
  }

  /** The words at a place of the article. */
  String text(Span span) {
    int offset = sentence.span().start();
    return span.shift(-offset).in(sentence.text());
  }

  /** The words of a stretch, lower case, for messages and cue search. */
  String words(int from, int to) {
    List<String> words = new ArrayList<>();
    for (int i = Math.max(0, from); i < Math.min(size, to); i++) words.add(low[i]);
    return String.join(" ", words);
  }

  @Override
  public String toString() {
    return sentence.toString();
  }
}
