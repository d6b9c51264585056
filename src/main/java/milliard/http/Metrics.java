package milliard.http;

import io.javalin.http.Context;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Consumer;
import milliard.index.DealIndex;

/** What a server counts, in the OpenMetrics text format. */
final class Metrics {
  private static final String START = "metrics-start";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram seconds =
      Histogram.builder()
          .name("http_request_duration_seconds")
          .help("From the request's first byte read to the answer given to the socket.")
          .labelNames("route", "method", "status")
          .classicUpperBounds(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 60)
          .classicOnly()
          .register(registry);
  private final Gauge underWay =
      Gauge.builder()
          .name("http_requests_in_progress")
          .help("Requests under way.")
          .register(registry);
  final Counter extracted =
      Counter.builder()
          .name("milliard_texts_extracted")
          .help("Texts read by the extract API.")
          .labelNames("answer")
          .register(registry);

  Metrics(OpenIndex index) {
    gauge("milliard_index_articles", "Articles that can be found.", () -> size(index).articles());
    gauge("milliard_index_deals", "Deals that can be found.", () -> size(index).deals());
    gauge(
        "process_heap_used_bytes",
        "Heap in use.",
        () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    // Known from the start, so that a rate can be taken of the first one.
    extracted.initLabelValues("found");
    extracted.initLabelValues("fault");
  }

  private void gauge(String name, String help, java.util.function.LongSupplier value) {
    Consumer<GaugeWithCallback.Callback> read = c -> c.call(value.getAsLong());
    GaugeWithCallback.builder().name(name).help(help).callback(read).register(registry);
  }

  private static DealIndex.Size size(OpenIndex index) {
    try {
      return index.isOpen() ? index.ask(DealIndex::size) : new DealIndex.Size(0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Problem e) {
      return new DealIndex.Size(0, 0);
    }
  }

  void begin(Context ctx) {
    ctx.attribute(START, System.nanoTime());
    underWay.inc();
  }

  void end(Context ctx) {
    Long start = ctx.attribute(START);
    if (start == null) return;
    underWay.dec();
    var endpoint = ctx.endpoints().matchedHttpEndpoint();
    seconds
        .labelValues(
            endpoint == null ? "none" : endpoint.path,
            ctx.method().toString().toLowerCase(Locale.ROOT),
            String.valueOf(ctx.statusCode()))
        .observe((System.nanoTime() - start) / 1e9);
  }

  void write(Context ctx) throws IOException {
    var out = new ByteArrayOutputStream();
    OpenMetricsTextFormatWriter.create().write(out, registry.scrape(), EscapingScheme.DEFAULT);
    ctx.header("Cache-Control", "no-store");
    ctx.result(out.toByteArray());
    ctx.contentType(OpenMetricsTextFormatWriter.CONTENT_TYPE);
  }
}
