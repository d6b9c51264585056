package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import milliard.money.Lexemes.Type;
import milliard.money.Numbers.Number;
import milliard.money.Word.Role;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of amounts over the lexemes of one text: {@code [modality] quantity [connector
 * quantity] [modality]}, where a quantity is a number and a currency in either order. One pass from
 * left to right; every look ahead or back is bounded.
 */
final class AmountParser {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** How far before a range a verb of change may stand, in chars: "rose … from 5 to 10". */
  private static final int REACH = 120;

  /** A range without "from" or "between" spans no more than this. */
  private static final BigDecimal NARROW = BigDecimal.valueOf(20);

  private final String text;
  private final Lexicon lexicon;
  private final Lexemes in;
  private final Numbers numbers;
  private final Quantities quantities;
  private final Modalities modalities;
  private final Context context;
  private final List<Amount> amounts = new ArrayList<>();
  private final List<Percent> percents = new ArrayList<>();

  /** Bare numbers of a list that may share the currency of what follows: "10, 20 ou 30 M€". */
  private final List<Quantity> waiting = new ArrayList<>();

  /** "Nine-figure" without currency: decided by the rest of the text. */
  private final List<Quantity> figures = new ArrayList<>();

  /** The lexeme behind the last amount: nothing before it is looked at again. */
  private int done;

  /** A large number without currency, as in a headline; the rest of the text decides. */
  private record Candidate(
      Quantity first,
      Quantity last,
      int floor,
      boolean raised,
      boolean likely,
      @Nullable String currency) {}

  private final List<Candidate> candidates = new ArrayList<>();

  /** The currency of the last amount, and whether no other things were counted since. */
  private @Nullable String spoken;

  private boolean money;

  AmountParser(String text, Lexicon lexicon) {
    this.text = text;
    this.lexicon = lexicon;
    this.in = new Lexemes(text, lexicon);
    this.numbers = new Numbers(in, lexicon);
    this.quantities = new Quantities(in, lexicon, numbers);
    this.modalities = new Modalities(in, numbers);
    this.context = new Context(in, lexicon, numbers);
  }

  MoneyReader.Reading read() {
    int i = 0;
    while (i < in.size()) {
      if (in.is(i, Type.BREAK)) money = spoken != null;
      i = step(i);
    }
    for (Quantity quantity : figures) {
      String currency = amounts.isEmpty() ? lexicon.currency : amounts.get(0).currency();
      emit(quantity, quantity, Modality.BETWEEN, currency);
    }
    candidates();
    amounts.sort((a, b) -> a.span().compareTo(b.span()));
    return new MoneyReader.Reading(List.copyOf(amounts), List.copyOf(percents));
  }

  /** Reads what begins at this lexeme, returns where to go on. */
  private int step(int i) {
    Type type = in.type(i);
    if (type == Type.OTHER || type == Type.MARK || type == Type.BREAK) return i + 1;
    Word word = in.word(i);
    if (type == Type.WORD && (word == null || !word.starts())) return i + 1;
    Quantity first = quantities.at(i);
    if (first == null) {
      int end = percentOf(i);
      return end > i ? end : i + 1;
    }
    Quantity second = second(first);
    if (second != null) {
      int end = range(first, second);
      if (end > 0) return end;
    }
    if (first.percent()) return percent(first);
    if (first.bare()) {
      if (first.number().figures()) {
        figures.add(first);
        return done = first.end();
      }
      return bare(first);
    }
    Quantity whole = quantities.withMinor(first);
    if (whole == first && !context.credible(first, done)) {
      waiting.clear();
      return first.end();
    }
    shareBack(first, first.start(), false);
    emit(whole, whole, null, null);
    return done;
  }

  // Ranges

  /** The quantity behind a connector, if there is one. */
  private @Nullable Quantity second(Quantity first) {
    int i = first.end();
    boolean hyphen = in.is(i, Type.HYPHEN);
    boolean connector =
        hyphen
            || in.has(i, Role.TO)
            || in.has(i, Role.OR)
            || (in.has(i, Role.AND) && opened(first));
    if (!connector) return null;
    int next = i + 1;
    if (hyphen && in.has(next, Role.TO)) next += in.is(next + 1, Type.HYPHEN) ? 2 : 1;
    if (!hyphen) next = modalities.skip(next);
    Quantity second = quantities.at(next);
    if (second == null && in.has(next, Role.DETERMINER)) second = quantities.at(next + 1);
    return second;
  }

  /** A word like "between" stands before, perhaps with a modality in between. */
  private boolean opened(Quantity first) {
    return opener(first, Role.BETWEEN) >= 0;
  }

