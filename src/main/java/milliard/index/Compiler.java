package milliard.index;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import milliard.deal.PartyName;
import milliard.deal.Rates;
import milliard.index.Expr.Asked;
import milliard.index.Expr.Form;
import org.apache.lucene.document.DoubleRange;
import org.apache.lucene.document.IntRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * A query's tree as a Lucene query. Amounts and dates are intervals: a document certainly answers a
 * range if all of its interval lies in it, possibly if some does; a negation turns the two round.
 */
final class Compiler {
  /** More than any score of words: certain answers stand before possible ones. */
  static final float CERTAIN = 1_000;

  /** What a word counts more where it stands in a name, and in a headline: besides the text. */
  private static final float NAME = 1.7f;

  private static final float HEADLINE = 0.7f;

  /** The points of a party's whole name. */
  private static final float WHOLE = 10;

  /** The most words of the index that a word with {@code ~} may stand for. */
  private static final int MOST_LIKE = 24;

  private final Analysis analysis = Analysis.standard();
  private final Lexicon lexicon = Lexicon.standard();
  private final Rates rates;
  private final LocalDate today;
  private final Likeness likeness;

  Compiler(Rates rates, LocalDate today, Likeness likeness) {
    this.rates = rates;
    this.today = today;
    this.likeness = likeness;
  }

  /** What a part of a query is compiled for. */
  private enum Aim {
    /** Which documents may answer; nothing is scored. */
    POSSIBLE,
    /** Which documents answer for certain; nothing is scored. */
    CERTAIN,
    /** How well those answer that may. */
    SCORE;

    /** What a negation turns it into. */
    Aim not() {
      return this == CERTAIN ? POSSIBLE : CERTAIN;
    }
  }

  /** All that may answer, without scores. */
  Query matching(Expr expr, String kind) throws IOException {
    return new BooleanQuery.Builder()
        .add(new TermQuery(new Term(Documents.KIND, kind)), Occur.FILTER)
        .add(compile(expr, Aim.POSSIBLE), Occur.FILTER)
        .build();
  }

