package milliard.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import milliard.Contract;
import milliard.DealCard;
import milliard.deal.Deal;
import milliard.deal.Rates;
import milliard.deal.Report;
import milliard.index.Facet;
import milliard.index.Hits;
import milliard.index.Meaning;
import milliard.index.QueryException;
import milliard.index.Search;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;

/** Deals and articles by the query language, one by one, and as a stream. */
final class SearchApi {
  private static final int MOST_HITS = 100;
  private static final int EXPORTED_AT_ONCE = 500;

  private final OpenIndex index;

  SearchApi(OpenIndex index) {
    this.index = index;
  }

  /** {@code GET deals}. */
  void deals(Context ctx) throws Exception {
    Search search = search(ctx);
    Reply.json(ctx, index.ask(i -> page(search, "deals", i.deals(search), DealCard::write)));
  }

  /** {@code GET articles}. */
  void articles(Context ctx) throws Exception {
    Search search = search(ctx);
    Reply.json(ctx, index.ask(i -> page(search, "articles", i.articles(search), DealCard::write)));
  }

  private static Search search(Context ctx) throws Problem {
    Parameters given = Parameters.of(ctx, "q", "limit", "sort", "cursor", "facets");
    return new Search(
        given.text("q", ""),
        given.number("limit", 20, 1, MOST_HITS),
        given.choice("sort", Search.Order.RELEVANCE, List.of(Search.Order.values())),
        given.text("cursor"),
        given.flag("facets", true),
        LocalDate.now());
  }

  private static <T> Json page(Search search, String name, Hits<T> hits, Function<T, Json> write)
      throws QueryException {
    return Json.object()
        .put("query", search.query())
        .put("meaning", Meaning.of(search.query(), search.today()))
        .put("total", hits.total())
        .put("partial", hits.partial())
        .put("relaxed", hits.relaxed())
        .put(name, hits.hits().stream().map(write).toList())
        .put("facets", hits.facets().stream().map(SearchApi::facet).toList())
        .put("next", hits.cursor())
        .build();
  }

  private static Json facet(Facet facet) {
    return Json.object()
        .put("field", facet.field())
        .put(
            "values",
            facet.counts().stream()
                .map(c -> Json.object().put("value", c.value()).put("hits", c.hits()).build())
                .toList())
        .build();
  }

  /** {@code GET deals/{id}}: by the deal's id or that of one of its reports. */
  void deal(Context ctx) throws Exception {
    Parameters.of(ctx);
    String id = ctx.pathParam("id");
    Deal deal =
        index
            .ask(i -> i.deal(id))
            .orElseThrow(
                () -> Problem.notFound("deal '" + id + "': expected the id of a deal or report"));
    Reply.json(ctx, DealCard.write(deal, Euros.of(deal, index.rates())));
  }

  /** {@code GET articles/{id}}: the article in the form of the extract contract. */
  void article(Context ctx) throws Exception {
    Parameters.of(ctx);
    String id = ctx.pathParam("id");
    AnnotatedArticle said =
        index
            .ask(i -> i.article(id))
            .orElseThrow(() -> Problem.notFound("article '" + id + "': expected an article's id"));
    List<String> reports = new ArrayList<>();
    for (Report report : Report.of(id, said)) reports.add(report.id());
    Reply.json(
        ctx,
        Json.object()
            .put("article", Contract.write(new Json.Str(id), said))
            .put("reports", Json.strings(reports))
            .build());
  }

  /** {@code GET export}: all deals or articles that answer, one JSON object a line. */
  void export(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx, "q", "of");
    boolean articles = given.choice("of", Of.DEALS, List.of(Of.values())) == Of.ARTICLES;
    Search search =
        Search.of(given.text("q", ""))
            .limit(EXPORTED_AT_ONCE)
            .order(Search.Order.DATE)
            .facets(false);
    Lines page = lines(search, articles);
    ctx.contentType("application/jsonl");
    Server.streams(ctx);
    OutputStream out = ctx.outputStream();
    while (true) {
      for (String line : page.lines()) out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      String cursor = page.cursor();
      if (cursor.isEmpty()) return;
      page = lines(search.after(cursor), articles);
    }
  }

  /** What is exported. */
  private enum Of {
    DEALS,
    ARTICLES
  }

  private record Lines(List<String> lines, String cursor) {
    static <T> Lines of(Hits<T> hits, Function<T, Json> write) {
      String cursor = hits.cursor();
      return new Lines(
          hits.hits().stream().map(write).map(Json::write).toList(), cursor == null ? "" : cursor);
    }
  }

  private Lines lines(Search search, boolean articles) throws IOException, Problem {
    return index.ask(i ->
        articles
            ? Lines.of(i.articles(search), DealCard::write)
            : Lines.of(i.deals(search), DealCard::write));
  }

  /** {@code GET rates}: a currency's rate against the euro on a day. */
  void rates(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx, "currency", "date");
    String currency = given.text("currency");
    if (currency == null) {
      Reply.json(
          ctx,
          Json.object()
              .put("currencies", Json.strings(List.copyOf(index.rates().currencies())))
              .build());
      return;
    }
    LocalDate day;
    try {
      day = LocalDate.parse(given.text("date", LocalDate.now().toString()));
    } catch (java.time.format.DateTimeParseException e) {
      throw Problem.badRequest(
          "parameter 'date': '" + given.text("date") + "', expected 2025-08-22");
    }
    Rates.Rate rate =
        index
            .rates()
            .rate(currency, day)
            .orElseThrow(() ->
                Problem.notFound(
                    "no rate of '" + currency + "' near " + day + ": expected ISO 4217"));
    Reply.json(
        ctx,
        Json.object()
            .put("currency", currency)
            .put("per_euro", rate.value())
            .put("period", rate.period())
            .put("approximate", rate.approximate())
            .build());
  }
}
