package milliard.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that is one page or one text. A page that names its canonical address is known by it. */
final class WholeFile implements Inputs.FileInputs {
  private final Path path;
  private final boolean html;
  private final Inputs inputs;
  private boolean read;

  WholeFile(Path path, boolean html, Inputs inputs) {
    this.path = path;
    this.html = html;
    this.inputs = inputs;
  }

  @Override
  public @Nullable Input next() throws IOException {
    if (read) return null;
    read = true;
    long size = Files.size(path);
    if (size > Inputs.MOST_BYTES) {
      inputs.tell(path.toString(), "has " + size + " bytes: expected at most " + Inputs.MOST_BYTES);
      return null;
    }
    byte[] bytes = Files.readAllBytes(path);
    URI url = path.toAbsolutePath().normalize().toUri();
    if (html) {
      var page = new Page(url, 200, Map.of(), bytes, Files.getLastModifiedTime(path).toInstant());
      Optional<CanonicalUrl> origin = HtmlHead.origin(page).flatMap(CanonicalUrl::of);
      if (origin.isEmpty()) {
        return new Input.OfPage(CanonicalUrl.id(url.toString()), page, null, null);
      }
      var known = new Page(URI.create(origin.get().value()), 200, Map.of(), bytes, page.fetched());
      return new Input.OfPage(origin.get().id(), known, null, null);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      inputs.tell(path.toString(), "is not UTF-8: expected a text in UTF-8");
      return null;
    }
    if (text.startsWith("\uFEFF")) text = text.substring(1);
    if (text.indexOf('\0') >= 0) {
      inputs.tell(path.toString(), "has zero bytes: expected a text in UTF-8");
      return null;
    }
    return new Input.OfText(CanonicalUrl.id(url.toString()), url, text, null, null);
  }

  @Override
  public long position() throws IOException {
    return read ? Files.size(path) : 0;
  }

  @Override
  public void close() {}

  /** Headers of a page whose characters were known. */
  static Map<String, List<String>> utf8Html() {
    return Map.of("content-type", List.of("text/html; charset=utf-8"));
  }
}
