package milliard.deal;

import java.util.Set;
import milliard.company.Companies;
import milliard.mention.Argument;
import org.jspecify.annotations.Nullable;

/**
 * A party's name as it is compared: lower case, without accents, punctuation and legal form; the
 * company's id where it is known.
 *
 * @param key {@code google cloud}
 */
public record PartyName(String key) {
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

  /** The words of the company's id: {@code Facebook Inc.} is {@code meta}. */
  public static String key(String name) {
    return name.isBlank() ? "" : Companies.common().resolve(name).id().replace('-', ' ');
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
}
