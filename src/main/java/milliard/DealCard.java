package milliard;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import milliard.deal.Deal;
import milliard.deal.Rates.Conversion;
import milliard.deal.Report;
import milliard.deal.Source;
import milliard.index.ArticleHit;
import milliard.index.DealHit;
import milliard.index.Snippet;
import milliard.json.Json;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.money.Amount;
import milliard.text.CodePoints;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Deals and articles as answers to a search, in JSON: the same from the command line and the HTTP
 * API. What is absent is unknown.
 */
public final class DealCard {
  private DealCard() {}

  /** A deal found, with whether it answers for certain. */
  public static Json write(DealHit hit) {
    return deal(hit.deal(), hit.euros())
        .put("certain", hit.certain())
        .put("snippet", snippet(hit.snippet()))
        .build();
  }

  /** A deal with all its claims. */
  public static Json write(Deal deal, @Nullable Conversion euros) {
    return deal(deal, euros).build();
  }

  /** An article found, with the deals that it tells. */
  public static Json write(ArticleHit hit) {
    return source(hit.source())
        .put("certain", hit.certain())
        .put("snippet", snippet(hit.snippet()))
        .put("deals", hit.reports().stream().map(DealCard::claim).toList())
        .build();
  }

  /** A passage and the words of the query in it, in code points. */
  private static Json snippet(Snippet snippet) {
    CodePoints points = CodePoints.of(snippet.text());
    return Json.object()
        .put("text", snippet.text())
        .put(
            "marks",
            snippet.marks().stream()
                .map(m ->
                    Json.object()
                        .put("start", points.fromChars(m.start()))
                        .put("end", points.fromChars(m.end()))
                        .build())
                .toList())
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
        .put("marks", marks(report))
        .put("rule", mention.evidence().getFirst().rule())
        .build();
  }

  /**
   * Where the trigger, the amount and the parties stand in the sentence, in code points. A sentence
   * that was over several lines is one line here; then only what is found by its words is marked.
   */
  private static List<Json> marks(Report report) {
    DealMention mention = report.mention();
    Span sentence = mention.evidence().getFirst().sentence();
    var places = new TreeMap<Span, String>();
    place(report, sentence, mention.evidence().getFirst().trigger(), null, "trigger", places);
    Amount amount = mention.amount();
    if (amount != null) place(report, sentence, amount.span(), amount.text(), "amount", places);
    for (Argument a : mention.arguments()) {
      place(report, sentence, a.span(), a.text(), a.role().id(), places);
    }
    CodePoints points = CodePoints.of(report.sentence());
    List<Json> marks = new ArrayList<>();
    int end = 0;
    for (Map.Entry<Span, String> place : places.entrySet()) {
      if (place.getKey().start() < end) continue;
      end = place.getKey().end();
      marks.add(
          Json.object()
              .put("start", points.fromChars(place.getKey().start()))
              .put("end", points.fromChars(end))
              .put("is", place.getValue())
              .build());
    }
    return marks;
  }

  private static void place(
      Report report,
      Span sentence,
      Span span,
      @Nullable String words,
      String kind,
      Map<Span, String> places) {
    boolean oneLine = report.sentence().length() == sentence.length();
    if (oneLine && span.length() > 0 && sentence.contains(span)) {
      places.putIfAbsent(span.shift(-sentence.start()), kind);
    } else if (words != null && !words.isEmpty()) {
      int at = report.sentence().indexOf(words);
      if (at >= 0) places.putIfAbsent(new Span(at, at + words.length()), kind);
    }
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
