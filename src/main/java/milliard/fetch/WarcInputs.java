package milliard.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/**
 * Pages of a WARC file (ISO 28500): the HTML responses with status 200, ours or another's. A record
 * that cannot be read is told and passed over: reading goes on at the next place where a record
 * begins. A record cut off at the end of the file, as a killed writer leaves it, is told.
 */
final class WarcInputs implements Inputs.FileInputs {
  private final Path path;
  private final Inputs inputs;
  private final FileChannel channel;
  private final boolean gzip;
  private @Nullable WarcReader reader;
  private long start;

  WarcInputs(Path path, Inputs inputs) throws IOException {
    this.path = path;
    this.inputs = inputs;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      var first = ByteBuffer.allocate(2);
      channel.read(first, 0);
      gzip = (first.get(0) & 0xff) == 0x1f && (first.get(1) & 0xff) == 0x8b;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public @Nullable Input next() throws IOException {
    while (true) {
      try {
        if (reader == null) {
          if (start >= channel.size()) return null;
          channel.position(start);
          reader = new WarcReader(channel);
          reader.setLenient(true);
        }
        Optional<WarcRecord> record = reader.next();
        if (record.isEmpty()) return null;
        start = reader.position();
        Input input = input(record.get());
        if (input != null) return input;
        inputs.pass();
      } catch (BadRecord e) {
        inputs.tell(path + "@" + start, String.valueOf(e.getMessage()));
      } catch (IOException | RuntimeException e) {
        inputs.tell(path + "@" + start, "no readable WARC record: " + e.getMessage());
        reader = null;
        start = nextRecord(start + 1);
        if (start < 0) {
          start = channel.size();
          return null;
        }
      }
    }
  }

  private @Nullable Input input(WarcRecord record) throws IOException, BadRecord {
    if (!(record instanceof WarcResponse response)) return null;
    if (response.headers().first(WarcArchive.DISCOVERY).isPresent()) return null;
    String target = response.headers().first("WARC-Target-URI").orElse("");
    if (target.startsWith("<") && target.endsWith(">")) {
      target = target.substring(1, target.length() - 1);
    }
    if (!target.startsWith("http://") && !target.startsWith("https://")) return null;
    HttpUrl url = HttpUrl.parse(target);
    if (url == null) throw new BadRecord("WARC-Target-URI \"" + target + "\" is no address");
    ArchivedResponse http;
    try (InputStream body = response.body().stream()) {
      http = ArchivedResponse.read(body);
    }
    if (http == null) throw new BadRecord(url + " is no HTTP response");
    if (http.status() != 200 || !http.isHtml()) return null;
    byte[] payload = http.payload(Inputs.MOST_BYTES);
    if (payload == null) {
      throw new BadRecord(url + " is larger than " + Inputs.MOST_BYTES + " bytes");
    }
    if (payload.length == 0) return null;
    var page = new Page(uri(url), 200, http.headers(), payload, response.date());
    CanonicalUrl name = HtmlHead.name(page, HtmlHead.of(page));
    return new Input.OfPage(name.id(), page, null, null);
  }

  static URI uri(HttpUrl url) {
    return url.newBuilder().fragment(null).build().uri();
  }

  /** The place of the next record after a damaged one, or -1. */
  private long nextRecord(long from) throws IOException {
    var buffer = ByteBuffer.allocate(1 << 16);
    byte[] mark = gzip ? new byte[] {0x1f, (byte) 0x8b, 8} : "WARC/".getBytes();
    for (long at = from; at < channel.size(); at += buffer.capacity() - mark.length) {
      buffer.clear();
      int n = channel.read(buffer, at);
      for (int i = 0; i + mark.length <= n; i++) {
        if (matches(buffer, i, mark) && begins(at + i)) return at + i;
      }
      if (n < buffer.capacity()) return -1;
    }
    return -1;
  }

  private static boolean matches(ByteBuffer buffer, int at, byte[] mark) {
    for (int i = 0; i < mark.length; i++) if (buffer.get(at + i) != mark[i]) return false;
    return true;
  }

  private boolean begins(long at) throws IOException {
    if (!gzip) return true;
    var some = ByteBuffer.allocate(4_096);
    int n = channel.read(some, at);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(some.array(), 0, n))) {
      return new String(in.readNBytes(5), java.nio.charset.StandardCharsets.ISO_8859_1)
          .equals("WARC/");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public long position() {
    return start;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A record that was read but cannot be used. */
  private static final class BadRecord extends Exception {
    private static final long serialVersionUID = 1;

    BadRecord(String message) {
      super(message);
    }
  }

  /** Values of a header that may stand several times, each split at commas. */
  static List<String> words(Page page, String header) {
    List<String> words = new ArrayList<>();
    for (String value : page.headers().getOrDefault(header, List.of())) {
      for (String word : value.split(",")) words.add(word.strip().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
