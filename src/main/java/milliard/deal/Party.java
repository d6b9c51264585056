package milliard.deal;

import milliard.mention.Role;
import org.jspecify.annotations.Nullable;

/**
 * A party of a deal.
 *
 * @param role the part that it plays
 * @param name the form of its name that most reports use
 * @param company the company's id; null = not known
 * @param reports how many reports name it in this role
 */
public record Party(Role role, String name, @Nullable String company, int reports) {
  /** The name as it is compared. */
  public PartyName key() {
    return PartyName.of(name, company);
  }
}
