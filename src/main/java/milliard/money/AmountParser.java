package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
  private static final BigDecimal TEN = BigDecimal.TEN;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private final String text;
  private final Lexicon lexicon;
  private final Lexemes in;
  private final Numbers numbers;
  private final Quantities quantities;
  private final Modalities modalities;
  private final Context context;
  private final Connectors connectors;
  private final Understood understood;
  private final List<Amount> amounts = new ArrayList<>();
  private final List<Percent> percents = new ArrayList<>();

  /** Bare numbers of a list that may share the currency of what follows: "10, 20 ou 30 M€". */
  private final List<Quantity> waiting = new ArrayList<>();

  /** "Nine-figure" without currency: decided by the rest of the text. */
  private final List<Quantity> figures = new ArrayList<>();

  /** The lexeme behind the last amount: nothing before it is looked at again. */
  private int done;

  /** The amount just read, if no sentence has ended and no other number was read since. */
  private @Nullable Quantity told;

  AmountParser(String text, Lexicon lexicon) {
    this.text = text;
    this.lexicon = lexicon;
    this.in = new Lexemes(text, lexicon);
    this.numbers = new Numbers(in, lexicon);
    this.quantities = new Quantities(in, lexicon, numbers);
    this.modalities = new Modalities(in, numbers);
    this.context = new Context(in, lexicon, quantities.units());
    this.connectors = new Connectors(in, quantities, modalities);
    this.understood = new Understood(in, lexicon, modalities);
  }

  MoneyReader.Reading read() {
    int i = 0;
    while (i < in.size()) {
      if (in.is(i, Type.BREAK)) understood.paragraph();
      i = step(i);
    }
    for (Quantity quantity : figures) {
      String currency = amounts.isEmpty() ? lexicon.currency : amounts.get(0).currency();
      emit(quantity, quantity, Modality.BETWEEN, currency);
    }
    for (Understood.Decided d : understood.decide(amounts)) {
      Modality range = d.first() == d.last() ? null : Modality.BETWEEN;
      emit(d.first(), d.last(), range, d.currency(), d.floor());
    }
    amounts.sort((a, b) -> a.span().compareTo(b.span()));
    return new MoneyReader.Reading(List.copyOf(amounts), List.copyOf(percents));
  }

  /** Reads what begins at this lexeme, returns where to go on. */
  private int step(int i) {
    Type type = in.type(i);
    if (in.sentenceEnd(i)) told = null;
    if (type == Type.OTHER || type == Type.MARK || type == Type.BREAK) return i + 1;
    Word word = in.word(i);
    if (type == Type.WORD && (word == null || !word.starts())) return i + 1;
    Quantity first = quantities.at(i);
    if (first == null) {
      int end = percentOf(i);
      return end > i ? end : i + 1;
    }
    Quantity second = connectors.second(first, done);
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
      Quantity compared = compared(first);
      if (compared == null) return bare(first);
      emit(compared, compared, null, null);
      return done;
    }
    Quantity whole = quantities.withMinor(first);
    if (whole == first && !context.credible(first, done)) {
      waiting.clear();
      return first.end();
    }
    shareBack(first, first.start(), false);
    emit(whole, whole, null, null);
    told = whole;
    return done;
  }

  /** "37 euros, contre 32,80", "$3.1 mln vs 2.7": the number shares the unit before. */
  private @Nullable Quantity compared(Quantity bare) {
    Quantity amount = told;
    told = null;
    if (amount == null || bare.number().top() != null || !bare.number().digits()) return null;
    int before = bare.start() - 1;
    boolean of = in.has(before, Role.OF) && in.has(before - 1, Role.VERSUS);
    if (!of && !in.has(before, Role.VERSUS)) return null;
    int next = bare.end();
    if (!in.is(next, Type.BREAK) && !in.is(next, Type.MARK) && !in.has(next, Role.CLOSING)) {
      return null;
    }
    Number number = bare.number();
    Number model = amount.number();
    if (!number.scaled()) {
      BigDecimal most = model.factor().max(number.factor());
      BigDecimal least = model.factor().min(number.factor());
      if (least.signum() <= 0 || most.compareTo(least.multiply(TEN)) > 0) return null;
      number = number.times(model.scale());
    } else if (!model.scaled()) {
      return null;
    }
    return bare.with(number).with(amount.unit(), amount.country());
  }

  // Ranges

  /** Reads two quantities as one range, or as two that share scale and currency; 0 if neither. */
  private int range(Quantity one, Quantity two) {
    Quantity first = one;
    Quantity second = two;
    if (first.bare() && (first.year() || connectors.ofName(first, second, done))) return 0;
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
      if (in.has(one.end(), Role.TO) && connectors.change(one, done)) return 0;
      understood.add(first, second, done);
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
      // "$1.6 billion until 2024", "$391 million to forty of them"
      if (first.number().scaled() && !second.number().scaled()) return 0;
      if (!first.unitFirst()
          && first.number().scaled() == second.number().scaled()
          && !in.is(first.end(), Type.HYPHEN)) return 0;
      second = second.with(first.unit(), first.country());
    }
    int connector = one.end();
    boolean change = in.has(connector, Role.TO) && connectors.change(one, done);
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

  // Coordination

  /** A bare number: kept while a list goes on, else forgotten. */
  private int bare(Quantity quantity) {
    understood.add(quantity, quantity, done);
    if (!waiting.isEmpty()
        && connectors.next(waiting.get(waiting.size() - 1).end()) != quantity.start()) {
      waiting.clear();
    }
    if (connectors.next(quantity.end()) > 0
        && !connectors.counts(quantity)
        && waiting.size() < 8
        && quantity.number().top() == null
        && !quantity.year()) {
      waiting.add(quantity);
    } else {
      waiting.clear();
    }
    return Math.max(quantity.end(), quantity.start() + 1);
  }

  /** Gives the numbers of a list before this amount its scale and currency: "3, puis 5 M€". */
  private void shareBack(Quantity last, int start, boolean listed) {
    if (waiting.isEmpty()) return;
    Quantity before = waiting.get(waiting.size() - 1);
    boolean worded = listed || !in.mark(start - 1, ',');
    boolean scaled = last.number().scaled();
    if (!last.unitFirst()
        && worded
        && connectors.next(before.end()) == start
        && last.unit() != null) {
      for (Quantity bare : List.copyOf(waiting)) {
        Number number = bare.number();
        boolean like =
            number.scaled()
                || number.factor().compareTo(last.number().factor().multiply(THOUSAND)) < 0;
        if (!like || (!scaled && number.scaled())) continue;
        if (!number.scaled()) number = number.times(last.number().scale());
        understood.forget(bare);
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
      int end = in.matches(phrase.words(), i);
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
    told = null;
    if (quantity.number().top() == null && !quantity.number().scaled()) {
      percents.add(percentOf(quantity, quantity.end()));
    }
    waiting.clear();
    return done = quantity.end();
  }

  private Percent percentOf(Quantity quantity, int end) {
    int sign = quantity.start() - 1;
    boolean plus =
        in.mark(sign, '+')
            && in.touches(quantity.start())
            && !(in.is(sign - 1, Type.NUMERAL) && in.touches(sign));
    int start = in.start(plus ? sign : quantity.start());
    Span span = new Span(start, in.end(end - 1));
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
    String currency = decided != null ? decided : currency(unitOf);
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
      int opener = connectors.opener(first, Role.BETWEEN, done);
      if (opener >= 0) begin = Math.min(begin, opener);
      else if (said != Modality.ABOUT && said != Modality.AT_MOST) begin = start;
      said = null;
    }
    start = begin;
    if (said == null && range == null) said = modalities.verb(start, floor);
    int tail = in.hyphen(end);
    Word.Phrase<Modality> behind = modalities.after(tail);
    if (behind != null && (said == null || said == Modality.ABOUT)) {
      int next = tail + behind.words().size();
      if (numbers.read(next) == null && quantities.units().at(next) == null) {
        said = behind.meaning();
        end = next;
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
    understood.spoke(currency);
    waiting.clear();
    done = end;
  }

  private String currency(Quantity quantity) {
    Unit unit = quantity.unit();
    String spoken = understood.spoken();
    boolean slang = unit != null && unit.how() == Unit.How.SLANG;
    return slang && spoken != null ? spoken : context.code(quantity);
  }

  /** Without trailing zeros behind the point and without an exponent. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
