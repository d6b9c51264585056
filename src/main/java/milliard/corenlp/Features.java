package milliard.corenlp;

import java.util.List;
import milliard.company.Companies;
import milliard.company.Company;
import milliard.mention.Entity;

/**
 * What the features of the scorer have in common: a feature is a string {@code name=value}; numbers
 * come in buckets, words as lemmas, names and sums as their kind.
 */
final class Features {
  private Features() {}

  /** Whether a clause stands in the headline, or first where there is none. */
  static boolean isTop(Clause clause) {
    return clause.sentence.headline() || clause.sentence.index() == 0;
  }

  /** A count, the coarser the larger. */
  static String bucket(int n) {
    if (n < 4) return String.valueOf(n);
    return n < 6 ? "4" : n < 9 ? "6" : n < 14 ? "9" : n < 22 ? "14" : "22";
  }

  /** A probability in tenths. */
  static String tenth(double p) {
    return p > 0.97 ? "1" : String.valueOf((int) (p * 10));
  }

  private static final double[] STEPS = {
    .02, .05, .1, .15, .2, .3, .4, .5, .6, .7, .8, .9, .95, .98
  };

  /** Adds a feature for each step that a number reaches, so that a tree can cut anywhere. */
  static void steps(List<String> f, String name, double p) {
    for (double step : STEPS) {
      if (p < step) break;
      f.add(name + ">=" + step);
    }
  }

  private static final double[] ODDS = {
    -7, -6, -5, -4, -3, -2.5, -2, -1.5, -1, -.5, 0, .5, 1, 1.5, 2, 3, 4, 5
  };

  /** The same for log odds. */
  static void odds(List<String> f, String name, double odds) {
    for (double step : ODDS) {
      if (odds < step) break;
      f.add(name + ">" + step);
    }
  }

  /** What the checks of the rules said of a telling. */
  static String verdict(Frame f) {
    for (String v : List.of("strong", "weak", "out", "lone", "follow"))
      if (f.marks.contains(v)) return v;
    return "none";
  }

  /** Adds a feature twice: for all types of deals, and for this one. */
  static void both(List<String> f, String type, String feature) {
    f.add(feature);
    f.add(type + ":" + feature);
  }

  /** The kind of body that a party is known as: {@code fund}; {@code new} where it is not known. */
  static String kind(Entity party) {
    if (party.company() == null) return party.type().name();
    return Companies.common()
        .byId(party.company())
        .filter(Company::known)
        .map(c -> c.kind().id())
        .orElse("new");
  }
}
