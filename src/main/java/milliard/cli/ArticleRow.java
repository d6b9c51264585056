package milliard.cli;

import java.net.URI;
import milliard.deal.Source;
import milliard.index.ArticleHit;
import org.jspecify.annotations.Nullable;

/** An article as a row of a table; ids of the deals that it tells between semicolons. */
public record ArticleRow(
    String id,
    @Nullable String url,
    @Nullable String site,
    @Nullable String language,
    @Nullable String published,
    String headline,
    int deals,
    String reports) {

  static ArticleRow of(ArticleHit hit) {
    Source source = hit.source();
    URI url = source.url();
    return new ArticleRow(
        source.article(),
        url == null ? null : url.toString(),
        source.site(),
        source.language() == null ? null : source.language().code(),
        source.published() == null ? null : source.published().toString(),
        source.headline(),
        hit.reports().size(),
        String.join("; ", hit.reports().stream().map(r -> r.id()).toList()));
  }
}
