package milliard.deal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import milliard.company.Companies;
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
  private static final Set<String> GROUP_WORDS =
      Pack.common().lines("deal/group_words.txt").stream()
          .map(line -> key(line.text()))
          .collect(Collectors.toSet());

  /** Company → its group, both as keys. */
  private static final Map<String, String> GROUPS =
      Pack.common().lines("deal/groups.tsv").stream()
          .map(line -> line.cells(2))
          .collect(
              Collectors.toMap(
                  cells -> cells.get(0).replace('-', ' '),
                  cells -> cells.get(1).replace('-', ' ')));

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
    return new PartyName(company != null ? company.replace('-', ' ') : key(name));
  }

  /** Reads the tables that names are compared with, once; the first name needs them otherwise. */
  public static void load() {
    Companies.common();
  }

  /** The words of the company's id: {@code Facebook Inc.} is {@code meta}. */
  public static String key(String name) {
    return name.isBlank() ? "" : Companies.common().resolve(name).id().replace('-', ' ');
  }

  /** How well this agrees with another; symmetric. */
  public Match match(PartyName other) {
    if (key.equals(other.key)) return key.isEmpty() ? Match.NONE : Match.EXACT;
    if (key.replace(" ", "").equals(other.key.replace(" ", ""))) return Match.EXACT;
    if (bare().equals(other.bare())) return Match.EXACT;
    return begins(other.bare(), bare()) || begins(bare(), other.bare()) ? Match.NEAR : Match.NONE;
  }

  /** As {@link #match}, but a company and its group are near too: Google and Alphabet. */
  public Match matchGroup(PartyName other) {
    Match match = match(other);
    return match == Match.NONE && group().equals(other.group()) ? Match.NEAR : match;
  }

  private static boolean begins(String longer, String shorter) {
    return !shorter.isEmpty() && longer.startsWith(shorter + " ");
  }

  /** Without words as "groupe" at its ends; the whole if nothing else is in it. */
  private String bare() {
    String bare = key;
    int blank = bare.indexOf(' ');
    if (blank > 0 && GROUP_WORDS.contains(bare.substring(0, blank)))
      bare = bare.substring(blank + 1);
    blank = bare.lastIndexOf(' ');
    if (blank > 0 && GROUP_WORDS.contains(bare.substring(blank + 1)))
      bare = bare.substring(0, blank);
    return bare;
  }

  /** The group that it belongs to, or itself. */
  private String group() {
    return GROUPS.getOrDefault(key, bare());
  }

  /**
   * By which names that may match are found: the first word, the whole without blanks, the group.
   */
  Set<String> blocks() {
    Set<String> blocks = new TreeSet<>();
    for (String name : List.of(bare(), group())) {
      int blank = name.indexOf(' ');
      blocks.add(blank < 0 ? name : name.substring(0, blank));
      blocks.add(name.replace(" ", ""));
    }
    return blocks;
  }
}
