package milliard.money;

import java.util.Set;
import milliard.money.Lexemes.Type;
import org.jspecify.annotations.Nullable;

/** Finds the units of money and the countries beside them: "dollars canadiens", "US$", "CAD". */
final class Units {
  private final Lexemes in;
  private final Lexicon lexicon;
  private final Numbers numbers;

  Units(Lexemes in, Lexicon lexicon, Numbers numbers) {
    this.in = in;
    this.lexicon = lexicon;
    this.numbers = numbers;
  }

  @Nullable Unit at(int i) {
    if (in.is(i, Type.SIGN)) return lexicon.sign(in.first(i));
    Unit code = code(i);
    if (code != null) return code;
    Word word = in.word(i);
    return word == null ? null : word.unit;
  }

  @Nullable Unit code(int i) {
    Word word = in.word(i);
    if (word == null || word.codes.isEmpty()) return null;
    String surface = in.surface(i);
    return word.glued.containsKey(surface) ? null : word.codes.get(surface);
  }

  @Nullable String mark(int i) {
    Word word = in.word(i);
    return word == null || word.marks.isEmpty() ? null : word.marks.get(in.surface(i));
  }

  int phraseEnd(int i) {
    Word word = in.word(i);
    if (word == null) return i;
    for (Word.Phrase<Unit> phrase : word.units) {
      int end = in.matches(phrase.words(), i);
      if (end > 0) return end;
    }
    return i;
  }

  @Nullable Unit phrase(int i) {
    Word word = in.word(i);
    if (word == null) return null;
    for (Word.Phrase<Unit> phrase : word.units) {
      if (in.matches(phrase.words(), i) > 0) return phrase.meaning();
    }
    return null;
  }

  /** Behind the country named here, or {@code i}. */
  int country(int i) {
    Word word = in.word(i);
    if (word == null) return i;
    for (Word.Phrase<String> phrase : word.countries) {
      int end = in.matches(phrase.words(), i);
      if (end > 0) return end;
    }
    return i;
  }

  @Nullable String countryCode(int i) {
    Word word = in.word(i);
    if (word == null) return null;
    for (Word.Phrase<String> phrase : word.countries) {
      if (in.matches(phrase.words(), i) > 0) return phrase.meaning();
    }
    return null;
  }

  /** Behind a currency that only repeats or narrows the sign before: "$10m CAD". */
  int after(int i, Unit unit) {
    if (in.is(i, Type.NUMERAL)) return i;
    Unit same = at(i);
    if (same != null
        && same.family().equals(unit.family())
        && !same.minor()
        && !in.is(i, Type.SIGN)
        && !in.is(i + 1, Type.NUMERAL)) {
      return i + 1;
    }
    if (unit.family().equals("dollar") && unit.code() == null) {
      String mark = mark(i);
      if (mark != null
          && in.end(i) - in.start(i) > 1
          && lexicon.currencies.of(unit.family(), mark) != null) return i + 1;
    }
    return i;
  }

  String codeOf(Unit unit, String country) {
    String code = lexicon.currencies.of(unit.family(), country);
    return code == null ? lexicon.currencies.code(unit, country, Set.of()) : code;
  }
}
