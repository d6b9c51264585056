package milliard.corenlp;

import static milliard.corenlp.Features.bucket;
import static milliard.corenlp.Features.steps;

import java.util.ArrayList;
import java.util.List;
import milliard.mention.Role;

/**
 * Features of a draft as a deal once all drafts of its article have been weighed by themselves: how
 * likely those are that would tell the same in another way, and those that speak for it. Not for
 * threads.
 */
final class RivalFeatures {
  /** Sentences between two drafts that stand beside each other, at most. */
  private static final int BESIDE = 2;

  private final List<Weighed> all;

  /**
   * A draft weighed by itself.
   *
   * @param features of the draft
   * @param likely how likely it is a deal, 0 to 1
   */
  record Weighed(Draft draft, List<String> features, double likely) {}

  RivalFeatures(List<Weighed> all) {
    this.all = List.copyOf(all);
  }

  /** The features of one of the drafts. */
  List<String> of(Weighed weighed) {
    List<String> f = new ArrayList<>(weighed.features);
    Draft draft = weighed.draft;
    String t = draft.type.id();
    double again = 0;
    double swapped = 0;
    double sameHere = 0;
    double otherType = 0;
    double otherHere = 0;
    int above = 0;
    double[] shared = new double[2];
    double[] beside = new double[2];
    int[] serial = new int[2];
    int likely = 0;
    int higher = 0;
    String what = "";
    List<Role> sides = Drafts.keys(draft.type);
    for (Weighed other : all) {
      if (other == weighed) continue;
      Draft o = other.draft;
      boolean here = draft.sharesClause(o);
      if (o.type != draft.type) {
        if (draft.shared(o) == 0 || !here) continue;
        if (other.likely > otherType && draft.shared(o) >= Math.min(2, draft.sure.size())) {
          otherType = other.likely;
          what = o.type.id();
        }
        otherHere = Math.max(otherHere, other.likely);
        continue;
      }
      if (other.likely >= 0.4) likely++;
      if (draft.isTold(o)) {
        again = Math.max(again, other.likely);
        if (other.likely > weighed.likely) higher++;
        if (draft.isTurned(o)) swapped = Math.max(swapped, other.likely);
        continue;
      }
      if (here) sameHere = Math.max(sameHere, other.likely);
      if (other.likely > weighed.likely && here) above++;
      for (int s = 0; s < sides.size(); s++) {
        if (!draft.shares(o, sides.get(s))) continue;
        if (here) shared[s] = Math.max(shared[s], other.likely);
        else if (other.likely >= 0.4) serial[s]++;
        int apart = Math.abs(draft.sentence() - o.sentence());
        if (apart > 0 && apart <= BESIDE) beside[s] = Math.max(beside[s], other.likely);
      }
    }
    steps(f, "c", weighed.likely);
    steps(f, "c:" + t, weighed.likely);
    steps(f, "again", again);
    steps(f, "c-again", weighed.likely - again);
    steps(f, "again-c", again - weighed.likely);
    steps(f, "turned", swapped);
    steps(f, "sameHere", sameHere);
    steps(f, "otherType", otherType);
    steps(f, "c-otherType", weighed.likely - otherType);
    if (otherType > 0.2) f.add("otherType=" + t + what);
    steps(f, "otherHere", otherHere);
    f.add("above=" + Math.min(3, above));
    f.add("higher=" + Math.min(3, higher));
    f.add("likely=" + bucket(likely));
    f.add("likely:" + t + "=" + bucket(likely));
    for (int s = 0; s < sides.size(); s++) {
      steps(f, "sharedHere" + s, shared[s]);
      steps(f, "beside" + s, beside[s]);
      f.add("serial" + s + "=" + Math.min(4, serial[s]));
      f.add("serial" + s + ":" + t + "=" + Math.min(4, serial[s]));
    }
    return f;
  }
}
