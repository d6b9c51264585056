package milliard.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import milliard.Alerts;
import milliard.Alerts.Alert;
import milliard.Home;
import milliard.fetch.SourceHealth;
import milliard.json.Json;
import org.jspecify.annotations.Nullable;

/** What a home has beside its index: the sources of its crawl, and its alerts. */
final class HomeApi {
  private final Home home;
  private final Alerts alerts;

  HomeApi(Home home) {
    this.home = home;
    alerts = new Alerts(home.alerts());
  }

  /** {@code GET sources}: how each source does. */
  void sources(Context ctx) throws Exception {
    Parameters.of(ctx);
    Reply.json(
        ctx,
        Json.object()
            .put("sources", SourceHealth.of(home.folder()).stream().map(HomeApi::source).toList())
            .build());
  }

  private static Json source(SourceHealth s) {
    Duration gap = s.longestGap();
    return Json.object()
        .put("name", s.name())
        .put("url", s.url())
        .put("kind", s.kind())
        .put("active", s.active())
        .put("fetched", iso(s.fetched()))
        .put("fresh", iso(s.fresh()))
        .put("next", iso(s.next()))
        .put("pages", s.pages())
        .put("read", s.read())
        .put("articles", s.articles())
        .put("dated", s.dated())
        .put("signed", s.signed())
        .put("waiting", s.waiting())
        .put("refused", s.refused())
        .put("failed", s.failed())
        .put("failures", s.failures())
        .put("robots", s.robots())
        .put("error", s.error())
        .put("longest_gap_hours", gap == null ? null : BigDecimal.valueOf(gap.toMinutes() / 6, 1))
        .put("warnings", Json.strings(s.warnings()))
        .build();
  }

  private static @Nullable String iso(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** {@code GET alerts}. */
  void alerts(Context ctx) throws Exception {
    Parameters.of(ctx);
    Reply.json(
        ctx,
        Json.object()
            .put(
                "alerts",
                alerts.all().stream()
                    .map(a -> Json.object().put("name", a.name()).put("query", a.query()).build())
                    .toList())
            .build());
  }

  /** {@code GET alerts/{name}/feed.atom}: what an alert has told. */
  void feed(Context ctx) throws Exception {
    Parameters.of(ctx);
    String name = ctx.pathParam("name");
    Alert alert =
        alerts.all().stream()
            .filter(a -> a.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("alert '" + name + "': expected one of alerts"));
    var out = new ByteArrayOutputStream();
    alerts.feed(alert, out);
    Reply.write(ctx, out.toByteArray(), "application/atom+xml");
  }
}
