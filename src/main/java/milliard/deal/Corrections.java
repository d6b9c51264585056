package milliard.deal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.Role;

/**
 * What the user has put right, kept as a text file and applied again whenever reports become deals.
 *
 * <pre>
 * same  1f00c2d9a1b2c3d4 77aa00c2d9a1b2c3      one deal (ids of deals or of reports)
 * apart 1f00c2d9a1b2c3d4 77aa00c2d9a1b2c3      these reports are a deal of their own
 * not   1f00c2d9a1b2c3d4                       no deal
 * role  1f00c2d9a1b2c3d4 acquirer=Google       fills a role of this report anew
 * </pre>
 *
 * <p>Words stand between blanks, {@code #} begins a comment line. A deal's id is the id of its
 * earliest report.
 */
public final class Corrections {
  /** No corrections. */
  public static final Corrections NONE = new Corrections(List.of(), List.of(), Set.of(), Map.of());

  private final List<Set<String>> joined;
  private final List<Set<String>> apart;
  private final Set<String> dropped;
  private final Map<String, Map<Role, String>> roles;

  private Corrections(
      List<Set<String>> joined,
      List<Set<String>> apart,
      Set<String> dropped,
      Map<String, Map<Role, String>> roles) {
    this.joined = joined;
    this.apart = apart;
    this.dropped = dropped;
    this.roles = roles;
  }

  /** What a correction says of two reports. */
  enum Link {
    JOIN,
    CUT,
    NONE
  }

  /**
   * Reads a file; {@link #NONE} where there is none.
   *
   * @throws IllegalArgumentException with file and line if one is in none of the four forms
   */
  public static Corrections read(Path file) throws IOException {
    if (!Files.exists(file)) return NONE;
    return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
  }

  static Corrections parse(String name, String text) {
    List<Set<String>> joined = new ArrayList<>();
    List<Set<String>> apart = new ArrayList<>();
    Set<String> dropped = new HashSet<>();
    Map<String, Map<Role, String>> roles = new HashMap<>();
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      if (line.isBlank() || line.startsWith("#")) continue;
      List<String> words = Arrays.asList(line.strip().split("\\s+"));
      Set<String> ids = new LinkedHashSet<>(words.subList(1, words.size()));
      String where = name + ":" + number + ": ";
      switch (words.getFirst()) {
        case "same" -> joined.add(ids(where, ids, 2));
        case "apart" -> apart.add(ids(where, ids, 1));
        case "not" -> dropped.addAll(ids(where, ids, 1));
        case "role" -> role(where, line.strip(), words, roles);
        default ->
            throw new IllegalArgumentException(
                where + "read '" + words.getFirst() + "', expected same, apart, not or role");
      }
    }
    return new Corrections(joined, apart, dropped, roles);
  }

  private static Set<String> ids(String where, Set<String> ids, int least) {
    for (String id : ids) {
      if (!id.matches("[0-9a-f]{16}")) {
        throw new IllegalArgumentException(
            where + "read '" + id + "', expected an id of sixteen hex digits");
      }
    }
    if (ids.size() < least) {
      throw new IllegalArgumentException(where + "expected at least " + least + " ids");
    }
    return ids;
  }

  private static void role(
      String where, String line, List<String> words, Map<String, Map<Role, String>> roles) {
    String[] parts = line.split("\\s+", 3);
    int equals = parts.length < 3 ? -1 : parts[2].indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(where + "expected 'role ID ROLE=NAME'");
    }
    ids(where, Set.of(words.get(1)), 1);
    Role role;
    try {
      role = Role.valueOf(parts[2].substring(0, equals).strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          where + "read role '" + parts[2].substring(0, equals) + "', expected one as acquirer", e);
    }
    roles
        .computeIfAbsent(parts[1], id -> new HashMap<>())
        .put(role, parts[2].substring(equals + 1).strip());
  }

  /** The report as corrected; empty if the user says that it is no deal. */
  Optional<Report> apply(Report report) {
    if (dropped.contains(report.id())) return Optional.empty();
    Map<Role, String> fixed = roles.get(report.id());
    if (fixed == null) return Optional.of(report);
    DealMention d = report.mention();
    List<Argument> arguments = new ArrayList<>();
    for (Argument a : d.arguments()) if (!fixed.containsKey(a.role())) arguments.add(a);
    fixed.forEach((role, name) -> {
      if (d.type().roles().contains(role) && !name.isEmpty()) {
        arguments.add(new Argument(role, name, name, d.evidence().getFirst().trigger(), null));
      }
    });
    return Optional.of(
        new Report(
            report.id(),
            report.source(),
            new DealMention(
                d.type(),
                d.status(),
                d.main(),
                d.confidence(),
                arguments,
                d.amount(),
                d.undisclosed(),
                d.valuation(),
                d.stake(),
                d.date(),
                d.duration(),
                d.subject(),
                d.round(),
                d.evidence()),
            report.sentence()));
  }

  /** Whether a correction names this report. */
  boolean names(String report) {
    if (dropped.contains(report) || roles.containsKey(report)) return true;
    for (Set<String> group : joined()) if (group.contains(report)) return true;
    return false;
  }

  Link link(String a, String b) {
    for (Set<String> group : apart) if (group.contains(a) != group.contains(b)) return Link.CUT;
    for (Set<String> group : apart) if (group.contains(a) && group.contains(b)) return Link.JOIN;
    for (Set<String> group : joined) if (group.contains(a) && group.contains(b)) return Link.JOIN;
    return Link.NONE;
  }

  /** The reports that the user has put into one deal with this one. */
  public Set<String> joinedWith(String report) {
    Set<String> others = new LinkedHashSet<>();
    for (Set<String> group : joined()) if (group.contains(report)) others.addAll(group);
    return others;
  }

  /** Groups whose reports are of one deal. */
  List<Set<String>> joined() {
    List<Set<String>> all = new ArrayList<>(joined);
    all.addAll(apart);
    return all;
  }
}
