package milliard.corenlp;

import java.util.Locale;
import java.util.Map;
import milliard.corenlp.DealReading.Anchor;
import milliard.mention.DealType;
import milliard.mention.Role;

/**
 * A deal told at one place, as the scorer reads it (ACE: event mention).
 *
 * @param anchor the place
 * @param type the type of deal
 * @param probability that a deal of this type is told here, 0 to 1
 * @param roles for each role the parties that may fill it, with their probabilities
 */
record Telling(
    Anchor anchor, DealType type, double probability, Map<Role, Map<Integer, Double>> roles) {
  Telling {
    roles = Map.copyOf(roles);
  }

  /** How likely a party fills a role. */
  double of(Role role, int party) {
    return roles.getOrDefault(role, Map.of()).getOrDefault(party, 0.0);
  }

  /** For a reader: anchor, type, parties with their probabilities. */
  String line(DealReading reading) {
    StringBuilder line = new StringBuilder(anchor.lemma()).append(' ').append(type.id());
    line.append(String.format(Locale.ROOT, " %.2f", probability));
    roles.forEach((role, parties) -> {
      line.append(' ').append(role.id()).append('[');
      parties.forEach((party, p) ->
          line.append(
              String.format(Locale.ROOT, "%s %.2f ", reading.parties.get(party).text(), p)));
      line.append(']');
    });
    return line.toString();
  }
}
