package milliard.index;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import milliard.json.Json;

/**
 * What a query asks for, as it was understood, so that it can be said back in words.
 *
 * <p>One of {@code {"everything": true}}, {@code {"all": […]}}, {@code {"any": […]}}, {@code
 * {"not": …}}, {@code {"field", "words", "form"}}, {@code {"words", "asks": [{"field", "value"}]}},
 * {@code {"field", "value"}}, {@code {"field", "low", "lowOpen", "high", "highOpen", "currency"}},
 * {@code {"field": "date", "first", "last"}}.
 */
public final class Meaning {
  private Meaning() {}

  /**
   * The meaning of a query.
   *
   * @param today the day that {@code last-30d} counts from
   */
  public static Json of(String query, LocalDate today) throws QueryException {
    return of(QueryParser.parse(query, today));
  }

  private static Json of(Expr expr) {
    return switch (expr) {
      case Expr.All a -> Json.object().put("everything", true).build();
      case Expr.And(var parts) -> Json.object().put("all", list(parts)).build();
      case Expr.Or(var parts) -> Json.object().put("any", list(parts)).build();
      case Expr.Most(var parts, int least) -> Json.object().put("most", list(parts)).build();
      case Expr.Not(var part) -> Json.object().put("not", of(part)).build();
      case Expr.Words w ->
          Json.object()
              .put("field", w.field())
              .put("words", w.words())
              .put("form", w.form().name().toLowerCase(Locale.ROOT))
              .build();
      case Expr.Concept c ->
          Json.object()
              .put("words", c.words())
              .put(
                  "asks",
                  c.asks().stream()
                      .map(a ->
                          Json.object().put("field", a.field()).put("value", a.value()).build())
                      .toList())
              .build();
      case Expr.Value v -> Json.object().put("field", v.field()).put("value", v.value()).build();
      case Expr.Range r ->
          Json.object()
              .put("field", r.field())
              .put("low", r.low())
              .put("lowOpen", r.low() != null && r.lowOpen() ? new Json.Bool(true) : null)
              .put("high", r.high())
              .put("highOpen", r.high() != null && r.highOpen() ? new Json.Bool(true) : null)
              .put("currency", r.currency())
              .build();
      case Expr.Days d ->
          Json.object()
              .put("field", "date")
              .put("first", d.first() == null ? null : d.first().toString())
              .put("last", d.last() == null ? null : d.last().toString())
              .build();
    };
  }

  private static List<Json> list(List<Expr> parts) {
    return parts.stream().map(Meaning::of).toList();
  }
}
