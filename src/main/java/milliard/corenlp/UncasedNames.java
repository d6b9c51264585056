package milliard.corenlp;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Language;
import milliard.text.Span;

/**
 * Names in a sentence whose case tells nothing: a headline rebuilt from an address ("alan leve 173
 * millions d euros"), one set in capitals, or one that Writes Each Word Large. A model of its own
 * reads it in small letters without accents.
 */
final class UncasedNames {
  private static final Comparator<String> LONGEST =
      Comparator.comparingInt(String::length).reversed().thenComparing(n -> n);

  private static final int LONG = 4;

  private UncasedNames() {}

  /** The words of such a sentence with their clues, a list a sentence of its plain form. */
  static List<List<CoreLabel>> words(
      Models models, String sentence, SentenceCase kind, Predicate<String> hidden) {
    NameLists lists = NameLists.plain(models.language());
    String plain = SentenceCase.plain(sentence);
    List<List<CoreLabel>> words = new ArrayList<>();
    for (Sentence each : Segmenter.segment(models, plain, plain.length()).sentences()) {
      words.add(UncasedClues.of(each, sentence, kind, lists, hidden));
    }
    return words;
  }

  /**
   * How a sentence of a document is set; telling too where it is no headline: below the first line,
   * or with a full stop. Capitals alone are none anywhere.
   */
  static SentenceCase kind(Document document, Sentence sentence) {
    SentenceCase kind = SentenceCase.of(sentence.text());
    if (kind == SentenceCase.CAPITALS) return kind;
    boolean headline = sentence.headline() || sentence.index() == 0;
    if (!headline || sentence.text().endsWith(".")) return SentenceCase.TELLING;
    if (kind == SentenceCase.TITLE && !isTitled(document.language(), sentence)) {
      return SentenceCase.TELLING;
    }
    boolean odd = kind == SentenceCase.TELLING && lacksAccents(document.language(), sentence);
    return odd ? SentenceCase.ODD : kind;
  }

  /** Whether more of its common words have a capital than have none, the first left out. */
  private static boolean isTitled(Language language, Sentence sentence) {
    NameLists lists = NameLists.of(language);
    int large = 0;
    int small = 0;
    for (CoreLabel token : sentence.tokens().subList(1, sentence.tokens().size())) {
      String word = token.word();
      if (word.length() < LONG || !lists.isCommonWord(word)) continue;
      if (Character.isUpperCase(word.charAt(0))) large++;
      else small++;
    }
    return large > small;
  }

  /** Whether it has no accents, and a word that would have one in any written text. */
  private static boolean lacksAccents(Language language, Sentence sentence) {
    String text = sentence.text();
    if (!SentenceCase.plain(text).equals(text.toLowerCase(Locale.ROOT))) return false;
    NameLists lists = NameLists.of(language);
    if (!lists.hasAccents()) return false;
    NameLists plain = NameLists.plain(language);
    return sentence.tokens().stream()
        .map(CoreLabel::word)
        .filter(w -> w.length() > 3 && Character.isLowerCase(w.charAt(0)))
        .anyMatch(w -> plain.isCommonWord(w) && !lists.isCommonWord(w));
  }

  /** The names in a sentence. */
  static List<Entity> find(Document document, Sentence sentence, SentenceCase kind) {
    return find(document, sentence, kind, Models.of(document.language()).uncasedNames());
  }

  /** The names that this model finds. */
  static List<Entity> find(
      Document document, Sentence sentence, SentenceCase kind, CRFClassifier<CoreLabel> model) {
    List<Entity> entities = new ArrayList<>();
    Models models = Models.of(document.language());
    for (List<CoreLabel> words : words(models, sentence.text(), kind, name -> false)) {
      model.classify(words);
      for (int i = 0; i < words.size(); ) {
        String answer = answer(words, i);
        int end = i + 1;
        if (!answer.equals("O")) {
          String inside = "I-" + answer.substring(2);
          while (end < words.size() && answer(words, end).equals(inside)) end++;
          Span span =
              new Span(words.get(i).beginPosition(), words.get(end - 1).endPosition())
                  .shift(sentence.span().start());
          Span name = unglued(document, span);
          String text = name.in(document.text());
          EntityType type = EntityType.valueOf(answer.substring(2));
          entities.add(new Entity(type, name, text, text, null));
        }
        i = end;
      }
    }
    return entities;
  }

  /**
   * The names found in a sentence without case, corrected by those that the rest of the document
   * writes with capitals: "Under Armour, IBM Join Forces" where the text speaks of Under Armour.
   */
  static List<Entity> asTold(
      Document document, Sentence sentence, List<Entity> found, List<Entity> told) {
    Map<String, EntityType> names = new TreeMap<>(LONGEST);
    for (Entity name : told) names.putIfAbsent(SentenceCase.plain(name.text()), name.type());
    if (names.isEmpty()) return found;
    NameLists lists = NameLists.plain(document.language());
    List<Entity> all = new ArrayList<>(found);
    String text = SentenceCase.plain(sentence.text());
    for (Map.Entry<String, EntityType> each : names.entrySet()) {
      String name = each.getKey();
      for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        if (!isWords(text, at, at + name.length())) continue;
        Span span = new Span(at, at + name.length()).shift(sentence.span().start());
        List<Entity> over = all.stream().filter(e -> e.span().overlaps(span)).toList();
        if (over.isEmpty() && lists.isCommonWord(name)) continue;
        boolean longer = over.stream().anyMatch(e -> e.span().length() > span.length());
        if (longer && over.stream().anyMatch(e -> e.span().contains(span))) continue;
        all.removeAll(over);
        String surface = span.in(document.text());
        all.add(new Entity(each.getValue(), span, surface, surface, null));
      }
    }
    return all;
  }

  /** Whether the part of a text begins and ends where words do. */
  private static boolean isWords(String text, int start, int end) {
    return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  /** The span without an elided word that an address glued to a listed name. */
  private static Span unglued(Document document, Span span) {
    Language language = document.language();
    NameLists lists = NameLists.plain(language);
    String name = SentenceCase.plain(span.in(document.text()));
    String first = name.split("[ '-]", 2)[0];
    int cut = UncasedClues.elided(first, lists);
    if (cut == 0 || !lists.listsIgnoringCase(name).isEmpty()) return span;
    boolean known =
        lists.isCommonWord(first.substring(cut))
            || !lists.listsIgnoringCase(name.substring(cut)).isEmpty();
    return known ? new Span(span.start() + cut, span.end()) : span;
  }

  private static String answer(List<CoreLabel> words, int position) {
    return words.get(position).get(CoreAnnotations.AnswerAnnotation.class);
  }
}
