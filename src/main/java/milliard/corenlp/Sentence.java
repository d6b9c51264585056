package milliard.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphCoreAnnotations;
import edu.stanford.nlp.util.CoreMap;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of an article: tokens with part of speech and lemma, offsets into the article's text;
 * its dependencies on demand. The {@code ner} of a token is the type of the name it belongs to
 * ({@code ORG PER LOC MISC}, {@code O}).
 */
final class Sentence {
  private final Models models;
  private final String text;
  private final int index;
  private final boolean headline;
  private final List<CoreLabel> tokens;
  private final List<List<NameCrf.Answer>> nameAnswers;
  private final CoreMap map;
  private @Nullable SemanticGraph graph;
  private @Nullable List<Word> words;
  private @Nullable BitSet cues;
  private final Map<List<String>, AmountKinds.Kind> amountKinds = new ConcurrentHashMap<>();

  Sentence(Models models, String text, int index, boolean headline, List<CoreLabel> tokens) {
    this.models = models;
    this.text = text;
    this.index = index;
    this.headline = headline;
    this.tokens = List.copyOf(tokens);
    this.nameAnswers = models.nameAnswers(tokens);
    for (CoreLabel token : tokens) token.setNER("O");
    map = new Annotation(span().in(text));
    map.set(CoreAnnotations.TokensAnnotation.class, this.tokens);
    map.set(CoreAnnotations.SentenceIndexAnnotation.class, index);
    map.set(CoreAnnotations.CharacterOffsetBeginAnnotation.class, span().start());
    map.set(CoreAnnotations.CharacterOffsetEndAnnotation.class, span().end());
  }

  /** Its number in the document, from 0. */
  int index() {
    return index;
  }

  /** Whether it stands in the headline. */
  boolean headline() {
    return headline;
  }

  /**
   * The tokens, at least one; {@code index()} counts from 1, {@code beginPosition()} and {@code
   * endPosition()} are offsets into the article's text. Parts of a multi-word token share them.
   */
  List<CoreLabel> tokens() {
    return tokens;
  }

  /** Where it stands in the article's text. */
  Span span() {
    return new Span(tokens.getFirst().beginPosition(), tokens.getLast().endPosition());
  }

  /** Its words as they stand in the article. */
  String text() {
    return span().in(text);
  }

  /** Where these tokens stand, from {@code first} to before {@code last} (list positions). */
  Span span(int first, int last) {
    return new Span(tokens.get(first).beginPosition(), tokens.get(last - 1).endPosition());
  }

  /** The surface of a token in the article; the whole {@code du} for both its parts. */
  String surface(int position) {
    return span(position, position + 1).in(text);
  }

  /** List position of the first token that ends behind this offset; {@code size} if none does. */
  int position(int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.get(middle).endPosition() <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The answers of each of CoreNLP's name models, a list a model, an answer a token. */
  List<List<NameCrf.Answer>> nameAnswers() {
    return nameAnswers;
  }

  /** Its words as they stand in the text, parts of multi-word tokens in one. */
  synchronized List<Word> words() {
    if (words == null) words = List.copyOf(Word.of(this, nameAnswers()));
    return words;
  }

  /** The lemma of a lower-case form read as a verb, for where the tagger errs. */
  String verbLemma(String form) {
    return models.verbLemma(form);
  }

  /** Which cues of status are anywhere in it, worked out once: several tellings ask. */
  synchronized BitSet cues(Supplier<BitSet> work) {
    if (cues == null) cues = work.get();
    return cues;
  }

  /** What an amount between these words is of, worked out once: rules and features ask. */
  AmountKinds.Kind amountKind(List<String> around, Function<List<String>, AmountKinds.Kind> work) {
    return amountKinds.computeIfAbsent(around, work);
  }

  /** As a CoreMap with its tokens, for TokensRegex. */
  CoreMap map() {
    return map;
  }

  /**
   * The basic dependencies (Universal Dependencies), parsed at the first call, then kept. Words in
   * it are the {@link #tokens()}.
   */
  synchronized SemanticGraph graph() {
    if (graph == null) {
      graph = models.parse(tokens);
      map.set(SemanticGraphCoreAnnotations.BasicDependenciesAnnotation.class, graph);
    }
    return graph;
  }

  @Override
  public String toString() {
    return index + ": " + text();
  }
}
