package milliard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import milliard.Home;
import milliard.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server bounds, whom it lets in, and how it ends. */
class ServerTest {
  private static final String TOKEN = "a-secret-of-some-length";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;

  @BeforeAll
  static void home() throws Exception {
    Sample.home(folder);
  }

  private static Server start() throws IOException {
    return Server.start(new Home(folder), Binding.LOOPBACK.port(0));
  }

  private static HttpResponse<String> get(URI address, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(address);
    if (headers.length > 0) request.headers(headers);
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** A stream of texts over a raw socket, whose end is ours to choose. */
  private static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answer;

    Stream(Server server) throws IOException {
      socket = new Socket(server.address().getHost(), server.address().getPort());
      socket.setSoTimeout(20_000);
      write(
          "POST /api/v1/extract HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/jsonl\r\nTransfer-Encoding: chunked\r\n\r\n");
      answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }

    /** Sends a text in a language without models. */
    void text(int id) throws IOException {
      String line = "{\"id\":" + id + ",\"text\":\"a\",\"lang\":\"de\"}\n";
      write(Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
    }

    String status() throws IOException {
      return answer.readLine();
    }

    boolean answers(int id) {
      return answer.lines().anyMatch(l -> l.startsWith("{\"id\":" + id + ","));
    }

    /** The rest, up to the end of the connection. */
    List<String> rest() {
      return answer.lines().toList();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void requestsUnderWayEndBeforeTheServerDoes() throws Exception {
    Server server = start();
    try (var stream = new Stream(server)) {
      stream.text(1);
      assertThat(stream.answers(1)).isTrue();
      var closed =
          CompletableFuture.runAsync(() -> {
            try {
              server.close();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      Thread.sleep(300);
      assertThat(closed).as("waits for the stream").isNotDone();
      assertThatThrownBy(() -> get(server.address().resolve("/health/live")))
          .as("takes no new connection")
          .isInstanceOf(ConnectException.class);
      stream.text(2);
      assertThat(stream.answers(2)).isTrue();
      stream.write("0\r\n\r\n");
      assertThat(stream.rest()).as("ends as it should").contains("0");
      closed.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void anAnswerThatIsCutDoesNotSeemWhole() throws Exception {
    try (Server server = start();
        var stream = new Stream(server)) {
      stream.text(1);
      assertThat(stream.answers(1)).isTrue();
      stream.write("this is no chunk\r\n");
      List<String> rest;
      try {
        rest = stream.rest();
      } catch (java.io.UncheckedIOException e) {
        return; // reset: as clear a sign
      }
      assertThat(rest).as("no end of the chunks").doesNotContain("0");
    }
  }

  @Test
  void onlySoManyStreamsAtOnce() throws Exception {
    List<Stream> streams = new ArrayList<>();
    try (Server server = start()) {
      for (int i = 0; i < ExtractApi.MOST_STREAMS; i++) {
        var stream = new Stream(server);
        streams.add(stream);
        stream.text(i);
        assertThat(stream.answers(i)).isTrue();
      }
      try (var more = new Stream(server)) {
        assertThat(more.status()).startsWith("HTTP/1.1 503");
      }
      streams.removeFirst().close();
      boolean again = false;
      for (int i = 0; i < 50 && !again; i++) {
        Thread.sleep(100);
        try (var more = new Stream(server)) {
          more.text(7);
          more.write("0\r\n\r\n");
          again = more.status().startsWith("HTTP/1.1 200");
        }
      }
      assertThat(again).as("one that ended makes room").isTrue();
      for (Stream stream : streams) stream.close();
    }
  }

  @Test
  void textsThatAreRefusedOrDoneMakeRoomAgain() throws Exception {
    try (Server server = start()) {
      var request =
          HttpRequest.newBuilder(server.address().resolve("/api/v1/extract"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"text\":\"a\",\"lang\":\"de\"}"))
              .build();
      for (int i = 0; i < 200; i++) {
        assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void searchesBeyondTheBoundAreToldToComeAgain() throws Exception {
    try (var index = new OpenIndex(new Home(folder), Duration.ofMillis(50))) {
      var under = new CountDownLatch(OpenIndex.TURNS);
      var end = new CountDownLatch(1);
      for (int i = 0; i < OpenIndex.TURNS; i++) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                index.ask(deals -> {
                  under.countDown();
                  try {
                    end.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return true;
                });
              } catch (IOException | Problem e) {
                throw new IllegalStateException(e);
              }
            });
      }
      under.await();
      assertThatThrownBy(() -> index.ask(deals -> true))
          .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(503));
      end.countDown();
      boolean answered = false;
      for (int i = 0; i < 100 && !answered; i++) {
        Thread.sleep(20);
        try {
          answered = index.ask(deals -> true);
        } catch (Problem e) {
          assertThat(e.status()).isEqualTo(503);
        }
      }
      assertThat(answered).isTrue();
    }
  }

  @Test
  void aClientsRateIsBounded() {
    var bucket = new Guard.Bucket();
    long second = 1_000_000_000;
    int taken = 0;
    while (bucket.take(second)) taken++;
    assertThat(taken).isEqualTo(200);
    int later = 0;
    while (bucket.take(2 * second)) later++;
    assertThat(later).isEqualTo((int) Guard.RATE);
  }

  @Test
  void anotherMachineIsLetInByTokenAndNotTooOften() throws Exception {
    Optional<String> address = ownAddress();
    assumeTrue(address.isPresent(), "SKIPPED: this machine has no address but loopback");
    String host = address.orElseThrow();
    assertThatThrownBy(() -> new Binding(host, 0, null, Set.of(), Set.of()))
        .hasMessageContaining("expected a token");
    var binding = new Binding(host, 0, TOKEN, Set.of(), Set.of());
    try (Server server = Server.start(new Home(folder), binding)) {
      URI deals = server.address().resolve("/api/v1/deals?limit=1&facets=false");
      assertThat(get(deals).statusCode()).isEqualTo(401);
      assertThat(get(deals, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = null;
      for (int i = 0; i < 1_000 && refused == null; i++) {
        var answer =
            get(server.address().resolve("/api/v1/rates"), "Authorization", "Bearer " + TOKEN);
        if (answer.statusCode() == 429) refused = answer;
      }
      assertThat(refused).as("the rate is bounded").isNotNull();
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(Json.read(refused.body()).string("title")).contains("Too many requests");
    }
  }

  private static Optional<String> ownAddress() throws IOException {
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (!each.isUp() || each.isLoopback()) continue;
      for (InetAddress address : each.inetAddresses().toList()) {
        if (address instanceof Inet4Address) return Optional.of(address.getHostAddress());
      }
    }
    return Optional.empty();
  }

  @Test
  void onlyTheOriginsThatWereNamedMayRead() throws Exception {
    String desk = "https://desk.example";
    var binding = new Binding("127.0.0.1", 0, TOKEN, Set.of(), Set.of(desk));
    try (Server server = Server.start(new Home(folder), binding)) {
      URI deals = server.address().resolve("/api/v1/deals");
      HttpResponse<String> asked =
          CLIENT.send(
              HttpRequest.newBuilder(deals)
                  .method("OPTIONS", BodyPublishers.noBody())
                  .headers("Origin", desk, "Access-Control-Request-Method", "GET")
                  .build(),
              BodyHandlers.ofString());
      assertThat(asked.statusCode()).isEqualTo(204);
      assertThat(asked.headers().map())
          .containsEntry("access-control-allow-origin", List.of(desk))
          .containsEntry("access-control-allow-methods", List.of("GET, POST"));

      for (var each : Map.of(desk, true, "https://evil.example", false, "null", false).entrySet()) {
        HttpResponse<String> answer =
            get(
                deals,
                "Origin",
                each.getKey(),
                "Sec-Fetch-Site",
                "cross-site",
                "Authorization",
                "Bearer " + TOKEN);
        assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(each.getValue() ? 200 : 403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").isPresent())
            .isEqualTo(each.getValue());
        assertThat(answer.headers().firstValue("Vary"))
            .hasValueSatisfying(v -> assertThat(v).contains("Origin"));
      }
      assertThat(get(deals, "Origin", desk).statusCode()).as("no token").isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "null", "desk.example", "https://desk.example/", "ftp://desk", "a b"})
  void whatIsNoOriginIsRefused(String origin) {
    assertThatThrownBy(() -> new Binding("127.0.0.1", 0, null, Set.of(), Set.of(origin)))
        .hasMessageContaining("expected one as https://desk.example");
  }

  @Test
  void aPortThatIsTakenIsToldInWords() throws Exception {
    try (Server server = start()) {
      var same = Binding.LOOPBACK.port(server.address().getPort());
      assertThatThrownBy(() -> Server.start(new Home(folder), same))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + server.address().getPort());
    }
  }

  @Test
  void twoHundredClientsAtOnceAreAllAnswered() throws Exception {
    try (Server server = start()) {
      Load.Result result = Load.run(server.address(), 200, Duration.ofSeconds(3), Load.SAMPLE);
      assertThat(result.faults()).isEmpty();
      assertThat(result.answers()).isGreaterThanOrEqualTo(200);
    }
  }
}
