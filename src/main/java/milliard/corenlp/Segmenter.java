package milliard.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.process.WordToSentenceProcessor;
import java.util.ArrayList;
import java.util.List;
import milliard.text.Span;

/**
 * Cuts a text into tagged sentences. A sentence ends with its paragraph, its line in a list or
 * table, or its full stop; lines of hard-wrapped text are joined. Lengths are bounded, each cut is
 * noted.
 */
final class Segmenter {
  /** Tokens a sentence, at most. */
  static final int SENTENCE_TOKENS = 120;

  /** Chars of a text that are read, at most. */
  static final int TEXT_CHARS = 300_000;

  /** Chars a token, at most; longer ones (data, addresses) are left out. */
  static final int TOKEN_CHARS = 120;

  private final Models models;
  private final String text;
  private final int headlineEnd;
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Segmenter(Models models, String text, int headlineEnd) {
    this.models = models;
    this.text = text;
    this.headlineEnd = headlineEnd;
  }

  /** The sentences of a text whose headline, if any, ends at this offset. */
  static Document segment(Models models, String text, int headlineEnd) {
    Segmenter segmenter = new Segmenter(models, text, headlineEnd);
    String read = text;
    if (text.length() > TEXT_CHARS) {
      read = text.substring(0, TEXT_CHARS);
      segmenter.notes.add(
          "text of " + text.length() + " chars: only the first " + TEXT_CHARS + " were read");
    }
    for (Span block : blocks(read)) segmenter.block(block);
    return new Document(
        text,
        models.language(),
        segmenter.sentences,
        List.of(),
        List.of(),
        List.of(),
        segmenter.notes);
  }

