package milliard.corenlp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.money.Amount;
import milliard.money.Modality;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads sums that leave their currency to the sum before them ("35 milliards de dollars … dont 20
 * milliards"): {@code models/<lang>/deals/bare_amounts.tsv}. Immutable.
 */
final class BareAmounts {
  private static final Map<Language, BareAmounts> LOADED = new ConcurrentHashMap<>();

  private final Map<String, BigDecimal> scales = new HashMap<>();
  private final @Nullable Pattern number;
  private final @Nullable Pattern follows;

  private BareAmounts(Language language) {
    Pattern sum = null;
    for (Pack.Line line : Pack.of(language).linesIfPresent("deals/bare_amounts.tsv")) {
      List<String> cells = line.cells(3);
      switch (cells.get(0)) {
        case "scale" -> {
          for (String word : cells.get(2).split("\\|")) {
            scales.put(word, new BigDecimal(cells.get(1)));
          }
        }
        case "sum" ->
            sum = Pattern.compile("\\s*(?:" + cells.get(2) + ")", Pattern.UNICODE_CHARACTER_CLASS);
        default -> throw line.error("expected scale or sum");
      }
    }
    follows = sum;
    number =
        scales.isEmpty()
            ? null
            : Pattern.compile(
                "(?<![\\p{L}\\d.,$€£])(\\d{1,3}(?:["
                    + " \\u00A0\\u202F]\\d{3})*|\\d+)(?:[.,](\\d{1,3}))?[ \\u00A0\\u202F]("
                    + String.join("|", scales.keySet())
                    + ")(?![\\p{L}\\d€$£])");
  }

  /** The reader of a language. */
  static BareAmounts of(Language language) {
    return LOADED.computeIfAbsent(language, BareAmounts::new);
  }

  /** The amounts with the bare sums between them, in the order of the text. */
  List<Amount> with(List<Amount> amounts, String text) {
    if (number == null || follows == null || amounts.isEmpty()) return amounts;
    List<Amount> all = new ArrayList<>(amounts);
    Matcher m = number.matcher(text);
    while (m.find()) {
      Span span = new Span(m.start(), m.end());
      if (amounts.stream().anyMatch(a -> a.span().overlaps(span))) continue;
      Matcher next = follows.matcher(text).region(m.end(), text.length());
      if (!next.lookingAt()) continue;
      all.add(amount(m, span, currency(amounts, span)));
    }
    all.sort(Comparator.comparing(Amount::span));
    return all;
  }

  private Amount amount(Matcher m, Span span, String currency) {
    String digits = m.group(1).replaceAll("\\D", "");
    if (m.group(2) != null) digits += "." + m.group(2);
    BigDecimal value =
        new BigDecimal(digits).multiply(scales.getOrDefault(m.group(3), BigDecimal.ONE));
    return new Amount(span, m.group(), value, value, value, Modality.EXACTLY, currency);
  }

  private static String currency(List<Amount> amounts, Span span) {
    String currency = amounts.getFirst().currency();
    for (Amount amount : amounts) {
      if (amount.span().start() > span.start()) break;
      currency = amount.currency();
    }
    return currency;
  }
}
