package milliard.corenlp;

import edu.stanford.nlp.ling.CoreLabel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes on each word of a sentence the clues for the name model of text without case: the words in
 * small letters without accents, which of them are common, what lists say of them. The same code
 * serves training and reading.
 */
final class UncasedClues {
  private static final int NEAR = 4;

  private final NameLists lists;
  private final Predicate<String> hidden;
  private final SentenceCase kind;
  private final List<Word> words;
  private final int size;
  private final List<String> forms = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();
  private final List<Set<String>> listed = new ArrayList<>();
  private final List<String> marks = new ArrayList<>();

  private UncasedClues(
      List<Word> words,
      String original,
      SentenceCase kind,
      NameLists lists,
      Predicate<String> hidden) {
    this.words = words;
    this.lists = lists;
    this.hidden = hidden;
    this.kind = kind;
    size = words.size();
    for (Word word : words) {
      forms.add(form(word.lower()));
      kinds.add(kind(forms.getLast()));
      marks.add(mark(word.span().in(original)));
      listed.add(new LinkedHashSet<>(2));
    }
    list();
  }

  /**
   * The words of a sentence with their clues, ready for the CRF.
   *
   * @param plain a sentence of a text in small letters without accents
   * @param original that text as it was written, of the same length
   * @param lists the plain lists
   * @param hidden listed names to treat as unknown (in training)
   */
  static List<CoreLabel> of(
      Sentence plain,
      String original,
      SentenceCase kind,
      NameLists lists,
      Predicate<String> hidden) {
    return new UncasedClues(Word.of(plain, List.of()), original, kind, lists, hidden).labels();
  }

  /** The word without the elided article or preposition that an address glued to it. */
  private String form(String word) {
    int cut = elided(word, lists);
    return cut > 0 && lists.isCommonWord(word.substring(cut)) ? word.substring(cut) : word;
  }

  /**
   * How many letters of a word in front of a vowel may be an elided word: {@code dopenvalue} → 1; 0
   * where they may not.
   */
  static int elided(String word, NameLists lists) {
    if (lists.isCommonWord(word)) return 0;
    for (int cut = 1; cut <= 2 && cut + 2 < word.length(); cut++) {
      if ("aeiouyh".indexOf(word.charAt(cut)) < 0) continue;
      if (lists.isElided(word.substring(0, cut))) return cut;
    }
    return 0;
  }

  /** Common, rare, a number, or the sign itself. */
  private String kind(String form) {
    char c = form.charAt(0);
    if (Character.isDigit(c)) {
      return form.codePoints().anyMatch(Character::isLetter) ? "m" : "d";
    }
    if (!Character.isLetter(c)) return form.substring(0, 1);
    return lists.isCommonWord(form) ? "c" : "r";
  }

  /** What the capitals of the word tell in a sentence of this kind. */
  private String mark(String surface) {
    boolean letter = Character.isLetter(surface.charAt(0));
    boolean capital = surface.codePoints().anyMatch(Character::isUpperCase);
    boolean inner = surface.substring(1).codePoints().anyMatch(Character::isUpperCase);
    return switch (kind) {
      case SMALL -> "";
      case CAPITALS -> "U";
      case ODD, TELLING -> capital ? inner ? "O2" : "O1" : "O0";
      case TITLE -> !letter ? "" : inner ? "T2" : capital ? "" : "T0";
    };
  }

  private void list() {
    for (int i = 0; i < size; i++) {
      if (!lists.begins(forms.get(i))) continue;
      for (int end = Math.min(size, i + NameLists.PHRASE_WORDS); end > i; end--) {
        String surface = surface(i, end);
        Set<String> names = lists.listsIgnoringCase(surface);
        if (names.isEmpty() || hidden.test(surface)) continue;
        for (String list : names) {
          for (int k = i; k < end; k++) {
            String place = end - i == 1 ? "S" : k == i ? "B" : k == end - 1 ? "E" : "I";
            listed.get(k).add(list + place);
          }
        }
        break;
      }
    }
  }

  private String surface(int first, int end) {
    if (end == first + 1) return forms.get(first);
    StringBuilder surface = new StringBuilder();
    for (int i = first; i < end; i++) {
      if (i > first && words.get(i - 1).span().end() < words.get(i).span().start()) {
        surface.append(' ');
      }
      surface.append(words.get(i).lower());
    }
    return surface.toString();
  }

