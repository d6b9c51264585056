package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import milliard.article.Article;
import milliard.text.Language;
import milliard.text.Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lexicon of word kinds on sentences. */
class WordKindsIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | Orange a racheté Vocalcom en juin. | racheter=BUY",
        "fr | Le fonds a mis la main sur Doctolib. | mettre=BUY main=BUY",
        "fr | La jeune pousse boucle un tour de table. | boucle=COMPLETE tour=RAISE table=RAISE",
        "fr | Le fabricant livrera des batteries à Renault. | fabricant=MAKER livrer=SUPPLY",
        "en | Salesforce snapped up a software vendor. | snap=BUY up=BUY software=PUBLISHER"
            + " vendor=PUBLISHER",
        "en | The lender is in talks with Monzo. | lender=BANK talk=TALK",
        "en | The company was fined by a court. | company=COMPANY fine=FINE court=COURT",
      })
  void wordsAndIdiomsHaveTheirKinds(String language, String text, String expected) {
    List<String> kinds = kinds(text, new Language(language));
    assertThat(kinds).contains(expected.split(" "));
  }

  @Test
  void namesAndSumsHaveNone() {
    assertThat(kinds("Orange pays $5 million to Apple.", new Language("en")))
        .noneMatch(k -> k.startsWith("orange=") || k.startsWith("million="));
  }

  @Test
  void allLanguagesShareTheirKinds() {
    Set<String> all = new TreeSet<>();
    for (Language language : Pack.languages()) all.addAll(WordKinds.of(language).kinds());
    for (Language language : Pack.languages()) {
      Set<String> missing = new TreeSet<>(all);
      missing.removeAll(WordKinds.of(language).kinds());
      missing.remove("REFL");
      assertThat(missing).as("kinds without a word in %s", language).isEmpty();
    }
  }

  private static List<String> kinds(String text, Language language) {
    Document document = Extractor.document(Article.ofText(text, language, null), language);
    List<String> kinds = new ArrayList<>();
    for (Sentence sentence : document.sentences()) {
      Clause clause = new Clause(document, sentence, Grammar.of(language));
      for (int i = 0; i < clause.size; i++) {
        if (clause.kind[i] != null) kinds.add(clause.lemma[i] + "=" + clause.kind[i]);
      }
    }
    return kinds;
  }
}
