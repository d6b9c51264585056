package milliard.deal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import milliard.mention.Argument;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * A party's name as it is compared: lower case, without accents, punctuation and legal form; the
 * company's id where it is known.
 *
 * @param key {@code google cloud}
 */
public record PartyName(String key) {
  /** Legal forms as words, the longest first: {@code [[co, ltd], [inc], [sas]]}. */
  private static final List<List<String>> LEGAL_FORMS = legalForms();

  /** How well two names agree. */
  public enum Match {
    /** They name two. */
    NONE,
    /** One begins with the whole words of the other: Google and Google Cloud. */
    NEAR,
    EXACT
  }

  /** The name of an argument. */
  public static PartyName of(Argument argument) {
    return of(argument.name(), argument.company());
  }

  /** A name, by its company's id if there is one. */
  public static PartyName of(String name, @Nullable String company) {
    return new PartyName(company != null ? company.replace('-', ' ') : normalise(name));
  }

  /** Lower case, accents folded, other signs as blanks, legal form at the end left out. */
  public static String normalise(String name) {
    List<String> words = words(name);
    for (List<String> form : LEGAL_FORMS) {
      int rest = words.size() - form.size();
      if (rest > 0 && words.subList(rest, words.size()).equals(form)) {
        words = words.subList(0, rest);
        break;
      }
    }
    return String.join(" ", words);
  }

  /** How well this agrees with another; symmetric. */
  public Match match(PartyName other) {
    if (key.equals(other.key)) return key.isEmpty() ? Match.NONE : Match.EXACT;
    if (key.replace(" ", "").equals(other.key.replace(" ", ""))) return Match.EXACT;
    return begins(other.key, key) || begins(key, other.key) ? Match.NEAR : Match.NONE;
  }

  private static boolean begins(String longer, String shorter) {
    return !shorter.isEmpty() && longer.startsWith(shorter + " ");
  }

  /** By which names that may match are found: the first word, and the whole without blanks. */
  Set<String> blocks() {
    int blank = key.indexOf(' ');
    return blank < 0 ? Set.of(key) : Set.of(key.substring(0, blank), key.replace(" ", ""));
  }

  private static List<String> words(String name) {
    String folded =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replace("œ", "oe")
            .replace("æ", "ae")
            .replace("ß", "ss")
            .replace("ø", "o")
            .replaceAll("(?<=\\p{L})\\.(?=\\p{L}(\\.|$|\\s))", "")
            .replaceAll("[^\\p{L}\\p{N}&+]+", " ")
            .strip();
    return folded.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(folded.split(" ")));
  }

  private static List<List<String>> legalForms() {
    return Pack.common().linesIfPresent("legal_forms.txt").stream()
        .map(line -> words(line.text()))
        .filter(form -> !form.isEmpty())
        .distinct()
        .sorted(Comparator.comparingInt(form -> -form.size()))
        .toList();
  }
}
