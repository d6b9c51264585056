package milliard.corenlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import milliard.text.Pack;

/**
 * Splits a text into the word pieces of a BERT vocabulary: words between spaces, each punctuation
 * mark by itself, then the longest pieces that the vocabulary has (<a
 * href="https://arxiv.org/abs/1810.04805">Devlin et al. 2019</a>, as the cased models do it).
 * Immutable.
 */
final class WordPieces {
  static final String CLS = "[CLS]";
  static final String SEP = "[SEP]";
  private static final String UNKNOWN = "[UNK]";

  /** A longer word is one unknown piece. */
  private static final int LONGEST = 100;

  private final Map<String, Integer> vocabulary;

  /**
   * A piece.
   *
   * @param id its number in the vocabulary
   * @param at where it starts in the text, in UTF-16 units
   */
  record Piece(int id, int at) {}

  private WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Reads a vocabulary: a piece a line, numbered from 0. */
  static WordPieces read(Pack pack, String file) {
    Map<String, Integer> vocabulary = new HashMap<>();
    String text =
        pack.text(file).orElseThrow(() -> new IllegalStateException("no " + pack.path(file)));
    for (String line : text.split("\n")) vocabulary.put(line, vocabulary.size());
    for (String needed : List.of(CLS, SEP, UNKNOWN)) {
      if (!vocabulary.containsKey(needed)) {
        throw new IllegalStateException(pack.path(file) + ": expected a line " + needed);
      }
    }
    return new WordPieces(vocabulary);
  }

  /** The number of a piece that the vocabulary has. */
  int id(String piece) {
    Integer id = vocabulary.get(piece);
    if (id == null) throw new IllegalArgumentException("no such piece: " + piece);
    return id;
  }

  /** The pieces of a text, in order. */
  List<Piece> split(String text) {
    List<Piece> pieces = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        i++;
        continue;
      }
      int end = i + 1;
      if (!stands(c)) while (end < text.length() && continues(text.charAt(end))) end++;
      word(text, i, end, pieces);
      i = end;
    }
    return pieces;
  }

  private void word(String text, int start, int end, List<Piece> into) {
    int size = into.size();
    for (int from = start; from < end; ) {
      Integer found = null;
      int to = end - start > LONGEST ? from : end;
      for (; to > from && found == null; to--) {
        String piece = text.substring(from, to);
        found = vocabulary.get(from > start ? "##" + piece : piece);
        if (found != null) break;
      }
      if (found == null) {
        into.subList(size, into.size()).clear();
        into.add(new Piece(id(UNKNOWN), start));
        return;
      }
      into.add(new Piece(found, from));
      from = to;
    }
  }

  private static boolean continues(char c) {
    return !isBlank(c) && !stands(c);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.CONTROL
        || Character.getType(c) == Character.FORMAT;
  }

  /** Whether a character is a word by itself: punctuation, ASCII symbols, Chinese characters. */
  private static boolean stands(char c) {
    if (c >= 33 && c <= 47 || c >= 58 && c <= 64 || c >= 91 && c <= 96 || c >= 123 && c <= 126) {
      return true;
    }
    if (c >= 0x4e00 && c <= 0x9fff) return true;
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
