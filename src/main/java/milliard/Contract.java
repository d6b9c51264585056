package milliard;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import milliard.article.Article;
import milliard.article.ArticleReader.Reading;
import milliard.article.LanguageIdentifier;
import milliard.article.PublicationDate;
import milliard.corenlp.Explanation;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import milliard.mention.AnnotatedArticle;
import milliard.mention.Argument;
import milliard.mention.DealMention;
import milliard.money.Amount;
import milliard.text.CodePoints;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * The extract contract: one JSON object in, one out, the same from the command line, the library
 * and the HTTP API.
 *
 * <p>In: {@code {"id", "text"}} or {@code {"id", "html", "url"}}, optional {@code "lang"}, {@code
 * "published"}. Out: what the article says, with offsets in Unicode code points into {@code
 * "text"}, end exclusive; what is absent is unknown. Where a page's headline is not part of its
 * text, a place in it carries {@code "in":"headline"} and counts from the headline's start.
 */
public final class Contract {
  private final Milliard milliard;

  /** Answers with this reader. */
  public Contract(Milliard milliard) {
    this.milliard = milliard;
  }

  /** A request that cannot be answered; the message says what was read and what was expected. */
  public static final class RequestException extends Exception {
    private static final long serialVersionUID = 1;

    RequestException(String message) {
      super(message);
    }
  }

  /** Answers one line of JSON with one line of JSON; a fault is an answer too: {@code "error"}. */
  public String answerLine(String line) {
    Json request = new Json.Null();
    try {
      request = Json.read(line);
      return answer(request).write();
    } catch (JsonException e) {
      return error(request, "not JSON: " + e.getMessage()).write();
    } catch (RequestException e) {
      return error(request, e.getMessage()).write();
    }
  }

  /** The answer that tells a fault. */
  public static Json error(Json request, @Nullable String message) {
    return Json.object()
        .put("id", request.get("id").orElse(null))
        .put("error", message == null ? "unknown" : message)
        .build();
  }

  /**
   * Answers one request.
   *
   * @throws RequestException if the request has neither text nor html, or a field of the wrong form
   */
  public Json answer(Json request) throws RequestException {
    return answer(request, (id, article) -> write(id, milliard.extract(article)));
  }

  /**
   * Answers one request as {@link #answer(Json)} does, and tells how the answer came about: {@code
   * "explanation"}, the triggers that were considered, each with its rule, what filled its roles
   * and what spoke for or against it.
   *
   * @throws RequestException as {@link #answer(Json)}
   */
  public Json explain(Json request) throws RequestException {
    return answer(
        request,
        (id, article) -> {
          Explanation explanation = milliard.explain(article);
          var places = new Places(explanation.said().article());
          var json = Json.object();
          if (write(id, explanation.said()) instanceof Json.Obj(var members)) {
            members.forEach(json::put);
          }
          return json.put(
                  "explanation",
                  explanation.tellings().stream().map(t -> telling(places, t)).toList())
              .build();
        });
  }

  private static Json telling(Places places, Explanation.Telling telling) {
    return places
        .put(Json.object().put("rule", telling.rule()), telling.sentence())
        .put(
            "trigger",
            places
                .put(Json.object(), telling.trigger())
                .put("text", telling.trigger().in(places.text))
                .build())
        .put("roles", telling.arguments().stream().map(r -> role(places, r)).toList())
        .put("marks", Json.strings(telling.marks()))
        .put("kept", telling.kept())
        .build();
  }

  /** Reads an article and writes what it says. */
  private interface Answering {
    Json of(@Nullable Json id, Article article);
  }

  private Json answer(Json request, Answering answering) throws RequestException {
    if (!(request instanceof Json.Obj)) {
      throw new RequestException(
          "expected an object {\"id\", \"text\"} or {\"id\", \"html\", \"url\"}");
    }
    Json id = request.get("id").orElse(null);
    Language lang = language(request);
    PublicationDate published = published(request);
    String text = string(request, "text");
    if (text != null) {
      Language known = lang != null ? lang : LanguageIdentifier.identify(text).orElse(null);
      return answering.of(id, Article.ofText(text, known, published));
    }
    String html = string(request, "html");
    if (html == null)
      throw new RequestException("neither \"text\" nor \"html\": expected one of them");
    return switch (milliard.article(html, url(request))) {
      case Reading.NotAnArticle(var reason, var headline, var date) ->
          Json.object()
              .put("id", id)
              .put("not_an_article", reason)
              .put("headline", headline.isEmpty() ? null : headline)
              .put("published", date == null ? null : date.toString())
              .put("text", "")
              .build();
      case Reading.Found(var article) -> answering.of(id, article.with(lang, published));
    };
  }

  private static @Nullable String string(Json request, String name) throws RequestException {
    Json value = request.get(name).orElse(null);
    if (value == null) return null;
    if (value instanceof Json.Str(var string)) return string;
    throw new RequestException("\"" + name + "\": expected a string");
  }

  private static @Nullable Language language(Json request) throws RequestException {
    String tag = string(request, "lang");
    if (tag == null || tag.isBlank()) return null;
    try {
      return Language.of(tag);
    } catch (IllegalArgumentException e) {
      throw new RequestException("\"lang\": '" + tag + "': expected a language as fr or en");
    }
  }

