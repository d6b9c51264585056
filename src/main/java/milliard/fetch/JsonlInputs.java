package milliard.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/** JSON lines: {@code {"id"?, "url"?, "text" or "html", "lang"?, "published"?}} each. */
final class JsonlInputs implements Inputs.FileInputs {
  private final Path path;
  private final Inputs inputs;
  private final Counted raw;
  private final InputStream in;
  private long line;

  JsonlInputs(Path path, Inputs inputs) throws IOException {
    this.path = path;
    this.inputs = inputs;
    this.raw = new Counted(Files.newInputStream(path));
    try {
      boolean gzip = path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      this.in = new BufferedInputStream(gzip ? new GZIPInputStream(raw, 1 << 16) : raw, 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  @Override
  public @Nullable Input next() throws IOException {
    while (true) {
      byte[] bytes = readLine();
      if (bytes == null) return null;
      if (bytes.length > Inputs.MOST_BYTES) {
        bad("is longer than " + Inputs.MOST_BYTES + " bytes");
        continue;
      }
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (text.startsWith("\uFEFF")) text = text.substring(1);
      if (text.isEmpty()) continue;
      try {
        return input(Json.read(text));
      } catch (JsonException e) {
        bad("is not JSON: " + e.getMessage());
      } catch (IllegalArgumentException e) {
        bad(String.valueOf(e.getMessage()));
      }
    }
  }

  private Input input(Json json) {
    if (!(json instanceof Json.Obj)) {
      throw new IllegalArgumentException("is no object: expected {\"text\" or \"html\", …}");
    }
    String address = json.string("url").orElse(null);
    Optional<CanonicalUrl> canonical =
        address == null ? Optional.empty() : CanonicalUrl.of(address);
    if (address != null && canonical.isEmpty()) {
      throw new IllegalArgumentException("url \"" + address + "\": expected an http(s) address");
    }
    String html = json.string("html").orElse(null);
    String text = json.string("text").orElse(null);
    if (text == null && html == null) {
      throw new IllegalArgumentException("has neither \"text\" nor \"html\"");
    }
    String id =
        json.string("id")
            .or(() -> canonical.map(CanonicalUrl::id))
            .orElseGet(() -> CanonicalUrl.id(text != null ? text : String.valueOf(html)));
    Language language = json.string("lang").map(Language::of).orElse(null);
    String published = json.string("published").map(JsonlInputs::date).orElse(null);
    URI url = canonical.map(c -> URI.create(c.value())).orElse(null);
    if (html != null) {
      var page =
          new Page(
              url == null ? URI.create("about:blank") : url,
              200,
              WholeFile.utf8Html(),
              html.getBytes(StandardCharsets.UTF_8),
              Instant.EPOCH);
      return new Input.OfPage(id, page, language, published);
    }
    return new Input.OfText(id, url, java.util.Objects.requireNonNull(text), language, published);
  }

  private static String date(String text) {
    try {
      if (text.length() <= 10) LocalDate.parse(text);
      else OffsetDateTime.parse(text);
      return text;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "published \"" + text + "\": expected 2025-08-22 or 2025-08-22T09:30:00+02:00", e);
    }
  }

  private void bad(String reason) {
    inputs.tell(path + ":" + line, reason);
  }

  /** The next line without its end, cut one byte past the limit; null at the end of the file. */
  private byte @Nullable [] readLine() throws IOException {
    var bytes = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) return null;
    line++;
    while (b >= 0 && b != '\n') {
      if (bytes.size() <= Inputs.MOST_BYTES) bytes.write(b);
      b = in.read();
    }
    return bytes.toByteArray();
  }

  @Override
  public long position() {
    return raw.count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Counts the bytes of the file itself, for progress. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) count++;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      if (n > 0) count += n;
      return n;
    }
  }
}
