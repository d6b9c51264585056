package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import milliard.article.Article;
import milliard.mention.Entity;
import milliard.mention.Role;
import milliard.text.Language;
import milliard.text.Pack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule matches the sentences that it says it must, and none that it must not. */
class DealRulesIT {
  static List<Language> languages() {
    return Pack.languages();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyRuleHasAnExampleThatItMatches(Language language) {
    List<String> without = new ArrayList<>();
    for (DealRule rule : DealRules.of(language).rules()) {
      if (rule.examples().stream().noneMatch(DealRule.Example::match)) without.add(rule.name());
    }
    assertThat(without).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyExampleReadsAsItsRuleSays(Language language) {
    List<String> wrong = new ArrayList<>();
    for (DealRule rule : DealRules.of(language).rules()) {
      for (DealRule.Example example : rule.examples()) {
        DealFinder.Result result = read(example.text(), language);
        List<Frame> told =
            result.tellings().stream()
                .filter(f -> f.rule.name().equals(rule.name()) && !f.marks.contains("out"))
                .toList();
        boolean fits = told.stream().anyMatch(f -> fills(f, example.roles()));
        boolean deal = result.deals().stream().anyMatch(d -> d.type() == rule.type());
        if (example.match() ? !fits : deal) {
          wrong.add(rule.name() + ": " + example.text() + " -> " + result.tellings());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static DealFinder.Result read(String text, Language language) {
    Document document = Extractor.document(Article.ofText(text, language, null), language);
    return DealFinder.of(language).find(document, List.of());
  }

  private static boolean fills(Frame frame, Map<String, String> roles) {
    return roles.entrySet().stream()
        .allMatch(e ->
            frame.in(Role.valueOf(e.getKey().toUpperCase(java.util.Locale.ROOT))).stream()
                .map(Entity::text)
                .anyMatch(e.getValue()::equals));
  }
}
