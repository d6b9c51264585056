package milliard.article;

import java.net.URI;
import java.util.List;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * An article (schema.org NewsArticle), without any markup.
 *
 * @param url canonical address; null for a text that came without one
 * @param language the language it is written in; null = not known
 * @param headline without the site's name; empty = none found
 * @param authors people, one each
 * @param published date of publication; null = not known
 * @param modified date of the last change; null = not known
 * @param site the site's name; null = not known
 * @param section the section it stands in; null = not known
 * @param tags keywords
 * @param description the page's own summary; null = none
 * @param image address of the lead image; null = none
 * @param paywalled whether the page says that it is not free to read
 * @param body paragraphs with a blank line between them
 */
public record Article(
    @Nullable URI url,
    @Nullable Language language,
    String headline,
    List<String> authors,
    @Nullable PublicationDate published,
    @Nullable PublicationDate modified,
    @Nullable String site,
    @Nullable String section,
    List<String> tags,
    @Nullable String description,
    @Nullable URI image,
    boolean paywalled,
    String body) {
  public Article {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
  }

  /** An article of which only the text, and perhaps the language and date, are known. */
  public static Article ofText(
      String text, @Nullable Language language, @Nullable PublicationDate published) {
    return new Article(
        null,
        language,
        firstLine(text),
        List.of(),
        published,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        false,
        text);
  }

  /** The same article, in this language and of this date where they are given (not null). */
  public Article with(@Nullable Language language, @Nullable PublicationDate published) {
    return new Article(
        url,
        language != null ? language : this.language,
        headline,
        authors,
        published != null ? published : this.published,
        modified,
        site,
        section,
        tags,
        description,
        image,
        paywalled,
        body);
  }

  /** The same article at this address. */
  public Article at(@Nullable URI url) {
    return new Article(
        url,
        language,
        headline,
        authors,
        published,
        modified,
        site,
        section,
        tags,
        description,
        image,
        paywalled,
        body);
  }

  /** The first line, where it looks like a headline: a paragraph of its own, not too long. */
  private static String firstLine(String text) {
    String line = text.lines().map(String::strip).filter(s -> !s.isEmpty()).findFirst().orElse("");
    return line.length() <= 300 && line.length() < text.strip().length() ? line : "";
  }

  /**
   * The text that is annotated and that all offsets refer to: headline, blank line, body; or the
   * body alone where it begins with the headline.
   */
  public String text() {
    return bodyStart() == 0 ? body : headline + "\n\n" + body;
  }

  /** Where the body begins in {@link #text()}. */
  public int bodyStart() {
    return headline.isEmpty() || body.stripLeading().startsWith(headline)
        ? 0
        : headline.length() + 2;
  }
}