  private int opener(Quantity first, Role role) {
    for (int i = first.start() - 1; i >= Math.max(done, first.start() - 4); i--) {
      if (in.is(i, Type.OTHER) || in.is(i, Type.BREAK) || in.is(i, Type.NUMERAL)) return -1;
      if (in.has(i, role)) return i;
    }
    return -1;
  }

  /** Reads two quantities as one range, or as two that share scale and currency; 0 if neither. */
  private int range(Quantity one, Quantity two) {
    Quantity first = one;
    Quantity second = two;
    if (first.bare() && (first.year() || ofName(first, second))) return 0;
    if (first.percent() != second.percent()) {
      if (!second.percent() || !first.bare() || first.number().scaled()) return 0;
      if (first.value().compareTo(second.value()) < 0) percents.add(percentOf(first, first.end()));
      return percent(second);
    }
    if (second.percent()) {
      percent(first);
      return percent(second);
    }
    if (first.bare() && second.bare()) {
      if (!second.number().scaled()
          || first.value().compareTo(second.value()) >= 0 && first.number().scaled()) return 0;
      Number low = first.number();
      if (!low.scaled()) {
        if (low.factor().compareTo(second.number().factor()) >= 0) return 0;
        first = first.with(low.times(second.number().scale()));
      }
      if (in.has(one.end(), Role.TO) && change(one)) return 0;
      candidate(first, second);
      waiting.clear();
      return second.end();
    }
    if (first.unit() != null && second.unit() != null && !sameUnit(first, second)) return 0;
    if (first.number().top() != null || second.number().top() != null) return 0;
    boolean both = first.unit() != null && second.unit() != null;
    if (first.unit() == null) {
      if (second.unitFirst()) return 0;
      if (first.number().scaled() && !second.number().scaled()) return 0;
      first = first.with(second.unit(), second.country());
    }
    if (second.unit() == null) {
      if (!first.unitFirst()
          && first.number().scaled() == second.number().scaled()
          && !in.is(first.end(), Type.HYPHEN)) return 0;
      second = second.with(first.unit(), first.country());
    }
    int connector = one.end();
    boolean change = in.has(connector, Role.TO) && change(one);
    boolean shared = false;
    Number number = first.number();
    BigDecimal most = second.number().factor().multiply(change ? THOUSAND : BigDecimal.ONE);
    if (!number.scaled() && second.number().scaled() && number.factor().compareTo(most) <= 0) {
      first =
          first.with(
              new Number(
                  number.end(),
                  number.factor(),
                  null,
                  second.number().scale(),
                  BigDecimal.ZERO,
                  number.about(),
                  number.digits(),
                  false));
      shared = true;
    }
    // "30 à 40 000 euros"
    if (one.bare() && !number.scaled() && !second.number().scaled() && !shared && !change) {
      BigDecimal thousands = number.factor().multiply(THOUSAND);
      boolean brief =
          number.factor().compareTo(THOUSAND) < 0
              && second.value().compareTo(BigDecimal.valueOf(10_000)) >= 0;
      if (brief && thousands.compareTo(second.value()) < 0)
        first = first.with(number.times(THOUSAND));
    }
    if (!context.credible(second, done)) return 0;
    boolean ascending = first.value().compareTo(second.value()) < 0;
    if (!change && in.has(connector, Role.OR) && both && !shared) return 0;
    if (change || !ascending) {
      if (!change && (in.is(connector, Type.HYPHEN) || !in.has(connector, Role.TO))) return 0;
      emit(first, first, null, null);
      emit(second, second, null, null);
      return done;
    }
    shareBack(second, one.start(), in.has(connector, Role.OR));
    emit(first, second, Modality.BETWEEN, null);
    return done;
  }

  private boolean sameUnit(Quantity a, Quantity b) {
    return context.code(a).equals(context.code(b));
  }

  /** "from 5 to 10" after a verb of change tells two amounts, not a range. */
  private boolean change(Quantity first) {
    int from = opener(first, Role.FROM);
    if (from < 0) return false;
    for (int i = from - 1; i >= Math.max(0, from - 24); i--) {
      if (in.is(i, Type.BREAK) || in.mark(i, '.') || in.start(from) - in.end(i) > REACH)
        return false;
      if (in.has(i, Role.CHANGE)) return true;
    }
    return false;
  }

  /** The number of a name, as in "iPhone 15 à 969 euros", is no lower bound. */
  private boolean ofName(Quantity first, Quantity second) {
    if (first.number().scaled() || opener(first, Role.FROM) >= 0 || opened(first)) return false;
    if (in.named(first.start() - 1)) return true;
    BigDecimal most = first.value().abs().multiply(NARROW);
    return in.is(first.start() - 1, Type.OTHER) && second.number().factor().compareTo(most) > 0;
  }

