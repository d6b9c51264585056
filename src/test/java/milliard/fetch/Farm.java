package milliard.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A web of invented hosts on one loopback port. What is not set answers 404. An answer is raw bytes
 * on the wire, so that it can be as wrong as it likes.
 */
final class Farm implements AutoCloseable {
  /** A request as it came. */
  record Request(String host, String path, Map<String, String> headers, long nanos) {
    String url() {
      return "http://" + host + path;
    }
  }

  /** Answers a request with whatever it writes. */
  interface Answer {
    void write(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Answer> hosts = new ConcurrentHashMap<>();
  final List<Request> requests = new CopyOnWriteArrayList<>();
  volatile boolean recording = true;

  Farm() throws IOException {
    this(0);
  }

  Farm(int port) throws IOException {
    server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Every host of {@code .example} is here. */
  Resolver resolver() {
    return new Resolver() {
      @Override
      public List<InetAddress> addresses(String host) throws UnknownHostException {
        if (!host.endsWith(".example")) return Resolver.SYSTEM.addresses(host);
        return List.of(InetAddress.getLoopbackAddress());
      }

      @Override
      public int port(String host, int port) {
        return host.endsWith(".example") ? Farm.this.port() : port;
      }
    };
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  Farm on(String url, Answer answer) {
    answers.put(url, answer);
    return this;
  }

  /** All other addresses of a host. */
  Farm onHost(String host, Answer answer) {
    hosts.put(host, answer);
    return this;
  }

  Farm page(String url, String html) {
    return on(url, ok("text/html; charset=utf-8", html));
  }

  Farm rss(String url, String... links) {
    return on(url, ok("application/rss+xml", feed(links)));
  }

  /** The number of requests for an address. */
  long asked(String url) {
    return requests.stream().filter(r -> r.url().equals(url)).count();
  }

  static String feed(String... links) {
    StringBuilder items = new StringBuilder();
    for (String link : links) {
      items.append("<item><title>t</title><link>").append(link).append("</link></item>");
    }
    return "<?xml version='1.0'?><rss version='2.0'><channel><title>t</title><link>x</link>"
        + "<description>d</description>"
        + items
        + "</channel></rss>";
  }

  static Answer ok(String type, String body) {
    return send(200, "Content-Type: " + type, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer status(int status, String headers) {
    return send(status, headers, new byte[0]);
  }

  static Answer send(int status, String headers, byte[] body) {
    return (request, out) -> {
      String head =
          "HTTP/1.1 "
              + status
              + " X\r\n"
              + (headers.isEmpty() ? "" : headers + "\r\n")
              + "Content-Length: "
              + body.length
              + "\r\n\r\n";
      var bytes = new ByteArrayOutputStream(head.length() + body.length);
      bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(body);
      out.write(bytes.toByteArray());
    };
  }

  static Answer raw(String text) {
    return (request, out) -> {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      throw new IOException("closed on purpose");
    };
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      for (Request request = read(in); request != null; request = read(in)) {
        if (recording) requests.add(request);
        Answer answer = answers.get(request.url());
        if (answer == null) answer = hosts.get(request.host);
        if (answer == null) answer = status(404, "");
        answer.write(request, out);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // the client has gone, or the answer ends the connection on purpose
    }
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) return null;
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Request(
        headers.getOrDefault("host", ""), first.split(" ")[1], headers, System.nanoTime());
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) bytes.write(b);
    return bytes.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** The addresses asked for, robots.txt left out. */
  List<String> pages() {
    return requests.stream()
        .map(Request::url)
        .filter(u -> !u.endsWith("/robots.txt"))
        .collect(Collectors.toList());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
