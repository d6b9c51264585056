package milliard.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import milliard.article.Article;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Role;
import milliard.text.Language;
import milliard.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule matches the sentences that it says it must, and none that it must not. */
class DealRulesIT {
  @ParameterizedTest
  @MethodSource("milliard.text.Pack#languages")
  void everyRuleHasAnExampleThatItMatches(Language language) {
    List<String> without = new ArrayList<>();
    for (DealRule rule : DealRules.of(language).rules()) {
      if (rule.examples().stream().noneMatch(DealRule.Example::match)) without.add(rule.name());
    }
    assertThat(without).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("milliard.text.Pack#languages")
  void everyExampleReadsAsItsRuleSays(Language language) {
    List<String> wrong = new ArrayList<>();
    for (DealRule rule : DealRules.of(language).rules()) {
      for (DealRule.Example example : rule.examples()) {
        DealFinder.Result result = read(example, language);
        List<Frame> told =
            result.frames().stream()
                .filter(f -> f.rule.name().equals(rule.name()) && !f.marks.contains("out"))
                .toList();
        boolean fits = told.stream().anyMatch(f -> fills(f, example.roles()));
        boolean deal = result.deals().stream().anyMatch(d -> d.type() == rule.type());
        if (example.match() ? !fits : deal) {
          wrong.add(rule.name() + ": " + example.text() + " -> " + result.frames());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Reads the sentence with the names that the example speaks of: rules are tested, not names. */
  private static DealFinder.Result read(DealRule.Example example, Language language) {
    return DealFinder.of(language).find(document(example, language), List.of(), null);
  }

  /** The sentence with the names that the example speaks of. */
  static Document document(DealRule.Example example, Language language) {
    String text = example.text();
    Document document = Extractor.document(Article.ofText(text, language, null), language);
    List<Entity> entities = new ArrayList<>(document.entities());
    for (String name : example.roles().values()) {
      int at = text.indexOf(name);
      assertThat(at).as(name + " in " + text).isGreaterThanOrEqualTo(0);
      Span span = new Span(at, at + name.length());
      boolean known =
          entities.stream().anyMatch(e -> e.span().equals(span) && e.type() == EntityType.ORG);
      if (known) continue;
      entities.removeIf(e -> e.span().overlaps(span));
      entities.add(new Entity(EntityType.ORG, span, name, name, null));
    }
    entities.sort(Comparator.comparing(Entity::span));
    return document.withEntities(entities);
  }

  private static boolean fills(Frame frame, Map<String, String> roles) {
    return roles.entrySet().stream()
        .allMatch(e ->
            frame.in(Role.valueOf(e.getKey().toUpperCase(java.util.Locale.ROOT))).stream()
                .map(Entity::text)
                .anyMatch(e.getValue()::equals));
  }
}
