package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * Says what an amount is of ({@code deal}, {@code revenue}, {@code valuation} …) by the cue words
 * nearest to it: {@code models/<lang>/deals/amounts.tsv}. Immutable.
 */
final class AmountKinds {
  private static final Map<Language, AmountKinds> LOADED = new ConcurrentHashMap<>();
  private static final int WINDOW = 12;

  private final List<Cue> cues = new ArrayList<>();

  /** A cue with one pattern for each number of words between it and the amount. */
  private record Cue(String kind, boolean left, List<Pattern> atGap) {}

  /**
   * What an amount is of.
   *
   * @param kind as in the corpus; empty = no cue
   * @param gap words between cue and amount
   */
  record Kind(String kind, int gap) {
    /** Whether the amount may be a deal's. */
    boolean open() {
      return kind.isEmpty() || kind.equals("deal");
    }

    boolean is(String other) {
      return kind.equals(other);
    }
  }

  private AmountKinds(Language language) {
    for (Pack.Line line : Pack.of(language).linesIfPresent("deals/amounts.tsv")) {
      List<String> cells = line.cells(4);
      boolean left = cells.get(1).equals("left");
      List<Pattern> atGap = new ArrayList<>();
      for (int gap = 0; gap <= Integer.parseInt(cells.get(2)); gap++) {
        String between = gap == 0 ? "" : "(?:\\S+ ){" + gap + "}";
        atGap.add(
            Pattern.compile(
                left
                    ? "(?:^| )(?:" + cells.get(3) + ") " + between + "$"
                    : "^" + between + "(?:" + cells.get(3) + ")(?: |$)"));
      }
      cues.add(new Cue(cells.get(0), left, atGap));
    }
  }

  /** The cues of a language. */
  static AmountKinds of(Language language) {
    return LOADED.computeIfAbsent(language, AmountKinds::new);
  }

  /** What the amount with this index in the clause is of. */
  Kind kind(Clause clause, int amount) {
    int first = 0;
    while (first < clause.size && clause.amount[first] != amount) first++;
    int last = first;
    while (last < clause.size && clause.amount[last] == amount) last++;
    List<String> around = List.of(left(clause, first), right(clause, last));
    return clause.sentence.amountKind(around, this::kind);
  }

  /** What the words on its left and on its right say. */
  private Kind kind(List<String> around) {
    Kind best = new Kind("", 99);
    for (Cue cue : cues) {
      String words = around.get(cue.left ? 0 : 1);
      if (words.isBlank()) continue;
      for (int gap = 0; gap < Math.min(cue.atGap.size(), best.gap); gap++) {
        if (cue.atGap.get(gap).matcher(words).find()) {
          best = new Kind(cue.kind, gap);
          break;
        }
      }
    }
    return best;
  }

  private static String left(Clause clause, int first) {
    int from = first;
    while (from > Math.max(0, first - WINDOW)
        && !clause.low[from - 1].equals(";")
        && !clause.isAmount(from - 1)) from--;
    String words = clause.words(from, first);
    return words.isEmpty() ? "" : words + " ";
  }

  private static String right(Clause clause, int last) {
    int to = last;
    while (to < Math.min(clause.size, last + WINDOW)
        && !clause.low[to].equals(";")
        && !clause.isAmount(to)) to++;
    return clause.words(last, to);
  }
}
