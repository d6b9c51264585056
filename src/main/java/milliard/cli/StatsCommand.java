package milliard.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import milliard.index.DealHit;
import milliard.index.DealIndex;
import milliard.index.Facet;
import milliard.index.Hits;
import milliard.index.QueryException;
import milliard.index.Search;
import milliard.json.Json;
import milliard.mention.PartialDate;
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

  /** The latest months that are drawn, and the most deals that are looked at for them. */
  private static final int MONTHS = 24;

  private static final int MOST_DEALS = 20_000;

  /** Columns of the longest bar. */
  private static final int WIDTH = 40;

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
        var months = Json.object();
        months(index).forEach((month, deals) -> months.put(month.toString(), deals));
        System.out.println(
            Json.object()
                .put("articles", size.articles())
                .put("deals", size.deals())
                .put("shares", shares.build())
                .put("months", months.build())
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
    bars(out, "deals a month, the latest " + MONTHS + " months", months(index));
    var cards = new Cards(out);
    for (Facet facet : deals) {
      if (!facet.field().equals("company")) continue;
      Map<String, Integer> counted = new LinkedHashMap<>();
      facet.counts().forEach(c -> counted.put(c.value(), c.hits()));
      bars(out, "companies with the most deals", counted);
    }
    out.println();
    for (Facet facet : deals) if (!facet.field().equals("company")) cards.facet(facet);
    out.println();
    out.println("articles");
    for (Facet facet : articles) {
      if (List.of("year", "lang", "site").contains(facet.field())) cards.facet(facet);
    }
  }

  /** Deals of each of the latest months, the ones without any too. */
  private static SortedMap<YearMonth, Integer> months(DealIndex index)
      throws IOException, QueryException {
    SortedMap<YearMonth, Integer> months = new TreeMap<>();
    YearMonth now = YearMonth.now();
    Search search = Search.of("").limit(1_000).order(Search.Order.DATE).facets(false);
    for (int read = 0; read < MOST_DEALS; ) {
      Hits<DealHit> hits = index.deals(search);
      for (DealHit hit : hits.hits()) {
        PartialDate date = hit.deal().date();
        // A deal of which only the year is known belongs to no month.
        if (date == null || date.iso().length() < 7) continue;
        YearMonth month = YearMonth.from(date.first());
        if (month.isAfter(now)) continue;
        if (!months.isEmpty() && month.isBefore(months.lastKey().minusMonths(MONTHS - 1))) {
          return filled(months);
        }
        months.merge(month, 1, Integer::sum);
      }
      read += hits.hits().size();
      if (hits.cursor() == null) break;
      search = search.after(hits.cursor());
    }
    return filled(months);
  }

  private static SortedMap<YearMonth, Integer> filled(SortedMap<YearMonth, Integer> months) {
    if (months.isEmpty()) return months;
    YearMonth last = months.lastKey();
    for (YearMonth m = months.firstKey(); m.isBefore(last); m = m.plusMonths(1)) {
      months.putIfAbsent(m, 0);
    }
    return months;
  }

  /** A picture out of letters: a line for each value, eighths of a block as the smallest step. */
  static void bars(PrintStream out, String title, Map<?, Integer> values) {
    if (values.isEmpty()) return;
    int most = Collections.max(values.values());
    int wide = values.keySet().stream().mapToInt(k -> k.toString().length()).max().orElse(0);
    out.printf("%n%s%n", title);
    values.forEach((name, value) -> {
      int eighths = (int) Math.round(8.0 * WIDTH * value / Math.max(1, most));
      String rest = eighths % 8 == 0 ? "" : String.valueOf((char) ('\u2590' - eighths % 8));
      out.printf(
          "  %-" + Math.max(1, wide) + "s %s%s %,d%n", name, "█".repeat(eighths / 8), rest, value);
    });
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
