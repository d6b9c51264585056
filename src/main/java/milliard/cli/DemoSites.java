package milliard.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The bundled news sites, served on loopback under their invented names: one port, told apart by
 * the Host header. Static files, and the redirects of each site's {@code _redirects}.
 */
final class DemoSites implements AutoCloseable {
  private static final String ROOT = "/milliard/sites/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "htm", "text/html",
          "xml", "application/xml",
          "json", "application/json",
          "gz", "application/gzip",
          "txt", "text/plain; charset=utf-8",
          "css", "text/css");

  private record Redirect(int status, String to) {}

  private final Map<String, Map<String, Redirect>> sites = new LinkedHashMap<>();
  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  private DemoSites(List<String> hosts, HttpServer server) throws IOException {
    this.server = server;
    for (String host : hosts) sites.put(host, redirects(host));
    server.createContext("/", this::answer);
    server.setExecutor(workers);
  }

  /** Starts serving these hosts on a free port of 127.0.0.1. */
  static DemoSites start(List<String> hosts) throws IOException {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    var sites = new DemoSites(hosts, HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    sites.server.start();
    return sites;
  }

  /** Where they are served. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  /** The names under which they are served. */
  Set<String> hosts() {
    return sites.keySet();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (host != null) host = host.replaceFirst(":\\d+$", "");
      String path = exchange.getRequestURI().getPath();
      Map<String, Redirect> redirects = sites.get(host);
      if (redirects == null
          || path == null
          || path.contains("..")
          || path.endsWith("/_redirects")) {
        send(exchange, 404, "text/plain", "Not found\n".getBytes(StandardCharsets.UTF_8));
        return;
      }
      Redirect redirect = redirects.get(path);
      if (redirect != null) {
        exchange.getResponseHeaders().set("Location", redirect.to);
        exchange.sendResponseHeaders(redirect.status, -1);
        return;
      }
      String file = path.endsWith("/") ? path + "index.html" : path;
      byte[] body = read(host + file);
      if (body == null) {
        send(
            exchange,
            404,
            "text/html",
            "<!doctype html><title>404</title><h1>Not found</h1>".getBytes(StandardCharsets.UTF_8));
      } else {
        String ending = file.substring(file.lastIndexOf('.') + 1);
        send(exchange, 200, TYPES.getOrDefault(ending, "application/octet-stream"), body);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte @Nullable [] read(String name) throws IOException {
    try (InputStream in = DemoSites.class.getResourceAsStream(ROOT + name)) {
      if (in == null) return null;
      byte[] bytes = in.readAllBytes();
      return bytes;
    }
  }

  private static Map<String, Redirect> redirects(String host) throws IOException {
    byte[] file = read(host + "/_redirects");
    Map<String, Redirect> redirects = new LinkedHashMap<>();
    if (file == null) return redirects;
    for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
      String[] cells = line.strip().split("\\s+");
      if (cells.length < 3 || line.startsWith("#")) continue;
      redirects.put(cells[0], new Redirect(Integer.parseInt(cells[2]), cells[1]));
    }
    return redirects;
  }
}
