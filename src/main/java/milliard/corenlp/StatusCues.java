package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import milliard.mention.Status;
import milliard.text.Language;
import milliard.text.Pack;

/**
 * Says how far a deal is, and whether it is told as background, by cue words around its trigger:
 * {@code models/<lang>/deals/status.tsv}. Immutable.
 */
final class StatusCues {
  private static final Map<Language, StatusCues> LOADED = new ConcurrentHashMap<>();
  private static final String ANY = ".";

  private final List<Cue> cues = new ArrayList<>();
  private final List<Cue> background = new ArrayList<>();

  private record Cue(
      Status status, Set<String> types, String scope, Pattern pattern, boolean last) {
    boolean matches(Frame frame) {
      return (types.contains("*") || types.contains(frame.type().id()))
          && pattern.matcher(words(frame, scope)).find();
    }
  }

  private StatusCues(Language language) {
    for (Pack.Line line : Pack.of(language).linesIfPresent("deals/status.tsv")) {
      List<String> cells = line.cells(4);
      boolean isBackground = cells.get(0).equals("background");
      Status status =
          isBackground ? Status.COMPLETED : Status.valueOf(cells.get(0).toUpperCase(Locale.ROOT));
      Cue cue =
          new Cue(
              status,
              Set.of(cells.get(1).split(",")),
              cells.get(2),
              Pattern.compile(cells.get(3), Pattern.UNICODE_CHARACTER_CLASS),
              cells.get(3).equals(ANY));
      (isBackground ? background : cues).add(cue);
    }
  }

  /** The cues of a language. */
  static StatusCues of(Language language) {
    return LOADED.computeIfAbsent(language, StatusCues::new);
  }

  /** Sets the status of a telling, whether words say it, and whether it is background. */
  void read(Frame frame) {
    for (Cue cue : cues) {
      if (!cue.matches(frame)) continue;
      frame.status = cue.status;
      frame.explicitStatus = !cue.last;
      if (cue.last && frame.rule.status() != null) frame.status = frame.rule.status();
      break;
    }
    for (Cue cue : background) frame.background |= cue.matches(frame);
  }

  private static String words(Frame frame, String scope) {
    Clause clause = frame.clause;
    return switch (scope) {
      case "chain" -> clause.words(frame.first - 10, frame.last);
      case "trigger" -> clause.words(frame.first, frame.last);
      case "clause" -> clause.words(frame.first - 14, frame.last + 14);
      case "sentence" -> clause.words(0, clause.size);
      default -> throw new IllegalStateException("status scope '" + scope + "' is not known");
    };
  }
}
