package milliard.money;

import com.ibm.icu.text.CurrencyMetaInfo;
import com.ibm.icu.text.CurrencyMetaInfo.CurrencyFilter;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.ULocale;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import milliard.text.Language;

/**
 * The full names of the world's currencies in a language, from the Unicode CLDR: "Trinidad & Tobago
 * dollars". The file {@code models/<lang>/money/names.tsv} is what {@code main} prints; a test
 * compares the two.
 */
final class CurrencyNames {
  private static final Instant DAY = Instant.parse("2024-06-01T00:00:00Z");

  private CurrencyNames() {}

  public static void main(String[] args) {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    lines(Language.of(args[0])).forEach(out::println);
    out.flush();
  }

  /** The lines of the file, without its comments. */
  static List<String> lines(Language language) {
    return names(language).entrySet().stream()
        .map(e -> String.join(";", e.getValue()) + '\t' + e.getKey() + "\tstrong")
        .collect(Collectors.toList());
  }

  /** By ISO 4217 code, the names of more than one word: singular and plural. */
  static Map<String, Set<String>> names(Language language) {
    ULocale locale = new ULocale(language.code());
    Map<String, Set<String>> names = new TreeMap<>();
    for (String code : codes()) {
      Currency currency = Currency.getInstance(code);
      Set<String> forms = new TreeSet<>();
      for (String count : List.of("one", "other")) {
        String name = currency.getName(locale, Currency.PLURAL_LONG_NAME, count, null);
        // "franc CFA (BEAC)", "dollar zimbabwéen (2009)": nobody writes so
        if (name.indexOf(' ') > 0 && name.indexOf('(') < 0) forms.add(name);
      }
      if (!forms.isEmpty()) names.put(code, forms);
    }
    return names;
  }

  /** The currencies in use. */
  static List<String> codes() {
    return CurrencyMetaInfo.getInstance()
        .currencies(CurrencyFilter.onDate(Date.from(DAY)).withTender())
        .stream()
        .distinct()
        .sorted()
        .toList();
  }
}
