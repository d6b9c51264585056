package milliard.corenlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import milliard.mention.DealType;
import milliard.mention.Role;

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
  private final double[][] sums;

  /** For each party those that some window names beside it, with all relations to them. */
  private final List<Map<Integer, double[]>> beside = new ArrayList<>();

  /** For each sum the parties that some window names beside it. */
  private final List<Map<Integer, Double>> owners = new ArrayList<>();

  Relations(EncoderHeads heads, int parties, int sums) {
    this.heads = heads;
    this.parties = parties;
    roles = new double[parties][];
    for (int p = 0; p < parties; p++) {
      roles[p] = far(heads.roles);
      beside.add(new HashMap<>());
    }
    this.sums = new double[sums][];
    for (int s = 0; s < sums; s++) {
      this.sums[s] = far(heads.types);
      owners.add(new HashMap<>());
    }
  }

  private static double[] far(int size) {
    double[] row = new double[size];
    Arrays.fill(row, FAR);
    return row;
  }

  void role(int party, int role, double odds) {
    roles[party][role] = Math.max(roles[party][role], odds);
  }

  void pair(int relation, int one, int two, double odds) {
    double[] all = beside.get(one).computeIfAbsent(two, p -> far(heads.pairs));
    all[relation] = Math.max(all[relation], odds);
  }

  void sum(int sum, int type, double odds) {
    sums[sum][type] = Math.max(sums[sum][type], odds);
  }

  void sumOf(int sum, int party, double odds) {
    owners.get(sum).merge(party, odds, Math::max);
  }

  /** Log odds that a party has a role in a deal. */
  double role(DealType type, Role role, int party) {
    return role(heads.role(type, role), party);
  }

  /** Log odds that a party buys something without a name. */
  double buysNobody(int party) {
    return role(heads.nobody, party);
  }

  private double role(int role, int party) {
    return role < 0 || party < 0 || party >= parties ? FAR : roles[party][role];
  }

  /** The most that parties other than some reach in a role. */
  double mostOfOthers(DealType type, Role role, Collection<Integer> some) {
    int r = heads.role(type, role);
    double most = FAR;
    for (int p = 0; p < parties; p++) if (!some.contains(p)) most = Math.max(most, role(r, p));
    return most;
  }

  /** The most that any party reaches in the first key role of a type. */
  double most(DealType type) {
    return mostOfOthers(type, Drafts.keys(type).getFirst(), Set.of());
  }

  /** Log odds that two parties stand in the relation whose first side has a role. */
  double pair(DealType type, Role first, int one, int two) {
    int r = heads.pair(type, first);
    if (r < 0 || one < 0 || two < 0 || one >= parties) return FAR;
    double[] all = beside.get(one).get(two);
    return all == null ? FAR : all[r];
  }

  /** Log odds that a pair is the two sides of a deal. */
  double of(Pairs.Pair pair) {
    return of(pair, pair.one(), pair.two());
  }

  private double of(Pairs.Pair pair, int one, int two) {
    return heads.pair(pair.type(), pair.first()) >= 0
        ? pair(pair.type(), pair.first(), one, two)
        : pair(pair.type(), pair.second(), two, one);
  }

  /** The most that anybody else reaches in the place of one side. */
  double rival(Pairs.Pair pair, boolean first) {
    int stays = first ? pair.two() : pair.one();
    if (stays < 0 || stays >= parties) return FAR;
    double most = FAR;
    for (int p : beside.get(stays).keySet()) {
      if (p == pair.one() || p == pair.two()) continue;
      most = Math.max(most, first ? of(pair, p, stays) : of(pair, stays, p));
    }
    return most;
  }

  /** Log odds that a sum is that of a deal of a type. */
  double sum(DealType type, int sum) {
    int t = heads.type(type);
    return t < 0 ? FAR : sums[sum][t];
  }

  /** The most that any of some parties reaches as one whose deal a sum belongs to, in log odds. */
  double sumOf(int sum, Collection<Integer> parties) {
    double most = FAR;
    for (int p : parties) most = Math.max(most, owners.get(sum).getOrDefault(p, FAR));
    return most;
  }
}
