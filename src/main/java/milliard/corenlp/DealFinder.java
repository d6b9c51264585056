package milliard.corenlp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import milliard.mention.DateMention;
import milliard.mention.DealMention;
import milliard.mention.Entity;
import milliard.mention.Role;
import milliard.text.Language;

/**
 * Draws the deals of a document: tellings sentence by sentence, then one deal for all tellings of
 * it. Immutable; any number of threads may share one.
 */
final class DealFinder {
  private final DealRules rules;
  private final Grammar grammar;
  private final AmountKinds kinds;
  private final StatusCues statuses;
  private final DealDetails details;

  private DealFinder(Language language) {
    rules = DealRules.of(language);
    grammar = Grammar.of(language);
    kinds = AmountKinds.of(language);
    statuses = StatusCues.of(language);
    details = DealDetails.of(language);
  }

  /** The finder of a language; one without rules finds nothing. */
  static DealFinder of(Language language) {
    return new DealFinder(language);
  }

  /**
   * What was considered on the way to the deals.
   *
   * @param deals the deals, main ones first, then in the order of the text
   * @param tellings every telling that any rule read, those that came to nothing included
   */
  record Result(List<DealMention> deals, List<Frame> tellings) {}

  /** The deals of a document with names and amounts. */
  Result find(Document read, List<DateMention> dates) {
    Document document = new TitleCase(read, rules).parted();
    Antecedents antecedents = new Antecedents(document);
    DealTables.Reading tables = DealTables.of(document.language()).read(document, dates);
    List<Frame> all = new ArrayList<>();
    List<SaidAmount> amounts = new ArrayList<>();
    boolean funding = isOnFunding(document);
    for (Sentence sentence : document.sentences()) {
      if (tables.rows().stream().anyMatch(r -> r.overlaps(sentence.span()))) continue;
      Clause clause = new Clause(document, sentence, grammar);
      for (int a = 0; a < clause.amounts.size(); a++) {
        amounts.add(new SaidAmount(sentence.index(), clause.amounts.get(a), kinds.kind(clause, a)));
      }
      List<Frame> frames = new FrameFinder(rules, clause).frames();
      if (frames.isEmpty()) continue;
      new FrameAmounts(kinds).attach(clause, frames, document.percents(sentence));
      for (Frame frame : frames) {
        if (funding) frame.marks.add("funding-article");
        complete(frame, antecedents);
      }
      all.addAll(frames);
    }
    DealGroups groups = new DealGroups(dates, details, antecedents, amounts);
    for (Frame frame : all) groups.add(frame);
    List<DealMention> deals = new ArrayList<>(tables.deals());
    deals.addAll(groups.deals());
    deals.sort(
        Comparator.comparing((DealMention d) -> !d.main())
            .thenComparing(d -> d.evidence().getFirst().trigger()));
    return new Result(List.copyOf(deals), all);
  }

  /** Whether words of raising money come up often enough for "pockets $5m" to mean a round. */
  private boolean isOnFunding(Document document) {
    int words = 0;
    for (Sentence sentence : document.sentences()) {
      for (var token : sentence.tokens()) {
        if (grammar.is("fund-strong", token.word().toLowerCase(Locale.ROOT))) words++;
      }
    }
    return words >= 2;
  }

  private void complete(Frame frame, Antecedents antecedents) {
    statuses.read(frame);
    frame.open.forEach((role, filler) -> {
      if (frame.parties.containsKey(role)) return;
      Entity entity = antecedents.resolve(filler, frame.clause.sentence, taken(frame));
      if (entity == null) return;
      frame.parties.put(role, new ArrayList<>(List.of(entity)));
      frame.marks.add("anaphor:" + role.id());
    });
    split(frame);
    String words = frame.clause.words(0, frame.clause.size);
    frame.round = details.round(frame.clause.words(frame.first - 12, frame.last + 16));
    frame.undisclosed = details.undisclosed(words);
    FrameChecks.mark(frame);
  }

  /** "X and Y have signed a contract": the customer is named first. */
  private static void split(Frame frame) {
    List<Entity> customers = frame.in(Role.CUSTOMER);
    if (!frame.rule.has("symmetric")
        || customers.size() != 2
        || !frame.in(Role.PROVIDER).isEmpty()) {
      return;
    }
    frame.parties.put(Role.CUSTOMER, new ArrayList<>(customers.subList(0, 1)));
    frame.parties.put(Role.PROVIDER, new ArrayList<>(customers.subList(1, 2)));
  }

  private static List<Entity> taken(Frame frame) {
    List<Entity> taken = new ArrayList<>();
    for (Role role : frame.parties.keySet()) taken.addAll(frame.in(role));
    return taken;
  }
}
