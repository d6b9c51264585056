package milliard.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response out of an archive, read with the doubt that archives have earned: headers may
 * speak of a coding that the archived bytes no longer have, so each coding is undone only where the
 * first bytes show it.
 *
 * @param headers names in lower case
 * @param raw the bytes after the headers, at most the limit and one
 */
record ArchivedResponse(int status, Map<String, List<String>> headers, byte[] raw) {
  private static final int MOST_HEADER = 256 * 1024;

  /** Reads one; null if it does not begin with a status line. */
  static @Nullable ArchivedResponse read(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, 1 << 14);
    String status = line(buffered);
    if (status == null || !status.startsWith("HTTP/")) return null;
    String[] words = status.split("\\s+", 3);
    int code;
    try {
      code = words.length < 2 ? 0 : Integer.parseInt(words[1]);
    } catch (NumberFormatException e) {
      return null;
    }
    Map<String, List<String>> headers = new HashMap<>();
    int read = 0;
    for (String line = line(buffered); line != null && !line.isEmpty(); line = line(buffered)) {
      read += line.length();
      if (read > MOST_HEADER) return null;
      int colon = line.indexOf(':');
      if (colon <= 0) continue;
      headers
          .computeIfAbsent(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    byte[] raw = code == 200 ? buffered.readNBytes(Inputs.MOST_BYTES + 1) : new byte[0];
    return new ArchivedResponse(code, headers, raw);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) return null;
    while (b >= 0 && b != '\n') {
      if (bytes.size() < MOST_HEADER) bytes.write(b);
      b = in.read();
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** Whether this is an HTML page: by its type, or by its first bytes where no type is said. */
  boolean isHtml() {
    List<String> types = headers.getOrDefault("content-type", List.of());
    if (!types.isEmpty()) {
      String type = types.getFirst().toLowerCase(Locale.ROOT);
      return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }
    String first =
        new String(raw, 0, Math.min(raw.length, 300), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    return first.contains("<!doctype html") || first.contains("<html");
  }

  /** The payload, codings undone; null if it is larger than the limit. */
  byte @Nullable [] payload(int limit) throws IOException {
    byte[] bytes = raw;
    if (says("transfer-encoding", "chunked")) bytes = Chunks.joined(bytes);
    for (String coding : codings()) {
      byte[] decoded = ContentCoding.decodeIfCoded(coding, bytes, limit);
      if (decoded == null) return null;
      bytes = decoded;
    }
    return bytes.length > limit ? null : bytes;
  }

  private boolean says(String header, String word) {
    return headers.getOrDefault(header, List.of()).stream()
        .anyMatch(v -> v.toLowerCase(Locale.ROOT).contains(word));
  }

  private List<String> codings() {
    List<String> codings = new ArrayList<>();
    for (String value : headers.getOrDefault("content-encoding", List.of())) {
      for (String coding : value.split(",")) codings.add(coding.strip().toLowerCase(Locale.ROOT));
    }
    return codings.reversed();
  }

  /** The chunked transfer coding (RFC 9112 §7.1). */
  private static final class Chunks {
    /** The chunks joined; the bytes as they are where they are not chunked. */
    static byte[] joined(byte[] bytes) {
      var in = new ByteArrayInputStream(bytes);
      var out = new ByteArrayOutputStream(bytes.length);
      while (true) {
        int size = size(in);
        if (size < 0) return out.size() == 0 ? bytes : out.toByteArray();
        if (size == 0) return out.toByteArray();
        byte[] chunk = new byte[Math.min(size, in.available())];
        int n = in.read(chunk, 0, chunk.length);
        if (n <= 0) return out.toByteArray();
        out.write(chunk, 0, n);
        if (in.read() == '\r') in.read();
      }
    }

    private static int size(ByteArrayInputStream in) {
      long size = 0;
      int digits = 0;
      int b = in.read();
      while (Character.digit(b, 16) >= 0 && digits < 8) {
        size = size * 16 + Character.digit(b, 16);
        digits++;
        b = in.read();
      }
      if (digits == 0) return -1;
      if (b != '\r' && b != '\n' && b != ';' && b != ' ') return -1;
      while (b != '\n') {
        if (b < 0) return -1;
        b = in.read();
      }
      return (int) Math.min(size, Integer.MAX_VALUE);
    }
  }
}
