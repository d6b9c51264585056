package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A word of the lexicon with all its senses; a word without any may still be part of a phrase. */
final class Word {
  /** What a word does inside a number. */
  enum NumberKind {
    UNIT,
    TEEN,
    TEN,
    VIGESIMAL,
    HUNDRED,
    SCALE,
    ABBREVIATION,
    FRACTION,
    QUARTERS,
    ABOUT,
    MAGNITUDE,
    MANY,
    PLURAL,
    MULTI,
    ARTICLE,
    FIGURES,
    FOLD,
    DIGITS,
    DEGREE
  }

  /** The little words that hold amounts together. */
  enum Role {
    OF,
    LINKER,
    BETWEEN,
    FROM,
    TO,
    AND,
    OR,
    THEN,
    POINT,
    NEGATIVE,
    NOT_NEGATIVE,
    DETERMINER,
    SMALL,
    CHANGE,
    WEIGHT,
    HEAVY,
    SHARE,
    WITHOUT,
    NOT_COIN,
    VERSUS,
    DECLARE,
    MORE,
    THRESHOLD,
    IN,
    NEGATION,
    MONEY_ONLY,
    DEFINITE,
    BOOK,
    RAISE,
    CLOSING,
    MONEY_NOUN,
    PERCENT_NOT,
    FIGURES_OPENER
  }

  /** Several words with one meaning. */
  record Phrase<T>(List<Word> words, T meaning) {}

  /** Folded: small letters without accents. */
  final String form;

  @Nullable NumberKind kind;
  @Nullable BigDecimal value;
  @Nullable Unit unit;

  /** Read only as written: {@code "CAD" → CAD}, {@code "US$" → USD}. */
  final Map<String, Unit> codes = new HashMap<>();

  /** Country marks, read as written: {@code "CA" → CA}. */
  final Map<String, String> marks = new HashMap<>();

  /** A scale that touches the currency: {@code "G$"}, {@code "MUSD"}. */
  final Map<String, BigDecimal> glued = new HashMap<>();

  final Set<Role> roles = EnumSet.noneOf(Role.class);

  /** By their last word, the longest first. */
  final List<Phrase<Modality>> modalityBefore = new ArrayList<>();

  /** The same for verbs, which are no part of the amount: "dépasse". By their last word. */
  final List<Phrase<Modality>> modalityVerbs = new ArrayList<>();

  /** Whose last word is no modality there: "turned over". By their last word. */
  final List<Phrase<Boolean>> blockers = new ArrayList<>();

  /** The same, but only behind a negation. By their last word. */
  final List<Phrase<Boolean>> negated = new ArrayList<>();

  /** By their first word; only where no noun follows. */
  final List<Phrase<Modality>> modalityClosing = new ArrayList<>();

  /** By their first word, the longest first. */
  final List<Phrase<Modality>> modalityAfter = new ArrayList<>();

  final List<Phrase<Unit>> units = new ArrayList<>();
  final List<Phrase<String>> countries = new ArrayList<>();
  final List<Phrase<String>> places = new ArrayList<>();
  final List<Phrase<Boolean>> percents = new ArrayList<>();
  final List<Phrase<Boolean>> percentsOf = new ArrayList<>();

  /** What a number may end in: {@code "and a half" → 0.5}. */
  final List<Phrase<BigDecimal>> parts = new ArrayList<>();

  private int starts;

  Word(String form) {
    this.form = form;
  }

  boolean is(Role role) {
    return roles.contains(role);
  }

  boolean is(NumberKind wanted) {
    return kind == wanted;
  }

  /** A scale in its proper sense, or a plural of one: {@code million}, {@code bn}. */
  boolean isScale() {
    return kind == NumberKind.SCALE
        || kind == NumberKind.ABBREVIATION
        || kind == NumberKind.MAGNITUDE && value().compareTo(BigDecimal.valueOf(1000)) >= 0;
  }

  /** Whether an amount or a percentage may begin with this word. */
  boolean starts() {
    if (starts == 0) {
      boolean can =
          kind != null
              || unit != null
              || !codes.isEmpty()
              || !marks.isEmpty()
              || !countries.isEmpty()
              || !percentsOf.isEmpty()
              || is(Role.NEGATIVE);
      starts = can ? 1 : -1;
    }
    return starts > 0;
  }

  BigDecimal value() {
    if (value == null) throw new IllegalStateException("'" + form + "' is no number");
    return value;
  }

  @Override
  public String toString() {
    return form;
  }
}