  // Coordination

  /** A bare number: kept while a list goes on, else forgotten. */
  private int bare(Quantity quantity) {
    candidate(quantity, quantity);
    if (!waiting.isEmpty()
        && connector(waiting.get(waiting.size() - 1).end()) != quantity.start()) {
      waiting.clear();
    }
    if (connector(quantity.end()) > 0
        && !counts(quantity)
        && waiting.size() < 8
        && quantity.number().top() == null
        && !quantity.year()) {
      waiting.add(quantity);
    } else {
      waiting.clear();
    }
    return Math.max(quantity.end(), quantity.start() + 1);
  }

  /**
   * Behind ", ", "et", ", puis": where the next member of a list begins; -1 if it does not go on.
   */
  private int connector(int i) {
    int next = i;
    if (in.mark(next, ',')) next++;
    boolean comma = next > i;
    while (next < i + 3
        && (in.has(next, Role.THEN) || in.has(next, Role.AND) || in.has(next, Role.OR))) next++;
    return next > i && (comma || next > i) ? next : -1;
  }

  /** A number behind a noun or name may count it: "phase 2 et 10 millions d'euros". */
  private boolean counts(Quantity quantity) {
    if (quantity.number().scaled()) return false;
    int before = quantity.start() - 1;
    return in.named(before) || in.is(before, Type.OTHER) && in.has(quantity.end(), Role.AND);
  }

  /** Gives the numbers of a list before this amount its scale and currency: "3, puis 5 M€". */
  private void shareBack(Quantity last, int start, boolean listed) {
    if (waiting.isEmpty()) return;
    Quantity before = waiting.get(waiting.size() - 1);
    boolean worded = listed || !in.mark(start - 1, ',');
    boolean scaled = last.number().scaled();
    if (!last.unitFirst() && worded && connector(before.end()) == start && last.unit() != null) {
      for (Quantity bare : List.copyOf(waiting)) {
        Number number = bare.number();
        boolean like =
            number.scaled()
                || number.factor().compareTo(last.number().factor().multiply(THOUSAND)) < 0;
        if (!like || (!scaled && number.scaled())) continue;
        if (!number.scaled()) number = number.times(last.number().scale());
        candidates.removeIf(c -> c.first().start() == bare.start());
        emit(bare.with(number).with(last.unit(), last.country()), bare, null, null);
      }
    }
    waiting.clear();
  }

  // Percentages

  private int percentOf(int i) {
    Word word = in.word(i);
    if (word == null) return i;
    for (Word.Phrase<Boolean> phrase : word.percentsOf) {
      int end = numbers.matches(phrase.words(), i);
      if (end < 0) continue;
      Number number = numbers.read(end);
      if (number == null || number.scaled() || number.top() != null) continue;
      Quantity quantity = new Quantity(i, number.end(), number, null, null, true, false);
      percents.add(percentOf(quantity, quantity.end()));
      return done = quantity.end();
    }
    return i;
  }

  private int percent(Quantity quantity) {
    if (quantity.number().top() == null && !quantity.number().scaled()) {
      percents.add(percentOf(quantity, quantity.end()));
    }
    waiting.clear();
    return done = quantity.end();
  }

  private Percent percentOf(Quantity quantity, int end) {
    Span span = new Span(in.start(quantity.start()), in.end(end - 1));
    return new Percent(span, span.in(text), plain(quantity.value()));
  }

  // Modality and the amount itself

  private void emit(
      Quantity first, Quantity last, @Nullable Modality range, @Nullable String decided) {
    emit(first, last, range, decided, done);
  }

