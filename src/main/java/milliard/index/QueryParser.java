package milliard.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.index.Expr.Form;
import milliard.mention.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query language, the same for the command line, the HTTP API, the library and alerts.
 *
 * <table>
 * <caption>Patterns</caption>
 * <tr><th>pattern<th>meaning<th>example
 * <tr><td>{@code words}<td>all of them, in either language; question words do not count
 *     <td>{@code who bought Slack}
 * <tr><td>{@code "words"}<td>in this order, side by side<td>{@code "cloud computing"}
 * <tr><td>{@code word*}<td>begins so (two letters at least)<td>{@code semicond*}
 * <tr><td>{@code word~}<td>up to two letters otherwise<td>{@code mistrall~}
 * <tr><td>{@code A AND B}, {@code A B}<td>both<td>{@code cloud contrat}
 * <tr><td>{@code A OR B}<td>at least one<td>{@code meta OR google}
 * <tr><td>{@code NOT A}, {@code -A}<td>not<td>{@code cloud -google}
 * <tr><td>{@code ( )}<td>nesting, up to 32 deep<td>{@code (meta OR google) type:contract}
 * <tr><td>{@code type:T}<td>kind of deal; a word for it in either language will do
 *     <td>{@code type:acquisition}, {@code type:rachat}
 * <tr><td>{@code status:S}<td>how far it is<td>{@code status:signed}
 * <tr><td>{@code ROLE:name}<td>a party in its role: {@code acquirer target seller customer provider
 *     party company investor lead_investor recipient partner vehicle issuer exchange borrower lender
 *     authority plaintiff defendant}; {@code company} is a party in any role
 *     <td>{@code acquirer:google}, {@code customer:"la poste"}
 * <tr><td>{@code amount OP A}<td>{@code : = > >= < <=}; in any currency if none is said, else as
 *     converted at the deal's date<td>{@code amount>=1B USD}, {@code amount:10Md€}
 * <tr><td>{@code amount:A..B}<td>between; one end may be missing<td>{@code amount:1..5M EUR}
 * <tr><td>{@code valuation stake sources confidence}<td>likewise, without currency for the last three
 *     <td>{@code stake>=50}, {@code sources>=3}
 * <tr><td>{@code date:D}, {@code date:D..D}, {@code date>=D}<td>day, month, quarter, half or year, or
 *     a span up to today in days, weeks, months or years
 *     <td>{@code date:2025-08..2025-09}, {@code date:2025-Q2}, {@code date:last-30d}
 * <tr><td>{@code lang: site: round: currency: id:}<td>exactly<td>{@code lang:fr}, {@code round:A}
 * <tr><td>{@code like:ID}<td>others like this deal or article: its companies, kind and words
 *     <td>{@code like:1f00c2d9a1b2c3d4 date:2025}
 * <tr><td>{@code headline: subject: text:}<td>words there<td>{@code subject:cloud}
 * <tr><td>{@code main:true}<td>the news of an article, not background<td>{@code main:false}
 * <tr><td>{@code undisclosed:true}<td>an article says that the amount is not disclosed
 *     <td>{@code type:acquisition undisclosed:true}
 * <tr><td>{@code field:(A OR B)}<td>several values of a field<td>{@code type:(funding OR ipo)}
 * <tr><td>{@code *}<td>everything<td>{@code *}
 * </table>
 *
 * <p>In plain words an amount, a year or a deal word is understood: {@code rachat IA plus de 500
 * millions 2025} is {@code type:acquisition AI amount>500M date:2025}. Names of fields and
 * operators may be French ({@code acquéreur:google ET montant>1Md€}).
 *
 * <p>Bounds: 4,096 chars, nesting 32, 256 clauses, 16 words with {@code *} or {@code ~}, 64 words
 * in a quote.
 */
final class QueryParser {
  static final int MAX_LENGTH = 4_096;
  static final int MAX_DEPTH = 32;
  static final int MAX_CLAUSES = 256;

  /** Words with {@code *} or {@code ~}, each of which may stand for thousands of the index. */
  static final int MAX_WILD = 16;

  /** Words between quotes. */
  static final int MAX_QUOTED = 64;

  /** Chars of a word with {@code ~}. */
  static final int MAX_FUZZY = 64;

  private static final Set<String> NUMBERS = Set.of("stake", "sources", "confidence");
  private static final Set<String> MONEY = Set.of("amount", "valuation");
  private static final Set<String> EXACT =
      Set.of(
          "type",
          "status",
          "round",
          "lang",
          "site",
          "currency",
          "id",
          "like",
          "main",
          "undisclosed");
  private static final Set<String> TEXTS = Set.of("text", "headline", "subject");
  private static final Pattern FIELD =
      Pattern.compile("([\\p{L}_]+)(:|[ \\u00a0]{0,3}(?:>=|<=|=|>|<))");
  private static final Pattern YEAR = Pattern.compile("(19[89]\\d|20[0-4]\\d)");

