package milliard.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.EntityType;
import milliard.mention.Role;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/** What was found, in words for people. */
final class Words {
  private final PrintStream out;

  Words(PrintStream out) {
    this.out = out;
  }

  /** An article's deals, then its other amounts and its names. */
  void article(@Nullable String title, AnnotatedArticle said) {
    if (title != null) out.println("== " + title);
    String text = said.article().text();
    if (said.article().language() == null) {
      out.println("The language of the text is not known; nothing was read. --lang says it.");
    }
    if (said.deals().isEmpty()) out.println("No deal.");
    for (DealMention deal : said.deals()) deal(deal, text);
    var taken = new TreeSet<Integer>();
    for (DealMention d : said.deals()) {
      if (d.amount() != null) taken.add(d.amount().span().start());
      if (d.valuation() != null) taken.add(d.valuation().span().start());
    }
    List<String> others = new ArrayList<>();
    for (Amount amount : said.amounts()) {
      if (!taken.contains(amount.span().start())) {
        others.add(flat(amount.text()) + " = " + amount(amount));
      }
    }
    list("other amounts", others);
    for (EntityType type : EntityType.values()) {
      Map<String, Long> names =
          said.entities().stream()
              .filter(e -> e.type() == type)
              .collect(
                  Collectors.groupingBy(
                      e -> flat(e.name()), LinkedHashMap::new, Collectors.counting()));
      list(
          switch (type) {
            case ORG -> "organizations";
            case PER -> "people";
            case LOC -> "places";
            case MISC -> "other names";
          },
          names.entrySet().stream()
              .map(e -> e.getValue() > 1 ? e.getKey() + " (" + e.getValue() + ")" : e.getKey())
              .toList());
    }
    for (String note : said.notes()) out.println("note: " + note);
  }

  private void list(String title, List<String> values) {
    if (!values.isEmpty()) out.println(title + ": " + String.join(", ", values));
  }

  private void deal(DealMention deal, String text) {
    out.println(
        deal.type().id()
            + " · "
            + deal.status().id()
            + (deal.main() ? "" : " · background")
            + " · confidence "
            + BigDecimal.valueOf(Math.round(deal.confidence() * 100), 2));
    for (Role role : deal.type().roles()) {
      String names =
          deal.arguments(role).stream()
              .map(Argument::name)
              .distinct()
              .collect(Collectors.joining(", "));
      field(role.id(), names.isEmpty() ? null : names);
    }
    field(
        "amount",
        deal.amount() == null ? deal.undisclosed() ? "undisclosed" : null : amount(deal.amount()));
    field("valuation", deal.valuation() == null ? null : amount(deal.valuation()));
    field("stake", deal.stake() == null ? null : deal.stake().toPlainString() + " %");
    field("round", deal.round());
    field("date", deal.date() == null ? null : deal.date().iso());
    field("duration", deal.duration() == null ? null : deal.duration().toString());
    field("subject", deal.subject());
    var first = deal.evidence().getFirst();
    field(
        "said",
        "“" + flat(first.sentence().in(text)) + "” [" + flat(first.trigger().in(text)) + "]");
    out.println();
  }

  private void field(String name, @Nullable String value) {
    if (value != null) out.printf("  %-13s %s%n", name.replace('_', ' '), value);
  }

  /** An amount in words: {@code more than 10,000,000,000 USD}. */
  static String amount(Amount a) {
    String words =
        switch (a.modality()) {
          case EXACTLY -> "";
          case ABOUT -> "about ";
          case AT_LEAST -> "at least ";
          case MORE_THAN -> "more than ";
          case AT_MOST -> "at most ";
          case LESS_THAN -> "less than ";
          case BETWEEN -> "between ";
        };
    if (a.value() != null) return words + number(a.value()) + " " + a.currency();
    String low = a.low() == null ? "0" : number(a.low());
    return a.high() == null
        ? "at least " + low + " " + a.currency()
        : "between " + low + " and " + number(a.high()) + " " + a.currency();
  }

  static String number(BigDecimal value) {
    return NumberFormat.getNumberInstance(Locale.ENGLISH).format(value);
  }

  static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
