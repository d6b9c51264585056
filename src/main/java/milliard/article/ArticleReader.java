package milliard.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import milliard.fetch.Page;
import milliard.text.Language;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Reads the article out of a page. Immutable; any number of threads may share one. */
public final class ArticleReader {
  /** What a page turned out to be. */
  public sealed interface Reading {
    /** An article. */
    record Found(Article article) implements Reading {}

    /** No article, and why: an index page, an error page, a consent wall, nothing to read. */
    record NotAnArticle(String reason) implements Reading {}
  }

  private static final Hints HINTS = Hints.load();
  private static final Phrases PHRASES = Phrases.load();
  private static final MetaNames NAMES = MetaNames.load();
  private static final WrittenDate DATES = WrittenDate.load();

  private final BodyReader bodies = new BodyReader(PHRASES);

  /** Reads a page as it was fetched. */
  public Reading read(Page page) {
    return read(Decoder.decode(page.body(), page.header("content-type")), page.url());
  }

  /** Reads a page whose characters are already known. */
  public Reading read(String html, URI url) {
    Document document = Jsoup.parse(Mojibake.repair(html), url.toString());
    Facts facts = Facts.of(document, HINTS);
    String host = url.getHost() == null ? "" : url.getHost();
    String site = facts.meta(NAMES.of("site")).stream().findFirst().orElse(null);
    SiteName names = new SiteName(site, host);
    String headline = Headlines.of(facts, NAMES.of("headline"), names);
    facts.headlineIs(headline);
    Region layout = Layout.of(document.body(), HINTS);
    List<String> top = around(layout, headline);
    String body = String.join("\n\n", bodies.read(layout, facts, headline, HINTS));
    if (body.isEmpty()) return new Reading.NotAnArticle("no paragraph of text");
    Language language = LanguageIdentifier.identify(headline + "\n" + body).orElse(null);
    boolean dayFirst = language == null || !language.equals(Language.ENGLISH);
    PageDates dates = new PageDates(DATES, facts, NAMES, url, dayFirst, (Instant) null);
    return new Reading.Found(
        new Article(
            url,
            language,
            headline,
            new Authors(PHRASES, facts, NAMES, names).read(top),
            dates.published(top),
            dates.modified(),
            site,
            null,
            List.of(),
            null,
            null,
            false,
            body));
  }

  /** The lines around the headline, or the first ones of the page. */
  private static List<String> around(Region layout, String headline) {
    List<String> lines = layout.blocks().stream().map(Block::text).toList();
    int at = 0;
    while (at < lines.size() && !Headlines.same(lines.get(at), headline)) at++;
    if (at == lines.size()) at = 0;
    return lines.subList(Math.max(0, at - 4), Math.min(lines.size(), at + 20));
  }
}
