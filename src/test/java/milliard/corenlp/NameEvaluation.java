package milliard.corenlp;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import milliard.text.Language;

/** Scores the names of a folder: {@code NameEvaluation fr corpus/fr/deals/dev [--show]}. */
final class NameEvaluation {
  private NameEvaluation() {}

  static NameScore score(Language language, Path folder, PrintStream misses) {
    List<NameGold> texts = new ArrayList<>();
    for (NameGold text : NameGold.folder(folder)) {
      if (folder.getParent().endsWith("names")) texts.addAll(text.paragraphs());
      else texts.add(text);
    }
    return score(language, texts, misses);
  }

  /** Scores the names of a folder's headlines alone, set so that capitals tell no names. */
  static NameScore headlines(Language language, Path folder, SentenceCase kind) {
    List<NameGold> headlines =
        NameGold.folder(folder).stream()
            .map(text -> NameRestyle.each(text.paragraphs().getFirst(), kind))
            .toList();
    return score(language, headlines, null);
  }

  private static NameScore score(Language language, List<NameGold> texts, PrintStream misses) {
    NameScore score = new NameScore();
    for (NameGold gold : texts) {
      Document document = NameTraining.document(gold, language);
      List<NameGold.Mark> found =
          Names.find(document).stream().map(e -> new NameGold.Mark(e.type(), e.span())).toList();
      score.add(gold, found);
      if (misses != null) misses(gold, found, misses);
    }
    return score;
  }

  /** Prints each name missed or found wrongly with its surroundings. */
  static void misses(NameGold gold, List<NameGold.Mark> found, PrintStream out) {
    for (NameGold.Mark mark : gold.names()) {
      if (!found.contains(mark)) out.println("missed " + show(gold, mark));
    }
    for (NameGold.Mark mark : found) {
      if (!gold.names().contains(mark)) out.println("false  " + show(gold, mark));
    }
  }

  private static String show(NameGold gold, NameGold.Mark mark) {
    String text = gold.text().replace('\n', ' ');
    int start = Math.max(0, mark.span().start() - 40);
    int end = Math.min(text.length(), mark.span().end() + 40);
    return mark.type()
        + " ["
        + mark.span().in(text)
        + "]  …"
        + text.substring(start, end)
        + "…  "
        + gold.id().replaceAll(".*/", "");
  }

  /** Prints scores. */
  public static void main(String[] args) {
    System.out.println(
        score(new Language(args[0]), Path.of(args[1]), args.length > 2 ? System.out : null));
  }
}
