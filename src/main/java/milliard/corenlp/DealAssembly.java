package milliard.corenlp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import milliard.corenlp.DealReading.Anchor;
import milliard.mention.Argument;
import milliard.mention.DateMention;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.Percent;
import org.jspecify.annotations.Nullable;

/** Makes the deals of a document from drafts: what else is said of each. Not for threads. */
final class DealAssembly {
  /** Sentences behind a telling that may say that its price is not told, at most. */
  private static final int BEHIND = 2;

  private final DealReading reading;
  private final List<DateMention> dates;
  private final @Nullable LocalDate published;

  DealAssembly(DealReading reading, List<DateMention> dates, @Nullable LocalDate published) {
    this.reading = reading;
    this.dates = dates;
    this.published = published;
  }

  /** Whether a draft names enough parties to be a deal. */
  static boolean stands(Draft draft) {
    return switch (draft.type) {
      case ACQUISITION ->
          !draft.in(Role.TARGET).isEmpty()
              || !draft.in(Role.ACQUIRER).isEmpty() && !draft.in(Role.SELLER).isEmpty();
      case FUNDING -> !draft.in(Role.COMPANY).isEmpty();
      case INVESTMENT -> !draft.in(Role.RECIPIENT).isEmpty() && !draft.in(Role.INVESTOR).isEmpty();
      case CONTRACT -> !draft.in(Role.CUSTOMER).isEmpty() && !draft.in(Role.PROVIDER).isEmpty();
      case MERGER -> draft.in(Role.PARTY).size() > 1;
      case PARTNERSHIP, JOINT_VENTURE -> draft.in(Role.PARTNER).size() > 1;
      case IPO -> !draft.in(Role.ISSUER).isEmpty();
      case DEBT -> !draft.in(Role.BORROWER).isEmpty();
      case LEGAL -> !draft.in(Role.DEFENDANT).isEmpty();
    };
  }