  private final QueryText in;
  private final FieldValues values;
  private final Lexicon lexicon;
  private int depth;
  private int clauses;
  private int wild;

  private QueryParser(String query, LocalDate today, Lexicon lexicon) {
    in = new QueryText(query);
    values = new FieldValues(in, today, lexicon);
    this.lexicon = lexicon;
  }

  /**
   * Reads a query.
   *
   * @param today the day that {@code last-30d} counts from
   */
  static Expr parse(String query, LocalDate today) throws QueryException {
    if (query.length() > MAX_LENGTH) {
      throw new QueryException(
          MAX_LENGTH + 1,
          "the query has " + query.length() + " chars, expected at most " + MAX_LENGTH);
    }
    var parser = new QueryParser(query, today, Lexicon.standard());
    Expr expr = parser.or();
    parser.in.skip();
    if (parser.in.at < query.length())
      throw parser.in.error("read ')', expected no ')' without a '('");
    return expr;
  }

  /** The names of all fields. */
  static Set<String> fields() {
    Set<String> all = new TreeSet<>(EXACT);
    all.addAll(NUMBERS);
    all.addAll(MONEY);
    all.addAll(TEXTS);
    all.add("date");
    for (Role role : Role.values()) all.add(role.id());
    return all;
  }

  private Expr or() throws QueryException {
    if (++depth > MAX_DEPTH) {
      throw in.error("nested more than " + MAX_DEPTH + " deep, expected less");
    }
    List<Expr> parts = new ArrayList<>();
    parts.add(and());
    while (operator("OR", "|")) parts.add(and());
    depth--;
    return parts.size() == 1 ? parts.getFirst() : new Expr.Or(parts);
  }

  private Expr and() throws QueryException {
    List<Expr> parts = new ArrayList<>();
    int start = in.at;
    while (true) {
      in.skip();
      if (in.at >= in.query.length() || in.query.charAt(in.at) == ')' || ahead("OR", "|") > 0)
        break;
      if (operator("AND", "&")) {
        if (parts.isEmpty()) throw in.error(start, "read AND, expected something before it");
        in.skip();
        if (in.at >= in.query.length() || in.query.charAt(in.at) == ')') {
          throw in.error("expected something after AND");
        }
        continue;
      }
      parts.add(unary());
    }
    if (parts.isEmpty()) {
      if (depth == 1 && in.at >= in.query.length() && start == 0) return new Expr.All();
      throw in.error(
          in.at >= in.query.length()
              ? "the query ends, expected a word, a field or '('"
              : "read '" + in.query.charAt(in.at) + "', expected a word, a field or '('");
    }
    parts = withoutStopwords(parts);
    return parts.size() == 1 ? parts.getFirst() : new Expr.And(parts);
  }

  /** Question words and the like do not count beside others. */
  private List<Expr> withoutStopwords(List<Expr> parts) {
    List<Expr> rest =
        parts.stream()
            .filter(p ->
                !(p instanceof Expr.Words(var field, var words, var form)
                    && field.equals("text")
                    && form == Form.WORD
                    && lexicon.isStopword(words)))
            .toList();
    return rest.isEmpty() ? parts : rest;
  }

  private Expr unary() throws QueryException {
    in.skip();
    if (operator("NOT", "!")) {
      in.skip();
      if (in.at >= in.query.length() || in.query.charAt(in.at) == ')') {
        throw in.error("expected something after NOT");
      }
      return negated();
    }
    boolean minus =
        in.query.charAt(in.at) == '-'
            && in.at + 1 < in.query.length()
            && !QueryText.blank(in.query.charAt(in.at + 1));
    if (minus) {
      in.at++;
      return negated();
    }
    return primary();
  }

  private Expr negated() throws QueryException {
    if (++depth > MAX_DEPTH)
      throw in.error("nested more than " + MAX_DEPTH + " deep, expected less");
    Expr part = unary();
    depth--;
    return new Expr.Not(part);
  }

