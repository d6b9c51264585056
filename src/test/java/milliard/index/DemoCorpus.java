package milliard.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import milliard.article.Article;
import milliard.article.ArticleReader;
import milliard.article.ArticleReader.Reading;
import milliard.article.PublicationDate;
import milliard.company.Companies;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.Modality;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The articles of the demo corpus with their gold deals, as if extraction were perfect: what
 * merging and search are measured with, apart from it.
 */
public final class DemoCorpus {
  private static final Path SITES = Path.of("corpus/sites");

  private DemoCorpus() {}

  /** An article and the ids of its deals in the gold, in the order of its deals. */
  public record Gold(String id, AnnotatedArticle said, List<String> deals) {}

  public static List<Gold> read() {
    try {
      Json json = Json.readYaml(Files.readString(SITES.resolve("expected.yaml")));
      List<Gold> articles = new ArrayList<>();
      for (Json article : json.get("articles").orElseThrow().elements())
        articles.add(gold(article));
      return articles;
    } catch (Json.JsonException | IOException e) {
      throw new IllegalStateException(SITES + "/expected.yaml", e);
    }
  }

  private static Gold gold(Json json) {
    URI url = URI.create(json.string("url").orElseThrow());
    var language = new Language(json.string("language").orElseThrow());
    String body = body(url);
    String headline = json.string("headline").orElseThrow();
    var article =
        new Article(
            url,
            language,
            headline,
            List.of(),
            PublicationDate.of(LocalDate.parse(json.string("published").orElseThrow())),
            null,
            null,
            null,
            List.of(),
            null,
            null,
            false,
            body);
    List<DealMention> deals = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Json deal : json.get("deals").orElseThrow().elements()) {
      deals.add(deal(deal, article.text()));
      ids.add(deal.string("deal_id").orElseThrow());
    }
    return new Gold(
        url.toString(),
        new AnnotatedArticle(article, List.of(), List.of(), List.of(), List.of(), deals, List.of()),
        ids);
  }

  private static String body(URI url) {
    Path file = SITES.resolve(url.getHost() + url.getPath());
    try {
      if (Files.isDirectory(file)) file = file.resolve("index.html");
      byte[] bytes = Files.readAllBytes(file);
      String html = new String(bytes, StandardCharsets.UTF_8);
      if (html.indexOf('\ufffd') >= 0) html = new String(bytes, "windows-1252");
      return switch (new ArticleReader().read(html, url)) {
        case Reading.Found(var article) -> article.body();
        case Reading.NotAnArticle n -> "";
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DealMention deal(Json json, String text) {
    DealType type = DealType.valueOf(upper(json, "type"));
    List<Argument> arguments = new ArrayList<>();
    for (Role role : type.roles()) {
      for (Json name : json.get(role.id()).map(Json::elements).orElse(List.of())) {
        String said = name.asString().orElseThrow();
        arguments.add(
            new Argument(role, said, said, new Span(0, 0), Companies.common().resolve(said).id()));
      }
    }
    Span sentence = sentence(text, arguments);
    return new DealMention(
        type,
        Status.valueOf(upper(json, "status")),
        json.get("main").orElseThrow() instanceof Json.Bool(var main) && main,
        0.9,
        arguments,
        json.string("amount").map(DemoCorpus::amount).orElse(null),
        json.get("undisclosed").isPresent(),
        json.string("valuation").map(DemoCorpus::amount).orElse(null),
        json.string("stake").map(BigDecimal::new).orElse(null),
        json.string("date").map(PartialDate::new).orElse(null),
        json.string("duration").map(Period::parse).orElse(null),
        json.string("subject").orElse(null),
        json.string("round").orElse(null),
        List.of(new Evidence(sentence, sentence, "gold")));
  }

  /** The paragraph's sentence that names the most parties. */
  private static Span sentence(String text, List<Argument> arguments) {
    Span best = new Span(0, Math.max(0, text.indexOf("\n\n")));
    int most = -1;
    var sentences = java.text.BreakIterator.getSentenceInstance(Locale.ENGLISH);
    sentences.setText(text);
    int start = 0;
    for (int end = sentences.next(); end != java.text.BreakIterator.DONE; end = sentences.next()) {
      String said = text.substring(start, end);
      int named = (int) arguments.stream().filter(a -> said.contains(a.name())).count();
      if (named > most) {
        most = named;
        best = new Span(start, end);
      }
      start = end;
    }
    return best;
  }

  static Amount amount(String text) {
    String[] words = text.split(" ");
    Modality modality = Modality.valueOf(words[0].toUpperCase(Locale.ROOT));
    String currency = words[words.length - 1];
    BigDecimal first = new BigDecimal(words[1]);
    @Nullable BigDecimal value = modality == Modality.BETWEEN ? null : first;
    @Nullable BigDecimal low =
        modality == Modality.AT_MOST || modality == Modality.LESS_THAN ? null : first;
    @Nullable BigDecimal high =
        switch (modality) {
          case AT_LEAST, MORE_THAN -> null;
          case BETWEEN -> new BigDecimal(words[2]);
          case EXACTLY, ABOUT, AT_MOST, LESS_THAN -> first;
        };
    return new Amount(new Span(0, 0), text, value, low, high, modality, currency);
  }

  private static String upper(Json json, String name) {
    return json.string(name).orElseThrow().toUpperCase(Locale.ROOT);
  }

  /** The deal's gold id → the articles that tell it. */
  static Map<String, List<String>> deals(List<Gold> articles) {
    Map<String, List<String>> deals = new LinkedHashMap<>();
    for (Gold gold : articles) {
      for (String id : gold.deals())
        deals.computeIfAbsent(id, i -> new ArrayList<>()).add(gold.id());
    }
    return deals;
  }
}
