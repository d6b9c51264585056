package milliard.http;

import io.javalin.http.Context;
import milliard.index.QueryException;
import milliard.json.Json;
import org.jspecify.annotations.Nullable;

/** A request that cannot be answered, as problem details (RFC 9457). */
final class Problem extends Exception {
  private static final long serialVersionUID = 1;

  static final String MEDIA_TYPE = "application/problem+json";

  private final int status;
  private final String title;
  private final int column;

  /**
   * A problem.
   *
   * @param status of HTTP
   * @param title the kind of problem, the same each time
   * @param detail what was read, where, and what was expected
   */
  Problem(int status, String title, String detail) {
    this(status, title, detail, 0);
  }

  private Problem(int status, String title, String detail, int column) {
    super(detail);
    this.status = status;
    this.title = title;
    this.column = column;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  static Problem of(QueryException e) {
    return new Problem(400, "Bad query", String.valueOf(e.getMessage()), e.column());
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  static Problem noIndex() {
    return new Problem(
        503, "No index", "there is no index to search: expected one made by crawl or ingest");
  }

  static Problem busy(String detail) {
    return new Problem(503, "Busy", detail);
  }

  int status() {
    return status;
  }

  /** Answers with it. */
  void write(Context ctx) {
    ctx.status(status);
    if (status == 503 || status == 429) ctx.header("Retry-After", "1");
    ctx.header("Cache-Control", "no-store");
    ctx.result(json(ctx.attribute(Guard.REQUEST_ID)).write());
    ctx.contentType(MEDIA_TYPE);
  }

  /**
   * The problem of a request.
   *
   * @param request its id
   */
  Json json(@Nullable String request) {
    return Json.object()
        .put("title", title)
        .put("status", status)
        .put("detail", String.valueOf(getMessage()))
        .put("column", column > 0 ? new Json.Num(java.math.BigDecimal.valueOf(column)) : null)
        .put("request", request)
        .build();
  }
}
