package milliard.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import milliard.text.Pack;
import org.jspecify.annotations.Nullable;

/**
 * The currencies of the world and their families, from {@code models/money}; says which one a unit
 * is where several countries share its name. Immutable once loaded.
 */
final class Currencies {
  /** A sign or code as written, as {@code US$}. */
  record Sign(String form, Unit unit, Pack.Line line) {}

  private final Map<String, String> defaults = new HashMap<>();
  private final Map<String, String> families = new HashMap<>();
  private final Map<String, String> byCountry = new HashMap<>();
  private final Map<String, String> countries = new HashMap<>();
  private final Set<String> hinted = new HashSet<>();
  private final Set<String> risky = new HashSet<>();
  private final Set<String> placed = new HashSet<>();
  private final List<Sign> signs = new ArrayList<>();

  Currencies(Pack common) {
    for (Pack.Line line : common.lines("money/families.tsv")) family(line);
    for (Pack.Line line : common.lines("money/currencies.tsv")) currency(line);
  }

  private void family(Pack.Line line) {
    List<String> cells = line.cells(4);
    String family = cells.get(0);
    defaults.put(family, cells.get(1));
    families.put(cells.get(1), family);
    if (cells.get(3).equals("hinted")) hinted.add(family);
    for (String sign : cells.get(2).split(" ")) {
      if (!sign.isEmpty()) signs.add(new Sign(sign, new Unit(family, null, Unit.How.SIGN), line));
    }
  }

  private void currency(Pack.Line line) {
    List<String> cells = line.cells(2);
    String code = cells.get(0);
    String family = cells.get(1);
    if (!defaults.containsKey(family)) throw line.error("no family '" + family + "'");
    families.put(code, family);
    if (cells.size() > 2 && !cells.get(2).isEmpty()) {
      byCountry.put(family + ' ' + cells.get(2), code);
      countries.put(code, cells.get(2));
    }
    String caution = cells.size() > 4 ? cells.get(4) : "";
    switch (caution) {
      case "" -> {}
      case "risky" -> risky.add(code);
      case "placed" -> placed.add(code);
      default -> throw line.error("'" + caution + "': expected risky or placed");
    }
    Unit unit = new Unit(family, code, Unit.How.SIGN);
    signs.add(new Sign(code, unit, line));
    if (cells.size() < 4) return;
    for (String sign : cells.get(3).split(" ")) {
      if (!sign.isEmpty()) signs.add(new Sign(sign, unit, line));
    }
  }

  /** All signs and codes. */
  List<Sign> signs() {
    return List.copyOf(signs);
  }

  Set<String> codes() {
    return Set.copyOf(families.keySet());
  }

  /** A unit by the name of a family or the code of a currency. */
  Unit unit(String name, Unit.How how, BigDecimal factor) {
    return defaults.containsKey(name)
        ? new Unit(name, null, how, factor)
        : new Unit(family(name), name, how, factor);
  }

  private String family(String code) {
    String family = families.get(code);
    if (family == null) throw new IllegalStateException("no currency " + code);
    return family;
  }

  /**
   * The code of a unit: as written, else by country, else by the places named, else the default.
   */
  String code(Unit unit, @Nullable String country, Set<String> places) {
    if (unit.code() != null) return unit.code();
    String family = unit.family();
    if (country != null) {
      String code = of(family, country);
      if (code != null) return code;
    }
    if (hinted.contains(family)) {
      for (String place : places) {
        String code = of(family, place);
        if (code != null) return code;
      }
    }
    String code = defaults.get(family);
    if (code == null) throw new IllegalStateException("no currency family " + family);
    return code;
  }

  /** Whether the code is also a word or a name. */
  boolean risky(String code) {
    return risky.contains(code);
  }

  /** Whether the code is more often a name, and money only where its country is named. */
  boolean placed(String code) {
    return placed.contains(code);
  }

  /** Whether a country named anywhere in the text decides between the currencies of a family. */
  boolean hinted(String family) {
    return hinted.contains(family);
  }

  /** Whether a country of the text uses this currency. */
  boolean named(String code, Set<String> places) {
    for (String place : places) {
      if (code.equals(of(family(code), place))) return true;
    }
    return false;
  }

  /** The currency of a family in a country. */
  @Nullable String of(String family, String country) {
    return byCountry.get(family + ' ' + country);
  }

  /** The country of a currency that shares its family, else null. */
  @Nullable String country(String code) {
    return countries.get(code);
  }
}
