package milliard.mention;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * A deal as one article tells it, however often it does (ACE: event mention).
 *
 * @param type what kind of deal
 * @param status how far it is
 * @param main false for a deal told as background
 * @param confidence 0 to 1
 * @param arguments the parties in their roles
 * @param amount the deal's amount; null = not said
 * @param undisclosed whether the text says that the amount is not disclosed
 * @param valuation what the company is valued at; null = not said
 * @param stake share taken, in percent; null = not said
 * @param date when; null = not said
 * @param duration for how long; null = not said
 * @param subject what it is about in a few words of the text: {@code cloud}; null = not said
 * @param round of a funding: {@code seed}, {@code A}; null = not said
 * @param evidence where it is told, at least once
 */
public record DealMention(
    DealType type,
    Status status,
    boolean main,
    double confidence,
    List<Argument> arguments,
    @Nullable Amount amount,
    boolean undisclosed,
    @Nullable Amount valuation,
    @Nullable BigDecimal stake,
    @Nullable PartialDate date,
    @Nullable Period duration,
    @Nullable String subject,
    @Nullable String round,
    List<Evidence> evidence) {

  /**
   * @throws IllegalArgumentException if the confidence is out of range, a role is not one of the
   *     type's, or there is no evidence
   */
  public DealMention {
    arguments = List.copyOf(arguments);
    evidence = List.copyOf(evidence);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + ": expected 0 to 1");
    }
    for (Argument argument : arguments) {
      if (!type.roles().contains(argument.role())) {
        throw new IllegalArgumentException(
            type.id() + " has no role " + argument.role().id() + ", its roles: " + type.roles());
      }
    }
    if (evidence.isEmpty()) throw new IllegalArgumentException(type.id() + " without evidence");
  }

  /** The parties in one role. */
  public List<Argument> arguments(Role role) {
    return arguments.stream().filter(a -> a.role() == role).toList();
  }
}
