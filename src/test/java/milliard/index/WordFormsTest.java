package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import milliard.mention.gold.GoldArticle;
import milliard.text.Language;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordFormsTest {
  /** Letters that become several, words of one form and of two, words longer than any buffer. */
  private static final String HARD =
      "Straße ŒUVRE œuvres Ǽsir ﬃ İstanbul l’Élysée qu'aujourd'hui l'IA Google's acquisitions"
          + " rachetées rachats naïvement 500 1,5 U.S. 日本 😀 ⒈⒉ "
          + "é".repeat(200)
          + " "
          + "x".repeat(300)
          + " ";

  @ParameterizedTest
  @CsvSource({"en,englishPossessive,kStem", "fr,elision,frenchLightStem"})
  void areThoseOfLucenesFilters(String language, String first, String stemmer) throws Exception {
    List<String> texts = new ArrayList<>(List.of(HARD, "", HARD + HARD));
    for (String half : List.of("dev", "test")) {
      Path folder = Path.of("corpus", language, "deals", half);
      for (GoldArticle gold : GoldArticle.folder(folder, new Language(language))) {
        texts.add(gold.article().text());
      }
    }
    try (Analyzer filters =
        CustomAnalyzer.builder()
            .withTokenizer("standard")
            .addTokenFilter(first)
            .addTokenFilter("lowercase")
            .addTokenFilter("keywordRepeat")
            .addTokenFilter(stemmer)
            .addTokenFilter("asciiFolding")
            .addTokenFilter("removeDuplicates")
            .build()) {
      Analyzer ours = Analysis.standard().of(language);
      for (String text : texts) assertThat(words(ours, text)).isEqualTo(words(filters, text));
    }
  }

  private static List<String> words(Analyzer analyzer, String text) throws IOException {
    List<String> words = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var offset = stream.addAttribute(OffsetAttribute.class);
      var increment = stream.addAttribute(PositionIncrementAttribute.class);
      var type = stream.addAttribute(TypeAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(
            "%s %d-%d +%d %s"
                .formatted(
                    term,
                    offset.startOffset(),
                    offset.endOffset(),
                    increment.getPositionIncrement(),
                    type.type()));
      }
      stream.end();
      words.add("end " + offset.endOffset() + " +" + increment.getPositionIncrement());
    }
    return words;
  }
}
