package milliard.deal;

import java.net.URI;
import java.time.LocalDate;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * The article that a report stands in.
 *
 * @param article its id: the hash of its canonical address
 * @param url its address; null = it came without one
 * @param site the site's name, or the host of the address; null = not known
 * @param headline its headline; empty = none
 * @param language the language it is written in; null = not known
 * @param published date of publication; null = not known
 */
public record Source(
    String article,
    @Nullable URI url,
    @Nullable String site,
    String headline,
    @Nullable Language language,
    @Nullable PublicationDate published) {

  /**
   * @throws IllegalArgumentException if the id is empty
   */
  public Source {
    if (article.isBlank())
      throw new IllegalArgumentException("article id: expected one, was blank");
  }

  /** The reference to an article. */
  public static Source of(String id, Article article) {
    return new Source(
        id,
        article.url(),
        site(article),
        article.headline(),
        article.language(),
        article.published());
  }

  private static @Nullable String site(Article article) {
    if (article.site() != null && !article.site().isBlank()) return article.site();
    URI url = article.url();
    if (url == null || url.getHost() == null) return null;
    return url.getHost().startsWith("www.") ? url.getHost().substring(4) : url.getHost();
  }

  /** The day of publication; null = not known. */
  public @Nullable LocalDate day() {
    return published == null ? null : published.day();
  }
}
