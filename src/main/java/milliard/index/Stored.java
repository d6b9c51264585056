package milliard.index;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.deal.Report;
import milliard.deal.Source;
import milliard.json.Json;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DateMention;
import milliard.mention.DealMention;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.EntityType;
import milliard.mention.Evidence;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.money.Modality;
import milliard.money.Percent;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Articles and reports as they are kept in the index: JSON whose offsets are UTF-16. Nothing is
 * lost on the way there and back.
 */
final class Stored {
  private Stored() {}

  static Json article(AnnotatedArticle said) {
    Article a = said.article();
    return Json.object()
        .put("url", string(a.url()))
        .put("lang", string(a.language()))
        .put("headline", a.headline())
        .put("authors", Json.strings(a.authors()))
        .put("published", string(a.published()))
        .put("modified", string(a.modified()))
        .put("site", a.site())
        .put("section", a.section())
        .put("tags", Json.strings(a.tags()))
        .put("description", a.description())
        .put("image", string(a.image()))
        .put("paywalled", a.paywalled())
        .put("body", a.body())
        .put("entities", said.entities().stream().map(Stored::entity).toList())
        .put("amounts", said.amounts().stream().map(Stored::amount).toList())
        .put("percents", said.percents().stream().map(Stored::percent).toList())
        .put("dates", said.dates().stream().map(Stored::date).toList())
        .put("deals", said.deals().stream().map(Stored::mention).toList())
        .put("notes", Json.strings(said.notes()))
        .build();
  }

  static AnnotatedArticle article(Json json) {
    var article =
        new Article(
            json.string("url").map(URI::create).orElse(null),
            json.string("lang").map(Language::new).orElse(null),
            required(json, "headline"),
            strings(json, "authors"),
            json.string("published").map(Stored::published).orElse(null),
            json.string("modified").map(Stored::published).orElse(null),
            json.string("site").orElse(null),
            json.string("section").orElse(null),
            strings(json, "tags"),
            json.string("description").orElse(null),
            json.string("image").map(URI::create).orElse(null),
            flag(json, "paywalled"),
            required(json, "body"));
    return new AnnotatedArticle(
        article,
        list(json, "entities", Stored::entity),
        list(json, "amounts", Stored::amount),
        list(json, "percents", Stored::percent),
        list(json, "dates", Stored::date),
        list(json, "deals", Stored::mention),
        strings(json, "notes"));
  }

  static Json report(Report report) {
    Source s = report.source();
    return Json.object()
        .put("id", report.id())
        .put("article", s.article())
        .put("url", string(s.url()))
        .put("site", s.site())
        .put("headline", s.headline())
        .put("lang", string(s.language()))
        .put("published", string(s.published()))
        .put("sentence", report.sentence())
        .put("says", mention(report.mention()))
        .build();
  }

  static Report report(Json json) {
    return new Report(
        required(json, "id"),
        new Source(
            required(json, "article"),
            json.string("url").map(URI::create).orElse(null),
            json.string("site").orElse(null),
            required(json, "headline"),
            json.string("lang").map(Language::new).orElse(null),
            json.string("published").map(Stored::published).orElse(null)),
        mention(member(json, "says")),
        required(json, "sentence"));
  }

  private static Json mention(DealMention d) {
    return Json.object()
        .put("type", d.type().id())
        .put("status", d.status().id())
        .put("main", d.main())
        .put("confidence", BigDecimal.valueOf(d.confidence()))
        .put("arguments", d.arguments().stream().map(Stored::argument).toList())
        .put("amount", d.amount() == null ? null : amount(d.amount()))
        .put("undisclosed", d.undisclosed())
        .put("valuation", d.valuation() == null ? null : amount(d.valuation()))
        .put("stake", d.stake())
        .put("date", d.date() == null ? null : d.date().iso())
        .put("duration", string(d.duration()))
        .put("subject", d.subject())
        .put("round", d.round())
        .put("evidence", d.evidence().stream().map(Stored::evidence).toList())
        .build();
  }

  private static DealMention mention(Json json) {
    return new DealMention(
        DealType.valueOf(constant(json, "type")),
        Status.valueOf(constant(json, "status")),
        flag(json, "main"),
        decimal(json, "confidence").orElseThrow().doubleValue(),
        list(json, "arguments", Stored::argument),
        json.get("amount").map(Stored::amount).orElse(null),
        flag(json, "undisclosed"),
        json.get("valuation").map(Stored::amount).orElse(null),
        decimal(json, "stake").orElse(null),
        json.string("date").map(PartialDate::new).orElse(null),
        json.string("duration").map(Period::parse).orElse(null),
        json.string("subject").orElse(null),
        json.string("round").orElse(null),
        list(json, "evidence", Stored::evidence));
  }

