package milliard.corenlp;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.ling.IndexedWord;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.MWTAnnotator;
import edu.stanford.nlp.pipeline.TokenizerAnnotator;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphFactory;
import edu.stanford.nlp.tagger.maxent.MaxentTagger;
import edu.stanford.nlp.trees.GrammaticalRelation;
import edu.stanford.nlp.trees.GrammaticalStructure;
import edu.stanford.nlp.trees.TreeGraphNode;
import edu.stanford.nlp.trees.TypedDependency;
import edu.stanford.nlp.trees.UniversalEnglishGrammaticalRelations;
import edu.stanford.nlp.trees.UniversalEnglishGrammaticalStructure;
import edu.stanford.nlp.util.CoreMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import milliard.text.Language;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * The models of one language: tokenizer, multi-word tokens, part-of-speech tagger, lemmas, name
 * CRFs, dependency parser, as {@code models/<lang>/corenlp.properties} says. Loaded once a JVM, at
 * first use; the parser at its own first use. Any number of threads may share one.
 */
final class Models {
  private static final String NAMES = "names.crf.ser.gz";
  private static final String GENERAL = "names.general.crf.ser.gz";
  private static final String UNCASED = "names.uncased.crf.ser.gz";
  private static final Map<Language, Models> LOADED = new ConcurrentHashMap<>();

  private final Language language;
  private final Properties properties;
  private final TokenizerAnnotator tokenizer;
  private final @Nullable MWTAnnotator multiWordTokens;
  private final MaxentTagger tagger;
  private final Lemmas lemmas;
  private final List<NameCrf> crfs;
  private @Nullable ArcParser parser;
  private @Nullable CRFClassifier<CoreLabel> names;
  private @Nullable CRFClassifier<CoreLabel> generalNames;
  private @Nullable CRFClassifier<CoreLabel> uncasedNames;

