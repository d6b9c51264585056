package milliard.corenlp;

import java.util.Arrays;
import milliard.mention.DealType;

/**
 * What the encoder reads of the parties and sums of a document: how likely each party has each role
 * in any deal, two parties are the two sides of one, a sum is that of a deal. All numbers are log
 * odds; {@link #FAR} where nothing was read.
 */
final class Relations {
  /** The log odds of what the text does not hold together. */
  static final double FAR = -20;

  final int parties;
  private final EncoderHeads heads;
  private final double[][] roles;
  private final double[][][] pairs;
  private final double[][] sums;
  private final double[][] sumParties;

  Relations(EncoderHeads heads, int parties, int sums) {
    this.heads = heads;
    this.parties = parties;
    roles = filled(parties, heads.roles().size());
    pairs = new double[heads.pairs().size()][][];
    for (int r = 0; r < pairs.length; r++) pairs[r] = filled(parties, parties);
    this.sums = filled(sums, heads.types().size());
    sumParties = filled(sums, parties);
  }

  private static double[][] filled(int rows, int columns) {
    double[][] table = new double[rows][columns];
    for (double[] row : table) Arrays.fill(row, FAR);
    return table;
  }

  void role(int party, int role, double odds) {
    roles[party][role] = Math.max(roles[party][role], odds);
  }

  void pair(int relation, int one, int two, double odds) {
    pairs[relation][one][two] = Math.max(pairs[relation][one][two], odds);
  }

  void sum(int sum, int type, double odds) {
    sums[sum][type] = Math.max(sums[sum][type], odds);
  }

  void sumOf(int sum, int party, double odds) {
    sumParties[sum][party] = Math.max(sumParties[sum][party], odds);
  }

  /** Log odds that a party has a role ({@code acquisition.target}). */
  double role(String role, int party) {
    int r = heads.roles().indexOf(role);
    return r < 0 || party < 0 || party >= parties ? FAR : roles[party][r];
  }

  /** Log odds that two parties stand in a relation ({@code acquisition.acquirer}: and target). */
  double pair(String relation, int one, int two) {
    int r = heads.pairs().indexOf(relation);
    if (r < 0 || one < 0 || two < 0 || one >= parties || two >= parties) return FAR;
    return pairs[r][one][two];
  }

  /** Log odds that a pair is the two sides of a deal. */
  double of(Pairs.Pair pair) {
    return of(pair, pair.one(), pair.two());
  }

  private double of(Pairs.Pair pair, int one, int two) {
    String type = pair.type().id() + ".";
    return heads.pairs().contains(type + pair.first().id())
        ? pair(type + pair.first().id(), one, two)
        : pair(type + pair.second().id(), two, one);
  }

  /** The most that any party reaches in the first key role of a type. */
  double most(DealType type) {
    double most = FAR;
    String role = type.id() + "." + Drafts.keys(type).getFirst().id();
    for (int p = 0; p < parties; p++) most = Math.max(most, role(role, p));
    return most;
  }

  /** The most that anybody else reaches in the place of one side. */
  double rival(Pairs.Pair pair, boolean first) {
    double most = FAR;
    for (int p = 0; p < parties; p++) {
      if (p == pair.one() || p == pair.two()) continue;
      most = Math.max(most, first ? of(pair, p, pair.two()) : of(pair, pair.one(), p));
    }
    return most;
  }

  /** Log odds that a sum is that of a deal of a type. */
  double sum(String type, int sum) {
    int t = heads.types().indexOf(type);
    return t < 0 ? FAR : sums[sum][t];
  }

  /** Log odds that a sum is that of a deal of a party. */
  double sumOf(int sum, int party) {
    return party < 0 || party >= parties ? FAR : sumParties[sum][party];
  }
}
