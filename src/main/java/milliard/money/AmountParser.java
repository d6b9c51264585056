package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** How far before a range a verb of change may stand, in chars: "rose … from 5 to 10". */
  private static final int REACH = 120;

  private final String text;
  private final Lexicon lexicon;
  private final Lexemes in;
  private final Numbers numbers;
  private final List<Amount> amounts = new ArrayList<>();
  private final List<Percent> percents = new ArrayList<>();

  /** Bare numbers of a list that may share the currency of what follows: "10, 20 ou 30 M€". */
  private final List<Quantity> waiting = new ArrayList<>();

  /** "Nine-figure" without currency: decided by the rest of the text. */
  private final List<Quantity> figures = new ArrayList<>();

  /** The lexeme behind the last amount: nothing before it is looked at again. */
  private int done;

  private @Nullable Set<String> places;

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
    Quantity first = quantity(i);
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
    if (!credible(first)) {
      waiting.clear();
      return first.end();
    }
    shareBack(first, first.start(), false);
    Quantity whole = withMinor(first);
    emit(whole, whole, null, null);
    return done;
  }

  // Quantities

  /** A number with its unit, or a bare number. */
  private @Nullable Quantity quantity(int start) {
    int i = start;
    boolean negative = false;
    if (in.is(i, Type.HYPHEN) && sign(i)) {
      negative = true;
      i++;
    } else if (in.has(i, Role.NEGATIVE) && !in.has(i - 1, Role.NOT_NEGATIVE)) {
      negative = true;
      i++;
    }
    Quantity quantity = prefixed(start, i);
    if (quantity == null) {
      Number number = numbers.read(i);
      if (number == null) number = coin(i);
      if (number == null) return null;
      quantity = suffixed(start, number);
    }
    if (negative) {
      if (quantity.bare()) return null;
      quantity = quantity.with(quantity.number().negative());
    }
    return quantity;
  }

  /** A hyphen that is a minus: it touches what follows and not what precedes. */
  private boolean sign(int i) {
    return in.touches(i + 1)
        && (in.is(i + 1, Type.NUMERAL) || in.is(i + 1, Type.SIGN))
        && (!in.touches(i) || in.mark(i - 1, '('));
  }

  /** "a dollar", "un euro": one of a unit, if it is not the first word of something else. */
  private @Nullable Number coin(int i) {
    if (!in.is(i, Word.NumberKind.ARTICLE)) return null;
    Word word = in.word(i + 1);
    if (word == null || word.unit == null || word.unit.how() == Unit.How.WEAK) return null;
    Type next = in.type(i + 2);
    boolean closed =
        next == Type.BREAK
            || next == Type.MARK
            || in.has(i + 2, Role.AND)
            || in.has(i + 2, Role.OR);
    if (!closed) return null;
    return new Number(
        i + 1, BigDecimal.ONE, null, BigDecimal.ONE, BigDecimal.ZERO, false, false, false);
  }

  /** "$10 billion", "US$ 1.5bn", "EUR 20 millions", "dollar 22.5 million". */
  private @Nullable Quantity prefixed(int start, int i) {
    String country = null;
    int at = i;
    for (int k = country(at); k > at; k = -1) {
      if (in.is(k, Type.SIGN) && (in.end(at) - in.start(at) > 1 || in.touches(k))) {
        country = countryCode(at);
        at = k;
      }
    }
    if (country == null && mark(i) != null && in.is(i + 1, Type.SIGN) && !article(i)) {
      country = mark(i);
      at = i + 1;
    }
    Unit unit = null;
    int next = at;
    if (in.is(at, Type.SIGN)) {
      unit = lexicon.sign(in.first(at));
      next = at + 1;
    } else {
      unit = code(at);
      next = at + 1;
      if (unit != null && in.is(next, Type.SIGN)) {
        Unit sign = lexicon.sign(in.first(next));
        if (sign != null && sign.family().equals(unit.family())) next++;
      }
      Word word = in.word(at);
      if (unit == null
          && word != null
          && word.unit != null
          && word.unit.how() != Unit.How.MINOR
          && !in.has(i - 1, Role.DETERMINER)) {
        unit = word.unit;
      }
      if (unit == null) return null;
    }
    if (unit == null) return null;
    if (in.mark(next, '.') && in.touches(next)) next++;
    if (!in.is(next, Type.NUMERAL)) {
      Word word = in.word(next);
      boolean spelled =
          unit.how() == Unit.How.SIGN
              && word != null
              && word.kind != null
              && word.kind != Word.NumberKind.ABBREVIATION
              && word.kind != Word.NumberKind.ARTICLE;
      if (!spelled || in.is(next, Word.NumberKind.MANY)) return null;
    }
    Number number = numbers.read(next);
    if (number == null) return null;
    if (!unit.prefix() && !(number.scaled() && in.is(next, Type.NUMERAL))) return null;
    int end = number.end();
    // "$10 million Canadian", "US$10m USD", "$10 billion dollars"
    int more = after(end, unit);
    if (more > end) {
      Unit again = unitAt(more - 1);
      if (again != null && again.code() != null)
        unit = again.how() == Unit.How.MINOR ? unit : again;
      else if (country == null && mark(more - 1) != null) country = mark(more - 1);
      end = more;
    }
    return new Quantity(start, end, number, unit, country, false, true);
  }

  private boolean article(int i) {
    return in.is(i, Word.NumberKind.ARTICLE) && !in.touches(i + 1);
  }

  /** Behind a currency that only repeats or narrows the sign before: "$10m CAD". */
  private int after(int i, Unit unit) {
    if (in.is(i, Type.NUMERAL)) return i;
    Unit same = unitAt(i);
    if (same != null
        && same.family().equals(unit.family())
        && same.how() != Unit.How.MINOR
        && !in.is(i, Type.SIGN)
        && !in.is(i + 1, Type.NUMERAL)) {
      return i + 1;
    }
    if (unit.family().equals("dollar") && unit.code() == null) {
      String mark = mark(i);
      if (mark != null && mark.length() > 1 && lexicon.ofCountry(unit.family(), mark) != null)
        return i + 1;
    }
    return i;
  }

  private Quantity suffixed(int start, Number number) {
    int percent = percentAt(number.end());
    if (percent > 0) return new Quantity(start, percent, number, null, null, true, false);
    int i = number.end();
    int last = i - 1;
    // a scale that carries its currency: "120 MEUR", "1,2 G$"
    Word word = in.word(i);
    if (word != null && !word.glued.isEmpty()) {
      String surface = in.surface(i);
      BigDecimal scale = word.glued.get(surface);
      Unit unit = word.codes.get(surface);
      if (scale != null && unit != null) {
        return refined(start, i + 1, number.times(scale).at(i + 1), unit);
      }
    }
    if (in.is(i, Type.HYPHEN) && in.touches(i) && in.touches(i + 1)) i++;
    else if (in.mark(i, '.') && in.touches(i) && in.is(last, Word.NumberKind.ABBREVIATION)) i++;
    boolean loose = number.scaled() || number.about() || number.top() != null;
    if (loose && in.has(i, Role.LINKER)) i++;
    if (in.has(i, Role.SMALL) && loose) i++;
    String country = null;
    int place = country(i);
    if (place > i && (unitAt(place) != null)) {
      country = countryCode(i);
      i = place;
    }
    int phrase = unitPhrase(i);
    Unit unit = phrase > i ? unitOfPhrase(i) : unitAt(i);
    int end = phrase > i ? phrase : i + 1;
    if (unit == null
        || (in.is(i, Type.SIGN) && ofNext(i))
        || (!in.is(i, Type.SIGN) && codeOfNext(i))) {
      return new Quantity(start, number.end(), number, null, null, false, false);
    }
    if (unit.how() == Unit.How.MINOR && !minor(number, end)) {
      return new Quantity(start, number.end(), number, null, null, false, false);
    }
    if (country != null) {
      String code = lexicon.ofCountry(unit.family(), country);
      if (code != null) unit = unit.of(code);
    }
    // "75 USD million"
    Word scale = in.word(end);
    if (!number.scaled()
        && scale != null
        && scale.kind == Word.NumberKind.SCALE
        && unit.how() == Unit.How.SIGN) {
      number = number.times(scale.value()).at(end + 1);
      end++;
    }
    return refined(start, end, number, unit);
  }

  /** With the country behind the unit: "dollars canadiens", "10 M$ US". */
  private Quantity refined(int start, int end, Number number, Unit unit) {
    if (unit.how() == Unit.How.MINOR) {
      return new Quantity(start, end, number.times(unit.factor()), unit, null, false, false);
    }
    String country = null;
    int behind = country(end);
    if (behind > end) {
      String code = countryCode(end);
      boolean name = lexicon.vigesimal || closed(behind);
      if (code != null && name && lexicon.ofCountry(unit.family(), code) != null) {
        return new Quantity(
            start, behind, number, unit.of(unitCode(unit, code)), code, false, false);
      }
    }
    int more = after(end, unit);
    if (more > end) {
      Unit again = unitAt(more - 1);
      if (again != null && again.code() != null) unit = again;
      else country = mark(more - 1);
      end = more;
    } else if (in.is(end - 1, Type.SIGN) && mark(end) != null) {
      country = mark(end);
      if (country != null && lexicon.ofCountry(unit.family(), country) != null) end++;
      else country = null;
    }
    return new Quantity(start, end, number, unit, country, false, false);
  }

  private String unitCode(Unit unit, String country) {
    String code = lexicon.ofCountry(unit.family(), country);
    return code == null ? lexicon.code(unit, country, Set.of()) : code;
  }

  private boolean closed(int i) {
    return !in.is(i, Type.OTHER);
  }

  /** A sign that belongs to the number behind it: "5 $10 bills". */
  private boolean ofNext(int i) {
    if (in.touches(i) || !in.is(i + 1, Type.NUMERAL)) return false;
    if (in.touches(i + 1)) return true;
    Unit coin = unitAt(i + 2);
    return !lexicon.nounsLinked && (coin == null || coin.how() != Unit.How.MINOR);
  }

  /** A code that belongs to the number behind it: "3 USD50 cards". */
  private boolean codeOfNext(int i) {
    return code(i) != null && in.touches(i + 1) && in.is(i + 1, Type.NUMERAL);
  }

  /** "34 cents", not "200 hundred million". */
  private boolean minor(Number number, int next) {
    Word word = in.word(next);
    boolean more = word != null && (word.kind == Word.NumberKind.SCALE || word.unit != null);
    return !number.scaled() && !more;
  }

  private @Nullable Unit unitAt(int i) {
    if (in.is(i, Type.SIGN)) return lexicon.sign(in.first(i));
    Unit code = code(i);
    if (code != null) return code;
    Word word = in.word(i);
    return word == null ? null : word.unit;
  }

  private @Nullable Unit code(int i) {
    Word word = in.word(i);
    if (word == null || word.codes.isEmpty()) return null;
    String surface = in.surface(i);
    return word.glued.containsKey(surface) ? null : word.codes.get(surface);
  }

  private @Nullable String mark(int i) {
    Word word = in.word(i);
    return word == null || word.marks.isEmpty() ? null : word.marks.get(in.surface(i));
  }

  private int unitPhrase(int i) {
    Word word = in.word(i);
    if (word == null) return i;
    for (Word.Phrase<Unit> phrase : word.units) {
      int end = numbers.matches(phrase.words(), i);
      if (end > 0) return end;
    }
    return i;
  }

  private @Nullable Unit unitOfPhrase(int i) {
    Word word = in.word(i);
    if (word == null) return null;
    for (Word.Phrase<Unit> phrase : word.units) {
      if (numbers.matches(phrase.words(), i) > 0) return phrase.meaning();
    }
    return null;
  }

  /** Behind the country named here, or {@code i}. */
  private int country(int i) {
    Word word = in.word(i);
    if (word == null) return i;
    for (Word.Phrase<String> phrase : word.countries) {
      int end = numbers.matches(phrase.words(), i);
      if (end > 0) return end;
    }
    return i;
  }

  private @Nullable String countryCode(int i) {
    Word word = in.word(i);
    if (word == null) return null;
    for (Word.Phrase<String> phrase : word.countries) {
      if (numbers.matches(phrase.words(), i) > 0) return phrase.meaning();
    }
    return null;
  }

  private int percentAt(int i) {
    int at = in.is(i, Type.HYPHEN) && in.touches(i) && in.touches(i + 1) ? i + 1 : i;
    if (in.is(at, Type.PERCENT)) return at + 1;
    Word word = in.word(at);
    if (word == null) return -1;
    for (Word.Phrase<Boolean> phrase : word.percents) {
      int end = numbers.matches(phrase.words(), at);
      if (end > 0 && !in.has(end, Role.PERCENT_NOT)) return end;
    }
    return -1;
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
    if (hyphen && in.has(next, Role.TO) && in.is(next + 1, Type.HYPHEN)) next += 2;
    if (!hyphen) next = skipModality(next);
    Quantity second = quantity(next);
    if (second == null && in.has(next, Role.DETERMINER)) second = quantity(next + 1);
    return second;
  }

  private int skipModality(int i) {
    for (int k = i; k < i + 3; k++) {
      Word word = in.word(k);
      if (word == null) return i;
      for (Word.Phrase<Modality> phrase : word.modalityBefore) {
        int start = k + 1 - phrase.words().size();
        if (start == i && numbers.matches(phrase.words(), i) > 0) return k + 1;
      }
    }
    return i;
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
    if (first.bare() && year(first) && !first.number().scaled()) return 0;
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
    if (!credible(second)) return 0;
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
    return code(a).equals(code(b));
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

  // Coordination

  /** A bare number: kept while a list goes on, else forgotten. */
  private int bare(Quantity quantity) {
    candidate(quantity, quantity);
    if (!waiting.isEmpty()
        && connector(waiting.get(waiting.size() - 1).end()) != quantity.start()) {
      waiting.clear();
    }
    if (connector(quantity.end()) > 0
        && waiting.size() < 8
        && quantity.number().top() == null
        && !year(quantity)) {
      waiting.add(quantity);
    } else {
      waiting.clear();
    }
    return Math.max(quantity.end(), quantity.start() + 1);
  }

  private static final BigDecimal FIRST_YEAR = BigDecimal.valueOf(1800);
  private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(2100);

  private boolean year(Quantity quantity) {
    BigDecimal value = quantity.value();
    return !quantity.number().scaled()
        && value.compareTo(FIRST_YEAR) >= 0
        && value.compareTo(LAST_YEAR) < 0;
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

  // Credibility of everyday words

  private boolean credible(Quantity quantity) {
    Unit unit = quantity.unit();
    if (unit == null) return false;
    Number number = quantity.number();
    BigDecimal value = quantity.value().abs();
    if (unit.how() == Unit.How.WEAK) {
      boolean large = value.compareTo(MILLION) >= 0;
      String code = code(quantity);
      if (unit.family().equals("pound") && book(quantity.end())) return false;
      return large || value.compareTo(HUNDRED) >= 0 && lexicon.named(code, places());
    }
    if (in.has(quantity.end(), Role.WEIGHT)
        && unit.family().equals("pound")
        && unit.how() == Unit.How.STRONG
        && !quantity.unitFirst()) {
      return number.scaled();
    }
    if (unit.family().equals("pound")
        && unit.how() == Unit.How.STRONG
        && !number.scaled()
        && heavy(quantity)) {
      return false;
    }
    if (unit.how() == Unit.How.STRONG
        && !number.digits()
        && in.is(quantity.end(), Type.OTHER)
        && lexicon.nounsLinked
        && quantity.end() - quantity.start() == 2
        && in.end(quantity.end() - 1) - in.start(quantity.start()) < 9) {
      return unit.code() != null;
    }
    if (unit.how() == Unit.How.SIGN
        && unit.code() != null
        && lexicon.risky(unit.code())
        && letters(quantity)) {
      if (!number.digits() || year(quantity)) return false;
      return number.scaled()
          || value.compareTo(HUNDRED) >= 0
          || !quantity.unitFirst() && quantity.value().scale() == 2
          || lexicon.named(unit.code(), places());
    }
    return true;
  }

  /** "3 millions de livres vendus", not "de livres de recettes". */
  private boolean book(int i) {
    return in.has(i, Role.BOOK) && !(in.has(i, Role.LINKER) && in.has(i + 1, Role.MONEY_NOUN));
  }

  /** Whether things are weighed or measured shortly before. */
  private boolean heavy(Quantity quantity) {
    for (int i = quantity.start() - 1; i >= Math.max(done, quantity.start() - 5); i--) {
      if (in.has(i, Role.HEAVY)) return true;
    }
    return false;
  }

  private boolean letters(Quantity quantity) {
    int at = quantity.unitFirst() ? quantity.start() : quantity.end() - 1;
    return in.is(at, Type.WORD);
  }

  private String code(Quantity quantity) {
    Unit unit = quantity.unit();
    if (unit == null) throw new IllegalStateException("a bare number has no currency");
    if (unit.code() != null) return unit.code();
    boolean hinted = quantity.country() == null && lexicon.hinted(unit.family());
    return lexicon.code(unit, quantity.country(), hinted ? places() : Set.of());
  }

  /** The countries that the text names, in its order. */
  private Set<String> places() {
    if (places != null) return places;
    Set<String> named = new LinkedHashSet<>();
    for (int i = 0; i < in.size(); i++) {
      Word word = in.word(i);
      if (word == null) continue;
      for (Word.Phrase<String> phrase : word.places) {
        if (numbers.matches(phrase.words(), i) > 0) named.add(phrase.meaning());
      }
    }
    places = named;
    return named;
  }

  // "15 dollars et 50", "20 dollars 43 cents"

  private Quantity withMinor(Quantity quantity) {
    if (quantity.number().scaled() || quantity.unitFirst() || quantity.unit() == null)
      return quantity;
    if (quantity.unit().how() == Unit.How.MINOR
        || in.is(quantity.end() - 1, Type.SIGN) && in.is(quantity.end(), Type.MARK))
      return quantity;
    int i = quantity.end();
    boolean joined = in.has(i, Role.AND);
    if (joined) i++;
    Number number = numbers.read(i);
    if (number == null
        || number.scaled()
        || number.top() != null
        || number.value().compareTo(HUNDRED) >= 0
        || number.value().stripTrailingZeros().scale() > 0) {
      return quantity;
    }
    Unit coin = unitAt(number.end());
    int end;
    if (coin != null && coin.how() == Unit.How.MINOR) end = number.end() + 1;
    else if (coin == null && sentenceEnd(number.end()) && percentAt(number.end()) < 0)
      end = number.end();
    else return quantity;
    Number whole = quantity.number();
    BigDecimal value = whole.value().add(number.value().movePointLeft(2));
    Number sum =
        new Number(
            end,
            value,
            null,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            whole.about(),
            whole.digits(),
            false);
    return new Quantity(
        quantity.start(), end, sum, quantity.unit(), quantity.country(), false, false);
  }

  private boolean sentenceEnd(int i) {
    return in.is(i, Type.BREAK) || in.mark(i, '.') || in.mark(i, '!') || in.mark(i, '?');
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
    String currency = decided != null ? decided : code(unitOf);
    int start = first.start();
    int end = last.end();
    Modality modality = range;
    if (first.number().top() != null || first.number().figures()) modality = Modality.BETWEEN;
    else if (modality == null && first.number().about()) modality = Modality.ABOUT;
    Modality said = null;
    int begin = start;
    for (int turn = 0; turn < 2; turn++) {
      int before = modalityBefore(begin, floor);
      if (before < 0) break;
      Modality outer = modalityAt(before, begin);
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
            || unitAt(next) != null) continue;
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
    int before = modalityBefore(i, done);
    int at = (before < 0 ? i : before) - 1;
    if (in.has(at, Role.LINKER) || in.has(at, Role.DETERMINER)) at--;
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

  /** Where the modality words before this lexeme begin; -1 if there are none. */
  private int modalityBefore(int i, int floor) {
    for (int skip = 0; skip < 2; skip++) {
      int last = i - 1 - skip;
      if (skip == 1 && !in.has(i - 1, Role.DETERMINER)) return -1;
      Word word = last < floor ? null : in.word(last);
      if (word == null) continue;
      for (Word.Phrase<Boolean> phrase : word.blockers) {
        if (numbers.matches(phrase.words(), last + 1 - phrase.words().size()) > 0) return -1;
      }
      for (Word.Phrase<Modality> phrase : word.modalityBefore) {
        int start = last + 1 - phrase.words().size();
        if (start >= floor && numbers.matches(phrase.words(), start) > 0) return start;
      }
    }
    return -1;
  }

  private @Nullable Modality modalityAt(int start, int end) {
    for (int last = end - 1; last >= Math.max(start, end - 2); last--) {
      Word word = in.word(last);
      if (word == null) continue;
      for (Word.Phrase<Modality> phrase : word.modalityBefore) {
        if (last + 1 - phrase.words().size() == start
            && numbers.matches(phrase.words(), start) > 0) {
          return phrase.meaning();
        }
      }
    }
    return null;
  }

  /** Without trailing zeros behind the point and without an exponent. */
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
