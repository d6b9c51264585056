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
 * @param answers what each of CoreNLP's name models says
 */
record Word(
    Span span,
    String surface,
    String lower,
    String tag,
    String lemma,
    List<NameCrf.Answer> answers) {

  /** The words of a sentence, with what each of CoreNLP's name models says of its tokens. */
  static List<Word> of(Sentence sentence, List<List<NameCrf.Answer>> models) {
    List<Word> words = new ArrayList<>();
    List<CoreLabel> tokens = sentence.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      CoreLabel token = tokens.get(i);
      if (i > 0 && token.beginPosition() == tokens.get(i - 1).beginPosition()) continue;
      String surface = sentence.surface(i).replace('’', '\'');
      List<NameCrf.Answer> answers = new ArrayList<>();
      for (List<NameCrf.Answer> all : models) answers.add(all.get(i));
      String lemma = token.lemma();
      words.add(
          new Word(
              sentence.span(i, i + 1),
              surface,
              surface.toLowerCase(Locale.ROOT),
              token.tag() == null ? "X" : token.tag(),
              lemma == null ? surface : lemma.toLowerCase(Locale.ROOT),
              answers));
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
        answers);
  }

  /** The likeliest type by each of CoreNLP's name models: {@code ORG PER LOC MISC O}. */
  List<String> labels() {
    return answers.stream().map(NameCrf.Answer::type).toList();
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
