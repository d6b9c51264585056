package milliard.corenlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.text.Pack;

/**
 * What the numbers of the encoder stand for, in order, as {@code models/encoder/heads.tsv} says.
 * Immutable.
 */
final class EncoderHeads {
  /** A buyer of something without a name, where others have a role. */
  private static final String NOBODY = DealType.ACQUISITION.id() + ".nobody";

  final int roles;
  final int pairs;
  final int types;

  /** For each relation, whether both sides have the same role. */
  final List<Boolean> mutual;

  /** Numbers of one side of a relation. */
  final int width;

  /** The place of a buyer of something without a name among the roles; -1 for none. */
  final int nobody;

  private final int[][] role;
  private final int[][] pair;
  private final int[] type;

  private EncoderHeads(
      List<String> roles, List<String> pairs, List<Boolean> mutual, List<String> types, int width) {
    this.roles = roles.size();
    this.pairs = pairs.size();
    this.types = types.size();
    this.mutual = List.copyOf(mutual);
    this.width = width;
    nobody = roles.indexOf(NOBODY);
    role = places(roles);
    pair = places(pairs);
    type = Arrays.stream(DealType.values()).mapToInt(t -> types.indexOf(t.id())).toArray();
  }

  private static int[][] places(List<String> names) {
    int[][] places = new int[DealType.values().length][Role.values().length];
    for (DealType type : DealType.values()) {
      for (Role role : Role.values()) {
        places[type.ordinal()][role.ordinal()] = names.indexOf(DealScorer.question(type, role));
      }
    }
    return places;
  }

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
    return new EncoderHeads(roles, pairs, mutual, types, width);
  }

  /** The place of a role of a type; -1 for none. */
  int role(DealType type, Role role) {
    return this.role[type.ordinal()][role.ordinal()];
  }

  /** The place of the relation whose first side has a role; -1 for none. */
  int pair(DealType type, Role first) {
    return pair[type.ordinal()][first.ordinal()];
  }

  /** The place of a type among those of sums; -1 for none. */
  int type(DealType type) {
    return this.type[type.ordinal()];
  }

  /** Numbers of one place in the text. */
  int size() {
    return roles + 2 * pairs * width + types + 2 * width;
  }
}