  private static Json argument(Argument a) {
    return Json.object()
        .put("role", a.role().id())
        .put("name", a.name())
        .put("text", a.text())
        .put("at", span(a.span()))
        .put("company", a.company())
        .build();
  }

  private static Argument argument(Json json) {
    return new Argument(
        Role.valueOf(constant(json, "role")),
        required(json, "name"),
        required(json, "text"),
        span(json, "at"),
        json.string("company").orElse(null));
  }

  private static Json evidence(Evidence e) {
    return Json.object()
        .put("at", span(e.sentence()))
        .put("trigger", span(e.trigger()))
        .put("rule", e.rule())
        .build();
  }

  private static Evidence evidence(Json json) {
    return new Evidence(span(json, "at"), span(json, "trigger"), required(json, "rule"));
  }

  private static Json entity(Entity e) {
    return Json.object()
        .put("type", e.type().name())
        .put("at", span(e.span()))
        .put("text", e.text())
        .put("name", e.name())
        .put("company", e.company())
        .build();
  }

  private static Entity entity(Json json) {
    return new Entity(
        EntityType.valueOf(required(json, "type")),
        span(json, "at"),
        required(json, "text"),
        required(json, "name"),
        json.string("company").orElse(null));
  }

  private static Json amount(Amount a) {
    return Json.object()
        .put("at", span(a.span()))
        .put("text", a.text())
        .put("value", a.value())
        .put("low", a.low())
        .put("high", a.high())
        .put("modality", a.modality().id())
        .put("currency", a.currency())
        .build();
  }

  private static Amount amount(Json json) {
    return new Amount(
        span(json, "at"),
        required(json, "text"),
        decimal(json, "value").orElse(null),
        decimal(json, "low").orElse(null),
        decimal(json, "high").orElse(null),
        Modality.valueOf(constant(json, "modality")),
        required(json, "currency"));
  }

  private static Json percent(Percent p) {
    return Json.object()
        .put("at", span(p.span()))
        .put("text", p.text())
        .put("value", p.value())
        .build();
  }

  private static Percent percent(Json json) {
    return new Percent(
        span(json, "at"), required(json, "text"), decimal(json, "value").orElseThrow());
  }

  private static Json date(DateMention d) {
    return Json.object()
        .put("at", span(d.span()))
        .put("text", d.text())
        .put("value", d.value().iso())
        .build();
  }

  private static DateMention date(Json json) {
    return new DateMention(
        span(json, "at"), required(json, "text"), new PartialDate(required(json, "value")));
  }

  private static Json span(Span span) {
    return new Json.Arr(
        List.of(
            new Json.Num(BigDecimal.valueOf(span.start())),
            new Json.Num(BigDecimal.valueOf(span.end()))));
  }

  private static Span span(Json json, String name) {
    List<Json> ends = member(json, name).elements();
    return new Span(number(ends.get(0)), number(ends.get(1)));
  }

  private static int number(Json json) {
    return json instanceof Json.Num(var value) ? value.intValueExact() : -1;
  }

  private static PublicationDate published(String text) {
    return text.length() > 10
        ? PublicationDate.of(OffsetDateTime.parse(text))
        : PublicationDate.of(LocalDate.parse(text));
  }

  private static @Nullable String string(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static Json member(Json json, String name) {
    return json.get(name)
        .orElseThrow(() -> new IllegalStateException("stored record without \"" + name + "\""));
  }

  private static String required(Json json, String name) {
    return member(json, name)
        .asString()
        .orElseThrow(() -> new IllegalStateException("stored \"" + name + "\" is no string"));
  }

  private static String constant(Json json, String name) {
    return required(json, name).toUpperCase(Locale.ROOT);
  }

  private static boolean flag(Json json, String name) {
    return member(json, name) instanceof Json.Bool(var value) && value;
  }

  private static Optional<BigDecimal> decimal(Json json, String name) {
    return json.get(name)
        .map(value -> value instanceof Json.Num(var number) ? number : BigDecimal.ZERO);
  }

  private static <T> List<T> list(Json json, String name, Function<Json, T> read) {
    return member(json, name).elements().stream().map(read).toList();
  }

  private static List<String> strings(Json json, String name) {
    return list(json, name, value -> value.asString().orElse(""));
  }
}
