package milliard.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Pack.Line;
import milliard.text.Span;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.jspecify.annotations.Nullable;

/**
 * Words of texts as they are searched. Each word stands in the index as written (lower case,
 * elision cut, accents folded) and, at the same place, as its stem in the text's language; a
 * language's chain is {@code models/<lang>/search/analyzer.tsv}. Immutable, for any number of
 * threads.
 */
final class Analysis {
  private static final Analysis STANDARD = new Analysis();

  private final Map<String, Analyzer> languages = new LinkedHashMap<>();
  private final Analyzer plain;

  private Analysis() {
    try {
      plain =
          CustomAnalyzer.builder()
              .withTokenizer("standard")
              .addTokenFilter("lowercase")
              .addTokenFilter("asciiFolding")
              .build();
      for (Language language : Pack.languages()) {
        Pack pack = Pack.of(language);
        if (pack.has("search/analyzer.tsv")) {
          languages.put(language.code(), chain(pack.lines("search/analyzer.tsv")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot build the analyzers", e);
    }
  }

  static Analysis standard() {
    return STANDARD;
  }

  private static Analyzer chain(List<Line> lines) throws IOException {
    CustomAnalyzer.Builder chain = null;
    TokenFilterFactory stemmer = null;
    for (Line line : lines) {
      List<String> cells = line.cells(2);
      Map<String, String> arguments = new HashMap<>();
      for (String cell : cells.subList(2, cells.size())) {
        int equals = cell.indexOf('=');
        if (equals < 1) throw line.error("expected argument=value");
        arguments.put(cell.substring(0, equals), cell.substring(equals + 1));
      }
      if (stemmer != null) throw line.error("expected the stemmer last");
      try {
        switch (cells.get(0)) {
          case "tokenizer" ->
              chain = CustomAnalyzer.builder().withTokenizer(cells.get(1), arguments);
          case "filter" -> known(chain, line).addTokenFilter(cells.get(1), arguments);
          case "stemmer" -> {
            known(chain, line);
            stemmer = TokenFilterFactory.forName(cells.get(1), arguments);
          }
          default -> throw line.error("expected tokenizer, filter or stemmer");
        }
      } catch (IllegalArgumentException e) {
        throw line.error(String.valueOf(e.getMessage()));
      }
    }
    if (chain == null) throw new IllegalStateException("an analyzer without tokenizer");
    return stemmer == null ? chain.build() : new Stemmed(chain.build(), stemmer);
  }

  /** A chain whose words stand there as written and as stems. */
  private static final class Stemmed extends AnalyzerWrapper {
    private final Analyzer words;
    private final TokenFilterFactory stemmer;

    Stemmed(Analyzer words, TokenFilterFactory stemmer) throws IOException {
      super(GLOBAL_REUSE_STRATEGY);
      this.words = words;
      this.stemmer = stemmer;
      if (stemmer instanceof ResourceLoaderAware aware) {
        aware.inform(new ClasspathResourceLoader(stemmer.getClass()));
      }
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
      return words;
    }

    @Override
    protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
      return new TokenStreamComponents(
          components.getSource(), new WordForms(components.getTokenStream(), stemmer));
    }
  }

  private static CustomAnalyzer.Builder known(CustomAnalyzer.@Nullable Builder chain, Line line) {
    if (chain == null) throw line.error("expected a tokenizer first");
    return chain;
  }

  /** The chain of a language; words as written where the language has none. */
  Analyzer of(@Nullable String language) {
    return language == null ? plain : languages.getOrDefault(language, plain);
  }

  /** The chain of names: words as written. */
  Analyzer plain() {
    return plain;
  }

  /**
   * A word of a text.
   *
   * @param term as in the index
   * @param span where it stands
   * @param position its number; forms of one word share it
   */
  record Token(String term, Span span, int position) {}

  /** The words of a text. */
  List<Token> tokens(Analyzer analyzer, String text) {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var offset = stream.addAttribute(OffsetAttribute.class);
      var increment = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += increment.getPositionIncrement();
        tokens.add(
            new Token(
                term.toString(), new Span(offset.startOffset(), offset.endOffset()), position));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
    return tokens;
  }

  /**
   * The forms that each word of a query may have in the index: as written, and its stem in each
   * language. A position may have been cut differently by two languages ("l'IA"); the form with the
   * elision cut goes first.
   */
  List<Set<String>> forms(String words) {
    List<Set<String>> best = List.of();
    List<List<Set<String>>> all = new ArrayList<>();
    for (Analyzer analyzer : languages.values()) {
      List<Set<String>> forms = new ArrayList<>();
      int position = -1;
      for (Token token : tokens(analyzer, words)) {
        while (forms.size() <= token.position()) forms.add(new LinkedHashSet<>());
        forms.get(token.position()).add(token.term());
        position = token.position();
      }
      if (position >= 0) all.add(forms);
      if (forms.size() > best.size()) best = forms;
    }
    for (List<Set<String>> forms : all) {
      if (forms.size() != best.size()) continue;
      for (int i = 0; i < forms.size(); i++) best.get(i).addAll(forms.get(i));
    }
    return best.stream().filter(f -> !f.isEmpty()).toList();
  }

  /** The words as written, folded. */
  List<String> written(String words) {
    return tokens(plain, words).stream().map(Token::term).toList();
  }
}
