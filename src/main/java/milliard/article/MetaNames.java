package milliard.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import milliard.text.Pack;

/** Names of meta elements by what they tell, best first: {@code models/article/meta.tsv}. */
final class MetaNames {
  private final Map<String, List<String>> names = new HashMap<>();

  private MetaNames() {}

  static MetaNames load() {
    MetaNames all = new MetaNames();
    for (Pack.Line line : Pack.common().lines("article/meta.tsv")) {
      var cells = line.cells(2);
      all.names.computeIfAbsent(cells.get(0), k -> new ArrayList<>()).add(cells.get(1));
    }
    return all;
  }

  List<String> of(String field) {
    return names.getOrDefault(field, List.of());
  }
}
