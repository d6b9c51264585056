package milliard.company;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * The table of companies ({@code models/companies.tsv}) with the user's corrections on top: a name
 * as it was written → the company. A name that nobody knows makes a company of its own, whose id
 * depends on the name alone: legal form, accents, case and punctuation apart. Immutable.
 */
public final class Companies {
  private static final class Common {
    static final Companies TABLE = new Companies(table());
  }

  private final Map<String, Company> byId;
  private final Map<String, Company> byKey = new HashMap<>();
  private final Set<String> none;

  private Companies(Map<String, Company> byId) {
    this(byId, Map.of(), Set.of());
  }

  private Companies(Map<String, Company> byId, Map<String, String> same, Set<String> none) {
    this.byId = byId;
    this.none = none;
    for (Company company : byId.values()) byKey.putIfAbsent(key(company.name()), company);
    for (Company company : byId.values()) {
      for (String alias : company.aliases()) byKey.putIfAbsent(key(alias), company);
    }
    for (Company company : byId.values()) byKey.putIfAbsent(NameKey.bare(company.name()), company);
    same.forEach((key, id) -> byKey.put(key, byId.get(id)));
  }

  /** The table as it is shipped, loaded once. */
  public static Companies common() {
    return Common.TABLE;
  }

  private static Map<String, Company> table() {
    Map<String, Company> companies = new LinkedHashMap<>();
    for (Pack.Line line : Pack.common().linesIfPresent("companies.tsv")) {
      List<String> cells = new ArrayList<>(line.cells(4));
      if (cells.get(0).equals("id")) continue;
      while (cells.size() < 7) cells.add("");
      Company company =
          new Company(
              cells.get(0),
              cells.get(1),
              names(cells.get(2)),
              kind(line, cells.get(3)),
              orNull(cells.get(4)),
              orNull(cells.get(5)),
              names(cells.get(6)),
              true);
      if (companies.put(company.id(), company) != null) {
        throw line.error("the id " + company.id() + " stands twice");
      }
    }
    return companies;
  }

  private static List<String> names(String cell) {
    List<String> names = new ArrayList<>();
    for (String name : cell.split("\\|")) if (!name.isBlank()) names.add(name.strip());
    return names;
  }

  private static Company.Kind kind(Pack.Line line, String cell) {
    try {
      return Company.Kind.valueOf(cell.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw line.error(
          "unknown kind '" + cell + "', expected one of " + List.of(Company.Kind.values()));
    }
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() || cell.equals("-") ? null : cell;
  }

  /**
   * These companies with the user's corrections replayed, one a line, later lines over earlier
   * ones; {@code #} begins a comment:
   *
   * <table>
   *   <caption>corrections</caption>
   *   <tr><th>line</th><th>meaning</th></tr>
   *   <tr><td>{@code same Mistral AI SAS = mistral-ai}</td><td>a name (or id) of this company</td></tr>
   *   <tr><td>{@code name meta = Meta}</td><td>the canonical name of this company</td></tr>
   *   <tr><td>{@code not ChatGPT}</td><td>not a company</td></tr>
   * </table>
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is none of these
   */
  public Companies corrected(Path file) throws IOException {
    return corrected(Files.readAllLines(file, StandardCharsets.UTF_8), file.toString());
  }

  /** As {@link #corrected(Path)}; {@code source} names the lines in messages. */
  public Companies corrected(List<String> lines, String source) {
    Map<String, Company> companies = new LinkedHashMap<>(byId);
    Map<String, String> same = new HashMap<>();
    Set<String> none = new java.util.HashSet<>(this.none);
    Companies now = this;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
      if (line.isEmpty()) continue;
      String[] words = line.split("\\s+", 2);
      String[] sides = words.length < 2 ? new String[0] : words[1].split("\\s+=\\s+", 2);
      switch (words[0]) {
        case "same" -> {
          Company target = now.correctedSide(sides, line, source, i);
          companies.putIfAbsent(target.id(), target);
          String from = sides[0].strip();
          Company merged = companies.get(from);
          if (merged != null && !merged.id().equals(target.id())) {
            companies.remove(from);
            companies.put(target.id(), plus(companies.get(target.id()), merged));
          } else if (merged == null) {
            Company old = Objects.requireNonNull(companies.get(target.id()));
            List<String> aliases = new ArrayList<>(old.aliases());
            if (!key(from).equals(key(old.name()))) aliases.add(from);
            companies.put(old.id(), with(old, old.name(), aliases));
          }
          same.replaceAll((key, id) -> id.equals(from) ? target.id() : id);
          same.put(key(from), target.id());
          none.remove(key(from));
        }
        case "name" -> {
          if (sides.length < 2) throw malformed(line, source, i);
          Company old = now.byId(sides[0].strip()).orElseGet(() -> Companies.unknown(sides[0]));
          companies.put(old.id(), renamed(old, sides[1].strip()));
          same.put(key(sides[0].strip()), old.id());
        }
        case "not" -> {
          if (sides.length != 1) throw malformed(line, source, i);
          none.add(key(sides[0]));
        }
        default -> throw malformed(line, source, i);
      }
      now = new Companies(companies, same, Set.copyOf(none));
    }
    return now;
  }

