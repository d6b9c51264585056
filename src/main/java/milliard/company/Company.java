package milliard.company;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A company or other body that takes part in deals.
 *
 * @param id lower-case ASCII words between hyphens: {@code meta}
 * @param name canonical name: {@code Meta Platforms}
 * @param aliases other names: {@code Meta}, {@code Facebook}
 * @param kind what kind of body
 * @param country ISO 3166 code of its seat; null = not known
 * @param ticker where it is quoted: {@code NASDAQ:META}; null = not known or not quoted
 * @param ambiguous those of its names that are also a common word, place or person, so that they
 *     count only in context
 * @param known whether it stands in the table; false = made from a name met in a text
 */
public record Company(
    String id,
    String name,
    List<String> aliases,
    Kind kind,
    @Nullable String country,
    @Nullable String ticker,
    List<String> ambiguous,
    boolean known) {

  /** What kind of body. */
  public enum Kind {
    COMPANY,
    FUND,
    BANK,
    EXCHANGE,
    MEDIA,
    UNIVERSITY,
    AGENCY,
    REGULATOR,
    MINISTRY;

    /** The name in files and JSON: {@code fund}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Company {
    aliases = List.copyOf(aliases);
    ambiguous = List.copyOf(ambiguous);
  }
}
