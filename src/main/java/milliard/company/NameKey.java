package milliard.company;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import milliard.text.Pack;

/** What stays of a company's name when it is compared. */
final class NameKey {
  /** Most names; nothing in them is to be replaced. */
  private static final Pattern PLAIN = Pattern.compile(" *[A-Za-z0-9+][A-Za-z0-9+ ]*");

  private static final Set<List<String>> LEGAL_FORMS = legalForms();
  private static final int LONGEST_FORM = LEGAL_FORMS.stream().mapToInt(List::size).max().orElse(0);

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
    while (cut) {
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
    if (PLAIN.matcher(name).matches()) {
      return new ArrayList<>(List.of(name.strip().toLowerCase(Locale.ROOT).split(" +")));
    }
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
}
