package milliard.mention.gold;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import org.jspecify.annotations.Nullable;

/**
 * A deal as the annotator wrote it down.
 *
 * @param roles the parties in each role, in the fullest form of the article
 * @param date as in {@link milliard.mention.PartialDate}; null = not said
 * @param duration ISO 8601 period; null = not said
 * @param triggers the words that tell it, as they stand in the text
 */
public record GoldDeal(
    DealType type,
    Status status,
    boolean main,
    Map<Role, List<String>> roles,
    @Nullable GoldAmount amount,
    boolean undisclosed,
    @Nullable GoldAmount valuation,
    @Nullable BigDecimal stake,
    @Nullable String date,
    @Nullable String duration,
    @Nullable String round,
    @Nullable String subject,
    List<String> triggers) {
  public GoldDeal {
    roles = Map.copyOf(roles);
    triggers = List.copyOf(triggers);
  }

  /** The parties in one role; empty where the text names none. */
  public List<String> names(Role role) {
    return roles.getOrDefault(role, List.of());
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(type.id()).append(' ').append(status.id());
    if (!main) line.append(" background");
    for (Role role : type.roles()) {
      if (roles.containsKey(role)) line.append(' ').append(role.id()).append(names(role));
    }
    if (amount != null) line.append(" = ").append(amount);
    if (date != null) line.append(" @ ").append(date);
    return line.toString();
  }
}
