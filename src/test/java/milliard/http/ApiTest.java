package milliard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import milliard.Alerts;
import milliard.Home;
import milliard.index.DealIndex;
import milliard.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API as a program sees it; every answer is checked against the OpenAPI document. */
class ApiTest {
  @TempDir static Path folder;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Server server;
  private static OpenApi description;

  @BeforeAll
  static void start() throws Exception {
    server = Server.start(Sample.home(folder), Binding.LOOPBACK.port(0));
    description = OpenApi.of(server.address());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.address().resolve(path));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String type, String body) throws Exception {
    return CLIENT.send(
        request("/api/v1/extract")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String q(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private static Json promised(String template, String method, HttpResponse<String> answer)
      throws Exception {
    return description.promised(template, method, answer);
  }

  private static Json deals(String query) throws Exception {
    return promised("/api/v1/deals", "get", get("/api/v1/deals?q=" + q(query)));
  }

  private static List<Json> all(Json json, String name) {
    return json.get(name).orElseThrow().elements();
  }

  @Test
  void everyRouteIsDescribedAndEveryDescribedRouteAnswersAsPromised() throws Exception {
    assertThat(server.routes()).isEqualTo(description.routes());

    String deal = all(deals("target:wiz"), "deals").getFirst().string("id").orElseThrow();
    Map<String, List<String>> asked =
        Map.ofEntries(
            Map.entry(
                "/api/v1/deals",
                List.of(
                    "",
                    "?q=acquirer%3Agoogle&limit=2&sort=amount&facets=false",
                    "?q=type%3A",
                    "?limit=0",
                    "?x=1",
                    "?sort=size",
                    "?cursor=AAAA")),
            Map.entry("/api/v1/deals/{id}", List.of("/" + deal, "/0000000000000000")),
            Map.entry("/api/v1/articles", List.of("", "?q=contrat", "?q=lang%3Afr&sort=date")),
            Map.entry("/api/v1/articles/{id}", List.of("/a1", "/none")),
            Map.entry("/api/v1/companies", List.of("?q=google", "")),
            Map.entry(
                "/api/v1/companies/{id}", List.of("/google", "/mistral-ai", "/no-such-company")),
            Map.entry("/api/v1/statistics", List.of("", "?q=type%3Aacquisition")),
            Map.entry(
                "/api/v1/rates",
                List.of(
                    "",
                    "?currency=USD&date=2025-08-22",
                    "?currency=USD",
                    "?currency=XXX",
                    "?currency=USD&date=yesterday")),
            Map.entry(
                "/api/v1/suggestions",
                List.of("?q=goo", "?q=type%3A", "?q=acquirer%3Ago", "?q=%28%28", "")),
            Map.entry("/api/v1/sources", List.of("")),
            Map.entry("/api/v1/alerts", List.of("")),
            Map.entry("/health/live", List.of("")),
            Map.entry("/health/ready", List.of("")));
    for (var entry : asked.entrySet()) {
      String base = entry.getKey().replace("/{id}", "");
      for (String rest : entry.getValue()) promised(entry.getKey(), "get", get(base + rest));
    }
  }

  @Test
  void dealsOfSeveralArticlesAndLanguagesAreOneCard() throws Exception {
    Json answer = deals("target:wiz");
    assertThat(answer.string("total")).contains("1");
    Json deal = all(answer, "deals").getFirst();
    assertThat(deal.string("type")).contains("acquisition");
    assertThat(all(deal, "claims")).hasSize(3);
    assertThat(all(deal, "history").stream().map(s -> s.string("status").orElseThrow()))
        .containsExactly("rumoured", "announced");
    Json claim = all(deal, "claims").getFirst();
    String sentence = claim.string("sentence").orElseThrow();
    List<String> marked = new ArrayList<>();
    for (Json mark : all(claim, "marks")) {
      int from = Integer.parseInt(mark.string("start").orElseThrow());
      int to = Integer.parseInt(mark.string("end").orElseThrow());
      marked.add(mark.string("is").orElseThrow() + "=" + sentence.substring(from, to));
    }
    assertThat(marked)
        .containsExactly(
            "acquirer=Google", "trigger=weigh a bid", "target=Wiz", "amount=about $30 billion");
  }

  @Test
  void pagesByCursorGiveEachDealOnce() throws Exception {
    Set<String> seen = new HashSet<>();
    String cursor = "";
    int pages = 0;
    while (true) {
      Json page = promised("/api/v1/deals", "get", get("/api/v1/deals?sort=date&limit=2" + cursor));
      for (Json deal : all(page, "deals")) {
        assertThat(seen.add(deal.string("id").orElseThrow())).isTrue();
      }
      pages++;
      if (page.get("next").isEmpty()) break;
      cursor = "&cursor=" + q(page.string("next").orElseThrow());
    }
    assertThat(seen).hasSize(6);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void aBadQueryTellsItsColumn() throws Exception {
    HttpResponse<String> answer = get("/api/v1/deals?q=" + q("google (wiz"));
    assertThat(answer.statusCode()).isEqualTo(400);
    Json problem = promised("/api/v1/deals", "get", answer);
    assertThat(problem.string("title")).contains("Bad query");
    assertThat(problem.get("column")).isPresent();
    assertThat(problem.string("request")).isEqualTo(answer.headers().firstValue("X-Request-Id"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/nothing, 404",
    "/nothing, 404",
    "/assets/..%2fopenapi.yaml, 404",
    "/assets/none.js, 404",
    "/api/v1/extract, 405"
  })
  void whatIsNotThereIsAProblem(String path, int status) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Json.read(answer.body()).string("status")).contains(String.valueOf(status));
  }

  @Test
  void aRequestThatIsTooLongToReadIsAProblemToo() throws Exception {
    HttpResponse<String> answer = get("/api/v1/deals?q=" + "a".repeat(20_000));
    assertThat(answer.statusCode()).isEqualTo(414);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    description.isA("Problem", answer.body());
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/deals", "/", "/assets/app.js", "/health/live"})
  void headIsGetWithoutTheBody(String path) throws Exception {
    HttpResponse<String> get = get(path);
    HttpResponse<String> head =
        CLIENT.send(
            request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    for (String name : List.of("Content-Type", "ETag", "Content-Length", "Cache-Control")) {
      assertThat(head.headers().firstValue(name))
          .as(name)
          .isEqualTo(get.headers().firstValue(name));
    }
  }

  @Test
  void anArticleComesWithItsMarksAndItsDeals() throws Exception {
    Json answer = promised("/api/v1/articles/{id}", "get", get("/api/v1/articles/a5"));
    String report = all(answer, "reports").getFirst().asString().orElseThrow();
    Json deal = promised("/api/v1/deals/{id}", "get", get("/api/v1/deals/" + report));
    assertThat(deal.string("type")).contains("contract");
    assertThat(all(answer.get("article").orElseThrow(), "amounts")).hasSize(1);
  }

  @Test
  void aCompanyComesWithItsDealsAndPartners() throws Exception {
    Json google = promised("/api/v1/companies/{id}", "get", get("/api/v1/companies/mistral-ai"));
    assertThat(google.string("total")).contains("2");
    assertThat(
            all(google.get("network").orElseThrow(), "links").stream()
                .map(l ->
                    l.string("from").orElseThrow()
                        + " "
                        + l.string("type").orElseThrow()
                        + " "
                        + l.string("to").orElseThrow()))
        .containsExactlyInAnyOrder("asml funding mistral-ai", "mistral-ai partnership nvidia");
  }

  @Test
  void everyNodeOfTheNetworkHasItsPage() throws Exception {
    Json network =
        promised("/api/v1/statistics", "get", get("/api/v1/statistics"))
            .get("network")
            .orElseThrow();
    List<String> nodes =
        all(network, "companies").stream().map(c -> c.string("company").orElseThrow()).toList();
    assertThat(nodes).contains("google", "anne-dubois");
    for (String node : nodes) {
      HttpResponse<String> answer = get("/api/v1/companies/" + q(node));
      assertThat(answer.statusCode()).as(node).isEqualTo(200);
      Json company = promised("/api/v1/companies/{id}", "get", answer);
      assertThat(all(company, "deals")).as(node).isNotEmpty();
    }
  }

  @Test
  void statisticsAddUp() throws Exception {
    Json answer = promised("/api/v1/statistics", "get", get("/api/v1/statistics"));
    assertThat(answer.string("total")).contains("6");
    assertThat(all(answer, "biggest").getFirst().string("type")).contains("acquisition");
    assertThat(
            all(answer, "months").stream()
                .mapToInt(m -> Integer.parseInt(m.string("deals").orElseThrow()))
                .sum())
        .isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          goo | company:"Google"
          wiz acquirer:Goo | wiz acquirer:"Google"
          mist | company:"Mistral AI"
          status:ru | status:rumoured
          acq | acquirer:
          """)
  void suggestionsGoOnFromTheLastWord(String typed, String query) throws Exception {
    Json answer = promised("/api/v1/suggestions", "get", get("/api/v1/suggestions?q=" + q(typed)));
    assertThat(all(answer, "suggestions").getFirst().string("query")).contains(query);
  }

  @Test
  void theMeaningOfAQueryIsGivenBack() throws Exception {
    assertThat(
            deals("type:acquisition amount>=1B USD -google").get("meaning").orElseThrow().write())
        .isEqualTo(
            "{\"all\":[{\"field\":\"type\",\"value\":\"acquisition\"},{\"field\":\"amount\",\"low\":1000000000,\"currency\":\"USD\"},"
                + "{\"not\":{\"field\":\"text\",\"words\":\"google\",\"form\":\"word\"}}]}");
  }

  @Test
  void anAlertIsAFeed() throws Exception {
    var alerts = new Alerts(new Home(folder).alerts());
    try (DealIndex index = new Home(folder).openReadOnly()) {
      alerts.add(new Alerts.Alert("google", "acquirer:google", null), index);
    }
    Json answer = promised("/api/v1/alerts", "get", get("/api/v1/alerts"));
    assertThat(all(answer, "alerts").getFirst().string("query")).contains("acquirer:google");
    HttpResponse<String> feed = get("/api/v1/alerts/google/feed.atom");
    assertThat(feed.headers().firstValue("Content-Type")).contains("application/atom+xml");
    assertThat(feed.body()).contains("<title>google: acquirer:google</title>");
    assertThat(get("/api/v1/alerts/none/feed.atom").statusCode()).isEqualTo(404);
  }

  @Test
  void exportIsOneObjectALine() throws Exception {
    HttpResponse<String> answer = get("/api/v1/export");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/jsonl");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines).hasSize(6);
    for (String line : lines) description.isA("Deal", line);
    assertThat(get("/api/v1/export?of=articles&q=lang%3Afr").body().lines()).hasSize(4);
    assertThat(get("/api/v1/export?q=(").statusCode()).isEqualTo(400);
  }

  @Test
  void unchangedAnswersAreNotSentTwiceAndLongOnesAreCompressed() throws Exception {
    HttpResponse<String> first = get("/api/v1/deals");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second =
        CLIENT.send(
            request("/api/v1/deals").header("If-None-Match", tag).build(), BodyHandlers.ofString());
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    HttpResponse<InputStream> packed =
        CLIENT.send(
            request("/api/v1/deals").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofInputStream());
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(
            new String(new GZIPInputStream(packed.body()).readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(first.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/deals/x", "/extract", "/api/v1/deals", "/nothing", "/metrics"})
  void everyAnswerHasTheHeadersOfSafety(String path) throws Exception {
    var headers = get(path).headers();
    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for")
                .doesNotContain("unsafe", "*", "http:", "https:"));
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(headers.firstValue("Server")).isEmpty();
    assertThat(headers.firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void anotherSitesPageGetsNothing() throws Exception {
    for (String origin : List.of("https://evil.example", "null")) {
      var answer =
          CLIENT.send(
              request("/api/v1/deals").header("Origin", origin).build(), BodyHandlers.ofString());
      assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
    var form = post("text/plain", "{\"text\":\"x\"}");
    assertThat(form.statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:PORT, 200",
    "localhost:PORT, 200",
    "LOCALHOST, 200",
    "evil.example, 421",
    "evil.example:PORT, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example:PORT, 421",
    "10.1.2.3:PORT, 421"
  })
  void aForeignHostNameIsRefused(String host, int status) throws Exception {
    assertThat(raw(server.address(), host.replace("PORT", "" + server.address().getPort())))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  /** The status line of an answer to a request with this Host, which Java's client does not let. */
  private static String raw(URI address, String host) throws Exception {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void withATokenOnlyThoseWhoShowItAreAnswered() throws Exception {
    String token = "a-secret-of-some-length";
    try (Server other =
        Server.start(new Home(folder), new Binding("127.0.0.1", 0, token, Set.of(), Set.of()))) {
      URI deals = other.address().resolve("/api/v1/deals");
      String basic =
          java.util.Base64.getEncoder()
              .encodeToString(("me:" + token).getBytes(StandardCharsets.UTF_8));
      for (var each :
          Map.of(
                  "none",
                  401,
                  "Bearer " + token,
                  200,
                  "Basic " + basic,
                  200,
                  "Bearer x",
                  401,
                  "Basic ???",
                  401)
              .entrySet()) {
        var answer =
            CLIENT.send(
                HttpRequest.newBuilder(deals).header("Authorization", each.getKey()).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(each.getValue());
      }
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new Binding("0.0.0.0", 0, null, Set.of(), Set.of()))
        .hasMessageContaining("expected a token");
  }

  @Test
  void aTextInALanguageWithoutAPackIsGivenBack() throws Exception {
    Json answer =
        promised(
            "/api/v1/extract",
            "post",
            post("application/json", "{\"id\":7,\"text\":\"Hallo\",\"lang\":\"de\"}"));
    assertThat(answer.string("id")).contains("7");
    assertThat(all(answer, "deals")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{}", "{\"text\":1}", "{\"text\":\"x\",\"lang\":\"?\"}"})
  void aBadRequestIsAProblem(String body) throws Exception {
    HttpResponse<String> answer = post("application/json", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    promised("/api/v1/extract", "post", answer);
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    String body = "{\"text\":\"" + "x".repeat(ExtractApi.MOST_BYTES) + "\"}";
    assertThat(post("application/json", body).statusCode()).isEqualTo(413);
  }

  @Test
  void aStreamIsAnsweredInOrderLineByLine() throws Exception {
    HttpResponse<String> answer =
        post(
            "application/jsonl",
            "{\"id\":1,\"text\":\"a\",\"lang\":\"de\"}\n"
                + "{bad\n"
                + "{\"id\":3,\"text\":\"b\",\"lang\":\"de\"}");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("{\"id\":1,");
    assertThat(lines.get(1)).contains("not JSON");
    assertThat(lines.get(2)).startsWith("{\"id\":3,");
  }

  @Test
  void anAnswerDoesNotWaitForTheNextLine() throws Exception {
    try (var socket = new Socket(server.address().getHost(), server.address().getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /api/v1/extract HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/jsonl\r\nTransfer-Encoding: chunked\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (int id = 1; id <= 3; id++) {
        String line = "{\"id\":" + id + ",\"text\":\"a\",\"lang\":\"de\"}\n";
        out.write(
            (Integer.toHexString(line.length()) + "\r\n" + line + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String start = "{\"id\":" + id + ",";
        assertThat(answer.lines().filter(l -> l.startsWith(start)).findFirst()).isPresent();
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(answer.lines().noneMatch(l -> l.startsWith("{"))).isTrue();
    }
  }

  @Test
  void whatIsCountedIsOpenMetrics() throws Exception {
    get("/api/v1/deals");
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(answer.body())
        .contains(
            "http_request_duration_seconds_count{method=\"get\",route=\"/api/v1/deals\",status=\"200\"}")
        .contains("milliard_index_articles 8")
        .endsWith("# EOF\n");
  }

  @Test
  void aHomeWithoutAnIndexSaysSoAndIsReadyOnceThereIsOne(@TempDir Path empty) throws Exception {
    try (Server other = Server.start(new Home(empty), Binding.LOOPBACK.port(0))) {
      var ready = HttpRequest.newBuilder(other.address().resolve("/health/ready")).build();
      assertThat(CLIENT.send(ready, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
      Sample.home(empty);
      int status = 503;
      for (int i = 0; i < 100 && status == 503; i++) {
        Thread.sleep(100);
        status = CLIENT.send(ready, BodyHandlers.ofString()).statusCode();
      }
      assertThat(status).isEqualTo(200);
    }
  }
}
