package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import milliard.article.Phrases.Kind;
import milliard.article.Phrases.Rule;
import milliard.text.Pack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhrasesTest {
  static List<Rule> rules() {
    return Pack.languages().stream().flatMap(language -> Phrases.rules(language).stream()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void everyRuleMatchesItsExampleAndNotItsCounterExample(Rule rule) {
    List<String> cells = rule.line().cells(4);
    assertThat(matches(rule, cells.get(2))).as("matches %s", cells.get(2)).isTrue();
    assertThat(matches(rule, cells.get(3))).as("does not match %s", cells.get(3)).isFalse();
  }

  private static boolean matches(Rule rule, String text) {
    var matcher = rule.pattern().matcher(text);
    if (rule.kind() == Kind.AFTER) return matcher.find();
    return rule.kind() == Kind.START || rule.kind() == Kind.NOTE || rule.kind() == Kind.BYLINE
        ? matcher.lookingAt()
        : matcher.matches();
  }
}
