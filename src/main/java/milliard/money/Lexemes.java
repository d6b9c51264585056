package milliard.money;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lexemes of a text: words of the lexicon, numerals, signs; runs of anything else are one
 * lexeme. Two int cells and two references a lexeme, no object.
 */
final class Lexemes {
  /** What a lexeme is. */
  enum Type {
    WORD,
    NUMERAL,
    SIGN,
    PERCENT,
    HYPHEN,
    MARK,
    OTHER,
    BREAK
  }

  private final CharSequence text;
  private int size;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private Type[] types = new Type[64];
  private @Nullable Word[] words = new Word[64];

  Lexemes(CharSequence text, Lexicon lexicon) {
    this.text = text;
    new Lexer(text, lexicon, this).cut();
  }

  int size() {
    return size;
  }

  Type type(int i) {
    return i >= 0 && i < size ? types[i] : Type.BREAK;
  }

  boolean is(int i, Type type) {
    return type(i) == type;
  }

  @Nullable Word word(int i) {
    return i >= 0 && i < size ? words[i] : null;
  }

  boolean has(int i, Word.Role role) {
    Word word = word(i);
    return word != null && word.is(role);
  }

  boolean is(int i, Word.NumberKind kind) {
    Word word = word(i);
    return word != null && word.kind == kind;
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  char first(int i) {
    return i >= 0 && i < size ? text.charAt(starts[i]) : '\n';
  }

  char last(int i) {
    return text.charAt(ends[i] - 1);
  }

  /** Ends in ½, ¼ or ¾. */
  boolean vulgar(int i) {
    return Lexer.vulgar(last(i)) != 0;
  }

  String surface(int i) {
    return text.subSequence(starts[i], ends[i]).toString();
  }

  /** Nothing stands between this lexeme and the one before it. */
  boolean touches(int i) {
    return i > 0 && i < size && ends[i - 1] == starts[i];
  }

  /** The lexeme is a mark of this char. */
  boolean mark(int i, char c) {
    return i >= 0 && i < size && types[i] == Type.MARK && text.charAt(starts[i]) == c;
  }

  boolean sentenceEnd(int i) {
    return is(i, Type.BREAK) || mark(i, '.') || mark(i, '!') || mark(i, '?');
  }

  /** Words that mean nothing here, the last of which is written as a name: "iPhone", "Falcon". */
  boolean named(int i) {
    if (type(i) != Type.OTHER) return false;
    int word = ends[i];
    boolean inner = false;
    boolean capital = false;
    while (word > starts[i]
        && !Lexer.isSpace(text.charAt(word - 1))
        && text.charAt(word - 1) != '\n') {
      word--;
      inner |= capital;
      capital = Character.isUpperCase(text.charAt(word));
    }
    boolean opens =
        word == starts[i]
            && (i == 0
                || types[i - 1] == Type.BREAK
                || types[i - 1] == Type.HYPHEN
                || types[i - 1] == Type.MARK && ".!?:;«»\"“(".indexOf(first(i - 1)) >= 0);
    return inner || capital && !opens;
  }

  /** Behind the phrase if it stands here, else -1. */
  int matches(List<Word> phrase, int i) {
    for (int k = 0; k < phrase.size(); k++) if (word(i + k) != phrase.get(k)) return -1;
    return i + phrase.size();
  }

  /** Behind a hyphen that touches both its neighbours, else {@code i}. */
  int hyphen(int i) {
    return is(i, Type.HYPHEN) && touches(i) && touches(i + 1) ? i + 1 : i;
  }

  /** Whether the word is a scale here. */
  boolean scale(int i) {
    Word word = word(i);
    if (word == null || !word.isScale()) return false;
    if (word.kind != Word.NumberKind.ABBREVIATION) return true;
    // "5 M. Dupont", "10 b": a short scale touches the digits, or is followed by more of the amount
    return !has(i, Word.Role.OF) || touches(i);
  }

  /** The value of the number word here. */
  BigDecimal value(int i) {
    Word word = word(i);
    if (word == null) throw new IllegalStateException("no word at " + i);
    return word.value();
  }

  void add(Type type, int start, int end, @Nullable Word word) {
    if (size == starts.length) {
      int more = size * 2;
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      types = Arrays.copyOf(types, more);
      words = Arrays.copyOf(words, more);
    }
    starts[size] = start;
    ends[size] = end;
    types[size] = type;
    words[size++] = word;
  }

  /** Makes the last lexeme longer. */
  void extend(int end) {
    ends[size - 1] = end;
  }
}
