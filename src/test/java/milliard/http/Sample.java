package milliard.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.Home;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.company.Companies;
import milliard.index.DealIndex;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.MoneyReader;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Annotated articles written with their marks in the text: {@code {acquirer|Google} a {!|racheté}
 * {target|Wiz} pour {$|32 milliards de dollars}}; {@code ~} before a name that is no company's. No
 * model is needed.
 */
final class Sample {
  private static final Pattern MARK = Pattern.compile("\\{([a-z_!$]+)\\|([^}]*)}");

  /** Addresses that a page must not follow, or not as they are. */
  private static final List<String> HOSTILE =
      List.of(
          "javascript:window.hit=1//",
          "data:text/html,%3Cscript%3Ewindow.hit=1%3C/script%3E",
          "https://news.example/%22onmouseover=%22window.hit=1",
          "vbscript:window.hit=1//",
          "file:///etc/passwd?");

  private final DealIndex index;
  private String url = "https://news.example/";

  private Sample(DealIndex index) {
    this.index = index;
  }

  /** A home with eight articles of six deals. */
  static Home home(Path folder) throws IOException {
    var home = new Home(folder);
    try (DealIndex index = home.open()) {
      var sample = new Sample(index);
      sample.put(
          "a1",
          "fr",
          "2025-03-18",
          "La Gazette",
          "acquisition",
          "announced",
          "{acquirer|Google} {!|rachète} la société {target|Wiz} pour {$|32 milliards de dollars},"
              + " un record.");
      sample.put(
          "a2",
          "en",
          "2025-03-19",
          "Deal Wire",
          "acquisition",
          "announced",
          "{acquirer|Google} has agreed to {!|buy} {target|Wiz} for {$|$32 billion} in cash.");
      sample.put(
          "a3",
          "en",
          "2025-03-02",
          "Quiet Margin",
          "acquisition",
          "rumoured",
          "{acquirer|Google} is said to {!|weigh a bid} for {target|Wiz} worth {$|about $30"
              + " billion}.");
      sample.put(
          "a4",
          "fr",
          "2025-09-09",
          "La Gazette",
          "funding",
          "completed",
          "{company|Mistral AI} {!|lève} {$|1,7 milliard d'euros} auprès d’{lead_investor|ASML}.");
      sample.put(
          "a5",
          "fr",
          "2025-08-22",
          "La Gazette",
          "contract",
          "signed",
          "{customer|Meta} a {!|signé} un contrat de {$|plus de 10 milliards de dollars} avec"
              + " {provider|Google Cloud}. 🚀");
      sample.put(
          "a6",
          "en",
          "2024-11-05",
          "Deal Wire",
          "funding",
          "completed",
          "Paris start-up {company|Pigment} {!|raised} {$|$145 million} led by"
              + " {lead_investor|ICONIQ} and {investor|~Anne Dubois}.");
      sample.put(
          "a7",
          "en",
          "2025-05-14",
          "Deal Wire",
          "partnership",
          "announced",
          "{partner|Nvidia} and {partner|Mistral AI} {!|team up} on data centres.");
      sample.put(
          "a8",
          "fr",
          "2025-01-10",
          "La Gazette",
          "legal",
          "completed",
          "La {authority|CNIL} {!|inflige} à {defendant|Orange} une amende de {$|50 millions"
              + " d’euros}.");
      index.commit();
    }
    return home;
  }

  /** Adds an article whose headline, author, site, text and names are this text. */
  static void hostile(Home home, List<String> texts) throws IOException {
    try (DealIndex index = home.open()) {
      var sample = new Sample(index);
      int number = 0;
      for (String text : texts) {
        String safe = text.replace("{", "(").replace("}", ")").replace("|", "/");
        sample.url = HOSTILE.get(number % HOSTILE.size());
        sample.put(
            "x" + number++,
            "en",
            "2025-06-01",
            text,
            "acquisition",
            "announced",
            "{acquirer|Acme"
                + number
                + " "
                + safe
                + "} {!|buys} {target|Zorg"
                + number
                + " "
                + safe
                + "} for {$|$"
                + number
                + " million}. "
                + safe);
      }
      index.commit();
    }
  }

  private void put(
      String article,
      String lang,
      String day,
      String site,
      String type,
      String status,
      String marked)
      throws IOException {
    var text = new StringBuilder();
    List<Argument> arguments = new ArrayList<>();
    List<Entity> entities = new ArrayList<>();
    @Nullable Span trigger = null;
    @Nullable Span money = null;
    Matcher mark = MARK.matcher(marked);
    int at = 0;
    while (mark.find()) {
      text.append(marked, at, mark.start());
      boolean company = !mark.group(2).startsWith("~");
      String words = company ? mark.group(2) : mark.group(2).substring(1);
      var span = new Span(text.length(), text.length() + words.length());
      text.append(words);
      at = mark.end();
      switch (mark.group(1)) {
        case "!" -> trigger = span;
        case "$" -> money = span;
        default -> {
          String id = company ? Companies.common().resolve(words).id() : null;
          arguments.add(
              new Argument(
                  Role.valueOf(mark.group(1).toUpperCase(Locale.ROOT)), words, words, span, id));
          entities.add(
              new Entity(id == null ? EntityType.PER : EntityType.ORG, span, words, words, id));
        }
      }
    }
    text.append(marked.substring(at));
    String body = text.toString();
    var language = new Language(lang);
    String headline = "Headline of " + article + ": " + site;
    int shift = headline.length() + 2;
    List<Amount> amounts = new ArrayList<>();
    if (money != null) {
      Amount read = MoneyReader.of(language).read(money.in(body)).amounts().getFirst();
      amounts.add(read.shift(money.start() + shift));
    }
    var written =
        new Article(
            URI.create(url + article),
            language,
            headline,
            List.of(site),
            PublicationDate.of(LocalDate.parse(day)),
            null,
            site,
            null,
            List.of(),
            null,
            null,
            false,
            body + "\n\n" + "A second paragraph of " + site + ".");
    if (trigger == null) throw new IllegalArgumentException("no trigger in " + marked);
    var deal =
        new DealMention(
            DealType.valueOf(type.toUpperCase(Locale.ROOT)),
            Status.valueOf(status.toUpperCase(Locale.ROOT)),
            true,
            0.9,
            arguments.stream()
                .map(a ->
                    new Argument(a.role(), a.name(), a.text(), a.span().shift(shift), a.company()))
                .toList(),
            amounts.isEmpty() ? null : amounts.getFirst(),
            false,
            null,
            null,
            new PartialDate(day.substring(0, 7)),
            null,
            null,
            null,
            List.of(
                new Evidence(
                    new Span(shift, shift + body.length()),
                    trigger.shift(shift),
                    lang + "/" + type + "/sample")));
    index.put(
        article,
        new AnnotatedArticle(
            written,
            entities.stream()
                .map(e ->
                    new Entity(e.type(), e.span().shift(shift), e.text(), e.name(), e.company()))
                .toList(),
            amounts,
            List.of(),
            List.of(),
            List.of(deal),
            List.of()));
  }
}
