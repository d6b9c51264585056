package milliard.article;

/**
 * A run of text with no block-level element inside.
 *
 * @param text white space collapsed, never empty; a forced line break is a line feed
 * @param links chars of it that stand in links
 * @param strong chars of it in bold or italics
 * @param level of a heading, 1 to 6; else 0
 * @param order its place among all blocks of the page
 */
record Block(Kind kind, String text, int links, int strong, int level, int order) implements Part {
  /** What a block of text is, by its element. */
  enum Kind {
    PARAGRAPH,
    HEADING,
    ITEM,
    QUOTE,
    ROW,
    CODE,
    CAPTION
  }

  double linkDensity() {
    return (double) links / text.length();
  }

  /** Whether the text ends as a sentence does. */
  boolean isSentence() {
    int end = text.length() - 1;
    while (end > 0 && "\"'”’»)] \u00a0\u202f".indexOf(text.charAt(end)) >= 0) end--;
    return ".!?…:;".indexOf(text.charAt(end)) >= 0;
  }

  /** Running text: long enough, not a link list. */
  boolean isGood() {
    return kind != Kind.HEADING
        && kind != Kind.CAPTION
        && linkDensity() < 0.5
        && (text.length() >= 80 || text.length() >= 40 && isSentence());
  }
}
