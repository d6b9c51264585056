package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import milliard.mention.Entity;
import milliard.mention.EntityType;

/**
 * Datelines: {@code PARIS, 3 mars (Reuters) –} before the first sentence of a wire's report names
 * where and by whom it was written; neither is a party of what it tells.
 */
final class Datelines {
  /** Tokens of a dateline, at most. */
  private static final int LONGEST = 14;

  private Datelines() {}

  /** A document without the names of its datelines. */
  static Document without(Document document, Grammar grammar) {
    List<Entity> kept = new ArrayList<>(document.entities());
    for (Sentence sentence : document.sentences()) {
      if (!opensParagraph(document, sentence)) continue;
      int end = end(document, sentence, grammar);
      if (end < 0) continue;
      int start = sentence.span().start();
      kept.removeIf(e -> e.span().start() >= start && e.span().end() <= end);
    }
    return kept.size() == document.entities().size() ? document : document.withEntities(kept);
  }

  private static boolean opensParagraph(Document document, Sentence sentence) {
    int index = sentence.index();
    return index == 0 || !document.sameParagraph(document.sentences().get(index - 1), sentence);
  }

  /** The offset of the dash behind a dateline; -1 where there is none. */
  private static int end(Document document, Sentence sentence, Grammar grammar) {
    boolean place =
        document.entities(sentence).stream()
            .anyMatch(
                e -> e.type() == EntityType.LOC && e.span().start() == sentence.span().start());
    boolean agency = false;
    for (int i = 0; i < Math.min(LONGEST, sentence.tokens().size()); i++) {
      var token = sentence.tokens().get(i);
      String low = token.word().toLowerCase(Locale.ROOT);
      boolean inside =
          i > 0
              && (sentence.tokens().get(i - 1).word().equals("(")
                  || sentence.tokens().get(i - 1).word().equals("-LRB-"));
      if (inside && grammar.is("wire-agency", low)) agency = true;
      boolean dash = low.equals("-") || low.equals("–") || low.equals("—") || low.equals("--");
      if (dash && i > 0 && (place || agency)) return token.beginPosition();
      boolean verb = token.tag() != null && grammar.tag("verb", token.tag());
      if (verb && !agency) return -1;
    }
    return -1;
  }
}
