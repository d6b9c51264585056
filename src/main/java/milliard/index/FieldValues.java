package milliard.index;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.mention.DealType;
import milliard.mention.PartialDate;
import milliard.mention.Status;

/** Reads what stands behind a field's name in a query: exact values, amounts, numbers and dates. */
final class FieldValues {
  private static final Pattern RELATIVE = Pattern.compile("(?:last|since)-(\\d{1,4})([dwmy])");

  private final QueryText in;
  private final LocalDate today;
  private final Lexicon lexicon;

  FieldValues(QueryText in, LocalDate today, Lexicon lexicon) {
    this.in = in;
    this.today = today;
    this.lexicon = lexicon;
  }

  Expr exact(String name) throws QueryException {
    int start = in.at;
    String value = in.bareOrQuoted();
    String folded = Fold.fold(value).replace('-', '_').replace(' ', '_');
    switch (name) {
      case "type":
        return meant(name, value, folded, ids(DealType.values()), start);
      case "status":
        return meant(name, value, folded, ids(Status.values()), start);
      case "main", "undisclosed":
        if (!folded.equals("true") && !folded.equals("false")) {
          throw in.error(start, "read '" + value + "', expected true or false");
        }
        return new Expr.Value(name, folded);
      case "currency":
        if (!value.matches("[A-Za-z]{3}")) {
          throw in.error(start, "read '" + value + "', expected an ISO 4217 code as EUR");
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
      throw in.error(
          start, "read '" + value + "', expected a " + name + ": " + String.join(" ", known));
    }
    return asked.size() == 1 ? asked.getFirst() : new Expr.Or(asked);
  }

  Expr money(String name, String op) throws QueryException {
    int start = in.at;
    if (in.query.startsWith("..", in.at)) {
      in.at += 2;
      AmountLiteral high = amount();
      return new Expr.Range(name, null, false, high.value(), false, high.currency());
    }
    AmountLiteral low = amount();
    if (!in.query.startsWith("..", in.at)) return range(name, op, low);
    in.at += 2;
    if (!op.equals(":") && !op.equals("=")) {
      throw in.error(start, "a range A..B after '" + op + "', expected ':' before it");
    }
    if (in.at >= in.query.length()
        || QueryText.blank(in.query.charAt(in.at))
        || in.query.charAt(in.at) == ')') {
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
      throw in.error(
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
    while (in.at < in.query.length() && QueryText.blank(in.query.charAt(in.at))) in.at++;
    AmountLiteral amount =
        AmountLiteral.read(in.query, in.at, lexicon)
            .orElseThrow(() ->
                in.error(
                    in.at,
                    "read '"
                        + in.next()
                        + "', expected an amount as 10B, 500M€ or 1 milliard d'euros"));
    in.at = amount.end();
    return amount;
  }

  /** The numbers that a comparison allows; about = within five percent, equal = within one. */
  static Expr range(String name, String op, AmountLiteral a) {
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

  Expr number(String name, String op) throws QueryException {
    int start = in.at;
    String value = in.bareOrQuoted().replace("%", "").replace(',', '.');
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
      throw in.error(start, "read '" + value + "', expected a number for " + name);
    }
  }

  Expr date(String op) throws QueryException {
    int start = in.at;
    String value = Fold.fold(in.bareOrQuoted());
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
        throw in.error(
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

  private PartialDate day(String value, int column) throws QueryException {
    try {
      return new PartialDate(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw in.error(
          column,
          "read '"
              + value
              + "', expected a date as 2025, 2025-Q2, 2025-08, 2025-08-22,"
              + " 2025-08..2025-09, 2025-08-01.. or last-30d");
    }
  }
}
