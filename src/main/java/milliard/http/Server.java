package milliard.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import milliard.Contract;
import milliard.Home;
import milliard.company.Companies;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a home, over HTTP: {@code /api/v1} for programs, the page for people, {@code
 * /health/live}, {@code /health/ready} and {@code /metrics} for those who run it. Read-only.
 *
 * <pre>{@code
 * try (Server server = Server.start(new Home(Path.of("news")), Binding.LOOPBACK)) {
 *   System.out.println(server.address());
 *   Thread.currentThread().join();
 * }
 * }</pre>
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** How long requests under way may take when the server stops, in milliseconds. */
  private static final long GRACE = 30_000;

  /** The most connections at once. */
  private static final int MOST_CONNECTIONS = 2_000;

  /** The most bytes of a request before its body. */
  private static final int MOST_HEAD = 16 << 10;

  /** Set on requests whose answer is written as it comes about. */
  private static final String STREAM = "stream";

  /** Addresses of the page; its script reads the rest of the address. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/deals/{id}",
          "/companies/{id}",
          "/articles",
          "/articles/{id}",
          "/charts",
          "/extract",
          "/sources",
          "/saved");

  private final Binding binding;
  private final OpenIndex index;
  private final Kept kept = new Kept();
  private final Metrics metrics;
  private final ExtractApi extract;
  private final Guard guard;
  private final Javalin javalin;
  private final Set<String> routes = new TreeSet<>();
  private int port;
  private volatile boolean stopping;

  private Server(Home home, Binding binding) throws IOException {
    this.binding = binding;
    Companies companies = home.companies();
    index = new OpenIndex(home);
    metrics = new Metrics(index);
    extract = new ExtractApi(new Contract(home.milliard()), metrics);
    guard = new Guard(binding);
    javalin = Javalin.create(config -> configure(config, home, companies));
  }

  /**
   * Starts to listen.
   *
   * @throws IOException if the home's files cannot be read, or the port is taken
   */
  public static Server start(Home home, Binding binding) throws IOException {
    var server = new Server(home, binding);
    try {
      server.port = server.javalin.start(binding.host(), binding.port()).port();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw new IOException(
          "cannot listen on " + binding.host() + ":" + binding.port() + ": " + cause(e), e);
    }
  }

  private static String cause(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) at = at.getCause();
    return String.valueOf(at.getMessage());
  }

  /** Where it listens. */
  public URI address() {
    String host = binding.host().contains(":") ? "[" + binding.host() + "]" : binding.host();
    return URI.create("http://" + host + ":" + port + "/");
  }

  /** The routes that programs use, as {@code get /api/v1/deals}. */
  Set<String> routes() {
    return routes;
  }

  private void get(JavalinConfig config, String path, Handler handler) {
    routes.add("get " + path);
    config.routes.get(path, handler);
    // The same headers; Jetty leaves the body out.
    config.routes.head(path, handler);
  }

  private void configure(JavalinConfig config, Home home, Companies companies) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = ExtractApi.MOST_BYTES;
    config.jetty.modifyServer(Server::bound);
    config.jetty.modifyHttpConfiguration(Server::http);
    config.routes.before(metrics::begin);
    config.routes.before(guard::check);
    config.routes.after(metrics::end);
    config.routes.exception(
        Problem.class,
        (problem, ctx) -> {
          if (isStream(ctx)) cut(ctx, problem);
          else problem.write(ctx);
        });
    config.routes.exception(HttpResponseException.class, Server::tell);
    config.routes.exception(Exception.class, Server::fault);
    api(config, home, companies);
    page(config);
    get(config, "/health/live", ctx -> Reply.json(ctx, Json.object().put("live", true).build()));
    get(config, "/health/ready", this::ready);
    get(config, "/metrics", metrics::write);
  }

  /** Requests under way end when it stops; connections beyond the bound wait to be accepted. */
  private static void bound(org.eclipse.jetty.server.Server server) {
    server.setStopTimeout(GRACE);
    server.setHandler(new GracefulHandler());
    server.setErrorHandler(Server::unread);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
  }

  /** Answers a request that cannot be read, as one whose head is too long. */
  private static boolean unread(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String id = UUID.randomUUID().toString();
    var problem =
        new Problem(
            status,
            String.valueOf(HttpStatus.getMessage(status)),
            "the request cannot be read: expected HTTP/1.1 with a head of at most "
                + MOST_HEAD
                + " bytes");
    response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
    response.getHeaders().put("X-Request-Id", id);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Content-Security-Policy", Guard.POLICY);
    Content.Sink.write(response, true, problem.json(id).write(), callback);
    return true;
  }

  private static void http(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(MOST_HEAD);
  }

  private void api(JavalinConfig config, Home home, Companies companies) {
    var search = new SearchApi(index);
    var company = new CompanyApi(index, companies, kept);
    var rest = new HomeApi(home);
    var suggestions = new Suggestions(index);
    byte[] description = description();
    byte[] schema = schema();
    String v1 = "/api/v1/";
    get(config, v1 + "deals", search::deals);
    get(config, v1 + "deals/{id}", search::deal);
    get(config, v1 + "articles", search::articles);
    get(config, v1 + "articles/{id}", search::article);
    get(config, v1 + "companies", company::search);
    get(config, v1 + "companies/{id}", company::company);
    get(config, v1 + "statistics", this::statistics);
    get(config, v1 + "suggestions", suggestions::suggest);
    get(config, v1 + "sources", rest::sources);
    get(config, v1 + "alerts", rest::alerts);
    get(config, v1 + "alerts/{name}/feed.atom", rest::feed);
    get(config, v1 + "export", search::export);
    get(config, v1 + "rates", search::rates);
    routes.add("post " + v1 + "extract");
    config.routes.post(v1 + "extract", extract::extract);
    get(config, v1 + "openapi.json", ctx -> Reply.write(ctx, description, "application/json"));
    get(config, v1 + "extract.schema.json", ctx -> Reply.write(ctx, schema, "application/json"));
  }

  private void page(JavalinConfig config) {
    var pages = new Pages();
    for (String path : PAGES) {
      config.routes.get(path, pages::shell);
      config.routes.head(path, pages::shell);
    }
    config.routes.get("/assets/{name}", pages::asset);
    config.routes.head("/assets/{name}", pages::asset);
  }

  private void statistics(Context ctx) throws Exception {
    String query = Parameters.of(ctx, "q").text("q", "");
    Reply.written(
        ctx,
        kept.answer(
            index.state(),
            "statistics " + query,
            () -> {
              Statistics all = index.ask(i -> Statistics.of(i, query));
              return new Kept.Answer(Reply.bytes(all.write()), !all.hurried());
            }));
  }

  /** The OpenAPI document, written in YAML. */
  private static byte[] description() {
    try (InputStream in = Server.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) throw new IllegalStateException("the class path lacks openapi.yaml");
      return Json.readYaml(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .write()
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException | JsonException e) {
      throw new IllegalStateException("openapi.yaml: " + e.getMessage(), e);
    }
  }

  private static byte[] schema() {
    try (InputStream in = Contract.class.getResourceAsStream("extract.schema.json")) {
      if (in == null) throw new IllegalStateException("the class path lacks extract.schema.json");
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("extract.schema.json: " + e.getMessage(), e);
    }
  }

  private void ready(Context ctx) throws Problem {
    if (stopping) throw Problem.busy("the server stops");
    if (!index.isOpen()) throw Problem.noIndex();
    Reply.json(ctx, Json.object().put("ready", true).build());
  }

  private static void tell(HttpResponseException e, Context ctx) {
    String title =
        switch (e.getStatus()) {
          case 404 -> "Not found";
          case 405 -> "Method not allowed";
          case 413 -> "Content too large";
          default -> "Bad request";
        };
    new Problem(e.getStatus(), title, ctx.method() + " " + ctx.path() + ": " + e.getMessage())
        .write(ctx);
  }

  /** Says that the answer is a stream: after a fault it is cut, so that it cannot seem whole. */
  static void streams(Context ctx) {
    ctx.attribute(STREAM, true);
  }

  private static boolean isStream(Context ctx) {
    return ctx.attribute(STREAM) != null;
  }

  private static void cut(Context ctx, Exception e) {
    String id = ctx.attribute(Guard.REQUEST_ID);
    if (e instanceof QuietException) {
      LOG.debug("request {}: the client left: {}", id, e.toString());
    } else {
      LOG.warn("request {}: {} {}: cut", id, ctx.method(), ctx.path(), e);
    }
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private static void fault(Exception e, Context ctx) {
    if (isStream(ctx)) {
      cut(ctx, e);
      return;
    }
    String id = ctx.attribute(Guard.REQUEST_ID);
    LOG.error("request {}: {} {}", id, ctx.method(), ctx.path(), e);
    new Problem(500, "Fault", "a fault of Milliard: its log has it under this request's id")
        .write(ctx);
  }

  /** Lets requests under way end, at most thirty seconds, then stops. */
  @Override
  public void close() throws IOException {
    stopping = true;
    javalin.stop();
    extract.close();
    index.close();
  }
}
