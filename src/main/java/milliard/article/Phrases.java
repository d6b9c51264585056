package milliard.article;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * Lines by which news sites say something of the page and not of its subject ("Read more:",
 * "Publicité"), of all languages that have a pack: {@code models/<lang>/article/phrases.tsv}.
 */
final class Phrases {
  /** What such a line is. */
  enum Kind {
    /** A heading over related stories, comments, a newsletter box: what follows is out, too. */
    TAIL,
    /** A whole block that is not of the article. */
    LINE,
    /** The beginning of a short block that is not of the article. */
    START,
    /** Who wrote it or when, at the top or the bottom. */
    META,
    /** Words before the name of an author. */
    BYLINE,
    /** Words behind the name of an author: for whom, from where. */
    AFTER,
    /** Words that follow the name of an author in a note on the author. */
    NOTE,
    /** No name of an author: staff, newsroom. */
    NOBODY,
    /** A news agency, which signs where nobody else does. */
    AGENCY,
    /** Title or text of an error page. */
    ERROR,
    /** Text of a page that asks for consent, or for a script to be allowed. */
    WALL,
    /** The page says that the rest is for subscribers. */
    PAYWALL
  }

  /** A rule and the place it stands in. */
  record Rule(Kind kind, Pattern pattern, Pack.Line line) {}

  private final Map<Kind, List<Pattern>> patterns = new EnumMap<>(Kind.class);

  private Phrases(List<Rule> rules) {
    for (Rule rule : rules) {
      patterns.computeIfAbsent(rule.kind, k -> new ArrayList<>()).add(rule.pattern);
    }
  }

  static Phrases load() {
    List<Rule> rules = new ArrayList<>();
    for (Language language : Pack.languages()) rules.addAll(rules(language));
    return new Phrases(rules);
  }

  /** The rules of one language; the third and fourth columns (must match, must not) are tests. */
  static List<Rule> rules(Language language) {
    List<Rule> rules = new ArrayList<>();
    for (Pack.Line line : Pack.of(language).linesIfPresent("article/phrases.tsv")) {
      var cells = line.cells(2);
      try {
        rules.add(
            new Rule(
                Kind.valueOf(cells.get(0).toUpperCase(Locale.ROOT)),
                Pattern.compile(
                    cells.get(1), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL),
                line));
      } catch (PatternSyntaxException e) {
        throw line.error("expected a regular expression, " + e.getDescription());
      }
    }
    return rules;
  }

  /** Whether the whole text is such a phrase. */
  boolean is(Kind kind, CharSequence text) {
    for (Pattern pattern : of(kind)) if (pattern.matcher(text).matches()) return true;
    return false;
  }

  /** Whether the text begins with such a phrase. */
  boolean begins(Kind kind, CharSequence text) {
    for (Pattern pattern : of(kind)) if (pattern.matcher(text).lookingAt()) return true;
    return false;
  }

  /** Whether such a phrase occurs. */
  boolean occurs(Kind kind, CharSequence text) {
    for (Pattern pattern : of(kind)) if (pattern.matcher(text).find()) return true;
    return false;
  }

  List<Pattern> of(Kind kind) {
    return patterns.getOrDefault(kind, List.of());
  }
}