  /**
   * The points of those that may answer, certain ones in front; of any other document it may say
   * anything. It is a plain sum wherever possible, so that Lucene can pass over whatever cannot be
   * among the best.
   */
  Query scoring(Query hits, Expr expr, String kind) throws IOException {
    var query = new BooleanQuery.Builder();
    query.add(hits, Occur.FILTER);
    points(expr, query);
    // Every hit has one, as soon as anything gives points; so told, Lucene skips what has few.
    if (query.build().clauses().size() > 1) query.setMinimumNumberShouldMatch(1);
    if (hasInterval(expr)) {
      query.add(
          new BoostQuery(new ConstantScoreQuery(compile(expr, Aim.CERTAIN)), CERTAIN),
          Occur.SHOULD);
    }
    if (kind.equals(Documents.DEAL)) {
      query.add(
          new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term("main", "true"))), 0.5f),
          Occur.SHOULD);
    }
    return query.build();
  }

  /** Adds what tells hits apart: what all of them have, or none, does not. */
  private void points(Expr expr, BooleanQuery.Builder query) throws IOException {
    switch (expr) {
      case Expr.And(var parts) -> {
        for (Expr part : parts) points(part, query);
      }
      case Expr.Or o -> query.add(compile(o, Aim.SCORE), Occur.SHOULD);
      case Expr.Most(var parts, int least) -> {
        for (Expr part : parts) query.add(compile(part, Aim.SCORE), Occur.SHOULD);
      }
      case Expr.Words w -> query.add(compile(w, Aim.SCORE), Occur.SHOULD);
      case Expr.Concept c -> query.add(compile(c, Aim.SCORE), Occur.SHOULD);
      case Expr.Value v -> {
        if (v.field().equals("like")) query.add(compile(v, Aim.SCORE), Occur.SHOULD);
      }
      case Expr.All a -> {}
      case Expr.Not n -> {}
      case Expr.Range r -> {}
      case Expr.Days d -> {}
    }
  }

  /** Whether something in it can be possible without being certain. */
  static boolean hasInterval(Expr expr) {
    return switch (expr) {
      case Expr.All a -> false;
      case Expr.And(var parts) -> parts.stream().anyMatch(Compiler::hasInterval);
      case Expr.Or(var parts) -> parts.stream().anyMatch(Compiler::hasInterval);
      case Expr.Most(var parts, int least) -> parts.stream().anyMatch(Compiler::hasInterval);
      case Expr.Not(var part) -> hasInterval(part);
      case Expr.Words w -> false;
      case Expr.Concept c -> false;
      case Expr.Value v -> false;
      case Expr.Range r -> true;
      case Expr.Days d -> true;
    };
  }

  private Query compile(Expr expr, Aim aim) throws IOException {
    return switch (expr) {
      case Expr.All a -> MatchAllDocsQuery.INSTANCE;
      case Expr.And(var parts) -> and(parts, aim);
      case Expr.Or(var parts) -> {
        var or = new BooleanQuery.Builder();
        for (Expr part : parts) or.add(compile(part, aim), Occur.SHOULD);
        yield or.build();
      }
      case Expr.Most(var parts, int least) -> {
        var most = new BooleanQuery.Builder().setMinimumNumberShouldMatch(least);
        for (Expr part : parts) most.add(compile(part, aim), Occur.SHOULD);
        yield most.build();
      }
      case Expr.Not n -> and(List.of(n), aim);
      case Expr.Words w -> words(w, aim);
      case Expr.Concept c -> concept(c, aim);
      case Expr.Value v -> value(v);
      case Expr.Range r -> range(r, aim == Aim.CERTAIN);
      case Expr.Days d -> days(d, aim == Aim.CERTAIN);
    };
  }

  private Query and(List<Expr> parts, Aim aim) throws IOException {
    var and = new BooleanQuery.Builder();
    boolean positive = false;
    for (Expr part : parts) {
      if (part instanceof Expr.Not(var inner)) {
        and.add(compile(inner, aim.not()), Occur.MUST_NOT);
      } else {
        and.add(compile(part, aim), Occur.MUST);
        positive = true;
      }
    }
    if (!positive) and.add(new ConstantScoreQuery(MatchAllDocsQuery.INSTANCE), Occur.MUST);
    return and.build();
  }

  private Query words(Expr.Words w, Aim aim) {
    return switch (w.field()) {
      case "text" -> {
        var fields = new BooleanQuery.Builder();
        fields.add(new BoostQuery(inField("names", w, false, aim), NAME), Occur.SHOULD);
        // All of a headline is in the text too.
        if (aim == Aim.SCORE) {
          fields.add(new BoostQuery(inField("headline", w, true, aim), HEADLINE), Occur.SHOULD);
        }
        fields.add(inField("text", w, true, aim), Occur.SHOULD);
        yield fields.build();
      }
      case "headline", "subject" -> inField(w.field(), w, true, aim);
      case "company" -> name("company", "company.id", w, aim);
      default -> name("role." + w.field(), "role." + w.field() + ".id", w, aim);
    };
  }

  /** A party: the whole name in front of names that only hold the words. */
  private Query name(String field, String id, Expr.Words w, Aim aim) {
    Query words = inField(field, w, false, aim);
    if (w.form() == Form.PREFIX || w.form() == Form.FUZZY) return words;
    Query whole = new ConstantScoreQuery(new TermQuery(new Term(id, PartyName.key(w.words()))));
    return new BooleanQuery.Builder()
        .add(words, Occur.SHOULD)
        .add(new BoostQuery(whole, WHOLE), Occur.SHOULD)
        .build();
  }

  private Query inField(String field, Expr.Words w, boolean stems, Aim aim) {
    return switch (w.form()) {
      case PREFIX -> {
        List<String> terms = analysis.written(w.words());
        yield terms.isEmpty()
            ? new MatchNoDocsQuery("no letter in " + w.words())
            : new PrefixQuery(
                new Term(field, String.join("", terms)),
                MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
      }
      case FUZZY -> {
        List<String> terms = analysis.written(w.words());
        String term = String.join("", terms);
        yield term.isEmpty()
            ? new MatchNoDocsQuery("no letter in " + w.words())
            : new FuzzyQuery(new Term(field, term), term.length() < 6 ? 1 : 2, 1, MOST_LIKE, true);
      }
      case PHRASE -> phrase(field, written(w.words()), aim);
      case WORD -> phrase(field, stems ? analysis.forms(w.words()) : written(w.words()), aim);
    };
  }

  private List<Set<String>> written(String words) {
    return analysis.written(words).stream().map(Set::of).toList();
  }

  /** One word with its forms, or several side by side. */
  private static Query phrase(String field, List<Set<String>> positions, Aim aim) {
    if (positions.isEmpty()) return new MatchNoDocsQuery("no word");
    if (positions.size() == 1 && aim != Aim.SCORE) {
      var forms = new BooleanQuery.Builder();
      for (String form : positions.getFirst()) {
        forms.add(new TermQuery(new Term(field, form)), Occur.SHOULD);
      }
      return forms.build();
    }
    if (positions.size() == 1) {
      var synonyms = new SynonymQuery.Builder(field);
      boolean first = true;
      for (String form : positions.getFirst()) {
        synonyms.addTerm(new Term(field, form), first ? 1 : 0.8f);
        first = false;
      }
      return synonyms.build();
    }
    var phrase = new MultiPhraseQuery.Builder();
    for (Set<String> forms : positions) {
      phrase.add(forms.stream().map(f -> new Term(field, f)).toArray(Term[]::new));
    }
    return phrase.build();
  }

  /**
   * A deal word asks for the type, or else stands in the text; a concept has words in each
   * language.
   */
  private Query concept(Expr.Concept c, Aim aim) {
    var or = new BooleanQuery.Builder();
    Form form = c.words().strip().contains(" ") ? Form.PHRASE : Form.WORD;
    or.add(words(new Expr.Words("text", c.words(), Form.WORD), aim), Occur.SHOULD);
    for (Asked asked : c.asks()) {
      if (asked.field().isEmpty()) {
        for (String word : lexicon.words(asked.value())) {
          if (Lexicon.key(word).equals(Lexicon.key(c.words()))) continue;
          or.add(
              new BoostQuery(words(new Expr.Words("text", word, Form.WORD), aim), 0.9f),
              Occur.SHOULD);
        }
      } else {
        or.add(
            new BoostQuery(
                new ConstantScoreQuery(new TermQuery(new Term(asked.field(), asked.value()))),
                form == Form.PHRASE ? 8 : 6),
            Occur.SHOULD);
      }
    }
    return or.build();
  }

  private Query value(Expr.Value v) throws IOException {
    if (v.field().equals("like")) return likeness.of(v.value());
    if (v.field().equals("id")) {
      return new ConstantScoreQuery(
          new BooleanQuery.Builder()
              .add(new TermQuery(new Term(Documents.REPORT, v.value())), Occur.SHOULD)
              .add(new TermQuery(new Term(Documents.ARTICLE_ID, v.value())), Occur.SHOULD)
              .add(new TermQuery(new Term(Documents.SOURCE, v.value())), Occur.SHOULD)
              .build());
    }
    return new ConstantScoreQuery(new TermQuery(new Term(v.field(), v.value())));
  }

  private Query range(Expr.Range r, boolean certain) {
    String field = r.field();
    double low = number(r.low(), Double.NEGATIVE_INFINITY);
    double high = number(r.high(), Double.POSITIVE_INFINITY);
    if (field.equals("amount") || field.equals("valuation")) {
      String currency = r.currency();
      if (currency == null) {
        field += ".any";
      } else if (Documents.CURRENCIES.contains(currency)) {
        field += "." + currency;
      } else {
        // Amounts in a small currency as said, all others by way of the euro at the latest rate.
        var rate = rates.rate(currency, today).or(() -> rates.rate(currency, rates.latest()));
        Query said = range(field + "." + currency, low, r.lowOpen(), high, r.highOpen(), certain);
        if (rate.isEmpty()) return said;
        double perEuro = rate.get().value().doubleValue();
        Query converted =
            range(
                field + ".EUR", low / perEuro, r.lowOpen(), high / perEuro, r.highOpen(), certain);
        return new ConstantScoreQuery(
            new BooleanQuery.Builder()
                .add(said, Occur.SHOULD)
                .add(
                    new BooleanQuery.Builder()
                        .add(converted, Occur.MUST)
                        .add(new TermQuery(new Term(r.field() + ".said", currency)), Occur.MUST_NOT)
                        .build(),
                    Occur.SHOULD)
                .build());
      }
    }
    return new ConstantScoreQuery(range(field, low, r.lowOpen(), high, r.highOpen(), certain));
  }

  private static Query range(
      String field, double low, boolean lowOpen, double high, boolean highOpen, boolean certain) {
    double from = lowOpen ? Math.nextUp(low) : low;
    double to = highOpen ? Math.nextDown(high) : high;
    if (from > to) return new MatchNoDocsQuery("empty range");
    double[] least = {from};
    double[] most = {to};
    return certain
        ? DoubleRange.newWithinQuery(field, least, most)
        : DoubleRange.newIntersectsQuery(field, least, most);
  }

  private static double number(@Nullable BigDecimal value, double none) {
    return value == null ? none : value.doubleValue();
  }

  private static Query days(Expr.Days d, boolean certain) {
    int first = d.first() == null ? Integer.MIN_VALUE : (int) d.first().toEpochDay();
    int last = d.last() == null ? Integer.MAX_VALUE : (int) d.last().toEpochDay();
    if (first > last) return new MatchNoDocsQuery("empty span of days");
    int[] least = {first};
    int[] most = {last};
    return new ConstantScoreQuery(
        certain
            ? IntRange.newWithinQuery(Documents.DATE, least, most)
            : IntRange.newIntersectsQuery(Documents.DATE, least, most));
  }
}
