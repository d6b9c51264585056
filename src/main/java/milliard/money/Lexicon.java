package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
  private final Map<String, Word> words = new HashMap<>();
  private final WordTable table;
  private final Map<Character, Unit> signs = new HashMap<>();

  /** The signs by the high and low byte of their char. */
  private final @Nullable Unit[][] signPages = new Unit[256][];

  private final Map<String, String> writing = new HashMap<>();

  final Currencies currencies = new Currencies(Pack.common());

  final char decimal;
  final boolean plainSpace;
  final boolean elision;
  final String currency;

  /** Whether a counted noun needs a word before it ("12 millions d'utilisateurs"). */
  final boolean nounsLinked;

  /** Numbers before a "p" that are lines of a picture: "1080p". */
  final Set<String> resolutions;

  /** Whether tens count in twenties ("quatre-vingt-dix"). */
  final boolean vigesimal;

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
    resolutions = Set.of(writing.getOrDefault("lines", "").split(" "));
    for (Pack.Line line : pack.lines("money/numbers.tsv")) number(line);
    currencies.signs().forEach(s -> sign(s.form(), s.unit(), s.line()));
    glued();
    scaleLetters(common);
    for (Pack.Line line : pack.linesIfPresent("money/signs.tsv")) ownSign(line);
    for (Pack.Line line : pack.linesIfPresent("money/names.tsv")) currencyWord(line);
    for (Pack.Line line : pack.lines("money/currencies.tsv")) currencyWord(line);
    for (Pack.Line line : common.lines("money/countries.tsv")) {
      List<String> cells = line.cells(2);
      for (String mark : cells.get(1).split(" ")) word(mark).marks.put(mark, cells.get(0));
    }
    for (Pack.Line line : pack.linesIfPresent("money/glued.tsv")) {
      List<String> cells = line.cells(3);
      Unit unit = currencies.unit(cells.get(2), Unit.How.SIGN, BigDecimal.ONE);
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
      word.modalityVerbs.sort(longestFirst());
      word.modalityAfter.sort(longestFirst());
      word.units.sort(longestFirst());
      word.countries.sort(longestFirst());
      word.percents.sort(longestFirst());
    }
    vigesimal = words.values().stream().anyMatch(w -> w.is(NumberKind.VIGESIMAL));
    table = new WordTable(words);
    signs.forEach((sign, unit) -> {
      Unit[] page = signPages[sign >> 8];
      if (page == null) signPages[sign >> 8] = page = new Unit[256];
      page[sign & 0xff] = unit;
    });
  }

  private String setting(String name) {
    String value = writing.get(name);
    if (value == null) throw new IllegalStateException("money/writing.tsv: no line '" + name + "'");
    return value;
  }

  private static <T> Comparator<Word.Phrase<T>> longestFirst() {
    return Comparator.comparingInt((Word.Phrase<T> p) -> p.words().size()).reversed();
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

  /** A scale and a code in one word: "MUSD", "MdEUR". */
  private void glued() {
    for (Word scale : List.copyOf(words.values())) {
      if (scale.kind != NumberKind.ABBREVIATION) continue;
      for (String code : currencies.codes()) {
        if (words.containsKey(WordTable.folded(scale.form + code))) continue;
        Word word = word(scale.form + code);
        String form = scale.form;
        String capital = form.substring(0, 1).toUpperCase(Locale.ROOT) + form.substring(1);
        for (String typed : List.of(form, capital, form.toUpperCase(Locale.ROOT))) {
          word.codes.put(typed + code, currencies.unit(code, Unit.How.SIGN, BigDecimal.ONE));
          word.glued.put(typed + code, scale.value());
        }
      }
    }
  }

  private void scaleLetters(Pack common) {
    for (Pack.Line line : common.lines("money/scales.tsv")) {
      List<String> cells = line.cells(2);
      signs.forEach((sign, unit) -> {
        String form = cells.get(0) + sign;
        Word word = word(form);
        word.codes.put(form, unit);
        word.glued.put(form, new BigDecimal(cells.get(1)));
      });
    }
  }

  /** Signs of this language alone, read as written: "Y500bn", "250p", "L.E. 40". */
  private void ownSign(Pack.Line line) {
    List<String> cells = line.cells(3);
    Unit unit =
        currencies.unit(cells.get(1), enumOf(Unit.How.class, cells.get(2), line), factor(cells));
    for (String form : cells.get(0).split(";")) {
      word(form.replace(".", "")).codes.put(form, unit);
    }
  }

  private static BigDecimal factor(List<String> cells) {
    return cells.size() > 3 ? new BigDecimal(cells.get(3)) : BigDecimal.ONE;
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
    Unit unit =
        currencies.unit(cells.get(1), enumOf(Unit.How.class, cells.get(2), line), factor(cells));
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
    String place = cells.get(1);
    if (cells.get(0).equals("none")) {
      for (List<Word> phrase : phrases(cells.get(2))) {
        Word last = phrase.get(phrase.size() - 1);
        (place.equals("negated") ? last.negated : last.blockers)
            .add(new Word.Phrase<>(phrase, true));
      }
      return;
    }
    Modality modality = enumOf(Modality.class, cells.get(0), line);
    for (List<Word> phrase : phrases(cells.get(2))) {
      Word.Phrase<Modality> meaning = new Word.Phrase<>(phrase, modality);
      switch (place) {
        case "before" -> phrase.get(phrase.size() - 1).modalityBefore.add(meaning);
        case "verb" -> phrase.get(phrase.size() - 1).modalityVerbs.add(meaning);
        case "after" -> phrase.get(0).modalityAfter.add(meaning);
        case "closing" -> phrase.get(0).modalityClosing.add(meaning);
        default -> throw line.error("'" + place + "': expected before, verb, after or closing");
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
        case "half" -> first.parts.add(new Word.Phrase<>(phrase, new BigDecimal("0.5")));
        case "quarter" -> first.parts.add(new Word.Phrase<>(phrase, new BigDecimal("0.25")));
        case "three_quarters" -> first.parts.add(new Word.Phrase<>(phrase, new BigDecimal("0.75")));
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
      String plain = form.strip().replace('\u2019', '\'');
      phrases.add(split(plain));
      if (plain.contains("'")) phrases.add(split(plain.replace("'", " ").strip()));
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
    return words.computeIfAbsent(WordTable.folded(form), Word::new);
  }

  /** The unit of a sign, null if this is none. */
  @Nullable Unit sign(char c) {
    if (c < 128 && c != '$') return null;
    Unit[] page = signPages[c >> 8];
    return page == null ? null : page[c & 0xff];
  }

  @Nullable Word find(CharSequence text, int start, int end, int hash) {
    return table.find(text, start, end, hash);
  }
}
