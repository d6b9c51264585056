package milliard.fetch;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * An address that is told of something by a POST of JSON. Addresses are checked at connect time as
 * the crawler's are, no redirect is followed, time is bounded.
 */
public final class Webhook implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final Duration CALL = Duration.ofSeconds(20);

  private final OkHttpClient client;

  /**
   * A way to tell.
   *
   * @param allowPrivate whether addresses of private networks may be told
   */
  public Webhook(boolean allowPrivate) {
    client =
        new OkHttpClient.Builder()
            .socketFactory(new CheckedSockets(Resolver.SYSTEM, allowPrivate))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(CALL)
            .build();
  }

  /**
   * Tells; has been heard if it returns.
   *
   * @param id names the message, so that one told twice after a failure is known (header {@code
   *     Idempotency-Key})
   * @throws IOException if the address is refused, cannot be reached or does not answer 2xx
   */
  public void post(URI url, String id, String json) throws IOException {
    HttpUrl address = HttpUrl.parse(url.toString());
    if (address == null) throw new IOException(url + ": expected an http or https address");
    Request request =
        new Request.Builder()
            .url(address)
            .header("User-Agent", UserAgent.PRODUCT)
            .header("Idempotency-Key", id)
            .post(RequestBody.create(json, JSON))
            .build();
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException(url + " answered " + response.code() + ", expected 200 to 299");
      }
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