  private Models(Language language) {
    this.language = language;
    Pack pack = Pack.of(language);
    properties = new Properties();
    try (var reader = new StringReader(pack.text("corenlp.properties").orElseThrow())) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + pack.path("corenlp.properties"), e);
    }
    Properties tokenizing = new Properties();
    tokenizing.putAll(properties);
    tokenizing.setProperty("ssplit.isOneSentence", "true");
    tokenizer = new TokenizerAnnotator(false, tokenizing);
    multiWordTokens =
        properties.containsKey("mwt.mappingFile") ? new MWTAnnotator("mwt", properties) : null;
    tagger = new MaxentTagger(required("pos.model"), properties, false);
    lemmas = Lemmas.of(properties);
    crfs = new ArrayList<>();
    for (String path : required("ner.model").split(",")) crfs.add(NameCrf.load(path.strip()));
  }

  private String required(String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalStateException(
          Pack.of(language).path("corenlp.properties") + ": expected a line " + key + " = …");
    }
    return value;
  }

  /** Whether the language has a pack that says how to read it. */
  static boolean has(Language language) {
    return Pack.of(language).has("corenlp.properties");
  }

  /** The models of a language; the first call loads them, which takes seconds. */
  static Models of(Language language) {
    return LOADED.computeIfAbsent(language, Models::new);
  }

  Language language() {
    return language;
  }

  /** Tokens of a text in one go; offsets are into this text. */
  List<CoreLabel> tokenize(String text) {
    return tokenizer.getTokenizer(new StringReader(text)).tokenize();
  }

  /**
   * Splits multi-word tokens ({@code du} → de + le, both with the surface's offsets), tags,
   * lemmatizes; the result carries sentence-local indices from 1.
   */
  List<CoreLabel> tag(String text, List<CoreLabel> words) {
    List<CoreLabel> tokens = splitMultiWordTokens(text, words);
    for (int i = 0; i < tokens.size(); i++) {
      CoreLabel token = tokens.get(i);
      token.setIndex(i + 1);
      token.setSentIndex(0);
      token.setValue(token.word());
    }
    tagger.tagCoreLabels(tokens);
    lemmas.lemmatize(tokens);
    return tokens;
  }

  private List<CoreLabel> splitMultiWordTokens(String text, List<CoreLabel> words) {
    if (multiWordTokens == null) return words;
    Annotation annotation = new Annotation(text);
    for (int i = 0; i < words.size(); i++) words.get(i).setIndex(i + 1);
    CoreMap sentence = new Annotation(text);
    sentence.set(CoreAnnotations.TokensAnnotation.class, words);
    sentence.set(CoreAnnotations.SentenceIndexAnnotation.class, 0);
    sentence.set(
        CoreAnnotations.CharacterOffsetBeginAnnotation.class, words.getFirst().beginPosition());
    sentence.set(CoreAnnotations.CharacterOffsetEndAnnotation.class, words.getLast().endPosition());
    annotation.set(CoreAnnotations.TokensAnnotation.class, words);
    annotation.set(CoreAnnotations.SentencesAnnotation.class, List.of(sentence));
    multiWordTokens.annotate(annotation);
    return sentence.get(CoreAnnotations.TokensAnnotation.class);
  }

  /** The answers of each of CoreNLP's name models, one a token. */
  List<List<NameCrf.Answer>> nameAnswers(List<CoreLabel> tokens) {
    List<List<NameCrf.Answer>> answers = new ArrayList<>();
    for (NameCrf crf : crfs) answers.add(crf.read(tokens));
    return answers;
  }

  /** Our own name model, {@code models/<lang>/names.crf.ser.gz}. */
  synchronized CRFClassifier<CoreLabel> names() {
    if (names == null) names = own(NAMES);
    return names;
  }

  /** The one for text that is no business news, {@code models/<lang>/names.general.crf.ser.gz}. */
  synchronized CRFClassifier<CoreLabel> generalNames() {
    if (generalNames == null) generalNames = own(GENERAL);
    return generalNames;
  }

  /** The one for text without case, {@code models/<lang>/names.uncased.crf.ser.gz}. */
  synchronized CRFClassifier<CoreLabel> uncasedNames() {
    if (uncasedNames == null) uncasedNames = own(UNCASED);
    return uncasedNames;
  }

  private CRFClassifier<CoreLabel> own(String file) {
    Pack pack = Pack.of(language);
    try (InputStream in = new GZIPInputStream(pack.open(file))) {
      return CRFClassifier.getClassifier(in);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot load the name model " + pack.path(file), e);
    }
  }

  /** The lemma of a lower-case form read as a verb, whatever its tag; itself if it is none. */
  String verbLemma(String form) {
    return lemmas.asVerb(form);
  }

  /** The basic dependencies of a tagged sentence. */
  SemanticGraph parse(List<CoreLabel> tokens) {
    ArcParser.Parse parse = parser().parse(tokens);
    List<TypedDependency> dependencies = new ArrayList<>();
    IndexedWord root = new IndexedWord(new edu.stanford.nlp.ling.Word("ROOT"));
    root.setIndex(0);
    for (int i = 0; i < tokens.size(); i++) {
      int head = parse.heads()[i];
      GrammaticalRelation relation =
          head < 0
              ? GrammaticalRelation.ROOT
              : UniversalEnglishGrammaticalRelations.shortNameToGRel.get(parse.labels()[i]);
      if (relation == null) {
        relation =
            new GrammaticalRelation(
                edu.stanford.nlp.international.Language.UniversalEnglish,
                parse.labels()[i],
                null,
                GrammaticalRelation.DEPENDENT);
      }
      dependencies.add(
          new TypedDependency(
              relation,
              head < 0 ? root : new IndexedWord(tokens.get(head)),
              new IndexedWord(tokens.get(i))));
    }
    return SemanticGraphFactory.makeFromTree(
        new UniversalEnglishGrammaticalStructure(dependencies, new TreeGraphNode(root)),
        SemanticGraphFactory.Mode.BASIC,
        GrammaticalStructure.Extras.NONE,
        null);
  }

  private synchronized ArcParser parser() {
    if (parser == null) parser = ArcParser.load(required("depparse.model"));
    return parser;
  }
}
