package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Brings the names that the model marks into the form of the annotation guide: no titles in front
 * ("Monsieur Bacem" is the person Bacem), no offices ("Directeur de la Banque centrale" is the
 * bank), no lone brackets and quotation marks, no centuries and no acronyms of the trade ("IA",
 * "CEO").
 */
final class NameMending {
  private static final Pattern CENTURY = Pattern.compile("[IVXL]+(?:e|er|ème|è|th|st)?");

  private final Document document;
  private final NameLists lists;

  private NameMending(Document document) {
    this.document = document;
    lists = NameLists.of(document.language());
  }

  /** The names, mended; those of which nothing stays left out. */
  static List<Entity> mend(Document document, List<Entity> entities) {
    NameMending mending = new NameMending(document);
    List<Entity> mended = new ArrayList<>();
    for (Entity entity : entities) {
      Sentence sentence = document.sentence(entity.span().start()).orElseThrow();
      Entity whole = mending.mend(entity, sentence.words());
      if (whole != null) mended.add(whole);
    }
    return mended;
  }

  private @Nullable Entity mend(Entity entity, List<Word> words) {
    if (entity.type() == EntityType.LOC || isListed(entity.text())) return entity;
    int first = 0;
    while (first < words.size() && words.get(first).span().end() <= entity.span().start()) first++;
    int end = first;
    while (end < words.size() && words.get(end).span().start() < entity.span().end()) end++;
    int start = first;
    while (start < end && is(words.get(start), "honorific")) start++;
    boolean honoured = start > first || first > 0 && is(words.get(first - 1), "honorific");
    EntityType type = entity.type();
    if (honoured && type == EntityType.ORG) type = EntityType.PER;
    if (type == EntityType.ORG) start = behindOffice(words, start, end);
    while (start < end && isMark(words.get(start))) start++;
    while (end > start && isMark(words.get(end - 1))) end--;
    end = beforeOpenBracket(words, start, end);
    if (start >= end) return null;
    if (start + 1 == end && CENTURY.matcher(words.get(start).surface()).matches()) return null;
    if (start + 1 == end && is(words.get(start), "business-acronym")) return null;
    Span span = words.get(start).span().union(words.get(end - 1).span());
    String text = span.in(document.text());
    return new Entity(type, span, text, text, null);
  }

  private boolean isListed(String name) {
    return lists.lists(name.replace('’', '\'')).stream().anyMatch(NameLists::isCompany);
  }

  private boolean is(Word word, String cue) {
    return lists.cues(word.lower()).contains(cue);
  }

  /**
   * Where the body begins in "Présidente de l'Association des eaux"; the end where there is none,
   * as in "ministre de la Santé". The start itself where no office stands in front.
   */
  private int behindOffice(List<Word> words, int start, int end) {
    int i = start;
    while (i < end && isOffice(words.get(i))) i++;
    if (i == start || i == end || words.get(i).isCapitalized()) return start;
    while (i < end && !words.get(i).isCapitalized()) i++;
    if (i == end) return end;
    return is(words.get(i), "org-word") || is(words.get(i), "org-noun") ? i : end;
  }

  private boolean isOffice(Word word) {
    List<String> cues = lists.cues(word.lower());
    return cues.contains("person-noun")
        && !cues.contains("org-noun")
        && !cues.contains("org-word")
        && word.answers().stream().allMatch(a -> a.type().equals("O") || a.type().equals("ORG"));
  }

  /** Brackets, quotation marks, commas and the like; not what names are written with. */
  private static boolean isMark(Word word) {
    return word.surface().codePoints().allMatch(c -> "()[]{}\"“”„«»,;:?/|*'`‘…–—-".indexOf(c) >= 0);
  }

  private static int beforeOpenBracket(List<Word> words, int start, int end) {
    for (int i = end - 1; i > start; i--) {
      if (words.get(i).surface().equals(")")) return end;
      if (words.get(i).surface().equals("(")) return i;
    }
    return end;
  }
}
