package milliard.corenlp;

import java.util.List;
import java.util.Optional;
import milliard.mention.Entity;
import milliard.money.Amount;
import milliard.money.Percent;
import milliard.text.Language;
import milliard.text.Span;

/**
 * An article's text with its sentences and what was found in it. All offsets are UTF-16 into the
 * text; lists are in the order of the text.
 *
 * @param text the article's text, unchanged
 * @param language its language, one that has a pack
 * @param sentences none of them crosses a paragraph's end
 * @param entities names; empty before they are found
 * @param amounts amounts of money
 * @param percents percentages
 * @param notes what was cut and why
 */
record Document(
    String text,
    Language language,
    List<Sentence> sentences,
    List<Entity> entities,
    List<Amount> amounts,
    List<Percent> percents,
    List<String> notes) {
  Document {
    sentences = List.copyOf(sentences);
    entities = List.copyOf(entities);
    amounts = List.copyOf(amounts);
    percents = List.copyOf(percents);
    notes = List.copyOf(notes);
  }

  /** The same with these names; also written into the tokens ({@code ner}). */
  Document withEntities(List<Entity> names) {
    for (Entity name : names) {
      sentence(name.span().start())
          .ifPresent(s -> {
            for (int i = s.position(name.span().start());
                i < s.tokens().size() && s.tokens().get(i).beginPosition() < name.span().end();
                i++) {
              s.tokens().get(i).setNER(name.type().name());
            }
          });
    }
    return new Document(text, language, sentences, names, amounts, percents, notes);
  }

  /** The same with these amounts and percentages. */
  Document withAmounts(List<Amount> amounts, List<Percent> percents) {
    return new Document(text, language, sentences, entities, amounts, percents, notes);
  }

  /** The sentence at an offset; empty between sentences. */
  Optional<Sentence> sentence(int offset) {
    int low = 0;
    int high = sentences.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sentences.get(middle).span().end() <= offset) low = middle + 1;
      else high = middle;
    }
    return low < sentences.size() && sentences.get(low).span().contains(offset)
        ? Optional.of(sentences.get(low))
        : Optional.empty();
  }

  /** Whether no paragraph ends between two sentences, the earlier one first. */
  boolean sameParagraph(Sentence before, Sentence later) {
    return text.substring(before.span().end(), later.span().start()).indexOf('\n') < 0;
  }

  /** The names in a sentence. */
  List<Entity> entities(Sentence sentence) {
    return entities.stream().filter(e -> sentence.span().contains(e.span())).toList();
  }

  /** The names inside a span. */
  List<Entity> entities(Span span) {
    return entities.stream().filter(e -> span.contains(e.span())).toList();
  }

  /** The amounts of money in a sentence. */
  List<Amount> amounts(Sentence sentence) {
    return amounts.stream().filter(a -> sentence.span().overlaps(a.span())).toList();
  }

  /** The percentages in a sentence. */
  List<Percent> percents(Sentence sentence) {
    return percents.stream().filter(p -> sentence.span().overlaps(p.span())).toList();
  }
}