  private static @Nullable PublicationDate published(Json request) throws RequestException {
    String date = string(request, "published");
    if (date == null || date.isBlank()) return null;
    try {
      return date.length() > 10
          ? PublicationDate.of(OffsetDateTime.parse(date))
          : PublicationDate.of(LocalDate.parse(date));
    } catch (DateTimeException e) {
      throw new RequestException(
          "\"published\": '" + date + "': expected 2025-08-22 or 2025-08-22T09:30:00+02:00");
    }
  }

  private static URI url(Json request) throws RequestException {
    String url = string(request, "url");
    if (url == null) return URI.create("about:blank");
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new RequestException("\"url\": " + e.getMessage());
    }
  }

  /** What an article says, in the form of the contract. */
  public static Json write(@Nullable Json id, AnnotatedArticle said) {
    var places = new Places(said.article());
    Article a = said.article();
    var json = Json.object().put("id", id);
    json.put("lang", a.language() == null ? null : a.language().code());
    json.put("headline", a.headline().isEmpty() ? null : a.headline());
    if (!a.authors().isEmpty()) json.put("authors", Json.strings(a.authors()));
    json.put("published", a.published() == null ? null : a.published().toString());
    json.put("modified", a.modified() == null ? null : a.modified().toString());
    json.put(
        "url", a.url() == null || "about".equals(a.url().getScheme()) ? null : a.url().toString());
    json.put("site", a.site()).put("section", a.section());
    if (!a.tags().isEmpty()) json.put("tags", Json.strings(a.tags()));
    json.put("description", a.description());
    json.put("image", a.image() == null ? null : a.image().toString());
    if (a.paywalled()) json.put("paywalled", true);
    json.put("text", a.body());
    json.put(
        "entities",
        said.entities().stream()
            .filter(e -> places.inBody(e.span()))
            .map(e ->
                places
                    .put(Json.object().put("type", e.type().name()), e.span())
                    .put("text", e.text())
                    .put("name", e.name())
                    .put("company", e.company())
                    .build())
            .toList());
    json.put(
        "amounts",
        said.amounts().stream()
            .filter(m -> places.inBody(m.span()))
            .map(m -> amount(places, m))
            .toList());
    json.put(
        "percents",
        said.percents().stream()
            .filter(p -> places.inBody(p.span()))
            .map(p ->
                places
                    .put(Json.object(), p.span())
                    .put("text", p.text())
                    .put("value", p.value())
                    .build())
            .toList());
    json.put(
        "dates",
        said.dates().stream()
            .filter(d -> places.inBody(d.span()))
            .map(d ->
                places
                    .put(Json.object(), d.span())
                    .put("text", d.text())
                    .put("value", d.value().iso())
                    .build())
            .toList());
    json.put("deals", said.deals().stream().map(d -> deal(places, d)).toList());
    if (!said.notes().isEmpty()) json.put("notes", Json.strings(said.notes()));
    return json.build();
  }

  private static Json amount(Places places, Amount m) {
    return places
        .put(Json.object().put("text", m.text()), m.span())
        .putOrNull("value", number(m.value()))
        .putOrNull("low", number(m.low()))
        .putOrNull("high", number(m.high()))
        .put("modality", m.modality().id())
        .put("currency", m.currency())
        .build();
  }

  private static @Nullable Json number(@Nullable BigDecimal value) {
    return value == null ? null : new Json.Num(value);
  }

  private static Json deal(Places places, DealMention d) {
    return Json.object()
        .put("type", d.type().id())
        .put("status", d.status().id())
        .put("main", d.main())
        .put("confidence", BigDecimal.valueOf(Math.round(d.confidence() * 100), 2))
        .put("roles", d.arguments().stream().map(r -> role(places, r)).toList())
        .putOrNull("amount", d.amount() == null ? null : amount(places, d.amount()))
        .put("undisclosed", d.undisclosed() ? new Json.Bool(true) : null)
        .putOrNull("valuation", d.valuation() == null ? null : amount(places, d.valuation()))
        .putOrNull("stake", number(d.stake()))
        .putOrNull("date", d.date() == null ? null : new Json.Str(d.date().iso()))
        .putOrNull("duration", d.duration() == null ? null : new Json.Str(d.duration().toString()))
        .putOrNull("subject", d.subject() == null ? null : new Json.Str(d.subject()))
        .put("round", d.round())
        .put(
            "evidence",
            d.evidence().stream()
                .map(e ->
                    places
                        .put(Json.object(), e.sentence())
                        .put(
                            "trigger",
                            places
                                .put(Json.object(), e.trigger())
                                .put("text", e.trigger().in(places.text))
                                .build())
                        .put("rule", e.rule())
                        .build())
                .toList())
        .build();
  }

  private static Json role(Places places, Argument r) {
    return places
        .put(
            Json.object().put("role", r.role().id()).put("name", r.name()).put("text", r.text()),
            r.span())
        .put("company", r.company())
        .build();
  }

  /** Spans of the annotated text as places of the answer: in the body, or in the headline. */
  private static final class Places {
    private final int bodyStart;
    private final String text;
    private final CodePoints all;
    private final int bodyPoints;

    Places(Article article) {
      bodyStart = article.bodyStart();
      text = article.text();
      all = CodePoints.of(text);
      bodyPoints = all.fromChars(bodyStart);
    }

    boolean inBody(Span span) {
      return span.start() >= bodyStart;
    }

    Json.Builder put(Json.Builder json, Span span) {
      int shift = inBody(span) ? bodyPoints : 0;
      json.put("start", all.fromChars(span.start()) - shift);
      json.put("end", all.fromChars(span.end()) - shift);
      return inBody(span) ? json : json.put("in", "headline");
    }
  }
}