  private void emit(
      Quantity first,
      Quantity last,
      @Nullable Modality range,
      @Nullable String decided,
      int floor) {
    Quantity unitOf = first.unit() == null ? last : first;
    String currency = decided != null ? decided : context.code(unitOf);
    int start = first.start();
    int end = last.end();
    Modality modality = range;
    if (first.number().top() != null || first.number().figures()) modality = Modality.BETWEEN;
    else if (modality == null && first.number().about()) modality = Modality.ABOUT;
    Modality said = null;
    int begin = start;
    for (int turn = 0; turn < 2; turn++) {
      int before = modalities.before(begin, floor);
      if (before < 0) break;
      Modality outer = modalities.of(before, begin);
      if (said != null && said != Modality.ABOUT && outer != Modality.ABOUT) break;
      if (said == null || said == Modality.ABOUT) said = outer;
      begin = before;
    }
    if (range == Modality.BETWEEN && first != last) {
      int opener = opener(first, Role.BETWEEN);
      if (opener >= 0) begin = Math.min(begin, opener);
      else if (said != Modality.ABOUT && said != Modality.AT_MOST) begin = start;
      said = null;
    }
    start = begin;
    Word behind = in.word(end);
    int tail = in.is(end, Type.HYPHEN) && in.touches(end) && in.touches(end + 1) ? end + 1 : end;
    if (tail > end) behind = in.word(tail);
    if (behind != null) {
      for (Word.Phrase<Modality> phrase : behind.modalityAfter) {
        int next = numbers.matches(phrase.words(), tail);
        if (next < 0
            || said != null && said != Modality.ABOUT
            || numbers.read(next) != null
            || quantities.units().at(next) != null) continue;
        said = phrase.meaning();
        end = next;
        break;
      }
    }
    if (said != null && modality != Modality.BETWEEN) modality = said;
    if (modality == null) modality = Modality.EXACTLY;
    BigDecimal value = plain(first.value());
    BigDecimal low = value;
    BigDecimal high = value;
    BigDecimal said1 = value;
    switch (modality) {
      case EXACTLY, ABOUT -> {}
      case AT_LEAST, MORE_THAN -> high = null;
      case AT_MOST, LESS_THAN -> low = null;
      case BETWEEN -> {
        said1 = null;
        BigDecimal top = first.number().topValue();
        high = first == last && top != null ? plain(top) : plain(last.value());
      }
    }
    if (low != null && high != null && low.compareTo(high) > 0) {
      BigDecimal swap = low;
      low = high;
      high = swap;
    }
    Span span = new Span(in.start(start), in.end(end - 1));
    amounts.add(new Amount(span, span.in(text), said1, low, high, modality, currency));
    spoken = currency;
    money = true;
    waiting.clear();
    done = end;
  }

  // Amounts whose currency is understood

  /** "lève 12 millions", "contre 330 millions auparavant": kept until the whole text is read. */
  private void candidate(Quantity first, Quantity last) {
    BigDecimal value = last.number().topValue() == null ? last.value() : last.number().scale();
    if (!last.number().scaled() || value.compareTo(MILLION) < 0) return;
    int next = last.end();
    boolean of = in.has(next, Role.LINKER) || in.has(next, Role.OF);
    boolean counted = of ? !in.has(next + 1, Role.MONEY_NOUN) : !ends(next);
    if (counted) {
      money = false;
      return;
    }
    boolean raised = raised(first.start());
    boolean brief = in.is(last.end() - 1, Word.NumberKind.ABBREVIATION);
    if (brief && !raised) return;
    candidates.add(new Candidate(first, last, done, raised, money, spoken));
  }

  /** Nothing is counted here: the number stands alone. */
  private boolean ends(int i) {
    if (in.is(i, Type.NUMERAL) || in.is(i, Type.PERCENT) || in.is(i, Type.SIGN)) return false;
    if (in.is(i, Type.HYPHEN) && in.touches(i)) return false;
    if (lexicon.nounsLinked) return true;
    return in.is(i, Type.BREAK)
        || in.is(i, Type.MARK)
        || in.is(i, Type.HYPHEN)
        || in.has(i, Role.CLOSING);
  }

  private boolean raised(int i) {
    int before = modalities.before(i, done);
    int at = (before < 0 ? i : before) - 1;
    if (in.has(at, Role.LINKER) || in.has(at, Role.DETERMINER) || in.has(at, Role.TO)) at--;
    return at >= done && in.has(at, Role.RAISE);
  }

  private void candidates() {
    if (candidates.isEmpty()) return;
    Map<BigDecimal, String> explicit = new HashMap<>();
    for (Amount amount : amounts) {
      BigDecimal said = amount.value() == null ? amount.high() : amount.value();
      if (said != null) explicit.putIfAbsent(said, amount.currency());
    }
    for (Candidate candidate : candidates) {
      String currency = candidate.currency();
      String same = explicit.get(plain(candidate.last().value()));
      boolean accepted = candidate.raised() || candidate.likely() || same != null;
      if (!accepted) continue;
      if (same != null) currency = same;
      if (currency == null)
        currency = amounts.isEmpty() ? lexicon.currency : amounts.get(0).currency();
      Modality range = candidate.first() == candidate.last() ? null : Modality.BETWEEN;
      emit(candidate.first(), candidate.last(), range, currency, candidate.floor());
    }
  }

  /** Without trailing zeros behind the point and without an exponent. */
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
