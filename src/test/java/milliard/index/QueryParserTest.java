package milliard.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
  private static final LocalDate TODAY = LocalDate.of(2025, 11, 20);

  private static String read(String query) throws QueryException {
    return show(QueryParser.parse(query, TODAY));
  }

  /** The tree in short: (a b) all, {a b} any, !a, field:word, [low,high]. */
  private static String show(Expr expr) {
    return switch (expr) {
      case Expr.All a -> "*";
      case Expr.And(var parts) ->
          parts.stream().map(QueryParserTest::show).collect(Collectors.joining(" ", "(", ")"));
      case Expr.Or(var parts) ->
          parts.stream().map(QueryParserTest::show).collect(Collectors.joining(" ", "{", "}"));
      case Expr.Most(var parts, int least) ->
          parts.stream()
              .map(QueryParserTest::show)
              .collect(Collectors.joining(" ", least + " of {", "}"));
      case Expr.Not(var part) -> "!" + show(part);
      case Expr.Words(var field, var words, var form) ->
          (field.equals("text") ? "" : field + ":")
              + switch (form) {
                case WORD -> words;
                case PHRASE -> "'" + words + "'";
                case PREFIX -> words + "*";
                case FUZZY -> words + "~";
              };
      case Expr.Concept(var words, var asks) ->
          words + "#" + asks.stream().map(Expr.Asked::value).collect(Collectors.joining("|"));
      case Expr.Value(var field, var value) -> field + "=" + value;
      case Expr.Range r ->
          r.field()
              + (r.lowOpen() ? "]" : "[")
              + number(r.low())
              + ","
              + number(r.high())
              + (r.highOpen() ? "[" : "]")
              + (r.currency() == null ? "" : r.currency());
      case Expr.Days(var first, var last) ->
          "days[" + (first == null ? "" : first) + "," + (last == null ? "" : last) + "]";
    };
  }

  private static String number(@Nullable BigDecimal n) {
    return n == null ? "" : n.stripTrailingZeros().toPlainString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                   | *
          *                                    | *
          nokia ericsson                       | (nokia ericsson)
          "cloud sovereign"                    | 'cloud sovereign'
          « nuage souverain »                  | 'nuage souverain'
          semicond*                            | semicond*
          mistrall~                            | mistrall~
          meta OR google                       | {meta google}
          meta OU google                       | {meta google}
          meta AND google nokia                | (meta google nokia)
          meta ET (google OU nokia)            | (meta {google nokia})
          nokia -google                        | (nokia !google)
          nokia NOT google                     | (nokia !google)
          nokia SAUF google                    | (nokia !google)
          NOT (a1 OR b1)                       | !{a1 b1}
          e-commerce                           | e-commerce
          type:acquisition                     | type=acquisition
          type:rachat                          | type=acquisition
          type:takeover                        | type=acquisition
          type:joint-venture                   | type=joint_venture
          type:(funding OR ipo)                | {type=funding type=ipo}
          type:(funding ipo)                   | {type=funding type=ipo}
          -type:ipo                            | !type=ipo
          statut:signé                         | status=signed
          status:in_talks                      | status=in_talks
          acquirer:google                      | acquirer:google
          acquéreur:google                     | acquirer:google
          customer:"la poste"                  | customer:'la poste'
          provider:goog*                       | provider:goog*
          company:(meta OR google)             | {company:meta company:google}
          amount>=1B USD                       | amount[1000000000,]USD
          amount >= 1B                         | amount[1000000000,]
          amount>1bn                           | amount]1000000000,]
          amount<500M€                         | amount[,500000000[EUR
          montant<=2,5 M€                      | amount[,2500000]EUR
          amount:10Md€                         | amount[9900000000,10100000000]EUR
          amount:1 milliard d'euros            | amount[990000000,1010000000]EUR
          amount:1..5M EUR                     | amount[1000000,5000000]EUR
          amount:500M..2B USD cloud            | (amount[500000000,2000000000]USD cloud#cloud)
          amount:1B..                          | amount[1000000000,]
          amount:..1M                          | amount[,1000000]
          amount>$1.5bn nokia                  | (amount]1500000000,]USD nokia)
          amount>EUR 20 millions               | amount]20000000,]EUR
          amount>1 200 000 €                   | amount]1200000,]EUR
          amount>1,200,000                     | amount]1200000,]
          valuation>=10bn GBP                  | valuation[10000000000,]GBP
          stake>=50                            | stake[50,]
          stake:33,3%                          | stake[33.3,33.3]
          sources>=3                           | sources[3,]
          date:2025                            | days[2025-01-01,2025-12-31]
          date:2025-Q2                         | days[2025-04-01,2025-06-30]
          date:2025-08..2025-09                | days[2025-08-01,2025-09-30]
          date:2025-08-01..                    | days[2025-08-01,]
          date:..2024                          | days[,2024-12-31]
          date>=2025-03                        | days[2025-03-01,]
          date>2025-03                         | days[2025-04-01,]
          date<2025                            | days[,2024-12-31]
          date:last-30d                        | days[2025-10-21,2025-11-20]
          date:last-2y                         | days[2023-11-20,2025-11-20]
          lang:fr                              | lang=fr
          round:A                              | round=a
          currency:eur                         | currency=EUR
          main:true                            | main=true
          headline:ariane                      | headline:ariane
          who bought Slack                     | (bought#acquisition Slack)
          qui a racheté Slack                  | (racheté#acquisition Slack)
          rachat IA plus de 500 millions       | (rachat#acquisition IA#ai amount]500000000,])
          rachats d'IA à plus de 2 Md€         | (rachats#acquisition d'IA amount]2000000000,]EUR)
          funding round over $100m nokia       | (funding round#funding amount]100000000,]USD nokia)
          levée de fonds 20 M€                 | (levée de fonds#funding {amount[19000000,21000000]EUR '20 M€'})
          levée de fonds 2025                  | (levée de fonds#funding {days[2025-01-01,2025-12-31] 2025})
          antennes 5G                          | (antennes 5G)
          impression 3D                        | (impression 3D)
          the who                              | (the who)
          Mistral series c                     | (Mistral series c#c)
          """)
  void patterns(String query, String tree) throws QueryException {
    assertThat(read(query == null ? "" : query)).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          typ:acquisition       | 1  | read field 'typ', expected one of
          nokia type:purchas    | 12 | read 'purchas', expected a type: contract acquisition
          amount>=lots          | 9  | read 'lots', expected an amount as 10B
          date:2025-13          | 6  | read '2025-13', expected a date as 2025
          (nokia                | 1  | read '(', expected a ')' for it
          nokia)                | 6  | expected no ')' without a '('
          nokia "meta           | 7  | read a quote, expected a second "
          nokia ""              | 7  | read an empty quote
          *nokia                | 1  | read '*' inside a word
          no*kia                | 3  | read '*' inside a word, expected it at the end only
          a*                    | 1  | expected two letters or more before '*'
          nokia AND             | 10 | expected something after AND
          OR nokia              | 1  | expected a word, a field or '('
          nokia NOT             | 10 | expected something after NOT
          ()                    | 2  | read ')', expected a word
          type:                 | 6  | expected a value for type
          lang>=fr              | 5  | read '>=' after lang, expected ':'
          main:maybe            | 6  | read 'maybe', expected true or false
          amount:5B..1B         | 8  | expected the smaller first
          date:2025..2024       | 6  | expected the earlier first
          stake>many            | 7  | read 'many', expected a number
          currency:euro         | 10 | read 'euro', expected an ISO 4217 code
          """)
  void errorsPointAtTheColumn(String query, int column, String message) {
    assertThatThrownBy(() -> read(query))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> {
              assertThat(e.column()).as(e.getMessage()).isEqualTo(column);
              assertThat(e).hasMessageContaining(message);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "((a ", "-", "NOT ", "a OR ", "\"", "a* ", "type:(", "amount:1..", "x~"})
  void hostileQueriesAreRefusedOrReadInNoTime(String part) {
    for (int times : new int[] {10, 300, 2_000, 100_000}) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            try {
              read(part.repeat(times));
            } catch (QueryException e) {
              assertThat(e.column()).isPositive();
            }
          });
    }
  }

  @Test
  void anyTextIsReadOrRefused() {
    String[] parts = {
      "(",
      ")",
      "\"",
      " ",
      "-",
      "*",
      "~",
      "type:",
      "amount>",
      "1",
      "B",
      "..",
      "€",
      "AND",
      "OR",
      "NOT",
      "date:",
      "2025",
      "é",
      "l'",
      "plus de",
      "d'",
      "euros",
      "🚀",
      ":",
      "=",
      "\u00a0",
      "«",
      "»",
      "|",
      "&&",
      "stake:",
      "millions",
      "$",
      "company:("
    };
    long seed = 20251120;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var query = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--)
        query.append(parts[random.nextInt(parts.length)]);
      try {
        read(query.toString());
      } catch (QueryException e) {
        assertThat(e.column()).as("seed %d: %s", seed, query).isBetween(1, query.length() + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "en", "tr"})
  void theSameUnderAnyLocale(String locale) throws QueryException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of(locale));
      assertThat(read("TYPE:IPO montant>1,5 MILLIARD D'EUROS INVESTISSEUR:INRIA"))
          .isEqualTo("(type=ipo amount]1500000000,]EUR investor:INRIA)");
    } finally {
      Locale.setDefault(before);
    }
  }
}
