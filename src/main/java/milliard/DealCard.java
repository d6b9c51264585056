package milliard;

import java.math.BigDecimal;
import java.net.URI;
import milliard.deal.Deal;
import milliard.deal.Rates.Conversion;
import milliard.deal.Report;
import milliard.deal.Source;
import milliard.index.ArticleHit;
import milliard.index.DealHit;
import milliard.json.Json;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Deals and articles as answers to a search, in JSON: the same from the command line and the HTTP
 * API. What is absent is unknown.
 */
public final class DealCard {
  private DealCard() {}

  /** A deal found, with whether it answers for certain. */
  public static Json write(DealHit hit) {
    return deal(hit.deal(), hit.euros()).put("certain", hit.certain()).build();
  }

  /** A deal with all its claims. */
  public static Json write(Deal deal, @Nullable Conversion euros) {
    return deal(deal, euros).build();
  }

  /** An article found, with the deals that it tells. */
  public static Json write(ArticleHit hit) {
    return source(hit.source())
        .put("certain", hit.certain())
        .put("snippet", hit.snippet().text())
        .put("deals", hit.reports().stream().map(DealCard::claim).toList())
        .build();
  }

  private static Json.Builder deal(Deal deal, @Nullable Conversion euros) {
    return Json.object()
        .put("id", deal.id())
        .put("type", deal.type().id())
        .put("status", deal.status().id())
        .put("main", deal.main())
        .put("confidence", BigDecimal.valueOf(Math.round(deal.confidence() * 100), 2))
        .put(
            "parties",
            deal.parties().stream()
                .map(p ->
                    Json.object()
                        .put("role", p.role().id())
                        .put("name", p.name())
                        .put("company", p.company())
                        .put("reports", p.reports())
                        .build())
                .toList())
        .put("amount", amount(deal.amount()))
        .put("euros", euros == null || deal.amount() == null ? null : conversion(euros))
        .put("undisclosed", deal.undisclosed() ? new Json.Bool(true) : null)
        .put("valuation", amount(deal.valuation()))
        .put("stake", deal.stake())
        .put("date", deal.date() == null ? null : deal.date().iso())
        .put("duration", deal.duration() == null ? null : deal.duration().toString())
        .put("subject", deal.subject())
        .put("round", deal.round())
        .put(
            "history",
            deal.history().stream()
                .map(s ->
                    Json.object()
                        .put("status", s.status().id())
                        .put("day", s.day() == null ? null : s.day().toString())
                        .put("report", s.report())
                        .build())
                .toList())
        .put("independent_sources", deal.independentSources())
        .put(
            "disagreements",
            deal.disagreements().stream()
                .map(d ->
                    Json.object()
                        .put("field", d.field())
                        .put(
                            "versions",
                            d.versions().stream()
                                .map(v ->
                                    Json.object()
                                        .put("value", v.value())
                                        .put("reports", Json.strings(v.reports()))
                                        .build())
                                .toList())
                        .build())
                .toList())
        .put("claims", deal.reports().stream().map(DealCard::claim).toList());
  }

  /** What one article says of it. */
  private static Json claim(Report report) {
    var mention = report.mention();
    return Json.object()
        .put("id", report.id())
        .put("source", source(report.source()).build())
        .put("type", mention.type().id())
        .put("status", mention.status().id())
        .put("main", mention.main())
        .put(
            "roles",
            mention.arguments().stream()
                .map(a ->
                    Json.object()
                        .put("role", a.role().id())
                        .put("name", a.name())
                        .put("text", a.text())
                        .put("company", a.company())
                        .build())
                .toList())
        .put("amount", amount(mention.amount()))
        .put("date", mention.date() == null ? null : mention.date().iso())
        .put("sentence", report.sentence())
        .put("rule", mention.evidence().getFirst().rule())
        .build();
  }

  private static Json.Builder source(Source source) {
    URI url = source.url();
    return Json.object()
        .put("article", source.article())
        .put("url", url == null ? null : url.toString())
        .put("site", source.site())
        .put("headline", source.headline())
        .put("lang", source.language() == null ? null : source.language().code())
        .put("published", source.published() == null ? null : source.published().toString());
  }

  private static @Nullable Json amount(@Nullable Amount amount) {
    if (amount == null) return null;
    return Json.object()
        .put("text", amount.text())
        .put("value", amount.value())
        .put("low", amount.low())
        .put("high", amount.high())
        .put("modality", amount.modality().id())
        .put("currency", amount.currency())
        .build();
  }

  private static Json conversion(Conversion euros) {
    return Json.object()
        .put("value", euros.value())
        .put("low", euros.low())
        .put("high", euros.high())
        .put("currency", euros.currency())
        .put("rate", euros.rate())
        .put("period", euros.period())
        .put("approximate", euros.approximate())
        .build();
  }
}
