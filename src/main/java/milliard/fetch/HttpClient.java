package milliard.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request at a time: HTTP/1.1 and 2, no redirect followed, no cookie kept, addresses
 * checked at connect time, time, headers and decoded bytes bounded. Any number of threads.
 */
final class HttpClient implements AutoCloseable {
  /** Longest a request may take, from the first look-up to the last byte. */
  static final Duration CALL = Duration.ofSeconds(60);

  private static final Pattern IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

  private final OkHttpClient client;
  private final String agent;

  HttpClient(UserAgent agent, Resolver resolver, boolean allowPrivate, Duration call) {
    this(agent, resolver, allowPrivate, call, List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
  }

  HttpClient(
      UserAgent agent,
      Resolver resolver,
      boolean allowPrivate,
      Duration call,
      List<Protocol> protocols) {
    this.agent = agent.toString();
    Duration part = call.compareTo(Duration.ofSeconds(20)) < 0 ? call : Duration.ofSeconds(20);
    this.client =
        new OkHttpClient.Builder()
            .dns(host -> named(host, resolver.addresses(host)))
            .socketFactory(new CheckedSockets(resolver, allowPrivate))
            .protocols(protocols)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .connectTimeout(part)
            .readTimeout(part)
            .writeTimeout(part)
            .callTimeout(call)
            .connectionPool(new ConnectionPool(128, 15, TimeUnit.SECONDS))
            .eventListener(Peer.LISTENER)
            .build();
  }

  /** The addresses with the name that was asked for, so that nothing looks the name up again. */
  private static List<InetAddress> named(String host, List<InetAddress> addresses)
      throws UnknownHostException {
    List<InetAddress> named = new ArrayList<>();
    for (InetAddress a : addresses) named.add(InetAddress.getByAddress(host, a.getAddress()));
    return named;
  }

  /** The peer of a call, set when its connection is known. */
  private static final class Peer {
    String ip = "";

    static final EventListener LISTENER =
        new EventListener() {
          @Override
          public void connectionAcquired(Call call, Connection connection) {
            Peer peer = call.request().tag(Peer.class);
            InetAddress address = connection.socket().getInetAddress();
            if (peer != null && address != null) peer.ip = address.getHostAddress();
          }
        };
  }

  /**
   * Asks for a document.
   *
   * @param limit most bytes of the body, decoded as well as not
   * @throws FetchException if it cannot be had, and what to do about it
   */
  Exchange get(HttpUrl url, Headers conditions, @Nullable String cookies, int limit)
      throws FetchException {
    return get(url, conditions, cookies, limit, false);
  }

  /** As {@link #get}; a body that is larger is cut. */
  Exchange getStart(HttpUrl url, Headers conditions, int limit) throws FetchException {
    return get(url, conditions, null, limit, true);
  }

  private Exchange get(
      HttpUrl url, Headers conditions, @Nullable String cookies, int limit, boolean cut)
      throws FetchException {
    if (isAmbiguousNumber(url.host())) {
      throw new FetchException(
          FetchException.Kind.REFUSED,
          "the host \""
              + url.host()
              + "\" is a number that can be read in two ways: refused as"
              + " not an address of the public internet");
    }
    var headers =
        new Headers.Builder()
            .add("User-Agent", agent)
            .add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .add("Accept-Encoding", ContentCoding.ACCEPTED)
            .addAll(conditions);
    if (cookies != null) headers.add("Cookie", cookies);
    Headers sent = headers.build();
    var peer = new Peer();
    Request request = new Request.Builder().url(url).headers(sent).tag(Peer.class, peer).build();
    Instant date = Instant.now();
    Call call = client.newCall(request);
    try (Response response = call.execute()) {
      byte[] coded;
      byte[] body;
      try {
        coded = read(response, limit, cut);
        body = decode(response, coded, limit, cut);
        if (cut && coded.length > limit) call.cancel();
      } catch (TooLarge e) {
        call.cancel();
        throw new FetchException(
            FetchException.Kind.NEVER, "the body is larger than " + limit + " bytes, decoded");
      }
      return new Exchange(
          url,
          sent,
          response.code(),
          response.message(),
          response.headers(),
          coded,
          body,
          response.protocol().toString(),
          peer.ip,
          date);
    } catch (FetchException e) {
      throw e;
    } catch (CheckedSockets.PrivateAddressException e) {
      throw new FetchException(FetchException.Kind.REFUSED, String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      throw new FetchException(FetchException.Kind.LATER, "unknown host " + url.host());
    } catch (InterruptedIOException e) {
      throw new FetchException(FetchException.Kind.LATER, "no answer in time");
    } catch (IOException e) {
      throw new FetchException(
          FetchException.Kind.LATER, e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (IllegalArgumentException | IllegalStateException e) {
      // what okhttp makes of a response that breaks the protocol, such as Content-Length: -5
      throw new FetchException(FetchException.Kind.LATER, "is no HTTP: " + e.getMessage());
    }
  }

  /**
   * Whether a host is written as a number, but not as the four decimal ones of an IPv4 address:
   * {@code 0x7f000001}, {@code 0177.0.0.1}, {@code 127.1} mean different machines to different
   * readers.
   */
  private static boolean isAmbiguousNumber(String host) {
    if (host.contains(":") || IPV4.matcher(host).matches()) return false;
    String last = host.substring(host.lastIndexOf('.') + 1);
    return NUMBER.matcher(last).matches();
  }

  /** The body as it came, counted as it comes. */
  private static byte[] read(Response response, int limit, boolean cut) throws IOException {
    var coded = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    InputStream in = response.body().byteStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      coded.write(buffer, 0, n);
      if (coded.size() > limit) {
        if (cut) break;
        throw new TooLarge();
      }
    }
    return coded.toByteArray();
  }

  /** The body decoded, counted as it grows; as it came where it is not of the coding it claims. */
  private static byte[] decode(Response response, byte[] coded, int limit, boolean cut)
      throws IOException {
    List<String> codings = new ArrayList<>();
    for (String value : response.headers("content-encoding")) {
      for (String coding : value.split(",")) codings.add(coding.strip().toLowerCase(Locale.ROOT));
    }
    if (codings.size() > 3) throw new IOException(codings.size() + " content codings");
    byte[] body = coded;
    for (String coding : codings.reversed()) {
      body = ContentCoding.decodeIfCoded(coding, body, limit, cut);
      if (body == null) throw new TooLarge();
    }
    return body;
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }
}
