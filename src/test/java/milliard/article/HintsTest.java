package milliard.article;

import static milliard.article.Hints.Hint.AUTHOR;
import static milliard.article.Hints.Hint.BOILERPLATE;
import static milliard.article.Hints.Hint.CAPTION;
import static milliard.article.Hints.Hint.COMMENTS;
import static milliard.article.Hints.Hint.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import milliard.article.Hints.Hint;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final Hints HINTS = Hints.load();

  private static Set<Hint> of(String names) {
    return HINTS.of(names);
  }

  @Test
  void namesAreCutAtHyphensUnderscoresAndHumps() {
    assertThat(Hints.words("relatedPosts_v2-XLBox"))
        .containsExactly("related", "posts", "v2", "xl", "box");
    assertThat(of("relatedPosts")).containsExactly(BOILERPLATE);
    assertThat(of("article__body")).containsExactly(CONTENT);
    assertThat(of("wp-caption-text")).containsExactly(CAPTION);
    assertThat(of("commentlist")).containsExactly(COMMENTS);
    assertThat(of("author-name")).containsExactly(AUTHOR);
  }

  @Test
  void aNameInsideAnotherWordSaysNothing() {
    assertThat(of("header loading shadow admin-panel adapter")).isEmpty();
  }

  @Test
  void aNameOfWhatIsNotThereSaysNothing() {
    assertThat(of("no-sidebar has-sidebar with-sidebar tag-newsletter category-share")).isEmpty();
  }

  @Test
  void aLongerNameGoesBeforeAShorterOne() {
    assertThat(of("elementor-widget hidden-xs right-sidebar")).isEmpty();
  }

  @Test
  void aNameMadeFromAHeadingSaysNothing() {
    assertThat(of("sharing-with-a-large-group-of-people")).isEmpty();
  }
}
