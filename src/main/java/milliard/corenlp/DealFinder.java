package milliard.corenlp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import milliard.corenlp.DealReading.Anchor;
import milliard.corenlp.RivalFeatures.Weighed;
import milliard.mention.DateMention;
import milliard.mention.DealMention;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.PartialDate;
import milliard.money.Amount;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Draws the deals of a document: rules propose tellings sentence by sentence, the scorer decides
 * what is told and by whom, then one deal stands for all tellings of it. Immutable; any number of
 * threads may share one.
 */
final class DealFinder {
  private final DealKnowledge language;
  private final DealScorer scorer;
  private final Function<DealReading, Relations> encoder;

  /**
   * @param encoder reads the relations of the parties of a document
   */
  DealFinder(DealKnowledge language, DealScorer scorer, Function<DealReading, Relations> encoder) {
    this.language = language;
    this.scorer = scorer;
    this.encoder = encoder;
  }

  /** The finder of a language; one without rules finds nothing. */
  static DealFinder of(Language language) {
    return new DealFinder(
        DealKnowledge.of(language),
        DealScorer.of(language),
        reading -> Encoder.common().read(reading));
  }

  /**
   * What was considered on the way to the deals.
   *
   * @param deals the deals, main ones first, then in the order of the text
   * @param frames every telling that any rule read, those that came to nothing included
   * @param tellings every telling that the scorer looked at
   * @param parties the parties that the tellings count
   */
  record Result(
      List<DealMention> deals, List<Frame> frames, List<Telling> tellings, List<Entity> parties) {}

  /** The deals of a document with names and amounts. */
  Result find(Document read, List<DateMention> dates, @Nullable LocalDate published) {
    DealTables.Reading tables = DealTables.of(read.language()).read(read, dates);
    DealReading reading = reading(read, tables);
    AnchorFeatures anchors = new AnchorFeatures(reading);
    List<Telling> tellings = scorer.tellings(reading, anchors);
    List<DealMention> deals = new ArrayList<>(tables.deals());
    deals.addAll(deals(reading, tellings, anchors, dates, published));
    deals.sort(
        Comparator.comparing((DealMention d) -> !d.main())
            .thenComparing(d -> d.evidence().getFirst().trigger()));
    List<Frame> all = new ArrayList<>();
    reading.frames.forEach(all::addAll);
    return new Result(List.copyOf(deals), all, tellings, reading.parties);
  }

  /**
   * A document as the scorer sees it; rows of tables take no part. What only the rules took for a
   * name, in a headline without capitals, is a name like the others.
   */
  DealReading reading(Document read, DealTables.Reading tables) {
    Document document = Datelines.without(read, language.grammar());
    Set<Span> rows = Set.copyOf(tables.rows());
    DealReading reading = new DealReading(document, language, rows, encoder);
    List<Entity> all = new ArrayList<>(document.entities());
    for (List<Frame> frames : reading.frames) {
      for (Frame frame : frames) {
        for (List<Entity> names : frame.parties.values()) {
          for (Entity name : names) {
            if (all.stream().noneMatch(e -> e.span().overlaps(name.span()))) all.add(name);
          }
        }
      }
    }
    if (all.size() == document.entities().size()) return reading;
    all.sort(Comparator.comparing(Entity::span));
    return new DealReading(document.withEntities(all), language, rows, encoder);
  }

  /** The deals that the scorer reads. */
  private List<DealMention> deals(
      DealReading reading,
      List<Telling> tellings,
      AnchorFeatures anchors,
      List<DateMention> dates,
      @Nullable LocalDate published) {
    DealAssembly assembly = new DealAssembly(reading, dates, published);
    Drafts drafts = new Drafts(reading, tellings);
    DraftFeatures features = new DraftFeatures(reading, drafts, assembly);
    List<DealMention> deals = new ArrayList<>();
    for (Choice choice : choices(drafts.candidates(), features)) {
      Draft draft = choice.draft;
      deals.add(
          assembly.deal(
              draft,
              choice.confidence,
              scorer.status(features.status(draft), assembly.cueStatus(draft)),
              scorer.yes("main", choice.features) >= 0.5,
              date(draft, features, assembly),
              amount(draft, features, anchors, assembly)));
    }
    return deals;
  }

  /** A draft that is a deal. */
  private record Choice(Draft draft, double confidence, List<String> features) {}

  /** The drafts that are deals, the surest first; what tells one of these once more is not. */
  private List<Choice> choices(List<Draft> drafts, DraftFeatures features) {
    List<Weighed> weighed = new ArrayList<>();
    for (Draft draft : drafts) {
      List<String> seen = features.draft(draft);
      double likely = scorer.yes("draft", seen);
      if (likely >= DealScorer.POSSIBLE) weighed.add(new Weighed(draft, seen, likely));
    }
    RivalFeatures rivals = new RivalFeatures(weighed);
    List<Choice> all = new ArrayList<>();
    for (Weighed w : weighed) {
      double confidence = scorer.yes("deal", rivals.of(w));
      if (confidence >= accepted(w.draft())) {
        all.add(new Choice(w.draft(), confidence, w.features()));
      }
    }
    all.sort(Comparator.comparingDouble((Choice c) -> -c.confidence));
    List<Choice> kept = new ArrayList<>();
    for (Choice choice : all) {
      if (kept.stream().noneMatch(k -> k.draft.isTold(choice.draft))) kept.add(choice);
    }
    kept.sort(Comparator.comparingInt(c -> c.draft.sentence()));
    return kept;
  }

  /** The confidence from which a draft is a deal; a place is no second party. */
  private static double accepted(Draft draft) {
    boolean brief = draft.reading.document.sentences().size() <= DealScorer.BRIEF;
    long named =
        draft.sure.keySet().stream()
            .filter(p -> draft.reading.parties.get(p).type() != EntityType.LOC)
            .count();
    if (named > 1) return brief ? DealScorer.ACCEPTED_BRIEF : DealScorer.ACCEPTED;
    if (draft.amount() == null) return DealScorer.ACCEPTED_BARE;
    return brief ? DealScorer.ACCEPTED_ALONE_BRIEF : DealScorer.ACCEPTED_ALONE;
  }

  private @Nullable PartialDate date(Draft draft, DraftFeatures features, DealAssembly assembly) {
    PartialDate best = null;
    double most = DealScorer.DATED;
    List<DateMention> near = assembly.dates(draft);
    for (DateMention date : near) {
      double p = scorer.yes("date", features.date(draft, date, near));
      if (p <= most) continue;
      most = p;
      best = date.value();
    }
    return best;
  }

  private @Nullable Amount amount(
      Draft draft, DraftFeatures features, AnchorFeatures anchors, DealAssembly assembly) {
    Amount best = null;
    double most = DealScorer.PRICED;
    for (Anchor anchor : assembly.amounts(draft)) {
      double own = scorer.amount(anchors, anchor, draft.type);
      double p = scorer.yes("sum", features.amount(draft, anchor, own));
      if (p <= most) continue;
      most = p;
      best = anchor.said();
    }
    return best;
  }
}
