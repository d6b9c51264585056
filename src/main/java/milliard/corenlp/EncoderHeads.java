package milliard.corenlp;

import java.util.ArrayList;
import java.util.List;
import milliard.text.Pack;

/**
 * What the numbers of the encoder stand for, in order, as {@code models/encoder/heads.tsv} says.
 *
 * @param roles roles of parties, {@code acquisition.target}
 * @param pairs relations of two parties, by the type and the role of the first
 * @param mutual for each relation, whether both sides have the same role
 * @param types types of deals that a sum may belong to
 * @param width numbers of one side of a relation
 */
record EncoderHeads(
    List<String> roles, List<String> pairs, List<Boolean> mutual, List<String> types, int width) {

  static EncoderHeads read(Pack pack, String file) {
    List<String> roles = new ArrayList<>();
    List<String> pairs = new ArrayList<>();
    List<Boolean> mutual = new ArrayList<>();
    List<String> types = new ArrayList<>();
    int width = 0;
    for (Pack.Line line : pack.lines(file)) {
      List<String> cells = line.cells(2);
      switch (cells.getFirst()) {
        case "role" -> roles.add(cells.get(1));
        case "pair", "mutual" -> {
          pairs.add(cells.get(1));
          mutual.add(cells.getFirst().equals("mutual"));
        }
        case "sum" -> types.add(cells.get(1));
        case "width" -> width = Integer.parseInt(cells.get(1));
        default -> throw line.error("expected role, pair, mutual, sum or width");
      }
    }
    return new EncoderHeads(
        List.copyOf(roles), List.copyOf(pairs), List.copyOf(mutual), List.copyOf(types), width);
  }

  /** Numbers of one place. */
  int size() {
    return roles.size() + 2 * pairs.size() * width + types.size() + 2 * width;
  }
}
