package milliard.index;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.index.Expr.Form;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
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
  private static final Pattern RELATIVE = Pattern.compile("(?:last|since)-(\\d{1,4})([dwmy])");
  private static final Pattern YEAR = Pattern.compile("(19[89]\\d|20[0-4]\\d)");

  private final String query;
  private final LocalDate today;
  private final Lexicon lexicon;
  private int at;
  private int depth;
  private int clauses;
  private int wild;

  private QueryParser(String query, LocalDate today, Lexicon lexicon) {
    this.query = query;
    this.today = today;
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
    parser.skip();
    if (parser.at < query.length()) throw parser.error("read ')', expected no ')' without a '('");
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
      throw error("nested more than " + MAX_DEPTH + " deep, expected less");
    }
    List<Expr> parts = new ArrayList<>();
    parts.add(and());
    while (operator("OR", "|")) parts.add(and());
    depth--;
    return parts.size() == 1 ? parts.getFirst() : new Expr.Or(parts);
  }

  private Expr and() throws QueryException {
    List<Expr> parts = new ArrayList<>();
    int start = at;
    while (true) {
      skip();
      if (at >= query.length() || query.charAt(at) == ')' || ahead("OR", "|") > 0) break;
      if (operator("AND", "&")) {
        if (parts.isEmpty()) throw error(start, "read AND, expected something before it");
        skip();
        if (at >= query.length() || query.charAt(at) == ')') {
          throw error("expected something after AND");
        }
        continue;
      }
      parts.add(unary());
    }
    if (parts.isEmpty()) {
      if (depth == 1 && at >= query.length() && start == 0) return new Expr.All();
      throw error(
          at >= query.length()
              ? "the query ends, expected a word, a field or '('"
              : "read '" + query.charAt(at) + "', expected a word, a field or '('");
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
    skip();
    if (operator("NOT", "!")) {
      skip();
      if (at >= query.length() || query.charAt(at) == ')') {
        throw error("expected something after NOT");
      }
      return negated();
    }
    boolean minus =
        query.charAt(at) == '-' && at + 1 < query.length() && !blank(query.charAt(at + 1));
    if (minus) {
      at++;
      return negated();
    }
    return primary();
  }

  private Expr negated() throws QueryException {
    if (++depth > MAX_DEPTH) throw error("nested more than " + MAX_DEPTH + " deep, expected less");
    Expr part = unary();
    depth--;
    return new Expr.Not(part);
  }

  private Expr primary() throws QueryException {
    if (++clauses > MAX_CLAUSES) {
      throw error("more than " + MAX_CLAUSES + " clauses, expected less");
    }
    char c = query.charAt(at);
    if (c == '(') {
      int open = at++;
      Expr inner = or();
      skip();
      if (at >= query.length()) throw error(open, "read '(', expected a ')' for it");
      at++;
      return inner;
    }
    if (c == '"' || c == '“' || c == '«') return phrase("text");
    Matcher field = FIELD.matcher(query).region(at, query.length());
    if (field.lookingAt()) return field(field);
    if (c == '*'
        && (at + 1 >= query.length()
            || blank(query.charAt(at + 1))
            || query.charAt(at + 1) == ')')) {
      at++;
      return new Expr.All();
    }
    return understood();
  }

  /** An amount, a year, words that mean something, or a word. */
  private Expr understood() throws QueryException {
    Expr amount = amountInWords();
    if (amount != null) return amount;
    int start = at;
    for (int length = Lexicon.LONGEST; length >= 1; length--) {
      int end = endOfWords(start, length);
      if (end < 0) continue;
      String words = query.substring(start, end);
      List<Expr.Asked> asks = lexicon.meaning(words);
      if (!asks.isEmpty()) {
        at = end;
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
      while (place < query.length() && blank(query.charAt(place))) place++;
      int start = place;
      while (place < query.length() && inWord(query.charAt(place))) place++;
      if (place == start || found > 0 && ahead(start, "AND", "OR", "NOT")) return -1;
      if (place < query.length() && "*~:<>=\"".indexOf(query.charAt(place)) >= 0) return -1;
      found++;
      end = place;
    }
    return end;
  }

  /** "plus de 500 millions", "10 Md€", "2025". */
  private @Nullable Expr amountInWords() {
    String compare = null;
    int start = at;
    for (int length = 4; length >= 1 && compare == null; length--) {
      int end = endOfWords(at, length);
      String words = end < 0 ? null : Fold.fold(query.substring(at, end)).replaceAll("\\s+", " ");
      if (words == null) continue;
      compare = lexicon.comparison(words);
      if (compare != null) start = end;
      // An elided "d'" is glued to what follows.
      int apostrophe = words.lastIndexOf('\'');
      if (compare == null && apostrophe > 0) {
        compare = lexicon.comparison(words.substring(0, apostrophe + 1));
        if (compare != null) start = at + words.substring(0, apostrophe + 1).length();
      }
    }
    while (start < query.length() && blank(query.charAt(start))) start++;
    Optional<AmountLiteral> read = AmountLiteral.read(query, start, lexicon);
    if (read.isEmpty()) return null;
    AmountLiteral amount = read.get();
    if (!amount.magnitude() && amount.currency() == null) {
      String bare = query.substring(start, amount.end());
      if (compare == null && YEAR.matcher(bare).matches()) {
        at = amount.end();
        int year = Integer.parseInt(bare);
        return new Expr.Or(
            List.of(
                new Expr.Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)),
                new Expr.Words("text", bare, Form.WORD)));
      }
      return null;
    }
    at = amount.end();
    Expr range = range("amount", compare == null ? "~" : compare, amount);
    if (compare != null) return range;
    return new Expr.Or(
        List.of(range, new Expr.Words("text", query.substring(start, amount.end()), Form.PHRASE)));
  }

  private Expr field(Matcher matcher) throws QueryException {
    int start = at;
    String written = matcher.group(1);
    String op = matcher.group(2).replace('\u00a0', ' ').strip();
    String name = written.toLowerCase(Locale.ROOT);
    if (!fields().contains(name)) {
      Optional<String> translated = lexicon.field(written).filter(fields()::contains);
      if (translated.isEmpty()) {
        throw error(
            start, "read field '" + written + "', expected one of " + String.join(" ", fields()));
      }
      name = translated.get();
    }
    at = matcher.end();
    if (!op.equals(":")
        && !op.equals("=")
        && !MONEY.contains(name)
        && !NUMBERS.contains(name)
        && !name.equals("date")) {
      throw error(
          start + written.length(), "read '" + op + "' after " + written + ", expected ':'");
    }
    while (at < query.length() && blank(query.charAt(at))) at++;
    if (at >= query.length() || query.charAt(at) == ')') {
      throw error("expected a value for " + written);
    }
    if (query.charAt(at) == '(') return several(name, op);
    return value(name, op);
  }

  /** {@code type:(funding OR ipo)}. */
  private Expr several(String name, String op) throws QueryException {
    int open = at++;
    List<Expr> parts = new ArrayList<>();
    boolean all = false;
    boolean any = false;
    while (true) {
      skip();
      if (at >= query.length()) throw error(open, "read '(', expected a ')' for it");
      if (query.charAt(at) == ')') break;
      if (operator("OR", "|")) {
        any = true;
        continue;
      }
      if (operator("AND", "&")) {
        all = true;
        continue;
      }
      if (++clauses > MAX_CLAUSES) {
        throw error("more than " + MAX_CLAUSES + " clauses, expected less");
      }
      parts.add(value(name, op));
    }
    if (parts.isEmpty()) throw error("read ')', expected values for " + name);
    if (all && any) throw error(open, "AND and OR in the values of a field, expected one of them");
    at++;
    if (parts.size() == 1) return parts.getFirst();
    return any || !all && EXACT.contains(name) ? new Expr.Or(parts) : new Expr.And(parts);
  }

  private Expr value(String name, String op) throws QueryException {
    if (MONEY.contains(name)) return money(name, op);
    if (NUMBERS.contains(name)) return number(name, op);
    if (name.equals("date")) return date(op);
    if (EXACT.contains(name)) return exact(name);
    char c = query.charAt(at);
    return c == '"' || c == '“' || c == '«' ? phrase(name) : word(name);
  }

  private Expr exact(String name) throws QueryException {
    int start = at;
    String value = bareOrQuoted();
    String folded = Fold.fold(value).replace('-', '_').replace(' ', '_');
    switch (name) {
      case "type":
        return meant(name, value, folded, ids(DealType.values()), start);
      case "status":
        return meant(name, value, folded, ids(Status.values()), start);
      case "main", "undisclosed":
        if (!folded.equals("true") && !folded.equals("false")) {
          throw error(start, "read '" + value + "', expected true or false");
        }
        return new Expr.Value(name, folded);
      case "currency":
        if (!value.matches("[A-Za-z]{3}")) {
          throw error(start, "read '" + value + "', expected an ISO 4217 code as EUR");
        }
        return new Expr.Value(name, value.toUpperCase(Locale.ROOT));
      case "id", "like":
        return new Expr.Value(name, value);
      default:
        return new Expr.Value(name, Fold.fold(value));
    }
  }

  private static List<String> ids(Enum<?>[] constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  private Expr meant(String name, String value, String folded, List<String> known, int start)
      throws QueryException {
    if (known.contains(folded)) return new Expr.Value(name, folded);
    List<Expr> asked =
        lexicon.meaning(value).stream()
            .filter(a -> a.field().equals(name))
            .<Expr>map(a -> new Expr.Value(name, a.value()))
            .toList();
    if (asked.isEmpty()) {
      throw error(
          start, "read '" + value + "', expected a " + name + ": " + String.join(" ", known));
    }
    return asked.size() == 1 ? asked.getFirst() : new Expr.Or(asked);
  }

  private Expr money(String name, String op) throws QueryException {
    int start = at;
    if (query.startsWith("..", at)) {
      at += 2;
      AmountLiteral high = amount();
      return new Expr.Range(name, null, false, high.value(), false, high.currency());
    }
    AmountLiteral low = amount();
    if (!query.startsWith("..", at)) return range(name, op, low);
    at += 2;
    if (!op.equals(":") && !op.equals("=")) {
      throw error(start, "a range A..B after '" + op + "', expected ':' before it");
    }
    if (at >= query.length() || blank(query.charAt(at)) || query.charAt(at) == ')') {
      return new Expr.Range(name, low.value(), false, null, false, low.currency());
    }
    AmountLiteral high = amount();
    // "1..5M EUR": magnitude and currency of the end are those of the start too.
    BigDecimal from = low.value();
    if (!low.magnitude() && high.magnitude()) {
      BigDecimal magnitude = BigDecimal.ONE;
      while (magnitude.multiply(BigDecimal.valueOf(1_000)).compareTo(high.value()) <= 0) {
        magnitude = magnitude.multiply(BigDecimal.valueOf(1_000));
      }
      from = from.multiply(magnitude);
    }
    String currency = high.currency() != null ? high.currency() : low.currency();
    if (from.compareTo(high.value()) > 0) {
      throw error(
          start,
          "read a range from "
              + from.toPlainString()
              + " to "
              + high.value().toPlainString()
              + ", expected the smaller first");
    }
    return new Expr.Range(name, from, false, high.value(), false, currency);
  }

  private AmountLiteral amount() throws QueryException {
    while (at < query.length() && blank(query.charAt(at))) at++;
    AmountLiteral amount =
        AmountLiteral.read(query, at, lexicon)
            .orElseThrow(() ->
                error(
                    at,
                    "read '"
                        + next()
                        + "', expected an amount as 10B, 500M€ or 1 milliard d'euros"));
    at = amount.end();
    return amount;
  }

  /** The numbers that a comparison allows; about = within five percent, equal = within one. */
  private static Expr range(String name, String op, AmountLiteral a) {
    BigDecimal value = a.value();
    return switch (op) {
      case ">" -> new Expr.Range(name, value, true, null, false, a.currency());
      case ">=" -> new Expr.Range(name, value, false, null, false, a.currency());
      case "<" -> new Expr.Range(name, null, false, value, true, a.currency());
      case "<=" -> new Expr.Range(name, null, false, value, false, a.currency());
      default -> {
        String slack = op.equals("~") ? "0.05" : "0.01";
        BigDecimal by = value.multiply(new BigDecimal(slack));
        yield new Expr.Range(name, value.subtract(by), false, value.add(by), false, a.currency());
      }
    };
  }

  private Expr number(String name, String op) throws QueryException {
    int start = at;
    String value = bareOrQuoted().replace("%", "").replace(',', '.');
    int dots = value.indexOf("..");
    try {
      if (dots >= 0) {
        BigDecimal low = dots == 0 ? null : new BigDecimal(value.substring(0, dots));
        BigDecimal high =
            dots + 2 == value.length() ? null : new BigDecimal(value.substring(dots + 2));
        return new Expr.Range(name, low, false, high, false, null);
      }
      var number = new BigDecimal(value);
      if (number.precision() > 24 || Math.abs(number.scale()) > 24)
        throw new NumberFormatException();
      return switch (op) {
        case ">" -> new Expr.Range(name, number, true, null, false, null);
        case ">=" -> new Expr.Range(name, number, false, null, false, null);
        case "<" -> new Expr.Range(name, null, false, number, true, null);
        case "<=" -> new Expr.Range(name, null, false, number, false, null);
        default -> new Expr.Range(name, number, false, number, false, null);
      };
    } catch (NumberFormatException e) {
      throw error(start, "read '" + value + "', expected a number for " + name);
    }
  }

  private Expr date(String op) throws QueryException {
    int start = at;
    String value = Fold.fold(bareOrQuoted());
    Matcher relative = RELATIVE.matcher(value);
    if (relative.matches()) {
      int count = Integer.parseInt(relative.group(1));
      LocalDate first =
          switch (relative.group(2).charAt(0)) {
            case 'd' -> today.minusDays(count);
            case 'w' -> today.minusWeeks(count);
            case 'm' -> today.minusMonths(count);
            default -> today.minusYears(count);
          };
      return new Expr.Days(first, today);
    }
    if (value.equals("today")) return new Expr.Days(today, today);
    if (value.equals("yesterday")) return new Expr.Days(today.minusDays(1), today.minusDays(1));
    int dots = value.indexOf("..");
    if (dots >= 0) {
      LocalDate first = dots == 0 ? null : day(value.substring(0, dots), start).first();
      LocalDate last =
          dots + 2 == value.length()
              ? null
              : day(value.substring(dots + 2), start + dots + 2).last();
      if (first != null && last != null && first.isAfter(last)) {
        throw error(
            start, "read a span from " + first + " to " + last + ", expected the earlier first");
      }
      return new Expr.Days(first, last);
    }
    var date = day(value, start);
    return switch (op) {
      case ">" -> new Expr.Days(date.last().plusDays(1), null);
      case ">=" -> new Expr.Days(date.first(), null);
      case "<" -> new Expr.Days(null, date.first().minusDays(1));
      case "<=" -> new Expr.Days(null, date.last());
      default -> new Expr.Days(date.first(), date.last());
    };
  }

  private milliard.mention.PartialDate day(String value, int column) throws QueryException {
    try {
      return new milliard.mention.PartialDate(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw error(
          column,
          "read '"
              + value
              + "', expected a date as 2025, 2025-Q2, 2025-08, 2025-08-22,"
              + " 2025-08..2025-09, 2025-08-01.. or last-30d");
    }
  }

  private String bareOrQuoted() throws QueryException {
    char c = query.charAt(at);
    if (c == '"' || c == '“' || c == '«') return quoted();
    int start = at;
    while (at < query.length() && !blank(query.charAt(at)) && "()\"".indexOf(query.charAt(at)) < 0)
      at++;
    return query.substring(start, at);
  }

  private Expr phrase(String field) throws QueryException {
    int start = at;
    String words = quoted();
    if (words.isBlank()) throw error(start, "read an empty quote, expected words in it");
    if (words.split("[\\s'’-]+", MAX_QUOTED + 2).length > MAX_QUOTED) {
      throw error(start, "more than " + MAX_QUOTED + " words in a quote, expected less");
    }
    return new Expr.Words(field, words, Form.PHRASE);
  }

  private String quoted() throws QueryException {
    int open = at;
    char close = query.charAt(at) == '“' ? '”' : query.charAt(at) == '«' ? '»' : '"';
    int end = query.indexOf(close, at + 1);
    if (end < 0) throw error(open, "read a quote, expected a second " + close + " for it");
    at = end + 1;
    return query.substring(open + 1, end).strip();
  }

  private Expr word(String field) throws QueryException {
    int start = at;
    while (at < query.length() && inWord(query.charAt(at))) at++;
    String word = query.substring(start, at);
    char sign = at < query.length() ? query.charAt(at) : ' ';
    if (sign == '*') {
      if (at + 1 < query.length() && !blank(query.charAt(at + 1)) && query.charAt(at + 1) != ')') {
        throw error("read '*' inside a word, expected it at the end only");
      }
      if (word.codePointCount(0, word.length()) < 2) {
        throw error(start, "read '" + word + "*', expected two letters or more before '*'");
      }
      at++;
      wild(start);
      return new Expr.Words(field, word, Form.PREFIX);
    }
    if (sign == '~') {
      at++;
      while (at < query.length() && Character.isDigit(query.charAt(at))) at++;
      if (word.length() < 4) return new Expr.Words(field, word, Form.WORD);
      if (word.length() > MAX_FUZZY) {
        throw error(start, "more than " + MAX_FUZZY + " chars before '~', expected less");
      }
      wild(start);
      return new Expr.Words(field, word, Form.FUZZY);
    }
    if (word.isEmpty()) {
      throw error("read '" + query.charAt(at) + "', expected a word, a field or '('");
    }
    return new Expr.Words(field, word, Form.WORD);
  }

  private void wild(int start) throws QueryException {
    if (++wild > MAX_WILD) {
      throw error(start, "more than " + MAX_WILD + " words with '*' or '~', expected less");
    }
  }

  private static boolean inWord(char c) {
    return !blank(c) && "()\"“”«»*~:<>=".indexOf(c) < 0;
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f' || c == '\u2009';
  }

  private void skip() {
    while (at < query.length() && blank(query.charAt(at))) at++;
  }

  /** Takes an operator, if one is next: in capitals, in any language, or its sign. */
  private boolean operator(String name, String sign) {
    int length = ahead(name, sign);
    at += length;
    return length > 0;
  }

  private int ahead(String name, String sign) {
    skip();
    if (query.startsWith(sign + sign, at)) return 2;
    if (sign.equals("|") && query.startsWith("|", at)) return 1;
    return ahead(at, name) ? endOfLetters(at) - at : 0;
  }

  private boolean ahead(int from, String... names) {
    int end = endOfLetters(from);
    if (end == from
        || end < query.length() && !blank(query.charAt(end)) && query.charAt(end) != '(')
      return false;
    String word = query.substring(from, end);
    if (!word.equals(word.toUpperCase(Locale.ROOT)) || word.length() < 2) return false;
    String translated = lexicon.field(word).orElse(word);
    return List.of(names).contains(translated);
  }

  private int endOfLetters(int from) {
    int end = from;
    while (end < query.length() && Character.isLetter(query.charAt(end))) end++;
    return end;
  }

  private String next() {
    int end = at;
    while (end < query.length() && !blank(query.charAt(end)) && end < at + 30) end++;
    return query.substring(at, end);
  }

  private QueryException error(String message) {
    return error(at, message);
  }

  private static QueryException error(int offset, String message) {
    return new QueryException(offset + 1, message);
  }

  /** Fields whose values are of a closed list, for suggestions. */
  static Map<String, List<String>> values() {
    return Map.of("type", ids(DealType.values()), "status", ids(Status.values()));
  }
}