  private List<CoreLabel> labels() {
    List<CoreLabel> labels = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      CoreLabel label = new CoreLabel();
      label.setWord(words.get(i).surface());
      label.setBeginPosition(words.get(i).span().start());
      label.setEndPosition(words.get(i).span().end());
      label.set(NameFeatures.Clues.class, clues(i));
      label.set(NameFeatures.StepClues.class, stepClues(i));
      labels.add(label);
    }
    return labels;
  }

  private String form(int i) {
    return i < 0 ? "^" : i >= size ? "$" : forms.get(i);
  }

  private String kind(int i) {
    return i < 0 ? "^" : i >= size ? "$" : kinds.get(i);
  }

  private String tag(int i) {
    return i < 0 ? "^" : i >= size ? "$" : words.get(i).tag();
  }

  /** The word where it is common, else only that it is rare, a number or a sign. */
  private String open(int i) {
    return kind(i).equals("c") ? forms.get(i) : kind(i);
  }

  private List<String> clues(int i) {
    List<String> clues = new ArrayList<>(64);
    String form = forms.get(i);
    String k = kind(i);
    clues.add("w=" + form);
    for (int d = -3; d <= 3; d++) if (d != 0) clues.add("w" + d + "=" + form(i + d));
    clues.add("ww-=" + open(i - 1) + "_" + open(i));
    clues.add("ww+=" + open(i) + "_" + open(i + 1));
    clues.add("ww--=" + form(i - 2) + "_" + form(i - 1) + "_" + k);
    clues.add("ww++=" + form(i + 1) + "_" + form(i + 2) + "_" + k);
    clues.add("ww-+=" + open(i - 1) + "_" + open(i + 1) + "_" + k);
    clues.add("t=" + tag(i));
    clues.add("t-=" + tag(i - 1) + "_" + tag(i));
    clues.add("t+=" + tag(i) + "_" + tag(i + 1));
    clues.add("tk=" + tag(i) + k);
    clues.add("k3=" + kind(i - 1) + k + kind(i + 1));
    clues.add("k5=" + kind(i - 2) + kind(i - 1) + k + kind(i + 1) + kind(i + 2));
    clues.add("kw-=" + k + "_" + form(i - 1));
    clues.add("kw+=" + k + "_" + form(i + 1));
    clues.add("at=" + Math.min(i, 4) + k);
    clues.add("to=" + Math.min(size - i, 3) + k);
    if (form.length() > 3) {
      clues.add("p3=" + form.substring(0, 3));
      clues.add("e3=" + form.substring(form.length() - 3));
      clues.add("e3k=" + form.substring(form.length() - 3) + k);
    }
    clues.add("n=" + Math.min(form.length(), 8) + k);
    if (!form.equals(words.get(i).lower())) clues.add("glued");
    else if (k.equals("r") && elided(form, lists) > 0) clues.add("gluedRare");
    if (!marks.get(i).isEmpty()) {
      String mark = marks.get(i);
      clues.add("m=" + mark);
      clues.add("mk=" + mark + k);
      clues.add("m-=" + mark(i - 1) + mark);
      clues.add("m+=" + mark + mark(i + 1));
    }
    for (String list : listed.get(i)) {
      clues.add("g=" + list);
      clues.add("gk=" + list + k);
      clues.add("gt=" + list + tag(i));
      clues.add("gw-=" + list + form(i - 1));
      clues.add("gw+=" + list + form(i + 1));
    }
    if (listed.get(i).isEmpty()) clues.add("g=none" + k);
    if (i > 0) for (String list : listed.get(i - 1)) clues.add("g-1=" + list + k);
    if (i + 1 < size) for (String list : listed.get(i + 1)) clues.add("g+1=" + list + k);
    person(i, clues);
    cues(i, clues);
    return clues;
  }

  private String mark(int i) {
    return i < 0 || i >= size ? "" : marks.get(i);
  }

  private boolean isFirst(int i) {
    return i >= 0 && i < size && lists.isFirstName(forms.get(i)) && !hidden.test(forms.get(i));
  }

  private boolean isSurname(int i) {
    return i >= 0 && i < size && lists.isSurname(forms.get(i)) && !hidden.test(forms.get(i));
  }

  private void person(int i, List<String> clues) {
    String k = kind(i);
    if (isFirst(i)) clues.add("first" + k + (isSurname(i + 1) ? "+sur" : "+" + kind(i + 1)));
    if (isSurname(i)) clues.add("sur" + k);
    if (isFirst(i - 1)) clues.add("behindFirst" + (isSurname(i) ? "+sur" : k));
    if (lists.isLegalForm(forms.get(i))) clues.add("legal" + (i > 0 ? "" : "^"));
    if (i + 1 < size && lists.isLegalForm(forms.get(i + 1))) clues.add("legal+1" + k);
  }

  /** What the cue words here, and the nearest on both sides, speak of. */
  private void cues(int i, List<String> clues) {
    for (String cue : lists.cues(forms.get(i))) clues.add("cue=" + cue);
    for (int d = 1; d <= NEAR && i - d >= 0; d++) {
      List<String> cues = lists.cues(forms.get(i - d));
      for (String cue : cues) clues.add("c-" + (d == 1 ? "1" : "") + cue + kind(i));
      if (!cues.isEmpty()) break;
    }
    for (int d = 1; d <= NEAR && i + d < size; d++) {
      List<String> cues = lists.cues(forms.get(i + d));
      for (String cue : cues) clues.add("c+" + (d == 1 ? "1" : "") + cue + kind(i));
      if (!cues.isEmpty()) break;
    }
  }

  private List<String> stepClues(int i) {
    List<String> clues = new ArrayList<>(8);
    clues.add("Sk=" + kind(i - 1) + kind(i));
    clues.add("Sw=" + open(i));
    clues.add("Sw-1=" + open(i - 1));
    clues.add("St=" + tag(i - 1) + tag(i));
    if (!mark(i).isEmpty() || !mark(i - 1).isEmpty()) clues.add("Sm=" + mark(i - 1) + mark(i));
    boolean inside = false;
    boolean begins = false;
    for (String list : listed.get(i)) {
      inside |= list.endsWith("I") || list.endsWith("E");
      begins |= list.endsWith("B") || list.endsWith("S");
    }
    if (inside) clues.add("Sg");
    if (begins) clues.add("Sb");
    for (String cue : lists.cues(forms.get(i))) {
      if (cue.endsWith("-word") || cue.endsWith("-verb")) clues.add("Sc=" + cue);
    }
    if (lists.isLegalForm(forms.get(i))) clues.add("Sl");
    return clues;
  }
}
