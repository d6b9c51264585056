package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.parser.nndep.DependencyParser;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphFactory;
import edu.stanford.nlp.trees.GrammaticalStructure;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import milliard.article.Article;
import milliard.mention.gold.GoldArticle;
import milliard.text.Language;
import milliard.text.Pack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parser comes to the trees that CoreNLP's own comes to, by the same model. */
class ArcParserIT {
  /** One article of so many is read. */
  private static final int EVERY = 60;

  @ParameterizedTest
  @MethodSource("milliard.text.Pack#languages")
  void sameTreesAsCoreNlp(Language language) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(Pack.of(language).text("corenlp.properties").orElseThrow()));
    DependencyParser stock =
        DependencyParser.loadFromModelFile(properties.getProperty("depparse.model"));
    List<Sentence> sentences = sentences(language);
    assertThat(sentences).hasSizeGreaterThan(300);
    for (Sentence sentence : sentences) {
      assertThat(edges(sentence.graph()))
          .as(sentence.text())
          .isEqualTo(edges(graph(stock.predict(sentence.map()))));
    }
  }

  private static List<Sentence> sentences(Language language) throws Exception {
    Path folder = Path.of("corpus", language.code(), "deals", "dev");
    List<GoldArticle> gold = GoldArticle.folder(folder, language);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < gold.size(); i += EVERY) {
      Article article = gold.get(i).article();
      var document =
          Segmenter.segment(Models.of(language), article.text(), article.headline().length());
      sentences.addAll(document.sentences());
    }
    return sentences;
  }

  private static SemanticGraph graph(GrammaticalStructure structure) {
    return SemanticGraphFactory.makeFromTree(
        structure, SemanticGraphFactory.Mode.BASIC, GrammaticalStructure.Extras.NONE, null);
  }

  /** Each edge as "governor relation dependent", sorted. */
  private static List<String> edges(SemanticGraph graph) {
    List<String> edges = new ArrayList<>();
    graph.getRoots().forEach(r -> edges.add("root " + r.index()));
    graph
        .edgeIterable()
        .forEach(e ->
            edges.add(
                e.getGovernor().index() + " " + e.getRelation() + " " + e.getDependent().index()));
    edges.sort(null);
    return edges;
  }
}
