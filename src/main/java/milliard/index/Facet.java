package milliard.index;

import java.util.List;

/**
 * How the hits are spread over the values of a field.
 *
 * @param field {@code type}, {@code company}, {@code year} …; as a query field the value narrows
 *     the search
 * @param counts values, the most frequent first
 */
public record Facet(String field, List<Count> counts) {
  /** The fields that are counted, in the order in which they are given. */
  public static final List<String> FIELDS =
      List.of(
          "type",
          "status",
          "company",
          "acquirer",
          "target",
          "investor",
          "customer",
          "provider",
          "year",
          "band",
          "currency",
          "lang",
          "site");

  /**
   * A value and how many hits have it.
   *
   * @param value {@code acquisition}; an amount band is {@code 100M..1B} (euros)
   */
  public record Count(String value, int hits) {}

  public Facet {
    counts = List.copyOf(counts);
  }

  /** The band of an amount in euros, as it is written in a query. */
  static String band(double euros) {
    if (euros < 1e6) return "..1M EUR";
    if (euros < 1e7) return "1M..10M EUR";
    if (euros < 1e8) return "10M..100M EUR";
    if (euros < 1e9) return "100M..1B EUR";
    if (euros < 1e10) return "1B..10B EUR";
    return "10B.. EUR";
  }
}