  private Expr primary() throws QueryException {
    if (++clauses > MAX_CLAUSES) {
      throw in.error("more than " + MAX_CLAUSES + " clauses, expected less");
    }
    char c = in.query.charAt(in.at);
    if (c == '(') {
      int open = in.at++;
      Expr inner = or();
      in.skip();
      if (in.at >= in.query.length()) throw in.error(open, "read '(', expected a ')' for it");
      in.at++;
      return inner;
    }
    if (c == '"' || c == '“' || c == '«') return phrase("text");
    Matcher field = FIELD.matcher(in.query).region(in.at, in.query.length());
    if (field.lookingAt()) return field(field);
    if (c == '*'
        && (in.at + 1 >= in.query.length()
            || QueryText.blank(in.query.charAt(in.at + 1))
            || in.query.charAt(in.at + 1) == ')')) {
      in.at++;
      return new Expr.All();
    }
    return understood();
  }

  /** An amount, a year, words that mean something, or a word. */
  private Expr understood() throws QueryException {
    Expr amount = amountInWords();
    if (amount != null) return amount;
    int start = in.at;
    for (int length = Lexicon.LONGEST; length >= 1; length--) {
      int end = endOfWords(start, length);
      if (end < 0) continue;
      String words = in.query.substring(start, end);
      List<Expr.Asked> asks = lexicon.meaning(words);
      if (!asks.isEmpty()) {
        in.at = end;
        return new Expr.Concept(words, asks);
      }
    }
    return word("text");
  }

  /** The offset behind so many bare words in a row; -1 if there are fewer. */
  private int endOfWords(int from, int count) {
    int end = from;
    int found = 0;
    int place = from;
    while (found < count) {
      while (place < in.query.length() && QueryText.blank(in.query.charAt(place))) place++;
      int start = place;
      while (place < in.query.length() && QueryText.inWord(in.query.charAt(place))) place++;
      if (place == start || found > 0 && ahead(start, "AND", "OR", "NOT")) return -1;
      if (place < in.query.length() && "*~:<>=\"".indexOf(in.query.charAt(place)) >= 0) return -1;
      found++;
      end = place;
    }
    return end;
  }

