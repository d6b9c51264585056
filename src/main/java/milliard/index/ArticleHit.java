package milliard.index;

import java.util.List;
import milliard.deal.Report;
import milliard.deal.Source;

/**
 * An article that answers a search.
 *
 * @param source the article
 * @param certain whether it answers for sure; false = an amount or date only may
 * @param score how well the words fit
 * @param snippet where the words stand
 * @param reports the deals that it tells; a report's id finds its deal
 */
public record ArticleHit(
    Source source, boolean certain, double score, Snippet snippet, List<Report> reports) {
  public ArticleHit {
    reports = List.copyOf(reports);
  }
}
