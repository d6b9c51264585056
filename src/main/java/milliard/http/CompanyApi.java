package milliard.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import milliard.DealCard;
import milliard.company.Companies;
import milliard.company.Company;
import milliard.deal.Deal;
import milliard.deal.Party;
import milliard.index.DealHit;
import milliard.json.Json;

/** Companies: their names, their deals, whom they deal with. */
final class CompanyApi {
  private static final int MOST_FOUND = 20;
  private static final int MOST_DEALS = 100;

  private final OpenIndex index;
  private final Companies companies;
  private final Kept kept;

  CompanyApi(OpenIndex index, Companies companies, Kept kept) {
    this.index = index;
    this.companies = companies;
    this.kept = kept;
  }

  /** {@code GET companies}: of the table, by the words of a name. */
  void search(Context ctx) throws Exception {
    String words = Parameters.of(ctx, "q").required("q");
    Reply.json(
        ctx,
        Json.object()
            .put(
                "companies",
                companies.search(words).stream()
                    .limit(MOST_FOUND)
                    .map(company -> card(company).build())
                    .toList())
            .build());
  }

  /** {@code GET companies/{id}}. */
  void company(Context ctx) throws Exception {
    Parameters.of(ctx);
    String id = ctx.pathParam("id");
    if (!id.matches("[\\p{L}\\p{N}-]{1,200}")) {
      throw Problem.notFound("company '" + id + "': expected an id, as mistral-ai");
    }
    Reply.written(ctx, kept.answer(index.state(), "company " + id, () -> company(id)));
  }

  private Kept.Answer company(String id) throws IOException, Problem {
    Company known = companies.byId(id).orElse(null);
    String name = known != null ? known.name() : id.replace('-', ' ');
    Statistics statistics =
        index.ask(i ->
            Statistics.of(
                i, "company:\"" + name.replace("\"", " ") + "\"", deal -> takesPart(deal, id)));
    List<DealHit> deals = statistics.deals();
    if (known == null && deals.isEmpty()) {
      throw Problem.notFound("company '" + id + "': expected one of the table or of a deal");
    }
    Map<String, Integer> names = new LinkedHashMap<>();
    Map<String, Integer> roles = new TreeMap<>();
    for (DealHit hit : deals) {
      for (Party party : hit.deal().parties()) {
        if (!id.equals(Statistics.id(party))) continue;
        names.merge(party.name(), 1, Integer::sum);
        roles.merge(hit.deal().type().id() + "." + party.role().id(), 1, Integer::sum);
      }
    }
    Company company =
        known != null
            ? known
            : companies.resolve(
                names.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey());
    Json card =
        card(company)
            .put("id", id)
            .put("seen_as", Json.strings(List.copyOf(names.keySet())))
            .put(
                "roles",
                roles.entrySet().stream()
                    .map(e ->
                        Json.object()
                            .put("type", e.getKey().substring(0, e.getKey().indexOf('.')))
                            .put("role", e.getKey().substring(e.getKey().indexOf('.') + 1))
                            .put("deals", e.getValue())
                            .build())
                    .toList())
            .put("total", deals.size())
            .put(
                "deals",
                deals.stream()
                    .sorted(java.util.Comparator.comparing(CompanyApi::day).reversed())
                    .limit(MOST_DEALS)
                    .map(DealCard::write)
                    .toList())
            .put("network", statistics.network())
            .build();
    return new Kept.Answer(Reply.bytes(card), !statistics.hurried());
  }

  private static java.time.LocalDate day(DealHit hit) {
    return hit.deal().date() == null ? java.time.LocalDate.MIN : hit.deal().date().first();
  }

  private static boolean takesPart(Deal deal, String company) {
    return deal.parties().stream().anyMatch(p -> company.equals(Statistics.id(p)));
  }

  private static Json.Builder card(Company company) {
    return Json.object()
        .put("id", company.id())
        .put("name", company.name())
        .put("aliases", Json.strings(company.aliases()))
        .put("kind", company.kind().id())
        .put("country", company.country())
        .put("ticker", company.ticker())
        .put("known", company.known());
  }
}
