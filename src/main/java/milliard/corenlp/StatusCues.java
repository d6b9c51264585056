package milliard.corenlp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import milliard.mention.DealType;
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

  /** In a regular expression: what holds or not by where the words begin or end. */
  private static final Pattern BOUND_TO_PLACE = Pattern.compile("[\\^$]|\\(\\?[!=<]");

  private final List<Cue> cues = new ArrayList<>();
  private final List<Cue> background = new ArrayList<>();

  private record Cue(
      Status status, Set<String> types, String scope, Pattern pattern, boolean last, int number) {
    boolean matches(Place place, BitSet inSentence) {
      return (types.contains("*") || types.contains(place.type.id()))
          && inSentence.get(number)
          && pattern.matcher(place.words(scope)).find();
    }

    /** Whether what it finds in a part of a sentence it also finds in the whole. */
    boolean isOfWordsAlone() {
      return !BOUND_TO_PLACE.matcher(pattern.pattern()).find();
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
              cells.get(3).equals(ANY),
              cues.size() + background.size());
      (isBackground ? background : cues).add(cue);
    }
  }

  /** The cues of a language. */
  static StatusCues of(Language language) {
    return LOADED.computeIfAbsent(language, StatusCues::new);
  }

  /**
   * Where a deal is told.
   *
   * @param first position of the first word of the trigger
   * @param last position behind its last word
   */
  record Place(DealType type, Clause clause, int first, int last) {
    private String words(String scope) {
      return switch (scope) {
        case "chain" -> clause.words(first - 10, last);
        case "trigger" -> clause.words(first, last);
        case "clause" -> clause.words(first - 14, last + 14);
        case "sentence" -> clause.words(0, clause.size);
        default -> throw new IllegalStateException("status scope '" + scope + "' is not known");
      };
    }
  }

  /**
   * What words say of a telling.
   *
   * @param explicit whether words say the status, rather than the type of the deal
   * @param background whether words say that it is an earlier deal
   */
  record Said(Status status, boolean explicit, boolean background) {}

  /** What the words around a trigger say. */
  Said at(Place place) {
    Status status = Status.ANNOUNCED;
    boolean explicit = false;
    BitSet inSentence = place.clause.sentence.cues(() -> inSentence(place.clause));
    for (Cue cue : cues) {
      if (!cue.matches(place, inSentence)) continue;
      status = cue.status;
      explicit = !cue.last;
      break;
    }
    boolean isBackground = background.stream().anyMatch(c -> c.matches(place, inSentence));
    return new Said(status, explicit, isBackground);
  }

  /** The numbers of the cues that may match somewhere in a sentence. */
  private BitSet inSentence(Clause clause) {
    String words = clause.words(0, clause.size);
    BitSet found = new BitSet();
    for (List<Cue> all : List.of(cues, background)) {
      for (Cue cue : all) {
        if (!cue.isOfWordsAlone() || cue.pattern.matcher(words).find()) found.set(cue.number);
      }
    }
    return found;
  }

  /** Sets the status of a telling, whether words say it, and whether it is background. */
  void read(Frame frame) {
    Said said = at(new Place(frame.type(), frame.clause, frame.first, frame.last));
    frame.status = said.status;
    frame.explicitStatus = said.explicit;
    if (!said.explicit && frame.rule.status() != null) frame.status = frame.rule.status();
    frame.background |= said.background;
  }
}
