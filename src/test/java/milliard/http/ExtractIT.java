package milliard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import milliard.Contract;
import milliard.Home;
import milliard.Milliard;
import milliard.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extract contract over HTTP, with models. */
class ExtractIT {
  private static final String FRENCH =
      "Meta a signé un contrat de plus de 10 milliards de dollars avec Google Cloud.";
  private static final String ENGLISH = "Salesforce has bought Informatica for about $8 billion.";

  /** Some seconds of reading. */
  private static final String LONG =
      IntStream.range(0, 600)
          .mapToObj(i -> "La société n° " + i + " dit ceci. " + FRENCH)
          .collect(Collectors.joining("\n\n"));

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  private static HttpRequest request(URI server, String query, String type, String body) {
    return HttpRequest.newBuilder(server.resolve("/api/v1/extract" + query))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String json(String id, String text) {
    return Json.object().put("id", id).put("text", text).build().write();
  }

  @Test
  void theAnswerIsTheLibrarysAndAsPromised() throws Exception {
    try (Server server = Server.start(Sample.home(folder), Binding.LOOPBACK.port(0))) {
      OpenApi description = OpenApi.of(server.address());
      var contract = new Contract(Milliard.open());
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      List<String> requests = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        requests.add(json("t" + i, i % 2 == 0 ? FRENCH : ENGLISH));
        answers.add(
            CLIENT.sendAsync(
                request(server.address(), "", "application/json", requests.get(i)),
                BodyHandlers.ofString()));
      }
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> answer = answers.get(i).get(3, TimeUnit.MINUTES);
        Json said = description.promised("/api/v1/extract", "post", answer);
        assertThat(said.write()).isEqualTo(contract.answerLine(requests.get(i)));
        assertThat(said.get("deals").orElseThrow().elements()).hasSize(1);
      }
      var lines =
          CLIENT.send(
              request(
                  server.address(), "", "application/x-ndjson", String.join("\n", requests) + "\n"),
              BodyHandlers.ofString());
      assertThat(lines.body().lines().toList())
          .isEqualTo(requests.stream().map(contract::answerLine).toList());

      var why =
          CLIENT.send(
              request(server.address(), "?explain=true", "application/json", requests.getFirst()),
              BodyHandlers.ofString());
      Json explained = description.promised("/api/v1/extract", "post", why);
      assertThat(explained.get("explanation").orElseThrow().elements()).isNotEmpty();
    }
  }

  @Test
  void aTextThatIsBeingReadIsAnsweredBeforeTheServerStops() throws Exception {
    Server server = Server.start(new Home(folder), Binding.LOOPBACK.port(0));
    var first =
        CLIENT.send(
            request(server.address(), "", "application/json", json("short", FRENCH)),
            BodyHandlers.ofString());
    assertThat(first.statusCode()).isEqualTo(200);
    var answer =
        CLIENT.sendAsync(
            request(server.address(), "", "application/json", json("long", LONG)),
            BodyHandlers.ofString());
    Thread.sleep(300);
    assertThat(answer).isNotDone();
    var closed =
        CompletableFuture.runAsync(() -> {
          try {
            server.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    HttpResponse<String> said = answer.get(1, TimeUnit.MINUTES);
    assertThat(said.statusCode()).isEqualTo(200);
    assertThat(Json.read(said.body()).string("id")).contains("long");
    closed.get(30, TimeUnit.SECONDS);
  }
}