  private Company correctedSide(String[] sides, String line, String source, int index) {
    if (sides.length < 2) throw malformed(line, source, index);
    return byId(sides[1].strip()).orElseGet(() -> resolve(sides[1].strip()));
  }

  private static IllegalArgumentException malformed(String line, String source, int index) {
    return new IllegalArgumentException(
        source
            + ":"
            + (index + 1)
            + ": expected 'same NAME = COMPANY', 'name ID = NAME' or 'not NAME', read: "
            + line);
  }

  private static Company plus(Company company, Company merged) {
    List<String> aliases = new ArrayList<>(company.aliases());
    aliases.add(merged.name());
    aliases.addAll(merged.aliases());
    return with(company, company.name(), aliases);
  }

  private static Company renamed(Company company, String name) {
    List<String> aliases = new ArrayList<>(company.aliases());
    aliases.add(company.name());
    return with(company, name, aliases);
  }

  private static Company with(Company c, String name, List<String> aliases) {
    return new Company(
        c.id(), name, aliases, c.kind(), c.country(), c.ticker(), c.ambiguous(), c.known());
  }

  /** All that the table holds, in its order. */
  public Collection<Company> all() {
    return byId.values();
  }

  /** The company with this id. */
  public Optional<Company> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The company of a name as it was written; one that is not known comes back with an id from its
   * name. {@code Informatica Inc.} and {@code informatica} are one.
   */
  public Company resolve(String name) {
    return known(name).orElseGet(() -> unknown(name));
  }

  /** The company of a name, if the table has it. */
  public Optional<Company> known(String name) {
    Company company = byKey.get(key(name));
    return Optional.ofNullable(company != null ? company : byKey.get(NameKey.bare(name)));
  }

  /** Whether the user said that this name is not a company. */
  public boolean isNone(String name) {
    return none.contains(key(name));
  }

  /**
   * The companies whose name, alias or id holds these words: those called so first, then those that
   * have them as whole words, each in the table's order. None where there are no words.
   */
  public List<Company> search(String words) {
    String wanted = key(words);
    if (wanted.isEmpty()) return List.of();
    List<List<Company>> ranks = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Company company : byId.values()) {
      int best = company.id().contains(words) ? rank(company.id().replace('-', ' '), wanted) : 3;
      best = Math.min(best, rank(key(company.name()), wanted));
      for (String alias : company.aliases()) best = Math.min(best, rank(key(alias), wanted));
      if (best < ranks.size()) ranks.get(best).add(company);
    }
    return ranks.stream().flatMap(List::stream).toList();
  }

  private static int rank(String key, String wanted) {
    if (key.equals(wanted)) return 0;
    if ((" " + key + " ").contains(" " + wanted + " ")) return 1;
    return key.contains(wanted) ? 2 : 3;
  }

  private static Company unknown(String name) {
    return new Company(
        NameKey.id(name),
        name.strip(),
        List.of(),
        Company.Kind.COMPANY,
        null,
        null,
        List.of(),
        false);
  }

  private static String key(String name) {
    return NameKey.full(name);
  }
}
