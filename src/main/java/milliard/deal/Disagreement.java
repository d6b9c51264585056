package milliard.deal;

import java.util.List;

/**
 * A point on which sources differ.
 *
 * @param field {@code amount}, {@code status}, {@code date}, {@code stake}, {@code valuation} or a
 *     role
 * @param versions what is said, the most told first; at least two
 */
public record Disagreement(String field, List<Version> versions) {
  /**
   * One version.
   *
   * @param value {@code 2.1 billion euros}, {@code 2025-08}
   * @param reports ids of the reports that say so
   */
  public record Version(String value, List<String> reports) {
    public Version {
      reports = List.copyOf(reports);
    }
  }

  public Disagreement {
    versions = List.copyOf(versions);
  }
}
