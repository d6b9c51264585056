package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.text.Language;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * Says what a party does or a contract is about in the words of the text: "spécialiste de la {@code
 * cybersécurité}", "{@code battery recycling} start-up". Cues are data: {@code
 * models/<lang>/deals/subjects.tsv}. Immutable.
 */
final class Subjects {
  private static final Map<Language, Subjects> LOADED = new ConcurrentHashMap<>();

  /** Words of a subject, at most. */
  private static final int WORDS = 5;

  /** Words between a cue and the party that it speaks of, at most. */
  private static final int NEAR = 9;

  private final List<Pattern> before = new ArrayList<>();
  private final List<Pattern> behind = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();

  /**
   * A sentence of the data file with the subject that must come out of it.
   *
   * @param subject empty where none must
   */
  record Example(String sentence, String subject) {}

  private Subjects(Language language) {
    for (Pack.Line line : Pack.of(language).linesIfPresent("deals/subjects.tsv")) {
      List<String> cells = line.cells(2);
      switch (cells.get(0)) {
        case "before" -> before.add(pattern(cells.get(1)));
        case "behind" -> behind.add(pattern(cells.get(1)));
        case "example" ->
            examples.add(new Example(cells.get(1), cells.size() > 2 ? cells.get(2) : ""));
        default -> throw line.error("expected before, behind or example");
      }
    }
  }

  private static Pattern pattern(String words) {
    return Pattern.compile("(?<=^| )(?:" + words + ")(?= |$)", Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** The subjects of a language; one without a file finds none. */
  static Subjects of(Language language) {
    return LOADED.computeIfAbsent(language, Subjects::new);
  }

  List<Example> examples() {
    return examples;
  }

  /** The subject that a clause gives for the name at this index; null = none. */
  @Nullable String of(Clause clause, int entity) {
    String best = null;
    int least = NEAR + 1;
    String words = clause.words(0, clause.size);
    for (Pattern cue : before) {
      Matcher m = cue.matcher(words);
      while (m.find()) {
        int from = position(words, m.end());
        int gap = gap(clause, entity, position(words, m.start()), from);
        int to = phrase(clause, from);
        if (gap >= least || to <= from) continue;
        least = gap;
        best = text(clause, from, to);
      }
    }
    for (Pattern cue : behind) {
      Matcher m = cue.matcher(words);
      while (m.find()) {
        int to = position(words, m.start());
        int gap = gap(clause, entity, to, position(words, m.end()));
        int from = compound(clause, to);
        if (gap >= least || from >= to) continue;
        least = gap;
        best = text(clause, from, to);
      }
    }
    return best;
  }

  /** The number of the word that begins at or behind a place of the joined words. */
  private static int position(String words, int at) {
    int position = 0;
    for (int i = 0; i < Math.min(at, words.length()); i++) if (words.charAt(i) == ' ') position++;
    return at < words.length() && words.charAt(at) == ' ' ? position + 1 : position;
  }

  private static int gap(Clause clause, int entity, int from, int to) {
    int start = clause.start(entity);
    int end = clause.end(entity);
    return start >= to ? start - to : from >= end ? from - end : 99;
  }

  /** Where a noun phrase that begins here ends. */
  private static int phrase(Clause clause, int from) {
    int i = from;
    int noun = -1;
    while (i < Math.min(clause.size, from + WORDS + 2)) {
      if (clause.isEntity(i) || clause.isAmount(i)) break;
      boolean link = clause.in(i, "of") || clause.in(i, "article") || clause.in(i, "hyphen");
      boolean word = clause.tagged(i, "noun") || clause.tagged(i, "adjective");
      if (!link && !word || clause.in(i, "company")) break;
      if (word && clause.tagged(i, "noun")) noun = i;
      else if (word && noun >= 0) noun = i;
      i++;
    }
    return noun < 0 ? from : noun + 1;
  }

  /** Where the nouns that qualify the one here begin: "battery recycling start-up". */
  private static int compound(Clause clause, int to) {
    int i = to - 1;
    int first = to;
    while (i >= Math.max(0, to - WORDS)
        && !clause.isEntity(i)
        && !clause.isAmount(i)
        && !clause.in(i, "company")) {
      boolean noun = clause.tagged(i, "noun");
      boolean other = clause.in(i, "hyphen") || clause.tagged(i, "adjective");
      if (!noun && !other) break;
      if (noun) first = i;
      i--;
    }
    return first;
  }

  private static @Nullable String text(Clause clause, int from, int to) {
    int first = from;
    while (first < to && (clause.in(first, "article") || clause.in(first, "of"))) first++;
    if (first >= to) return null;
    return clause.text(clause.span(first, to));
  }
}
