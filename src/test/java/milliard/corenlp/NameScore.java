package milliard.corenlp;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import milliard.mention.EntityType;

/** Precision, recall and F1 of names by type: exact span and type. */
final class NameScore {
  private final Map<EntityType, int[]> counts = new EnumMap<>(EntityType.class);

  void add(NameGold gold, List<NameGold.Mark> found) {
    Set<NameGold.Mark> right = new HashSet<>(gold.names());
    for (EntityType type : EntityType.values()) {
      int[] c = counts.computeIfAbsent(type, t -> new int[3]);
      for (NameGold.Mark mark : found) {
        if (mark.type() == type) c[right.contains(mark) ? 0 : 1]++;
      }
      c[2] += (int) gold.names().stream().filter(m -> m.type() == type).count();
    }
  }

  double precision(EntityType type) {
    int[] c = counts.get(type);
    return c[0] + c[1] == 0 ? 0 : (double) c[0] / (c[0] + c[1]);
  }

  double recall(EntityType type) {
    int[] c = counts.get(type);
    return c[2] == 0 ? 0 : (double) c[0] / c[2];
  }

  double f1(EntityType type) {
    double p = precision(type);
    double r = recall(type);
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
  }

  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    for (EntityType t : counts.keySet()) {
      s.append(
          String.format(
              Locale.ROOT,
              "%s P %.3f R %.3f F %.3f (%d)  ",
              t,
              precision(t),
              recall(t),
              f1(t),
              counts.get(t)[2]));
    }
    return s.toString();
  }
}
