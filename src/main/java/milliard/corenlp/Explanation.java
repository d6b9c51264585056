package milliard.corenlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.Role;
import milliard.text.Span;

/**
 * How an answer came about: sentence by sentence, the triggers that rules read there and the places
 * that the scorer looked at, with what filled the roles and what spoke for or against.
 *
 * @param said the answer
 * @param sentences the sentences in the order of the text
 * @param tellings the triggers that were considered, in the order of the text
 */
public record Explanation(AnnotatedArticle said, List<Span> sentences, List<Telling> tellings) {

  /**
   * A trigger in a sentence.
   *
   * @param rule the rule that read it
   * @param sentence the sentence
   * @param trigger the words that triggered it
   * @param arguments what filled its roles
   * @param marks what was noticed of it: checks that it passed or failed, words such as {@code
   *     weak}
   * @param kept whether it is evidence of a deal of the answer
   */
  public record Telling(
      String rule,
      Span sentence,
      Span trigger,
      List<Argument> arguments,
      List<String> marks,
      boolean kept) {}

  /** Where a deal of a type is told. */
  private record Place(DealType type, Span trigger) {}

  static Explanation of(AnnotatedArticle said, Document document, DealFinder.Result found) {
    Set<Place> kept = new HashSet<>();
    said.deals()
        .forEach(d -> d.evidence().forEach(e -> kept.add(new Place(d.type(), e.trigger()))));
    List<Telling> tellings = new ArrayList<>();
    for (Frame frame : found.frames()) {
      List<Argument> arguments = new ArrayList<>();
      frame.parties.forEach((role, names) -> names.forEach(e -> arguments.add(argument(role, e))));
      tellings.add(
          new Telling(
              frame.rule.name(),
              frame.clause.sentence.span(),
              frame.trigger(),
              List.copyOf(arguments),
              List.copyOf(frame.marks),
              !frame.marks.contains("out")
                  && kept.contains(new Place(frame.type(), frame.trigger()))));
    }
    for (var told : found.tellings()) {
      List<Argument> arguments = new ArrayList<>();
      for (Role role : told.type().roles()) {
        told.roles().getOrDefault(role, Map.of()).entrySet().stream()
            .filter(party -> party.getValue() >= Draft.FILLS)
            .sorted(
                Map.Entry.<Integer, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .forEach(party -> arguments.add(argument(role, found.parties().get(party.getKey()))));
      }
      Span trigger = told.anchor().span();
      tellings.add(
          new Telling(
              document.language() + "/" + told.type().id() + "/scorer",
              told.anchor().clause().sentence.span(),
              trigger,
              List.copyOf(arguments),
              List.of(String.format(Locale.ROOT, "p=%.2f", told.probability())),
              kept.contains(new Place(told.type(), trigger))));
    }
    tellings.sort(Comparator.comparing(Telling::trigger));
    return new Explanation(
        said, document.sentences().stream().map(Sentence::span).toList(), List.copyOf(tellings));
  }

  private static Argument argument(Role role, Entity e) {
    return new Argument(role, e.name(), e.text(), e.span(), e.company());
  }
}
