package milliard.corenlp;

import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import milliard.text.Language;

/**
 * Tokens a second of our naming step (segments, tags, CoreNLP's CRFs, our CRF) and of CoreNLP's own
 * {@code ner} annotator with its defaults, over the same texts in one run, one thread, warm. From
 * the project's root, after {@code mvn test-compile}: {@code NameBenchmark fr}.
 */
final class NameBenchmark {
  private static final int ROUNDS = 3;

  private NameBenchmark() {}

  /** Prints one line for each of the two. */
  public static void main(String[] args) {
    Language language = new Language(args[0]);
    List<String> texts = new ArrayList<>();
    for (NameGold gold : NameGold.folder(Path.of("corpus", args[0], "deals", "test"))) {
      texts.add(gold.text());
    }
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,pos,lemma,ner");
    if (args[0].equals("fr")) {
      properties.setProperty("annotators", "tokenize,mwt,pos,ner");
      properties.setProperty("tokenize.language", "fr");
      for (String key : List.of("mwt.mappingFile", "mwt.pos.model", "mwt.statisticalMappingFile")) {
        properties.setProperty(key, property(language, key));
      }
      properties.setProperty("mwt.preserveCasing", "false");
      properties.setProperty("pos.model", property(language, "pos.model"));
      properties.setProperty("ner.model", property(language, "ner.model"));
      properties.setProperty("ner.applyNumericClassifiers", "false");
      properties.setProperty("ner.applyFineGrained", "false");
      properties.setProperty("ner.useSUTime", "false");
      properties.setProperty("ner.buildEntityMentions", "true");
    }
    StanfordCoreNLP stock = new StanfordCoreNLP(properties);
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int tokens = 0;
      int names = 0;
      for (String text : texts) {
        Document document = Segmenter.segment(Models.of(language), text, 0);
        for (Sentence sentence : document.sentences()) tokens += sentence.tokens().size();
        names += Names.find(document).size();
      }
      print(round, "milliard names", tokens, names, start);
      start = System.nanoTime();
      tokens = 0;
      names = 0;
      for (String text : texts) {
        CoreDocument document = stock.processToCoreDocument(text);
        tokens += document.tokens().size();
        names += document.entityMentions().size();
      }
      print(round, "stock ner", tokens, names, start);
    }
  }

  private static String property(Language language, String key) {
    Properties properties = new Properties();
    try (var reader =
        new java.io.StringReader(
            milliard.text.Pack.of(language).text("corenlp.properties").orElseThrow())) {
      properties.load(reader);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return properties.getProperty(key);
  }

  private static void print(int round, String what, int tokens, int names, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "round %d  %-15s %,d tokens, %,d names, %.1f s: %,.0f tokens/s%n",
        round,
        what,
        tokens,
        names,
        seconds,
        tokens / seconds);
  }
}
