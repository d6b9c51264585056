package milliard.corenlp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import milliard.mention.Argument;
import milliard.mention.DateMention;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of deals, a row a deal, by the heads of their columns: {@code
 * models/<lang>/deals/tables.tsv}. A table is lines that begin with {@code |}. Immutable.
 */
final class DealTables {
  private static final Map<Language, DealTables> LOADED = new ConcurrentHashMap<>();
  private static final double CONFIDENCE = 0.85;

  private final Map<String, String> columns = new HashMap<>();
  private final Map<String, Status> statuses = new HashMap<>();
  private final DealDetails details;
  private final String rule;

  private DealTables(Language language) {
    details = DealDetails.of(language);
    rule = language.code() + "/table";
    for (Pack.Line line : Pack.of(language).linesIfPresent("deals/tables.tsv")) {
      List<String> cells = line.cells(2);
      for (String word : cells.get(1).split("\\|")) {
        if (cells.get(0).startsWith("status.")) {
          statuses.put(word, Status.valueOf(cells.get(0).substring(7).toUpperCase(Locale.ROOT)));
        } else {
          columns.put(word, cells.get(0));
        }
      }
    }
  }

  /** The tables of a language. */
  static DealTables of(Language language) {
    return LOADED.computeIfAbsent(language, DealTables::new);
  }

  /**
   * What the tables of a document say.
   *
   * @param deals a deal a row
   * @param rows the rows that were read, whose sentences need no other reading
   */
  record Reading(List<DealMention> deals, List<Span> rows) {}

  /** Reads all tables whose heads name the parties of a deal. */
  Reading read(Document document, List<DateMention> dates) {
    List<DealMention> deals = new ArrayList<>();
    List<Span> rows = new ArrayList<>();
    List<String> head = List.of();
    for (Span line : lines(document.text())) {
      String text = line.in(document.text());
      if (!text.startsWith("|")) {
        head = List.of();
        continue;
      }
      List<Span> cells = cells(line, text);
      if (head.isEmpty()) {
        head = cells.stream().map(c -> column(c.in(document.text()))).toList();
      } else if (!text.matches("[|:\\- ]+")) {
        DealMention deal = row(document, dates, head, cells, line);
        if (deal != null) {
          deals.add(deal);
          rows.add(line);
        }
      }
    }
    return new Reading(List.copyOf(deals), List.copyOf(rows));
  }

  private static List<Span> lines(String text) {
    List<Span> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '\n') continue;
      int from = start;
      int to = i;
      while (from < to && Character.isWhitespace(text.charAt(from))) from++;
      while (to > from && Character.isWhitespace(text.charAt(to - 1))) to--;
      if (to > from) lines.add(new Span(from, to));
      start = i + 1;
    }
    return lines;
  }

  private static List<Span> cells(Span line, String text) {
    List<Span> cells = new ArrayList<>();
    int start = 1;
    for (int i = 1; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '|') continue;
      int from = start;
      int to = i;
      while (from < to && text.charAt(from) == ' ') from++;
      while (to > from && text.charAt(to - 1) == ' ') to--;
      if (i < text.length() || to > from) {
        cells.add(new Span(line.start() + from, line.start() + to));
      }
      start = i + 1;
    }
    return cells;
  }

  private String column(String head) {
    return columns.getOrDefault(head.toLowerCase(Locale.ROOT).strip(), "");
  }

  private @Nullable DealMention row(
      Document document, List<DateMention> dates, List<String> head, List<Span> cells, Span line) {
    DealType type = type(head);
    if (type == null || cells.size() > head.size() + 1) return null;
    Map<Role, List<Argument>> parties = new EnumMap<>(Role.class);
    Amount amount = null;
    PartialDate date = null;
    String round = null;
    Status status = type == DealType.FUNDING ? Status.COMPLETED : Status.ANNOUNCED;
    for (int i = 0; i < Math.min(head.size(), cells.size()); i++) {
      Span cell = cells.get(i);
      String words = cell.in(document.text()).toLowerCase(Locale.ROOT);
      switch (head.get(i)) {
        case "" -> {}
        case "amount" -> {
          for (Amount a : document.amounts()) if (cell.contains(a.span())) amount = a;
        }
        case "round" -> round = details.round(words);
        case "status" -> status = statuses.getOrDefault(words.strip(), status);
        case "date" -> {
          for (DateMention d : dates) if (cell.overlaps(d.span())) date = d.value();
        }
        default -> {
          Role role = Role.valueOf(head.get(i).toUpperCase(Locale.ROOT));
          if (type.roles().contains(role)) parties.put(role, arguments(document, cell, role));
        }
      }
    }
    Role key = type == DealType.FUNDING ? Role.COMPANY : Role.TARGET;
    if (parties.getOrDefault(key, List.of()).isEmpty()) return null;
    List<Argument> arguments = parties.values().stream().flatMap(List::stream).toList();
    Span trigger = parties.getOrDefault(key, List.of()).getFirst().span();
    return new DealMention(
        type,
        status,
        true,
        CONFIDENCE,
        arguments,
        amount,
        amount == null && details.undisclosed(line.in(document.text()).toLowerCase(Locale.ROOT)),
        null,
        null,
        date,
        null,
        null,
        round,
        List.of(new Evidence(line, trigger, rule)));
  }

  private static List<Argument> arguments(Document document, Span cell, Role role) {
    return document.entities(cell).stream()
        .map((Entity e) -> new Argument(role, e.name(), e.text(), e.span(), e.company()))
        .toList();
  }

  private static @Nullable DealType type(List<String> head) {
    if (head.contains("acquirer") && head.contains("target")) return DealType.ACQUISITION;
    boolean money = head.contains("amount");
    boolean backed = head.contains("round") || head.contains("lead_investor");
    return head.contains("company") && money && backed ? DealType.FUNDING : null;
  }
}
