package milliard.index;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Each word as written and then, at the same place, its stem where that is another; both with
 * accents folded. It gives what Lucene's keywordRepeat, a stemmer, asciiFolding and
 * removeDuplicates give one behind the other, without a copy of the state and a set for each word.
 */
final class WordForms extends TokenFilter {
  /** A letter becomes so many plain ones at most. */
  private static final int MOST_FOLDED = 4;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute increment =
      addAttribute(PositionIncrementAttribute.class);

  private final OneWord word = new OneWord();
  private final TokenStream stemmer;

  /** Whether the stemmer may have more of the word at hand. */
  private boolean stemming;

  /** The form given last, and the next one. */
  private Letters last = new Letters();

  private Letters next = new Letters();

  WordForms(TokenStream input, TokenFilterFactory stemmer) {
    super(input);
    this.stemmer = stemmer.create(word);
  }

  @Override
  public boolean incrementToken() throws IOException {
    while (stemming) {
      stemming = stemmer.incrementToken();
      if (!stemming) break;
      next.fold(word.term);
      if (next.same(last)) continue;
      give();
      increment.setPositionIncrement(0);
      return true;
    }
    if (!input.incrementToken()) return false;
    word.set(term);
    stemming = true;
    next.fold(term);
    give();
    return true;
  }

  private void give() {
    term.copyBuffer(next.letters, 0, next.length);
    Letters given = next;
    next = last;
    last = given;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    stemming = false;
  }

  /** A word with accents folded. */
  private static final class Letters {
    private char[] letters = new char[64];
    private int length;

    void fold(CharTermAttribute term) {
      char[] from = term.buffer();
      int count = term.length();
      if (letters.length < MOST_FOLDED * count) letters = new char[MOST_FOLDED * count];
      length = count;
      for (int i = 0; i < count; i++) {
        letters[i] = from[i];
        if (from[i] < 0x80) continue;
        length = ASCIIFoldingFilter.foldToASCII(from, i, letters, i, count - i);
        return;
      }
    }

    boolean same(Letters other) {
      return Arrays.equals(letters, 0, length, other.letters, 0, other.length);
    }
  }

  /** What the stemmer reads: one word at a time. */
  private static final class OneWord extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private boolean ready;

    void set(CharTermAttribute other) {
      clearAttributes();
      term.copyBuffer(other.buffer(), 0, other.length());
      ready = true;
    }

    @Override
    public boolean incrementToken() {
      boolean was = ready;
      ready = false;
      return was;
    }
  }
}
