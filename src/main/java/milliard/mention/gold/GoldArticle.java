package milliard.mention.gold;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.json.Json;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.text.Language;
import milliard.text.Span;

/**
 * An article of the corpus with its marks taken out of the text.
 *
 * @param slug the file's name without its ending
 * @param style wire, startup, trade …
 * @param article the article as a reader would get it: language, date, text
 * @param marks names, amounts and percentages, in the order of the text
 * @param deals the deals of the header
 */
public record GoldArticle(
    String slug, String style, Article article, List<Mark> marks, List<GoldDeal> deals) {
  private static final Pattern HEADER =
      Pattern.compile("\\A---\\n(.*?)\\n---\\n(.*)\\z", Pattern.DOTALL);
  private static final Pattern MARK =
      Pattern.compile("\\[([^\\[\\]]+)\\]\\(([A-Z]+)( [a-z_]+)?\\)");

  /**
   * A marked place.
   *
   * @param type {@code ORG PER LOC MISC MONEY PERCENT}
   * @param kind what an amount is of: {@code deal}, {@code revenue}; empty for the others
   */
  public record Mark(Span span, String text, String type, String kind) {}

  public GoldArticle {
    marks = List.copyOf(marks);
    deals = List.copyOf(deals);
  }

  /** All articles of a folder, by file name. */
  public static List<GoldArticle> folder(Path folder, Language language) throws IOException {
    List<GoldArticle> articles = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        articles.add(read(file, language));
      }
    }
    return articles;
  }

  /**
   * Reads one file.
   *
   * @throws IllegalArgumentException with the file's name if it is not in the corpus format
   */
  public static GoldArticle read(Path file, Language language) throws IOException {
    String slug = file.getFileName().toString().replaceFirst("\\.txt$", "");
    try {
      return parse(slug, Files.readString(file), language);
    } catch (Json.JsonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static GoldArticle parse(String slug, String content, Language language)
      throws Json.JsonException {
    Matcher parts = HEADER.matcher(content.replace("\r\n", "\n"));
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected a YAML header between two lines of ---");
    }
    Json header = Json.readYaml(parts.group(1));
    List<Mark> marks = new ArrayList<>();
    String text = plain(parts.group(2), marks).stripTrailing();
    LocalDate published = LocalDate.parse(need(header, "published"));
    List<GoldDeal> deals = new ArrayList<>();
    for (Json deal : header.get("deals").map(Json::elements).orElse(List.of())) {
      deals.add(deal(deal));
    }
    return new GoldArticle(
        slug,
        need(header, "style"),
        Article.ofText(text, language, PublicationDate.of(published)),
        marks,
        deals);
  }

  private static String plain(String marked, List<Mark> marks) {
    StringBuilder text = new StringBuilder();
    Matcher m = MARK.matcher(marked);
    int at = 0;
    while (m.find()) {
      text.append(marked, at, m.start());
      Span span = new Span(text.length(), text.length() + m.group(1).length());
      text.append(m.group(1));
      String kind = m.group(3) == null ? "" : m.group(3).strip();
      marks.add(new Mark(span, m.group(1), m.group(2), kind));
      at = m.end();
    }
    return text.append(marked, at, marked.length()).toString();
  }

  private static GoldDeal deal(Json deal) {
    DealType type = DealType.valueOf(need(deal, "type").toUpperCase(Locale.ROOT));
    Map<Role, List<String>> roles = new EnumMap<>(Role.class);
    for (Role role : type.roles()) {
      List<String> names =
          deal.get(role.id()).map(Json::elements).orElse(List.of()).stream()
              .flatMap(name -> name.asString().stream())
              .toList();
      if (!names.isEmpty()) roles.put(role, names);
    }
    return new GoldDeal(
        type,
        Status.valueOf(need(deal, "status").toUpperCase(Locale.ROOT)),
        flag(deal, "main"),
        roles,
        deal.string("amount").map(GoldAmount::read).orElse(null),
        flag(deal, "undisclosed"),
        deal.string("valuation").map(GoldAmount::read).orElse(null),
        deal.string("stake").map(BigDecimal::new).orElse(null),
        deal.string("date").orElse(null),
        deal.string("duration").orElse(null),
        deal.string("round").orElse(null),
        deal.string("subject").orElse(null),
        deal.get("trigger").map(Json::elements).orElse(List.of()).stream()
            .flatMap(word -> word.asString().stream())
            .toList());
  }

  private static boolean flag(Json deal, String name) {
    return deal.get(name).filter(v -> v instanceof Json.Bool(var value) && value).isPresent();
  }

  private static String need(Json object, String name) {
    return object
        .string(name)
        .orElseThrow(() -> new IllegalArgumentException("the header lacks '" + name + "'"));
  }
}