  /** Paragraphs and lines: spans that no sentence crosses, none of them blank. */
  static List<Span> blocks(String text) {
    List<Span> lines = new ArrayList<>();
    List<Span> blocks = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && !isLineEnd(text.charAt(i))) continue;
      Span line = strip(text, new Span(start, i));
      if (line.length() == 0) {
        joinWrapped(text, lines, blocks);
        lines.clear();
      } else {
        lines.add(line);
      }
      start = i + 1;
    }
    joinWrapped(text, lines, blocks);
    return blocks;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  private static Span strip(String text, Span span) {
    int start = span.start();
    int end = span.end();
    while (start < end && isBlank(text.charAt(start))) start++;
    while (end > start && isBlank(text.charAt(end - 1))) end--;
    return new Span(start, end);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  /**
   * Adds the lines of one paragraph as they are, or joined where the text is wrapped: a line that
   * begins in lower case goes on with the one before; where a third of the breaks are such, all
   * breaks inside a sentence are.
   */
  private static void joinWrapped(String text, List<Span> lines, List<Span> blocks) {
    int soft = 0;
    for (int i = 1; i < lines.size(); i++) {
      if (isOpen(text, lines.get(i - 1)) && goesOn(text, lines.get(i))) soft++;
    }
    boolean wrapped = soft > 0 && 3 * soft >= lines.size() - 1;
    for (int i = 0; i < lines.size(); i++) {
      Span line = lines.get(i);
      boolean join = i > 0 && isOpen(text, lines.get(i - 1)) && (wrapped || goesOn(text, line));
      if (join) blocks.set(blocks.size() - 1, blocks.getLast().union(line));
      else blocks.add(line);
    }
  }

  /** Whether the line does not end as a sentence does. */
  private static boolean isOpen(String text, Span line) {
    return ".!?:;…".indexOf(text.charAt(line.end() - 1)) < 0;
  }

  private static boolean goesOn(String text, Span line) {
    return Character.isLowerCase(text.charAt(line.start()));
  }

  private void block(Span block) {
    List<CoreLabel> tokens = tokens(block);
    if (tokens.isEmpty()) return;
    List<CoreLabel> open = new ArrayList<>();
    var splitter = new WordToSentenceProcessor<CoreLabel>();
    for (List<CoreLabel> sentence : splitter.process(tokens)) {
      if (!open.isEmpty() && !endsBefore(open.getLast(), sentence.getFirst())) {
        add(open);
        open = new ArrayList<>();
      }
      open.addAll(sentence);
    }
    if (!open.isEmpty()) add(open);
  }

  /** "Node" "." "js": a stop without a space behind it, a letter after it, ends nothing. */
  private boolean endsBefore(CoreLabel last, CoreLabel next) {
    return last.endPosition() == next.beginPosition()
        && text.charAt(last.endPosition() - 1) == '.'
        && Character.isLetterOrDigit(text.charAt(next.beginPosition()));
  }

  private List<CoreLabel> tokens(Span block) {
    // One for one, so that offsets stay: the models know the straight apostrophe only.
    String plain = block.in(text).replace('’', '\'').replace('ʼ', '\'').replace('\u00AD', '-');
    List<CoreLabel> tokens = new ArrayList<>();
    for (CoreLabel token : models.tokenize(plain)) {
      token.setBeginPosition(token.beginPosition() + block.start());
      token.setEndPosition(token.endPosition() + block.start());
      if (token.endPosition() - token.beginPosition() > TOKEN_CHARS) {
        notes.add("token of " + (token.endPosition() - token.beginPosition()) + " chars left out");
      } else if (!tokens.isEmpty() && isOneWord(tokens.getLast(), token)) {
        glue(tokens.getLast(), token);
      } else {
        tokens.add(token);
      }
    }
    return glueDotted(tokens);
  }

  /** "Tele" "2" without a space: one name. */
  private boolean isOneWord(CoreLabel left, CoreLabel right) {
    return left.endPosition() == right.beginPosition()
        && Character.isLetter(text.charAt(left.endPosition() - 1))
        && Character.isUpperCase(text.charAt(left.beginPosition()))
        && Character.isDigit(text.charAt(right.beginPosition()));
  }

  /** "Leboncoin" "." "fr" without spaces: one name. */
  private List<CoreLabel> glueDotted(List<CoreLabel> tokens) {
    List<CoreLabel> glued = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      CoreLabel token = tokens.get(i);
      while (i + 2 < tokens.size()
          && isWord(token)
          && tokens.get(i + 1).word().equals(".")
          && token.endPosition() == tokens.get(i + 1).beginPosition()
          && tokens.get(i + 1).endPosition() == tokens.get(i + 2).beginPosition()
          && Character.isLowerCase(text.charAt(tokens.get(i + 2).beginPosition()))) {
        glue(token, tokens.get(i + 1));
        glue(token, tokens.get(i + 2));
        i += 2;
      }
      glued.add(token);
    }
    return glued;
  }

  private boolean isWord(CoreLabel token) {
    return Character.isLetterOrDigit(text.charAt(token.endPosition() - 1));
  }

  private static void glue(CoreLabel left, CoreLabel right) {
    left.setEndPosition(right.endPosition());
    left.setWord(left.word() + right.word());
    left.setValue(left.word());
    left.setOriginalText(left.originalText() + right.originalText());
    left.setAfter(right.after());
  }

  private void add(List<CoreLabel> tokens) {
    List<CoreLabel> rest = tokens;
    while (rest.size() > SENTENCE_TOKENS) {
      int cut = cut(rest);
      notes.add(
          "sentence of "
              + rest.size()
              + " tokens at "
              + rest.getFirst().beginPosition()
              + ": cut after "
              + cut);
      sentence(rest.subList(0, cut));
      rest = rest.subList(cut, rest.size());
    }
    sentence(rest);
  }

  /** Behind the last punctuation of the second half, else at the bound. */
  private static int cut(List<CoreLabel> tokens) {
    for (int i = SENTENCE_TOKENS; i > SENTENCE_TOKENS / 2; i--) {
      String word = tokens.get(i - 1).word();
      if (word.length() == 1 && ",;:)!?.–—|•".indexOf(word.charAt(0)) >= 0) return i;
    }
    return SENTENCE_TOKENS;
  }

  private void sentence(List<CoreLabel> words) {
    List<CoreLabel> tokens = models.tag(text, new ArrayList<>(words));
    boolean headline = tokens.getFirst().beginPosition() < headlineEnd;
    sentences.add(new Sentence(models, text, sentences.size(), headline, tokens));
  }
}
