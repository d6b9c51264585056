package milliard.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.index.DealIndex;
import milliard.index.Facet;
import milliard.index.QueryException;
import milliard.index.Search;
import milliard.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code milliard stats}: what is in an index. */
@Command(
    name = "stats",
    description = "Prints how much there is in an index, and how it is spread.",
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
  /** Shares that tell how complete the cards are: name and query. */
  private static final List<List<String>> SHARES =
      List.of(
          List.of("with an amount", "amount>=0"),
          List.of("amount not disclosed", "undisclosed:true"),
          List.of("told by two sources or more", "sources>=2"),
          List.of("in French and English", "lang:fr lang:en"),
          List.of("background only", "main:false"));

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (DealIndex index = home.home().openReadOnly()) {
      DealIndex.Size size = index.size();
      var all = index.deals(Search.of("*").limit(1));
      var articles = index.articles(Search.of("*").limit(1));
      if (json) {
        var shares = Json.object();
        for (List<String> share : SHARES) shares.put(share.get(0), count(index, share.get(1)));
        System.out.println(
            Json.object()
                .put("articles", size.articles())
                .put("deals", size.deals())
                .put("shares", shares.build())
                .put("deal_facets", facets(all.facets()))
                .put("article_facets", facets(articles.facets()))
                .build()
                .write());
      } else {
        tell(System.out, index, size, all.facets(), articles.facets());
      }
      return size.articles() > 0 ? 0 : 1;
    } catch (QueryException e) {
      throw new IllegalStateException("a query of ours is in its own language", e);
    }
  }

  private static void tell(
      PrintStream out,
      DealIndex index,
      DealIndex.Size size,
      List<Facet> deals,
      List<Facet> articles)
      throws IOException, QueryException {
    out.printf("%,d articles, %,d deals%n%ndeals%n", size.articles(), size.deals());
    for (List<String> share : SHARES) {
      long count = count(index, share.get(1));
      out.printf(
          "  %-28s %,d (%d %%)%n",
          share.get(0), count, size.deals() == 0 ? 0 : Math.round(100.0 * count / size.deals()));
    }
    var cards = new Cards(out);
    deals.forEach(cards::facet);
    out.println();
    out.println("articles");
    for (Facet facet : articles) {
      if (List.of("year", "lang", "site").contains(facet.field())) cards.facet(facet);
    }
  }

  private static long count(DealIndex index, String query) throws IOException, QueryException {
    return index.deals(Search.of(query).limit(1).facets(false)).total();
  }

  private static Json facets(List<Facet> facets) {
    var json = Json.object();
    for (Facet facet : facets) {
      var counts = Json.object();
      for (Facet.Count count : facet.counts()) counts.put(count.value(), count.hits());
      json.put(facet.field(), counts.build());
    }
    return json.build();
  }
}
