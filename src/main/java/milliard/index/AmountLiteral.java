package milliard.index;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount in a query: {@code 10B}, {@code 10bn}, {@code 10Md€}, {@code 500M€}, {@code $1.5bn},
 * {@code 1 milliard d'euros}, {@code EUR 20 millions}.
 *
 * @param value the number with its magnitude
 * @param currency ISO 4217 code; null = not said
 * @param magnitude whether a magnitude stood there
 * @param end offset behind it
 */
record AmountLiteral(BigDecimal value, @Nullable String currency, boolean magnitude, int end) {
  private static final Pattern NUMBER =
      Pattern.compile("\\d{1,3}(?:[ \\u00a0\\u202f\\u2009]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*");
  private static final Pattern SPELLED = Pattern.compile("(\\p{L}+)(?=[ -])([ -]\\p{L}+(?=[ -]))?");
  private static final Pattern WORD = Pattern.compile("[\\p{L}$€£¥₹₩]+'?");

  /** Reads one at an offset of a query; empty if there is none. */
  static Optional<AmountLiteral> read(String query, int from, Lexicon lexicon) {
    int at = from;
    String currency = null;
    Matcher word = WORD.matcher(query).region(at, query.length());
    if (word.lookingAt()) {
      currency = currency(word.group(), lexicon);
      if (currency == null) return spelled(query, from, lexicon);
      at = skipBlanks(query, word.end());
    }
    Matcher number = NUMBER.matcher(query).region(at, query.length());
    if (!number.lookingAt()) return currency == null ? spelled(query, from, lexicon) : none();
    BigDecimal value = number(number.group());
    if (value == null) return none();
    at = number.end();
    boolean glued =
        at < query.length() && WORD.matcher(query).region(at, query.length()).lookingAt();
    int end = at;
    boolean magnitude = false;
    // What is glued to the number must be understood whole: "10Md€" but not "3D".
    for (int words = 0; words < 5; words++) {
      int next = skipBlanks(query, end);
      word.region(next, query.length());
      if (!word.lookingAt()) break;
      String said = Fold.fold(word.group());
      boolean apart = next > at && words == 0;
      BigDecimal factor = magnitude ? null : lexicon.magnitude(said);
      if (factor != null && !(apart && lowerLetter(word.group()))) {
        value = value.multiply(factor);
        magnitude = true;
        end = word.end();
        continue;
      }
      String[] parts = magnitude ? null : split(said, lexicon);
      if (parts != null) {
        value = value.multiply(java.util.Objects.requireNonNull(lexicon.magnitude(parts[0])));
        currency = lexicon.currency(parts[1]);
        magnitude = true;
        end = word.end();
        break;
      }
      if (lexicon.isJoin(said) && magnitude) {
        Matcher after = WORD.matcher(query).region(skipBlanks(query, word.end()), query.length());
        if (currency == null && after.lookingAt() && currency(after.group(), lexicon) != null) {
          currency = currency(after.group(), lexicon);
          end = after.end();
        }
        break;
      }
      String found = currency == null ? currency(word.group(), lexicon) : null;
      if (found == null) break;
      currency = found;
      end = word.end();
      int more = skipBlanks(query, end);
      word.region(more, query.length());
      if (word.lookingAt()) {
        String longer = lexicon.currency(said + " " + Fold.fold(word.group()));
        if (longer != null) {
          currency = longer;
          end = word.end();
        }
      }
      break;
    }
    if (glued && end == at) return Optional.empty();
    if (end < query.length() && Character.isLetterOrDigit(query.charAt(end)))
      return Optional.empty();
    return Optional.of(new AmountLiteral(value, currency, magnitude, end));
  }

  /** "un milliard", "half a billion": a number in words before a magnitude. */
  private static Optional<AmountLiteral> spelled(String query, int from, Lexicon lexicon) {
    Matcher words = SPELLED.matcher(query).region(from, query.length());
    if (!words.lookingAt()) return none();
    for (int group = 2; group >= 1; group--) {
      if (words.start(group) < 0) continue;
      int end = words.end(group);
      BigDecimal value = lexicon.number(Fold.fold(query.substring(from, end)));
      if (value == null || end >= query.length()) continue;
      // The digits that it stands for, and what follows it, are read as any amount.
      String digits = value.toPlainString() + " ";
      String rest = query.substring(end + 1);
      Matcher magnitude = WORD.matcher(rest);
      if (!magnitude.lookingAt() || magnitude.end() < 4) continue;
      Optional<AmountLiteral> read = read(digits + rest, 0, lexicon);
      if (read.isEmpty() || !read.get().magnitude()) continue;
      AmountLiteral amount = read.get();
      int behind = end + 1 + amount.end() - digits.length();
      return Optional.of(new AmountLiteral(amount.value(), amount.currency(), true, behind));
    }
    return none();
  }

  private static Optional<AmountLiteral> none() {
    return Optional.empty();
  }

  /** A single letter apart from its number is a magnitude only as a capital: "500 M", not "5 m". */
  private static boolean lowerLetter(String word) {
    return word.length() == 1 && Character.isLowerCase(word.charAt(0));
  }

  /** "md€" as "md" and "€"; null if it is not so made. */
  private static String @Nullable [] split(String said, Lexicon lexicon) {
    for (int cut = said.length() - 1; cut > 0; cut--) {
      String head = said.substring(0, cut);
      String tail = said.substring(cut);
      if (lexicon.magnitude(head) != null && lexicon.currency(tail) != null) {
        return new String[] {head, tail};
      }
    }
    return null;
  }

  private static @Nullable String currency(String word, Lexicon lexicon) {
    String known = lexicon.currency(Fold.fold(word));
    if (known != null) return known;
    if (!word.matches("[A-Za-z]{3}")) return null;
    String code = word.toUpperCase(Locale.ROOT);
    boolean iso =
        Currency.getAvailableCurrencies().stream().anyMatch(c -> c.getCurrencyCode().equals(code));
    return iso ? code : null;
  }

  /** A comma or point before one or two last digits, or a single one, is the decimal mark. */
  private static @Nullable BigDecimal number(String written) {
    String digits = written.replaceAll("[ \\u00a0\\u202f\\u2009]", "");
    int mark = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
    if (mark >= 0) {
      char sign = digits.charAt(mark);
      boolean several = digits.indexOf(sign) != mark;
      boolean both = digits.indexOf('.') >= 0 && digits.indexOf(',') >= 0;
      boolean thousands =
          several || (!both && digits.length() - mark == 4 && mark <= 3 && sign == ',');
      digits =
          thousands
              ? digits.replaceAll("[.,]", "")
              : digits.substring(0, mark).replaceAll("[.,]", "") + "." + digits.substring(mark + 1);
    }
    return digits.length() > 24 ? null : new BigDecimal(digits);
  }

  private static int skipBlanks(String query, int at) {
    while (at < query.length() && isBlank(query.charAt(at))) at++;
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u202f' || c == '\u2009';
  }
}
