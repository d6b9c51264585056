package milliard.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import milliard.text.Span;

/**
 * A word of a sentence as it stands in the text: the parts of a multi-word token are one again.
 *
 * @param span where it stands
 * @param surface the word there, with straight apostrophes
 * @param lower the same in lower case
 * @param tag part of speech of its first part
 * @param lemma lemma of its first part
 * @param labels what each stock CRF says: {@code ORG PER LOC MISC O}
 */
record Word(
    Span span, String surface, String lower, String tag, String lemma, List<String> labels) {

  /** The words of a sentence. */
  static List<Word> of(Sentence sentence) {
    List<Word> words = new ArrayList<>();
    List<CoreLabel> tokens = sentence.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      CoreLabel token = tokens.get(i);
      if (i > 0 && token.beginPosition() == tokens.get(i - 1).beginPosition()) continue;
      String surface = sentence.surface(i).replace('’', '\'');
      List<String> labels = new ArrayList<>();
      for (List<String> answers : sentence.nameLabels()) labels.add(type(answers.get(i)));
      String lemma = token.lemma();
      words.add(
          new Word(
              sentence.span(i, i + 1),
              surface,
              surface.toLowerCase(Locale.ROOT),
              token.tag() == null ? "X" : token.tag(),
              lemma == null ? surface : lemma.toLowerCase(Locale.ROOT),
              labels));
      int n = words.size();
      if (n > 2 && isHyphenated(words.get(n - 3), words.get(n - 2), words.get(n - 1))) {
        Word joined = words.get(n - 3).joined(words.get(n - 2), words.get(n - 1));
        words.subList(n - 3, n).clear();
        words.add(joined);
      }
    }
    return words;
  }

  /** "Couche" "-" "Tard", "7" "-" "Eleven": one name, where the tokenizer parts at hyphens. */
  private static boolean isHyphenated(Word left, Word hyphen, Word right) {
    return hyphen.surface.equals("-")
        && left.span.end() == hyphen.span.start()
        && hyphen.span.end() == right.span.start()
        && Character.isUpperCase(right.surface.charAt(0))
        && (left.isCapitalized() || Character.isDigit(left.surface.charAt(0)));
  }

  private Word joined(Word hyphen, Word right) {
    return new Word(
        span.union(right.span),
        surface + hyphen.surface + right.surface,
        lower + hyphen.lower + right.lower,
        right.tag,
        lower + hyphen.lower + right.lower,
        labels);
  }

  /** CoreNLP's models call one thing by several names. */
  private static String type(String label) {
    String bare = label.startsWith("I-") || label.startsWith("B-") ? label.substring(2) : label;
    return switch (bare) {
      case "ORGANIZATION" -> "ORG";
      case "PERSON" -> "PER";
      case "LOCATION" -> "LOC";
      default -> bare;
    };
  }

  /** Whether it begins with a capital, or has one inside ({@code iPhone}, {@code xAI}). */
  boolean isCapitalized() {
    return surface.codePoints().anyMatch(Character::isUpperCase);
  }

  boolean isLetters() {
    return Character.isLetter(surface.codePointAt(0));
  }

  /** Capital, small, digit, other, runs shortened: {@code OVHcloud} → {@code XXx}. */
  String shape() {
    StringBuilder shape = new StringBuilder();
    int run = 0;
    char last = 0;
    for (int i = 0; i < surface.length() && shape.length() < 10; i++) {
      char c = surface.charAt(i);
      char s =
          Character.isUpperCase(c)
              ? 'X'
              : Character.isLetter(c) ? 'x' : Character.isDigit(c) ? 'd' : c;
      run = s == last ? run + 1 : 1;
      if (run <= 2) shape.append(s);
      last = s;
    }
    return shape.toString();
  }
}
