package milliard.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import milliard.article.Phrases.Kind;
import milliard.fetch.Page;
import milliard.text.Language;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads the article out of a page: what the page declares of it (JSON-LD, meta elements,
 * microdata), what it shows, and the region that holds its text. Immutable; any number of threads
 * may share one.
 *
 * <p>Time and memory are bounded: a page of more than {@value #LARGEST} chars or {@value
 * #MOST_TAGS} tags is not read, and elements nested deeper than jsoup's 512 are flattened.
 */
public final class ArticleReader {
  /** What a page turned out to be. */
  public sealed interface Reading {
    /** An article. */
    record Found(Article article) implements Reading {}

    /**
     * No article, and why: an index page, an error page, a consent wall, nothing to read.
     *
     * @param headline of a page about one thing that has no text: a gallery, a film; else empty
     * @param published of the same; null = not known
     */
    record NotAnArticle(String reason, String headline, @Nullable PublicationDate published)
        implements Reading {
      NotAnArticle(String reason) {
        this(reason, "", null);
      }
    }
  }

  private static final int LARGEST = 16_000_000;
  private static final int MOST_TAGS = 400_000;

  private static final Hints HINTS = Hints.load();
  private static final Phrases PHRASES = Phrases.load();
  private static final MetaNames NAMES = MetaNames.load();
  private static final WrittenDate DATES = WrittenDate.load();

  private final BodyReader bodies = new BodyReader(PHRASES);
  private final PageKind kinds = new PageKind(PHRASES);

  /** Reads a page as it was fetched. */
  public Reading read(Page page) {
    if (page.status() >= 400) return new Reading.NotAnArticle("HTTP status " + page.status());
    if (page.body().length > LARGEST) return tooLarge(page.body().length, "bytes", LARGEST);
    String html = Decoder.decode(page.body(), page.header("content-type"));
    return read(html, page.url(), page.fetched().equals(Instant.EPOCH) ? null : page.fetched());
  }

  /** Reads a page whose characters are already known. */
  public Reading read(String html, URI url) {
    return read(html, url, null);
  }

  private static Reading tooLarge(long size, String unit, int limit) {
    return new Reading.NotAnArticle(
        String.format(Locale.ROOT, "a page of %,d %s: more than %,d", size, unit, limit));
  }

  /**
   * @param now to which "3 hours ago" counts; null = relative dates are not read
   */
  private Reading read(String html, URI url, @Nullable Instant now) {
    if (html.length() > LARGEST) return tooLarge(html.length(), "chars", LARGEST);
    long tags = html.chars().filter(c -> c == '<').count();
    if (tags > MOST_TAGS) return tooLarge(tags, "tags", MOST_TAGS);

    Document document = Jsoup.parse(Mojibake.repair(html), url.toString());
    Facts facts = Facts.of(document, HINTS);
    MetadataReader metadata = new MetadataReader(facts, NAMES, url);
    URI at = url.getHost() == null ? metadata.canonical() : url;
    String host = at.getHost() == null ? "" : at.getHost();
    String site = metadata.site();
    SiteName names = new SiteName(metadata.siteNames(), facts.home, metadata.sections(), host);
    String headline = Headlines.of(facts, NAMES.of("headline"), names, at);
    facts.headlineIs(headline);

    Region layout = Layout.of(document.body(), HINTS, facts.seen);
    List<String> paragraphs = bodies.read(layout, facts, headline, HINTS);
    String body = String.join("\n\n", paragraphs);
    Language language = LanguageIdentifier.identify(headline + "\n" + body).orElse(null);
    boolean dayFirst = dayFirst(language, metadata.language(), host);
    PageDates dates = new PageDates(DATES, facts, NAMES, at, dayFirst, now);
    PageLines lines = PageLines.of(layout, headline, paragraphs);
    PublicationDate published = dates.published(lines, paragraphs);
    Optional<Reading.NotAnArticle> none =
        kinds.notAnArticle(url, facts, metadata, headline, body, published, layout);
    if (none.isPresent()) return none.get();
    Authors authors = new Authors(PHRASES, HINTS, facts, NAMES, names);
    List<String> signed = authors.read(lines, headline);
    String text = String.join("\n\n", authors.withoutSignatures(paragraphs));
    return new Reading.Found(
        new Article(
            metadata.canonical(),
            language,
            headline,
            signed,
            published,
            dates.modified(lines),
            site,
            metadata.section(),
            metadata.tags(),
            metadata.description(),
            metadata.image(),
            metadata.paywalled().orElseGet(() -> saysPaywall(layout)),
            text));
  }

  /** How 03/04/2025 is read: only American English puts the month first. */
  private static boolean dayFirst(@Nullable Language language, String tag, String host) {
    if (language == null || !language.equals(Language.ENGLISH)) return true;
    Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
    if (!locale.getCountry().isEmpty()) return !locale.getCountry().equals("US");
    String top = host.substring(host.lastIndexOf('.') + 1);
    return top.length() == 2 && !top.equals("us") && !top.equals("io") && !top.equals("ai");
  }

  private static boolean saysPaywall(Region region) {
    for (Part part : region.parts) {
      boolean says =
          switch (part) {
            case Region inner -> saysPaywall(inner);
            case Block block ->
                block.text().length() < 200 && PHRASES.is(Kind.PAYWALL, block.text());
          };
      if (says) return true;
    }
    return false;
  }
}
