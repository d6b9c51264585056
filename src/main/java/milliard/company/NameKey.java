package milliard.company;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/** What stays of a company's name when it is compared. */
final class NameKey {
  private static final Set<List<String>> LEGAL_FORMS = legalForms();
  private static final int LONGEST_FORM = LEGAL_FORMS.stream().mapToInt(List::size).max().orElse(0);

  /** Of the legal forms; most names end in no such word. */
  private static final Set<String> LAST_WORDS =
      LEGAL_FORMS.stream().map(List::getLast).collect(Collectors.toSet());

  private NameKey() {}

  private static Set<List<String>> legalForms() {
    Set<List<String>> forms = new HashSet<>();
    for (Pack.Line line : Pack.common().linesIfPresent("legal_forms.txt")) {
      List<String> words = words(line.text());
      if (!words.isEmpty()) forms.add(words);
    }
    return forms;
  }

  /**
   * Lower-case words without accents and punctuation: {@code L’Oréal S.A.} → {@code l oreal sa}.
   */
  static String full(String name) {
    return String.join(" ", words(name));
  }

  /** As {@link #full}, without legal form: {@code l oreal}; never empty unless the name is. */
  static String bare(String name) {
    List<String> words = words(name);
    boolean cut = true;
    while (cut && words.size() > 1 && LAST_WORDS.contains(words.getLast())) {
      cut = false;
      for (int n = Math.min(LONGEST_FORM, words.size() - 1); n > 0 && !cut; n--) {
        if (LEGAL_FORMS.contains(words.subList(words.size() - n, words.size()))) {
          words = words.subList(0, words.size() - n);
          cut = true;
        }
      }
    }
    return String.join(" ", words);
  }

  /** The id of a name that no table knows: {@code Acme Robotics GmbH} → {@code acme-robotics}. */
  static String id(String name) {
    StringBuilder id = new StringBuilder();
    for (char c : bare(name).toCharArray()) {
      if (c == ' ') id.append('-');
      else if (c < 128) id.append(c);
      else id.append('u').append(Integer.toHexString(c));
    }
    return id.isEmpty() ? "u" + Integer.toHexString(name.hashCode()) : id.toString();
  }

  /** Dots inside initials close up ({@code S.A.} → {@code sa}), other punctuation parts words. */
  private static List<String> words(String name) {
    List<String> few = plainWords(name);
    if (few != null) return few;
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("ł", "l")
            .replace("œ", "oe")
            .replace("æ", "ae")
            .replaceAll("(?<=\\b\\p{L})\\.(?=\\p{L}\\b|\\s|$|,)", "")
            .replaceAll("['’](?=s\\b)", "");
    List<String> words = new ArrayList<>();
    for (String word : plain.split("[^\\p{L}\\p{N}+]+")) if (!word.isEmpty()) words.add(word);
    return words;
  }

  /** Of a name of plain letters, digits and blanks, as most are; null where it has others. */
  private static @Nullable List<String> plainWords(String name) {
    List<String> words = new ArrayList<>(4);
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      char c = i == name.length() ? ' ' : name.charAt(i);
      if (c == ' ') {
        if (i > start) words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        start = i + 1;
      } else if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '+') {
        return null;
      }
    }
    return words;
  }
}
