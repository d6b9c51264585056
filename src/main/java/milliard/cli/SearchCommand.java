package milliard.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.DealCard;
import milliard.index.ArticleHit;
import milliard.index.DealHit;
import milliard.index.DealIndex;
import milliard.index.Hits;
import milliard.index.QueryException;
import milliard.index.Search;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code milliard search}: deals or articles that answer a query. */
@Command(
    name = "search",
    description = {
      "Prints the deals that answer a query; without one, all.",
      "  rachat IA plus de 500 millions      words, in French or English",
      "  type:funding amount>=50M EUR date:2025 lang:fr -status:rumoured",
      "  acquirer:google OR target:\"Mistral AI\"      roles, AND OR NOT ( )"
    },
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUERY", description = "Words, fields, comparisons.")
  private List<String> query = List.of();

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--articles", description = "Search articles in place of deals.")
  private boolean articles;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many hits (10).")
  private int limit = 10;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description = "relevance (default), date or amount.")
  private Search.Order order = Search.Order.RELEVANCE;

  @Option(names = "--facets", description = "Also print how all hits are spread.")
  private boolean facets;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Go on where an earlier answer ended.")
  private @Nullable String cursor;

  @Override
  public Integer call() throws IOException {
    if (limit < 1 || limit > 1_000) {
      throw new UserException("--limit " + limit + ": expected 1 to 1000");
    }
    String words = String.join(" ", query);
    Search search = Search.of(words).limit(limit).order(order).facets(facets).after(cursor);
    try (DealIndex index = home.home().openReadOnly()) {
      return answer(index, search, System.out);
    } catch (QueryException e) {
      throw new UserException(pointed(words, e), e);
    }
  }

  private int answer(DealIndex index, Search search, PrintStream out)
      throws IOException, QueryException {
    var cards = new Cards(out);
    Hits<?> hits;
    if (articles) {
      Hits<ArticleHit> found = index.articles(search);
      for (ArticleHit hit : found.hits()) {
        if (json) out.println(DealCard.write(hit).write());
        else cards.article(hit);
      }
      hits = found;
    } else {
      Hits<DealHit> found = index.deals(search);
      for (DealHit hit : found.hits()) {
        if (json) out.println(DealCard.write(hit).write());
        else cards.deal(hit);
      }
      hits = found;
    }
    if (hits.relaxed()) System.err.println("nothing has all the words; these have half of them");
    if (facets && !json) hits.facets().forEach(cards::facet);
    System.err.printf(
        "%,d %s%s%n",
        hits.total(),
        articles ? "articles" : "deals",
        hits.cursor() == null ? "" : "; more with --cursor " + hits.cursor());
    return hits.total() > 0 ? 0 : 1;
  }

  /** The fault with the query above it and a mark under the column. */
  static String pointed(String query, QueryException e) {
    return e.getMessage()
        + "\n  "
        + query
        + "\n  "
        + " ".repeat(Math.max(0, Math.min(e.column() - 1, query.length())))
        + "^";
  }
}