  /** The deal that a draft tells. */
  DealMention deal(
      Draft draft,
      double confidence,
      Status status,
      boolean main,
      @Nullable PartialDate date,
      @Nullable Amount amount) {
    List<Argument> arguments = new ArrayList<>();
    Set<Integer> used = new LinkedHashSet<>();
    for (Role role : draft.type.roles()) {
      for (int party : draft.in(role)) {
        if (!used.add(party)) continue;
        Entity e = name(draft, party);
        arguments.add(new Argument(role, e.name(), e.text(), e.span(), e.company()));
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    for (Telling telling : evidence(draft)) {
      Anchor anchor = telling.anchor();
      String rule =
          anchor.proposals().stream()
              .filter(f -> f.type() == draft.type)
              .map(f -> f.rule.name())
              .findFirst()
              .orElse(reading.document.language() + "/" + draft.type.id() + "/" + anchor.lemma());
      Evidence seen = new Evidence(anchor.clause().sentence.span(), anchor.span(), rule);
      if (!evidence.contains(seen)) evidence.add(seen);
    }
    return new DealMention(
        draft.type,
        status,
        main,
        confidence,
        arguments,
        amount,
        amount == null && undisclosed(draft),
        valuation(draft),
        stake(draft),
        date,
        duration(draft),
        subject(draft),
        draft.type == DealType.FUNDING ? round(draft) : null,
        evidence);
  }

  /** The likely tellings of a draft, or its likeliest; a sum only where no word tells it. */
  private static List<Telling> evidence(Draft draft) {
    double least = Math.min(0.5, draft.probability());
    List<Telling> likely = new ArrayList<>();
    for (Telling t : draft.tellings) if (t.probability() >= least) likely.add(t);
    likely.sort(Comparator.comparing(t -> t.anchor().span()));
    List<Telling> shown = new ArrayList<>();
    for (Telling t : likely) {
      Anchor a = t.anchor();
      boolean word =
          likely.stream()
              .map(Telling::anchor)
              .anyMatch(o -> !o.isAmount() && o.clause() == a.clause());
      if (!a.isAmount() || !word) shown.add(t);
    }
    return shown;
  }

  /** The name of a party in the sentence of the surest telling, else its first. */
  private Entity name(Draft draft, int party) {
    for (Telling telling : draft.tellings) {
      for (Entity e : telling.anchor().clause().entities) {
        if (reading.party(e) == party) return e;
      }
    }
    return reading.parties.get(party);
  }

  StatusCues.Said said(Telling telling) {
    Anchor a = telling.anchor();
    return reading
        .language
        .statuses()
        .at(new StatusCues.Place(telling.type(), a.clause(), a.at(), a.end()));
  }

  boolean background(Draft draft) {
    Telling first = draft.tellings.getFirst();
    return said(first).background();
  }

  /** What the cue words of all tellings say together. */
  Status cueStatus(Draft draft) {
    return status(draft, background(draft));
  }

  /** How old the deal is by the date nearest to it, in words: {@code fresh}, {@code old}. */
  String age(Draft draft) {
    PartialDate date = nearest(draft);
    return date == null ? "none" : age(date);
  }

  /** How old a date is on the day of the article. */
  String age(PartialDate date) {
    if (published == null) return "unknown";
    int years = published.getYear() - Integer.parseInt(date.iso().substring(0, 4));
    if (years > 0) return years > 1 ? "old" : "last-year";
    if (years < 0) return "future";
    if (date.iso().length() < 7 || date.iso().charAt(5) > '9') return "this-year";
    int months = published.getMonthValue() - Integer.parseInt(date.iso().substring(5, 7));
    return months == 0 ? "fresh" : months > 0 ? months > 1 ? "months" : "month" : "future";
  }

  private Status status(Draft draft, boolean background) {
    Status best = null;
    int rank = -1;
    for (Telling telling : draft.tellings) {
      StatusCues.Said said = said(telling);
      if (said.background() && !background) continue;
      int weight = said.explicit() ? rank(said.status()) : 0;
      if (weight > rank) {
        rank = weight;
        best = said.status();
      }
    }
    return best == null ? said(draft.tellings.getFirst()).status() : best;
  }

  private static int rank(Status status) {
    return switch (status) {
      case DENIED -> 8;
      case CANCELLED -> 7;
      case BLOCKED -> 6;
      case SIGNED -> 5;
      case RUMOURED -> 4;
      case IN_TALKS -> 3;
      case COMPLETED -> 2;
      case ANNOUNCED -> 1;
    };
  }

  /** The amounts in the sentences that tell the draft, and in those beside them. */
  List<Anchor> amounts(Draft draft) {
    List<Anchor> near = new ArrayList<>();
    for (int i = 0; i < reading.clauses.size(); i++) {
      Clause clause = reading.clauses.get(i);
      boolean told =
          draft.tellings.stream()
              .anyMatch(t ->
                  Math.abs(t.anchor().clause().sentence.index() - clause.sentence.index()) <= 1);
      if (told && !clause.amounts.isEmpty()) near.addAll(reading.amountAnchors(i));
    }
    return near;
  }

  /** Whether a sentence that tells the draft, or one right behind, keeps the price to itself. */
  private boolean undisclosed(Draft draft) {
    DealDetails details = reading.language.details();
    for (Telling telling : draft.tellings) {
      Clause told = telling.anchor().clause();
      if (details.undisclosed(words(told))) return true;
      int at = reading.clauses.indexOf(told);
      for (int i = at + 1; i < Math.min(at + 1 + BEHIND, reading.clauses.size()); i++) {
        Clause behind = reading.clauses.get(i);
        if (!isOf(draft, behind)) break;
        if (details.undisclosed(words(behind))) return true;
      }
    }
    return false;
  }

  /** Whether a clause names no company but those of a draft. */
  private boolean isOf(Draft draft, Clause clause) {
    return clause.entities.stream()
        .allMatch(e -> e.type() != EntityType.ORG || draft.sure.containsKey(reading.party(e)));
  }

  private static String words(Clause clause) {
    return clause.words(0, clause.size);
  }

  private @Nullable Amount valuation(Draft draft) {
    for (Telling telling : draft.tellings) {
      Clause clause = telling.anchor().clause();
      for (int a = 0; a < clause.amounts.size(); a++) {
        if (reading.kinds.kind(clause, a).is("valuation")) return clause.amounts.get(a);
      }
    }
    return null;
  }

  /** What the deal is about, by what its parties are said to do: the target before the buyer. */
  private @Nullable String subject(Draft draft) {
    Subjects subjects = Subjects.of(reading.document.language());
    List<Role> roles = new ArrayList<>(Drafts.keys(draft.type));
    if (draft.type == DealType.CONTRACT) roles = List.of(Role.PROVIDER, Role.CUSTOMER);
    for (Role role : roles) {
      for (int party : draft.in(role)) {
        for (Clause clause : reading.clauses) {
          for (int e = 0; e < clause.entities.size(); e++) {
            if (reading.party(clause.entities.get(e)) != party) continue;
            String subject = subjects.of(clause, e);
            if (subject != null) return subject;
          }
        }
      }
    }
    return null;
  }

  private @Nullable BigDecimal stake(Draft draft) {
    if (draft.type != DealType.INVESTMENT) return null;
    for (Telling telling : draft.tellings) {
      List<Percent> percents = reading.document.percents(telling.anchor().clause().sentence);
      if (!percents.isEmpty()) return percents.getFirst().value();
    }
    return null;
  }

  private @Nullable String round(Draft draft) {
    for (Telling telling : draft.tellings) {
      Anchor a = telling.anchor();
      String round = reading.language.details().round(a.clause().words(a.at() - 12, a.end() + 16));
      if (round != null) return round;
    }
    return null;
  }

  private @Nullable Period duration(Draft draft) {
    boolean lasts =
        switch (draft.type) {
          case CONTRACT, PARTNERSHIP, JOINT_VENTURE, DEBT -> true;
          case ACQUISITION, MERGER, FUNDING, INVESTMENT, IPO, LEGAL -> false;
        };
    if (!lasts) return null;
    for (Telling telling : draft.tellings) {
      Period duration = reading.language.details().duration(words(telling.anchor().clause()));
      if (duration != null) return duration;
    }
    return null;
  }

  /** The dates that stand in a sentence that tells the draft, or beside one. */
  List<DateMention> dates(Draft draft) {
    List<DateMention> near = new ArrayList<>();
    for (DateMention date : dates) {
      int sentence = reading.document.sentence(date.span().start()).map(Sentence::index).orElse(-9);
      for (Telling telling : draft.tellings) {
        int at = telling.anchor().clause().sentence.index();
        if (Math.abs(at - sentence) > 1) continue;
        near.add(date);
        break;
      }
    }
    return near;
  }

  int datesIn(Clause clause) {
    return (int) dates.stream().filter(d -> clause.sentence.span().contains(d.span())).count();
  }

  /** The words of a date, lower case. */
  String said(DateMention date) {
    return date.span().in(reading.document.text()).toLowerCase(Locale.ROOT);
  }

  /** One and two words before a date, lower case. */
  List<String> wordsBefore(DateMention date) {
    Sentence sentence = reading.document.sentence(date.span().start()).orElse(null);
    if (sentence == null) return List.of();
    int at = sentence.position(date.span().start());
    List<String> words = new ArrayList<>();
    String before = "";
    for (int i = at - 1; i >= Math.max(0, at - 2); i--) {
      before = sentence.tokens().get(i).word().toLowerCase(Locale.ROOT) + " " + before;
      words.add(before);
    }
    return words;
  }

  private @Nullable PartialDate nearest(Draft draft) {
    DateMention best = null;
    int least = 200;
    for (Telling telling : draft.tellings) {
      for (DateMention date : dates) {
        if (!telling.anchor().clause().sentence.span().contains(date.span())) continue;
        int distance = Math.abs(date.span().start() - telling.anchor().span().start());
        if (distance < least) {
          least = distance;
          best = date;
        }
      }
    }
    return best == null ? null : best.value();
  }
}
