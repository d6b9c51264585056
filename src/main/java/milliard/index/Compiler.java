package milliard.index;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.apache.lucene.search.DisjunctionMaxQuery;
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

  /** What is looked for: hits with the certain ones in front. */
  Query query(Expr expr, String kind) throws IOException {
    var query = new BooleanQuery.Builder();
    query.add(new TermQuery(new Term(Documents.KIND, kind)), Occur.FILTER);
    query.add(compile(expr, false), Occur.MUST);
    if (hasInterval(expr)) {
      query.add(new BoostQuery(new ConstantScoreQuery(compile(expr, true)), CERTAIN), Occur.SHOULD);
    }
    if (kind.equals(Documents.DEAL)) {
      query.add(
          new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term("main", "true"))), 0.5f),
          Occur.SHOULD);
    }
    return query.build();
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

  private Query compile(Expr expr, boolean certain) throws IOException {
    return switch (expr) {
      case Expr.All a -> MatchAllDocsQuery.INSTANCE;
      case Expr.And(var parts) -> and(parts, certain);
      case Expr.Or(var parts) -> {
        var or = new BooleanQuery.Builder();
        for (Expr part : parts) or.add(compile(part, certain), Occur.SHOULD);
        yield or.build();
      }
      case Expr.Most(var parts, int least) -> {
        var most = new BooleanQuery.Builder().setMinimumNumberShouldMatch(least);
        for (Expr part : parts) most.add(compile(part, certain), Occur.SHOULD);
        yield most.build();
      }
      case Expr.Not n -> and(List.of(n), certain);
      case Expr.Words w -> words(w);
      case Expr.Concept c -> concept(c);
      case Expr.Value v -> value(v);
      case Expr.Range r -> range(r, certain);
      case Expr.Days d -> days(d, certain);
    };
  }

  private Query and(List<Expr> parts, boolean certain) throws IOException {
    var and = new BooleanQuery.Builder();
    boolean positive = false;
    for (Expr part : parts) {
      if (part instanceof Expr.Not(var inner)) {
        and.add(compile(inner, !certain), Occur.MUST_NOT);
      } else {
        and.add(compile(part, certain), Occur.MUST);
        positive = true;
      }
    }
    if (!positive) and.add(new ConstantScoreQuery(MatchAllDocsQuery.INSTANCE), Occur.MUST);
    return and.build();
  }

  private Query words(Expr.Words w) {
    return switch (w.field()) {
      case "text" -> {
        List<Query> fields = new ArrayList<>();
        fields.add(new BoostQuery(inField("names", w, false), 2.5f));
        fields.add(new BoostQuery(inField("headline", w, true), 1.5f));
        fields.add(inField("text", w, true));
        yield new DisjunctionMaxQuery(fields, 0.2f);
      }
      case "headline", "subject" -> inField(w.field(), w, true);
      case "company" -> name("company", "company.id", w);
      default -> name("role." + w.field(), "role." + w.field() + ".id", w);
    };
  }

  /** A party: the whole name in front of names that only hold the words. */
  private Query name(String field, String id, Expr.Words w) {
    Query words = inField(field, w, false);
    if (w.form() == Form.PREFIX || w.form() == Form.FUZZY) return words;
    return new DisjunctionMaxQuery(
        List.of(
            words,
            new BoostQuery(
                new ConstantScoreQuery(new TermQuery(new Term(id, PartyName.key(w.words())))), 10)),
        0.1f);
  }

  private Query inField(String field, Expr.Words w, boolean stems) {
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
      case PHRASE -> phrase(field, written(w.words()));
      case WORD -> phrase(field, stems ? analysis.forms(w.words()) : written(w.words()));
    };
  }

  private List<Set<String>> written(String words) {
    return analysis.written(words).stream().map(Set::of).toList();
  }

  /** One word with its forms, or several side by side. */
  private static Query phrase(String field, List<Set<String>> positions) {
    if (positions.isEmpty()) return new MatchNoDocsQuery("no word");
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
  private Query concept(Expr.Concept c) {
    var or = new BooleanQuery.Builder();
    Form form = c.words().strip().contains(" ") ? Form.PHRASE : Form.WORD;
    or.add(words(new Expr.Words("text", c.words(), Form.WORD)), Occur.SHOULD);
    for (Asked asked : c.asks()) {
      if (asked.field().isEmpty()) {
        for (String word : lexicon.words(asked.value())) {
          if (Lexicon.key(word).equals(Lexicon.key(c.words()))) continue;
          or.add(
              new BoostQuery(words(new Expr.Words("text", word, Form.WORD)), 0.9f), Occur.SHOULD);
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
