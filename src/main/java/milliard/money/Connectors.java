package milliard.money;

import java.math.BigDecimal;
import milliard.money.Lexemes.Type;
import milliard.money.Word.Role;
import org.jspecify.annotations.Nullable;

/**
 * What joins two quantities: a range ("from 2 to 3", "entre 2 et 3"), a list, or a change from one
 * to the other. A floor is the lexeme before which nothing is looked at.
 */
final class Connectors {
  /** How far before a range a verb of change may stand, in chars: "rose … from 5 to 10". */
  private static final int REACH = 120;

  /** A range without "from" or "between" spans no more than this. */
  private static final BigDecimal NARROW = BigDecimal.valueOf(20);

  private final Lexemes in;
  private final Quantities quantities;
  private final Modalities modalities;

  Connectors(Lexemes in, Quantities quantities, Modalities modalities) {
    this.in = in;
    this.quantities = quantities;
    this.modalities = modalities;
  }

  /** The quantity behind a connector, if there is one. */
  @Nullable Quantity second(Quantity first, int floor) {
    int i = first.end();
    boolean hyphen = in.is(i, Type.HYPHEN);
    boolean connector =
        hyphen
            || in.has(i, Role.TO)
            || in.has(i, Role.OR)
            || (in.has(i, Role.AND) && opened(first, floor));
    if (!connector) return null;
    int next = i + 1;
    if (hyphen && in.has(next, Role.TO)) next += in.is(next + 1, Type.HYPHEN) ? 2 : 1;
    if (!hyphen) next = modalities.skip(next);
    Quantity second = quantities.at(next);
    if (second == null && in.has(next, Role.DETERMINER)) second = quantities.at(next + 1);
    return second;
  }

  /** A word like "between" stands before, perhaps with a modality in between. */
  private boolean opened(Quantity first, int floor) {
    return opener(first, Role.BETWEEN, floor) >= 0;
  }

  /** Where a word of this role stands shortly before, -1 if none does. */
  int opener(Quantity first, Role role, int floor) {
    for (int i = first.start() - 1; i >= Math.max(floor, first.start() - 4); i--) {
      if (in.is(i, Type.OTHER) || in.is(i, Type.BREAK) || in.is(i, Type.NUMERAL)) return -1;
      if (in.has(i, role)) return i;
    }
    return -1;
  }

  /** "from 5 to 10" after a verb of change tells two amounts, not a range. */
  boolean change(Quantity first, int floor) {
    int from = opener(first, Role.FROM, floor);
    if (from < 0) return false;
    for (int i = from - 1; i >= Math.max(0, from - 24); i--) {
      if (in.is(i, Type.BREAK) || in.mark(i, '.') || in.start(from) - in.end(i) > REACH)
        return false;
      if (in.has(i, Role.CHANGE)) return true;
    }
    return false;
  }

  /** The number of a name, as in "iPhone 15 à 969 euros", is no lower bound. */
  boolean ofName(Quantity first, Quantity second, int floor) {
    if (first.number().scaled() || opener(first, Role.FROM, floor) >= 0 || opened(first, floor))
      return false;
    if (in.named(first.start() - 1)) return true;
    BigDecimal most = first.value().abs().multiply(NARROW);
    return in.is(first.start() - 1, Type.OTHER) && second.number().factor().compareTo(most) > 0;
  }

  /**
   * Behind ", ", "et", ", puis": where the next member of a list begins; -1 if it does not go on.
   */
  int next(int i) {
    int next = i;
    if (in.mark(next, ',')) next++;
    boolean comma = next > i;
    while (next < i + 3
        && (in.has(next, Role.THEN) || in.has(next, Role.AND) || in.has(next, Role.OR))) next++;
    return next > i && (comma || next > i) ? next : -1;
  }

  /** A number behind a noun or name may count it: "phase 2 et 10 millions d'euros". */
  boolean counts(Quantity quantity) {
    if (quantity.number().scaled()) return false;
    int before = quantity.start() - 1;
    return in.named(before) || in.is(before, Type.OTHER) && in.has(quantity.end(), Role.AND);
  }
}
