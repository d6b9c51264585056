package milliard.index;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query asks for, as a tree. */
sealed interface Expr {
  /**
   * The same, but only half of the plain words need be there; fields, comparisons, quotes and
   * negations stay. Null if there is nothing to give up.
   */
  default @Nullable Expr relaxed() {
    if (!(this instanceof And(var parts))) return null;
    List<Expr> words = parts.stream().filter(Expr::isPlain).toList();
    if (words.size() < 2) return null;
    List<Expr> rest = new ArrayList<>(parts);
    rest.removeAll(words);
    var most = new Most(words, (words.size() + 1) / 2);
    if (rest.isEmpty()) return most;
    rest.add(most);
    return new And(rest);
  }

  /** A bare word, or what was understood of one. */
  private static boolean isPlain(Expr expr) {
    return switch (expr) {
      case Words w -> w.field().equals("text") && w.form() != Form.PHRASE;
      case Concept c -> true;
      case Or(var parts) ->
          parts.size() == 2 && parts.get(1) instanceof Words && !(parts.get(0) instanceof Words);
      case All a -> false;
      case And a -> false;
      case Most m -> false;
      case Not n -> false;
      case Value v -> false;
      case Range r -> false;
      case Days d -> false;
    };
  }

  /** Everything. */
  record All() implements Expr {}

  /** All of these. */
  record And(List<Expr> parts) implements Expr {}

  /** At least one of these. */
  record Or(List<Expr> parts) implements Expr {}

  /** At least so many of these: the words of a query that nothing answers as a whole. */
  record Most(List<Expr> parts, int least) implements Expr {}

  /** Not this. */
  record Not(Expr part) implements Expr {}

  /** How a word is looked for. */
  enum Form {
    WORD,
    /** In this order, side by side, as written. */
    PHRASE,
    PREFIX,
    /** Up to two letters otherwise. */
    FUZZY
  }

  /**
   * Words in the text, the headline or a name.
   *
   * @param field {@code text}: everywhere; {@code headline}, {@code subject}, {@code company} or a
   *     role
   * @param words as written, without sign
   */
  record Words(String field, String words, Form form) implements Expr {}

  /**
   * A word of a query that means something: a type or status of deal, or a concept with words in
   * each language.
   *
   * @param words as written
   * @param asks what it may mean
   */
  record Concept(String words, List<Asked> asks) implements Expr {}

  /**
   * A meaning.
   *
   * @param field {@code type}, {@code status}, {@code round}; empty for a concept of words
   * @param value the field's value, or the concept's name
   */
  record Asked(String field, String value) {}

  /**
   * An exact value of a field: type, status, round, lang, site, currency, id, like, main,
   * undisclosed.
   */
  record Value(String field, String value) implements Expr {}

  /**
   * A range of numbers: amount, valuation, stake, confidence, sources.
   *
   * @param low lower bound; null = none
   * @param lowOpen whether the bound itself is outside
   * @param high upper bound; null = none
   * @param highOpen whether the bound itself is outside
   * @param currency of an amount; null = any
   */
  record Range(
      String field,
      @Nullable BigDecimal low,
      boolean lowOpen,
      @Nullable BigDecimal high,
      boolean highOpen,
      @Nullable String currency)
      implements Expr {}

  /** A range of days, both ends within; null = none. */
  record Days(@Nullable LocalDate first, @Nullable LocalDate last) implements Expr {}
}
