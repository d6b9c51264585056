package milliard.http;

import io.javalin.http.Context;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import milliard.Contract;
import milliard.Contract.RequestException;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST extract}: the contract over HTTP, one JSON object or a stream of lines. As many texts
 * are read at once as there are processors; the rest wait, up to a bound. Models are loaded at the
 * first text of their language.
 */
final class ExtractApi implements AutoCloseable {
  /** The most bytes of a request, or of a line of a stream. */
  static final int MOST_BYTES = 8 << 20;

  /** The longest that one text may take, its waiting included. */
  static final Duration LONGEST = Duration.ofSeconds(120);

  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int MOST_WAITING = 64;

  /** The most streams at once. */
  static final int MOST_STREAMS = 8;

  private static final int AHEAD = 4 * THREADS;

  private final Contract contract;
  private final Metrics metrics;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Semaphore streams = new Semaphore(MOST_STREAMS);
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("extract-", 1).factory());

  ExtractApi(Contract contract, Metrics metrics) {
    this.contract = contract;
    this.metrics = metrics;
  }

  void extract(Context ctx) throws Exception {
    boolean explain = Parameters.of(ctx, "explain").flag("explain", false);
    String type = ctx.contentType();
    switch (type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> one(ctx, explain);
      case "application/jsonl", "application/x-ndjson" -> {
        if (explain)
          throw Problem.badRequest("explain: expected with one JSON object, not a stream");
        if (!streams.tryAcquire()) {
          throw Problem.busy("too many streams: expected at most " + MOST_STREAMS + " at once");
        }
        try {
          stream(ctx);
        } finally {
          streams.release();
        }
      }
      default ->
          throw new Problem(
              415,
              "Unsupported media type",
              "Content-Type '" + type + "': expected application/json or application/jsonl");
    }
  }

  private void one(Context ctx, boolean explain) throws Exception {
    byte[] body = ctx.bodyInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new Problem(
          413, "Content too large", "the body: expected at most " + MOST_BYTES + " bytes");
    }
    Json request;
    try {
      request = Json.read(new String(body, StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw Problem.badRequest("not JSON: " + e.getMessage());
    }
    if (!room.tryAcquire()) throw Problem.busy("too many texts wait: expected fewer at once");
    Future<Json> answer =
        workers.submit(() -> explain ? contract.explain(request) : contract.answer(request));
    try {
      Json json = answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      metrics.extracted.labelValues("found").inc();
      Reply.json(ctx, json);
    } catch (TimeoutException e) {
      answer.cancel(true);
      metrics.extracted.labelValues("fault").inc();
      throw Problem.busy("the text was not read within " + LONGEST.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      metrics.extracted.labelValues("fault").inc();
      if (e.getCause() instanceof RequestException fault) {
        throw Problem.badRequest(String.valueOf(fault.getMessage()));
      }
      throw new IllegalStateException("the text cannot be read", e.getCause());
    } finally {
      room.release();
    }
  }

  /** Lines are read by a thread of their own, so that an answer does not wait for the next line. */
  private void stream(Context ctx) throws IOException, InterruptedException {
    ctx.contentType("application/jsonl");
    ctx.header("Cache-Control", "no-store");
    Server.streams(ctx);
    var in = new BufferedInputStream(ctx.bodyInputStream(), 1 << 16);
    // Not compressed, and not through Javalin's stream, whose flush does nothing.
    OutputStream out = ctx.res().getOutputStream();
    var underWay = new ArrayBlockingQueue<Future<String>>(AHEAD);
    Future<String> end = CompletableFuture.completedFuture("");
    var broken = new AtomicReference<@Nullable IOException>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                try {
                  for (String line = line(in); line != null; line = line(in)) {
                    String read = line;
                    underWay.put(workers.submit(() -> contract.answerLine(read)));
                  }
                } catch (IOException e) {
                  broken.set(e);
                }
                underWay.put(end);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      for (Future<String> next = underWay.take(); next != end; next = underWay.take()) {
        give(next, out);
      }
    } finally {
      reader.interrupt();
      for (Future<String> left : underWay) left.cancel(true);
    }
    IOException fault = broken.get();
    if (fault != null) throw fault;
  }

  /** Writes the answer of a line, its fault if it has none. */
  private void give(Future<String> future, OutputStream out)
      throws IOException, InterruptedException {
    String answer;
    try {
      answer = future.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      metrics.extracted.labelValues("found").inc();
    } catch (TimeoutException e) {
      future.cancel(true);
      answer = fault("not read within " + LONGEST.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      answer = fault("cannot be read: " + e.getCause());
    }
    out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String fault(String message) {
    metrics.extracted.labelValues("fault").inc();
    return Contract.error(new Json.Null(), message).write();
  }

  /** The next line; one that is too long is cut, so that it is answered as a bad one. */
  private static @Nullable String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int c = in.read();
    if (c < 0) return null;
    for (; c >= 0 && c != '\n'; c = in.read()) if (line.size() < MOST_BYTES) line.write(c);
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
