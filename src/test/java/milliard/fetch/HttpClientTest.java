package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

class HttpClientTest {
  /** Over HTTP/2 as over HTTP/1.1: the invented name, the check at connect time, the limit. */
  @Test
  void http2() throws Exception {
    try (var server = new MockWebServer()) {
      server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      server.enqueue(
          new MockResponse.Builder().addHeader("content-type", "text/html").body("<p>h2").build());
      server.enqueue(new MockResponse.Builder().body("x".repeat(5_000)).build());
      server.start();
      Resolver resolver =
          Resolver.of(Map.of("a.example", new InetSocketAddress("127.0.0.1", server.getPort())));
      try (var client = client(resolver, true)) {
        Exchange exchange =
            client.get(HttpUrl.get("http://a.example/1"), Headers.EMPTY, null, 1_000);
        assertThat(exchange.protocol()).startsWith("h2");
        assertThat(new String(exchange.body(), StandardCharsets.UTF_8)).isEqualTo("<p>h2");
        assertThat(exchange.ip()).isEqualTo("127.0.0.1");
        assertThat(server.takeRequest().getUrl().host()).isEqualTo("a.example");
        assertThatThrownBy(
                () -> client.get(HttpUrl.get("http://a.example/2"), Headers.EMPTY, null, 1_000))
            .hasMessageContaining("larger than 1000 bytes");
        String warc =
            new String(
                InputsTest.gunzip(
                    WarcArchive.response(exchange, WarcArchive.digest(exchange.coded()))),
                StandardCharsets.UTF_8);
        assertThat(warc).contains("WARC-Protocol: h2").contains("HTTP/1.1 200 ");
      }
      try (var client = client(resolver, false)) {
        assertThatThrownBy(
                () -> client.get(HttpUrl.get("http://a.example/1"), Headers.EMPTY, null, 1_000))
            .hasMessageContaining("not an address of the public internet");
      }
    }
  }

  private static HttpClient client(Resolver resolver, boolean allowPrivate) {
    return new HttpClient(
        new UserAgent("https://bot.example/about"),
        resolver,
        allowPrivate,
        Duration.ofSeconds(5),
        List.of(Protocol.H2_PRIOR_KNOWLEDGE));
  }
}
