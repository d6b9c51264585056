package milliard.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/** Content codings of HTTP (RFC 9110 §8.4.1). Decoded bytes are counted as they come. */
final class ContentCoding {
  private ContentCoding() {}

  /** What we accept. */
  static final String ACCEPTED = "gzip, deflate, br";

  /**
   * A stream of decoded bytes.
   *
   * @throws IOException if the coding is not known or the bytes are not of it
   */
  static InputStream decode(String coding, InputStream in) throws IOException {
    return switch (coding) {
      case "", "identity" -> in;
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 1 << 13);
      case "br" -> new BrotliInputStream(in);
      case "deflate" -> inflate(in);
      default -> throw new IOException("content coding \"" + coding + "\": expected " + ACCEPTED);
    };
  }

  /** Deflate is zlib (RFC 1950) by the book and bare (RFC 1951) on some servers. */
  private static InputStream inflate(InputStream in) throws IOException {
    var push = new PushbackInputStream(in, 2);
    int a = push.read();
    int b = push.read();
    if (b >= 0) push.unread(b);
    if (a >= 0) push.unread(a);
    boolean zlib = a >= 0 && b >= 0 && (a & 0x0f) == 8 && (a * 256 + b) % 31 == 0;
    return new InflaterInputStream(push, new Inflater(!zlib), 1 << 13);
  }

  /**
   * Undoes a coding of archived bytes if they show it; else gives them as they are. Where the coded
   * bytes are cut off, what could be decoded.
   *
   * @return null if there is more than {@code limit}
   */
  static byte @Nullable [] decodeIfCoded(String coding, byte[] bytes, int limit) {
    return decodeIfCoded(coding, bytes, limit, false);
  }

  /** As {@link #decodeIfCoded(String, byte[], int)}; what is too much may be cut off instead. */
  static byte @Nullable [] decodeIfCoded(String coding, byte[] bytes, int limit, boolean cut) {
    boolean shows =
        switch (coding) {
          case "gzip", "x-gzip" ->
              bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
          case "br", "deflate" -> !looksLikeText(bytes);
          default -> false;
        };
    if (!shows) return bytes;
    var out = new ByteArrayOutputStream(bytes.length * 4);
    try (InputStream in = decode(coding, new ByteArrayInputStream(bytes))) {
      byte[] buffer = new byte[1 << 13];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (out.size() > limit) return cut ? out.toByteArray() : null;
      }
    } catch (EOFException e) {
      return out.toByteArray();
    } catch (IOException e) {
      return out.size() > 0 ? out.toByteArray() : bytes;
    }
    return out.toByteArray();
  }

  private static boolean looksLikeText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 64); i++) {
      int b = bytes[i] & 0xff;
      if (b == '<') return true;
      if (b < 0x20 && b != '\n' && b != '\r' && b != '\t') return false;
      if (b > 0x7f && i > 2) return false;
    }
    return true;
  }
}
