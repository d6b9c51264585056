package milliard.money;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import milliard.money.Word.NumberKind;
import milliard.money.Word.Role;
import milliard.text.Language;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * The words of one language that can be part of an amount, from the files {@code money/*.tsv} of
 * its pack and of the common one. Immutable once loaded.
 */
final class Lexicon {
  private static final char[] FOLD = fold();

  private final Map<String, Word> words = new HashMap<>();
  private Word[] table = new Word[0];
  private final Map<String, String> defaults = new HashMap<>();
  private final Map<String, String> families = new HashMap<>();
  private final Map<String, String> byCountry = new HashMap<>();
  private final Map<String, Boolean> hinted = new HashMap<>();
  private final Map<Character, Unit> signs = new HashMap<>();
  private final Set<String> risky = new HashSet<>();
  private final Map<String, String> writing = new HashMap<>();

  final char decimal;
  final boolean plainSpace;
  final boolean elision;
  final String currency;

  /** Whether a counted noun needs a word before it ("12 millions d'utilisateurs"). */
  final boolean nounsLinked;

  /** Whether tens count in twenties ("quatre-vingt-dix"). */
  final boolean vigesimal;

  /** Whether "figures" needs a word before its number ("à neuf chiffres"). */
  final boolean figuresNeedOpener;

  Lexicon(Language language) {
    Pack common = Pack.common();
    Pack pack = Pack.of(language);
    for (Pack.Line line : pack.lines("money/writing.tsv")) {
      List<String> cells = line.cells(2);
      writing.put(cells.get(0), cells.get(1));
    }
    decimal = setting("decimal").charAt(0);
    plainSpace = setting("space").equals("plain");
    elision = setting("apostrophe").equals("elision");
    currency = setting("currency");
    nounsLinked = setting("nouns").equals("linked");
    families(common);
    for (Pack.Line line : pack.lines("money/numbers.tsv")) number(line);
    currencies(common);
    for (Pack.Line line : pack.lines("money/currencies.tsv")) currencyWord(line);
    for (Pack.Line line : common.lines("money/countries.tsv")) {
      List<String> cells = line.cells(2);
      for (String mark : cells.get(1).split(" ")) word(mark).marks.put(mark, cells.get(0));
    }
    for (Pack.Line line : pack.linesIfPresent("money/glued.tsv")) {
      List<String> cells = line.cells(3);
      Unit unit = new Unit(families(cells.get(2)), cells.get(2), Unit.How.SIGN);
      for (String form : cells.get(0).split(";")) {
        Word word = word(form);
        word.codes.put(form, unit);
        word.glued.put(form, new BigDecimal(cells.get(1)));
      }
    }
    for (Pack.Line line : pack.lines("money/countries.tsv")) country(line);
    for (Pack.Line line : pack.lines("money/modality.tsv")) modality(line);
    for (Pack.Line line : pack.lines("money/words.tsv")) role(line);
    for (Word word : words.values()) {
      word.modalityBefore.sort(longestFirst());
      word.modalityAfter.sort(longestFirst());
      word.units.sort(longestFirst());
      word.countries.sort(longestFirst());
      word.percents.sort(longestFirst());
    }
    vigesimal = words.values().stream().anyMatch(w -> w.is(NumberKind.VIGESIMAL));
    figuresNeedOpener = words.values().stream().anyMatch(w -> w.is(Role.FIGURES_OPENER));
    table = table(words);
  }

  private String setting(String name) {
    String value = writing.get(name);
    if (value == null) throw new IllegalStateException("money/writing.tsv: no line '" + name + "'");
    return value;
  }

  private static <T> Comparator<Word.Phrase<T>> longestFirst() {
    return Comparator.comparingInt((Word.Phrase<T> p) -> p.words().size()).reversed();
  }

  private void families(Pack common) {
    for (Pack.Line line : common.lines("money/families.tsv")) {
      List<String> cells = line.cells(4);
      String family = cells.get(0);
      defaults.put(family, cells.get(1));
      families.put(cells.get(1), family);
      hinted.put(family, cells.get(3).equals("hinted"));
      for (String sign : cells.get(2).split(" ")) {
        if (!sign.isEmpty()) sign(sign, new Unit(family, null, Unit.How.SIGN), line);
      }
    }
  }

  private void currencies(Pack common) {
    for (Pack.Line line : common.lines("money/currencies.tsv")) {
      List<String> cells = line.cells(2);
      String code = cells.get(0);
      String family = cells.get(1);
      if (!defaults.containsKey(family)) throw line.error("no family '" + family + "'");
      families.put(code, family);
      if (cells.size() > 2 && !cells.get(2).isEmpty()) {
        byCountry.put(family + ' ' + cells.get(2), code);
      }
      if (cells.size() > 4 && cells.get(4).equals("risky")) risky.add(code);
      Unit unit = new Unit(family, code, Unit.How.SIGN);
      sign(code, unit, line);
      if (cells.size() > 3) {
        for (String sign : cells.get(3).split(" ")) if (!sign.isEmpty()) sign(sign, unit, line);
      }
    }
    for (Word scale : List.copyOf(words.values())) {
      if (scale.kind != NumberKind.ABBREVIATION) continue;
      for (String code : families.keySet()) {
        Unit unit = new Unit(families(code), code, Unit.How.SIGN);
        if (words.containsKey(folded(scale.form + code))) continue;
        Word word = word(scale.form + code);
        for (String form : List.of(scale.form, scale.form.toUpperCase(Locale.ROOT))) {
          word.codes.put(form + code, unit);
          word.glued.put(form + code, scale.value());
        }
      }
    }
    for (Pack.Line line : common.lines("money/scales.tsv")) {
      List<String> cells = line.cells(2);
      for (Map.Entry<Character, Unit> sign : Map.copyOf(signs).entrySet()) {
        String form = cells.get(0) + sign.getKey();
        Word word = word(form);
        word.codes.put(form, sign.getValue());
        word.glued.put(form, new BigDecimal(cells.get(1)));
      }
    }
  }

  private String families(String code) {
    String family = families.get(code);
    if (family == null) throw new IllegalStateException("no currency " + code);
    return family;
  }

  private void sign(String sign, Unit unit, Pack.Line line) {
    if (sign.length() == 1 && !Character.isLetter(sign.charAt(0))) {
      signs.put(sign.charAt(0), unit);
    } else if (Character.isLetter(sign.charAt(0))) {
      word(sign.replace(".", "")).codes.put(sign, unit);
    } else {
      throw line.error("sign '" + sign + "': expected one sign, or letters first");
    }
  }

  private void number(Pack.Line line) {
    List<String> cells = line.cells(3);
    for (String form : cells.get(2).split(";")) {
      Word word = word(form.strip());
      if (word.kind != null && word.value().compareTo(new BigDecimal(cells.get(1))) != 0) {
        throw line.error("'" + form + "' is a number already");
      }
      word.kind = enumOf(NumberKind.class, cells.get(0), line);
      word.value = new BigDecimal(new BigDecimal(cells.get(1)).toPlainString());
    }
  }

  private void currencyWord(Pack.Line line) {
    List<String> cells = line.cells(3);
    String name = cells.get(1);
    Unit.How how = enumOf(Unit.How.class, cells.get(2), line);
    BigDecimal factor = cells.size() > 3 ? new BigDecimal(cells.get(3)) : BigDecimal.ONE;
    Unit unit =
        defaults.containsKey(name)
            ? new Unit(name, null, how, factor)
            : new Unit(families(name), name, how, factor);
    for (List<Word> phrase : phrases(cells.get(0))) {
      if (phrase.size() == 1) phrase.get(0).unit = unit;
      else phrase.get(0).units.add(new Word.Phrase<>(phrase, unit));
    }
  }

  private void country(Pack.Line line) {
    List<String> cells = line.cells(2);
    for (List<Word> phrase : phrases(cells.get(1))) {
      phrase.get(0).countries.add(new Word.Phrase<>(phrase, cells.get(0)));
    }
    if (cells.size() < 3) return;
    for (List<Word> phrase : phrases(cells.get(2))) {
      phrase.get(0).places.add(new Word.Phrase<>(phrase, cells.get(0)));
    }
  }

  private void modality(Pack.Line line) {
    List<String> cells = line.cells(3);
    boolean before = cells.get(1).equals("before");
    if (!before && !cells.get(1).equals("after")) throw line.error("expected before or after");
    if (cells.get(0).equals("none")) {
      for (List<Word> phrase : phrases(cells.get(2))) {
        phrase.get(phrase.size() - 1).blockers.add(new Word.Phrase<>(phrase, true));
      }
      return;
    }
    Modality modality = enumOf(Modality.class, cells.get(0), line);
    for (List<Word> phrase : phrases(cells.get(2))) {
      if (before) {
        phrase.get(phrase.size() - 1).modalityBefore.add(new Word.Phrase<>(phrase, modality));
      } else {
        phrase.get(0).modalityAfter.add(new Word.Phrase<>(phrase, modality));
      }
    }
  }

  private void role(Pack.Line line) {
    List<String> cells = line.cells(2);
    for (List<Word> phrase : phrases(cells.get(1))) {
      Word first = phrase.get(0);
      switch (cells.get(0)) {
        case "percent" -> first.percents.add(new Word.Phrase<>(phrase, true));
        case "percent_of" -> first.percentsOf.add(new Word.Phrase<>(phrase, true));
        case "half" -> first.halves.add(new Word.Phrase<>(phrase, true));
        default -> {
          if (phrase.size() > 1) throw line.error("expected single words");
          first.roles.add(enumOf(Role.class, cells.get(0), line));
        }
      }
    }
  }

  private static <E extends Enum<E>> E enumOf(Class<E> type, String name, Pack.Line line) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name.toUpperCase(Locale.ROOT))) return constant;
    }
    throw line.error("no " + type.getSimpleName() + " '" + name + "'");
  }

  /** The forms of a cell as words; an elided form is also read without its apostrophe. */
  private List<List<Word>> phrases(String cell) {
    List<List<Word>> phrases = new ArrayList<>();
    for (String form : cell.split(";")) {
      if (form.isBlank()) continue;
      phrases.add(split(form.strip()));
      if (form.contains("'")) phrases.add(split(form.strip().replace("'", " ").strip()));
    }
    return phrases;
  }

  private List<Word> split(String form) {
    List<Word> split = new ArrayList<>();
    int i = 0;
    while (i < form.length()) {
      char c = form.charAt(i);
      int start = i++;
      if (c == ' ') continue;
      if (Character.isLetterOrDigit(c)) {
        while (i < form.length() && Character.isLetterOrDigit(form.charAt(i))) i++;
        if (elision && i < form.length() && form.charAt(i) == '\'') i++;
        if (i + 1 < form.length() && i - start == 1 && form.charAt(i) == '.') {
          while (i < form.length() && (form.charAt(i) == '.' || Character.isLetter(form.charAt(i))))
            i++;
        }
      }
      split.add(word(form.substring(start, i).replaceAll("(?<=\\p{L})\\.", "")));
    }
    return List.copyOf(split);
  }

  private Word word(String form) {
    return words.computeIfAbsent(folded(form), Word::new);
  }

  /**
   * The code of a unit: as written, else by country, else by the places named, else the default.
   */
  String code(Unit unit, @Nullable String country, Set<String> places) {
    if (unit.code() != null) return unit.code();
    String family = unit.family();
    if (country != null) {
      String code = byCountry.get(family + ' ' + country);
      if (code != null) return code;
    }
    if (Boolean.TRUE.equals(hinted.get(family))) {
      for (String place : places) {
        String code = byCountry.get(family + ' ' + place);
        if (code != null) return code;
      }
    }
    String code = defaults.get(family);
    if (code == null) throw new IllegalStateException("no currency family " + family);
    return code;
  }

  /** Whether the code is also a word or a name. */
  boolean risky(String code) {
    return risky.contains(code);
  }

  /** Whether a country named anywhere in the text decides between the currencies of a family. */
  boolean hinted(String family) {
    return Boolean.TRUE.equals(hinted.get(family));
  }

  /** Whether a country of the text uses this currency. */
  boolean named(String code, Set<String> places) {
    for (String place : places) {
      if (code.equals(byCountry.get(families(code) + ' ' + place))) return true;
    }
    return false;
  }

  @Nullable String ofCountry(String family, String country) {
    return byCountry.get(family + ' ' + country);
  }

  @Nullable Unit sign(char c) {
    return c < 128 && c != '$' ? null : signs.get(c);
  }

  // Words by their folded letters: open addressing, at most a quarter full.

  private static Word[] table(Map<String, Word> words) {
    Word[] table = new Word[Integer.highestOneBit(words.size()) * 8];
    for (Word word : words.values()) {
      int at = spread(word.form.hashCode()) & (table.length - 1);
      while (table[at] != null) at = (at + 1) & (table.length - 1);
      table[at] = word;
    }
    return table;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  /** The word at this place of a text, by the {@link String#hashCode} of its folded letters. */
  @Nullable Word find(CharSequence text, int start, int end, int hash) {
    int at = spread(hash) & (table.length - 1);
    for (Word word = table[at]; word != null; word = table[at]) {
      if (same(word.form, text, start, end)) return word;
      at = (at + 1) & (table.length - 1);
    }
    return null;
  }

  private static boolean same(String form, CharSequence text, int start, int end) {
    int k = 0;
    for (int i = start; i < end; i++) {
      char c = fold(text.charAt(i));
      if (c == 0) continue;
      if (k == form.length() || form.charAt(k++) != c) return false;
    }
    return k == form.length();
  }

  /**
   * A char without case and accent; 0 for a combining mark and for the point of an abbreviation.
   */
  static char fold(char c) {
    return c < FOLD.length ? FOLD[c] : c;
  }

  static String folded(String form) {
    StringBuilder folded = new StringBuilder(form.length());
    for (int i = 0; i < form.length(); i++) {
      char c = fold(form.charAt(i));
      if (c != 0) folded.append(c);
    }
    return folded.toString();
  }

  private static char[] fold() {
    char[] fold = new char[0x2070];
    for (char c = 0; c < fold.length; c++) {
      String plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
      char base = plain.isEmpty() ? c : plain.charAt(0);
      char small = Character.toLowerCase(base);
      fold[c] = Character.getType(c) == Character.NON_SPACING_MARK ? 0 : small;
    }
    fold['\u0130'] = 'i';
    fold['.'] = 0;
    fold['\u2019'] = '\'';
    for (char hyphen : "\u2010\u2011\u2012\u2013\u2014\u2212".toCharArray()) {
      if (hyphen < fold.length) fold[hyphen] = '-';
    }
    return fold;
  }
}
