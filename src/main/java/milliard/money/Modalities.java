package milliard.money;

import milliard.money.Lexemes.Type;
import milliard.money.Word.Role;
import org.jspecify.annotations.Nullable;

/** Finds the words that bound or round a number: "plus de", "up to", "nearly". */
final class Modalities {
  private final Lexemes in;
  private final Numbers numbers;

  Modalities(Lexemes in, Numbers numbers) {
    this.in = in;
    this.numbers = numbers;
  }

  /** Where the modality words before this lexeme begin; -1 if there are none. */
  int before(int i, int floor) {
    for (int skip = 0; skip < 2; skip++) {
      int last = i - 1 - skip;
      boolean passes =
          in.has(i - 1, Role.DETERMINER)
              && !in.has(i - 1, Role.DEFINITE)
              && !in.is(i - 1, Word.NumberKind.ARTICLE);
      if (skip == 1 && !passes) return -1;
      Word word = last < floor ? null : in.word(last);
      if (word == null) continue;
      for (Word.Phrase<Boolean> phrase : word.blockers) {
        if (in.matches(phrase.words(), last + 1 - phrase.words().size()) > 0) return -1;
      }
      for (Word.Phrase<Boolean> phrase : word.negated) {
        int start = last + 1 - phrase.words().size();
        if (in.matches(phrase.words(), start) > 0 && negated(start)) return -1;
      }
      for (Word.Phrase<Modality> phrase : word.modalityBefore) {
        int start = last + 1 - phrase.words().size();
        if (start >= floor && in.matches(phrase.words(), start) > 0) return start;
      }
    }
    return -1;
  }

  /** What a verb before says of the bounds: "dépasse", "could reach"; null if it says nothing. */
  @Nullable Modality verb(int i, int floor) {
    int last = in.has(i - 1, Role.DETERMINER) ? i - 2 : i - 1;
    Word word = last < floor ? null : in.word(last);
    if (word == null) return null;
    for (Word.Phrase<Modality> phrase : word.modalityVerbs) {
      int start = last + 1 - phrase.words().size();
      if (start >= floor && in.matches(phrase.words(), start) > 0) {
        Modality said = phrase.meaning();
        // "did not exceed $5m"
        return said == Modality.MORE_THAN && negated(start) ? Modality.AT_MOST : said;
      }
    }
    return null;
  }

  private boolean negated(int i) {
    for (int k = i - 1; k >= i - 4 && !in.is(k, Type.BREAK) && !in.is(k, Type.MARK); k--) {
      if (in.has(k, Role.NEGATION)) return true;
    }
    return false;
  }

  /** The modality phrase behind an amount: "or more", "-plus"; null if there is none. */
  Word.@Nullable Phrase<Modality> after(int i) {
    Word word = in.word(i);
    if (word == null) return null;
    for (Word.Phrase<Modality> phrase : word.modalityAfter) {
      if (in.matches(phrase.words(), i) > 0) return phrase;
    }
    for (Word.Phrase<Modality> phrase : word.modalityClosing) {
      int end = in.matches(phrase.words(), i);
      boolean closed =
          in.is(i - 1, Type.HYPHEN)
              || in.is(end, Type.MARK)
              || in.is(end, Type.BREAK)
              || in.has(end, Role.CLOSING);
      if (end > 0 && closed) return phrase;
    }
    return null;
  }

  @Nullable Modality of(int start, int end) {
    for (int last = end - 1; last >= Math.max(start, end - 2); last--) {
      Word word = in.word(last);
      if (word == null) continue;
      for (Word.Phrase<Modality> phrase : word.modalityBefore) {
        if (last + 1 - phrase.words().size() == start && in.matches(phrase.words(), start) > 0) {
          return phrase.meaning();
        }
      }
    }
    return null;
  }

  int skip(int i) {
    for (int k = i; k < i + 3; k++) {
      Word word = in.word(k);
      if (word == null) return i;
      for (Word.Phrase<Modality> phrase : word.modalityBefore) {
        int start = k + 1 - phrase.words().size();
        if (start == i && in.matches(phrase.words(), i) > 0) return k + 1;
      }
    }
    return i;
  }
}