  /** "plus de 500 millions", "10 Md€", "2025". */
  private @Nullable Expr amountInWords() {
    String compare = null;
    int start = in.at;
    for (int length = 4; length >= 1 && compare == null; length--) {
      int end = endOfWords(in.at, length);
      String words =
          end < 0 ? null : Fold.fold(in.query.substring(in.at, end)).replaceAll("\\s+", " ");
      if (words == null) continue;
      compare = lexicon.comparison(words);
      if (compare != null) start = end;
      // An elided "d'" is glued to what follows.
      int apostrophe = words.lastIndexOf('\'');
      if (compare == null && apostrophe > 0) {
        compare = lexicon.comparison(words.substring(0, apostrophe + 1));
        if (compare != null) start = in.at + words.substring(0, apostrophe + 1).length();
      }
    }
    while (start < in.query.length() && QueryText.blank(in.query.charAt(start))) start++;
    Optional<AmountLiteral> read = AmountLiteral.read(in.query, start, lexicon);
    if (read.isEmpty()) return null;
    AmountLiteral amount = read.get();
    if (!amount.magnitude() && amount.currency() == null) {
      String bare = in.query.substring(start, amount.end());
      if (compare == null && YEAR.matcher(bare).matches()) {
        in.at = amount.end();
        int year = Integer.parseInt(bare);
        return new Expr.Or(
            List.of(
                new Expr.Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)),
                new Expr.Words("text", bare, Form.WORD)));
      }
      return null;
    }
    in.at = amount.end();
    Expr range = FieldValues.range("amount", compare == null ? "~" : compare, amount);
    if (compare != null) return range;
    return new Expr.Or(
        List.of(
            range, new Expr.Words("text", in.query.substring(start, amount.end()), Form.PHRASE)));
  }

  private Expr field(Matcher matcher) throws QueryException {
    int start = in.at;
    String written = matcher.group(1);
    String op = matcher.group(2).replace('\u00a0', ' ').strip();
    String name = written.toLowerCase(Locale.ROOT);
    if (!fields().contains(name)) {
      Optional<String> translated = lexicon.field(written).filter(fields()::contains);
      if (translated.isEmpty()) {
        throw in.error(
            start, "read field '" + written + "', expected one of " + String.join(" ", fields()));
      }
      name = translated.get();
    }
    in.at = matcher.end();
    if (!op.equals(":")
        && !op.equals("=")
        && !MONEY.contains(name)
        && !NUMBERS.contains(name)
        && !name.equals("date")) {
      throw in.error(
          start + written.length(), "read '" + op + "' after " + written + ", expected ':'");
    }
    while (in.at < in.query.length() && QueryText.blank(in.query.charAt(in.at))) in.at++;
    if (in.at >= in.query.length() || in.query.charAt(in.at) == ')') {
      throw in.error("expected a value for " + written);
    }
    if (in.query.charAt(in.at) == '(') return several(name, op);
    return value(name, op);
  }

  /** {@code type:(funding OR ipo)}. */
  private Expr several(String name, String op) throws QueryException {
    int open = in.at++;
    List<Expr> parts = new ArrayList<>();
    boolean all = false;
    boolean any = false;
    while (true) {
      in.skip();
      if (in.at >= in.query.length()) throw in.error(open, "read '(', expected a ')' for it");
      if (in.query.charAt(in.at) == ')') break;
      if (operator("OR", "|")) {
        any = true;
        continue;
      }
      if (operator("AND", "&")) {
        all = true;
        continue;
      }
      if (++clauses > MAX_CLAUSES) {
        throw in.error("more than " + MAX_CLAUSES + " clauses, expected less");
      }
      parts.add(value(name, op));
    }
    if (parts.isEmpty()) throw in.error("read ')', expected values for " + name);
    if (all && any)
      throw in.error(open, "AND and OR in the values of a field, expected one of them");
    in.at++;
    if (parts.size() == 1) return parts.getFirst();
    return any || !all && EXACT.contains(name) ? new Expr.Or(parts) : new Expr.And(parts);
  }

  private Expr value(String name, String op) throws QueryException {
    if (MONEY.contains(name)) return values.money(name, op);
    if (NUMBERS.contains(name)) return values.number(name, op);
    if (name.equals("date")) return values.date(op);
    if (EXACT.contains(name)) return values.exact(name);
    char c = in.query.charAt(in.at);
    return c == '"' || c == '“' || c == '«' ? phrase(name) : word(name);
  }

  private Expr phrase(String field) throws QueryException {
    int start = in.at;
    String words = in.quoted();
    if (words.isBlank()) throw in.error(start, "read an empty quote, expected words in it");
    if (words.split("[\\s'’-]+", MAX_QUOTED + 2).length > MAX_QUOTED) {
      throw in.error(start, "more than " + MAX_QUOTED + " words in a quote, expected less");
    }
    return new Expr.Words(field, words, Form.PHRASE);
  }

  private Expr word(String field) throws QueryException {
    int start = in.at;
    while (in.at < in.query.length() && QueryText.inWord(in.query.charAt(in.at))) in.at++;
    String word = in.query.substring(start, in.at);
    char sign = in.at < in.query.length() ? in.query.charAt(in.at) : ' ';
    if (sign == '*') {
      if (in.at + 1 < in.query.length()
          && !QueryText.blank(in.query.charAt(in.at + 1))
          && in.query.charAt(in.at + 1) != ')') {
        throw in.error("read '*' inside a word, expected it at the end only");
      }
      if (word.codePointCount(0, word.length()) < 2) {
        throw in.error(start, "read '" + word + "*', expected two letters or more before '*'");
      }
      in.at++;
      wild(start);
      return new Expr.Words(field, word, Form.PREFIX);
    }
    if (sign == '~') {
      in.at++;
      while (in.at < in.query.length() && Character.isDigit(in.query.charAt(in.at))) in.at++;
      if (word.length() < 4) return new Expr.Words(field, word, Form.WORD);
      if (word.length() > MAX_FUZZY) {
        throw in.error(start, "more than " + MAX_FUZZY + " chars before '~', expected less");
      }
      wild(start);
      return new Expr.Words(field, word, Form.FUZZY);
    }
    if (word.isEmpty()) {
      throw in.error("read '" + in.query.charAt(in.at) + "', expected a word, a field or '('");
    }
    return new Expr.Words(field, word, Form.WORD);
  }

  private void wild(int start) throws QueryException {
    if (++wild > MAX_WILD) {
      throw in.error(start, "more than " + MAX_WILD + " words with '*' or '~', expected less");
    }
  }

  /** Takes an operator, if one is next: in capitals, in any language, or its sign. */
  private boolean operator(String name, String sign) {
    int length = ahead(name, sign);
    in.at += length;
    return length > 0;
  }

  private int ahead(String name, String sign) {
    in.skip();
    if (in.query.startsWith(sign + sign, in.at)) return 2;
    if (sign.equals("|") && in.query.startsWith("|", in.at)) return 1;
    return ahead(in.at, name) ? in.endOfLetters(in.at) - in.at : 0;
  }

  private boolean ahead(int from, String... names) {
    int end = in.endOfLetters(from);
    if (end == from
        || end < in.query.length()
            && !QueryText.blank(in.query.charAt(end))
            && in.query.charAt(end) != '(') return false;
    String word = in.query.substring(from, end);
    if (!word.equals(word.toUpperCase(Locale.ROOT)) || word.length() < 2) return false;
    String translated = lexicon.field(word).orElse(word);
    return List.of(names).contains(translated);
  }
}
