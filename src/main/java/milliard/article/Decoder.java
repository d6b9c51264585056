package milliard.article;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a page's bytes: byte order mark, HTTP header, meta element, sniffing, in this
 * order (HTML standard, section 13.2.3.2). Where a label promises one thing and the bytes plainly
 * are another (UTF-8 labelled latin1, windows-1252 labelled UTF-8), the bytes win.
 */
final class Decoder {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** How far a meta element is looked for; the standard says 1,024, pages go further. */
  private static final int PRESCAN = 8_192;

  private static final Pattern META =
      Pattern.compile(
          "<meta[^>]{1,500}?charset\\s*=\\s*[\"']?\\s*([\\w:.-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml[^>]{1,200}?encoding\\s*=\\s*[\"']([\\w:.-]+)");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern HEADER =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([\\w:.-]+)", Pattern.CASE_INSENSITIVE);

  private Decoder() {}

  /**
   * @param contentType value of the HTTP header; null = none
   */
  static String decode(byte[] bytes, @Nullable String contentType) {
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (starts(bytes, 0xFE, 0xFF)) return new String(bytes, StandardCharsets.UTF_16);
    if (starts(bytes, 0xFF, 0xFE)) return new String(bytes, StandardCharsets.UTF_16);
    Charset said = label(contentType == null ? null : find(HEADER, contentType));
    if (said == null) said = prescan(bytes);
    if (said == null || said.equals(StandardCharsets.UTF_8) || said.equals(WINDOWS_1252)) {
      String utf8 = strictly(bytes);
      if (utf8 != null) return utf8;
      if (said == null) said = WINDOWS_1252;
      if (said.equals(StandardCharsets.UTF_8) && !hasSequences(bytes)) said = WINDOWS_1252;
    }
    return new String(bytes, said);
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) return false;
    for (int i = 0; i < mark.length; i++) if ((bytes[i] & 0xFF) != mark[i]) return false;
    return true;
  }

  private static @Nullable Charset prescan(byte[] bytes) {
    int length = Math.min(bytes.length, PRESCAN);
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    head = COMMENT.matcher(head).replaceAll("");
    String name = find(META, head);
    if (name == null) name = find(XML, head);
    Charset charset = label(name);
    // A meta element that could be read is not in UTF-16, whatever it says.
    boolean wide = charset != null && charset.name().startsWith("UTF-16");
    return wide ? StandardCharsets.UTF_8 : charset;
  }

  private static @Nullable String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** The encoding of a label (Encoding standard, section 4.2): latin1 is windows-1252. */
  static @Nullable Charset label(@Nullable String name) {
    if (name == null) return null;
    String flat = name.strip().toLowerCase(Locale.ROOT);
    return switch (flat) {
      case "utf8", "unicode-1-1-utf-8", "x-unicode20utf8" -> StandardCharsets.UTF_8;
      case "iso-8859-1",
          "iso8859-1",
          "iso_8859-1",
          "iso88591",
          "latin1",
          "latin-1",
          "l1",
          "ascii",
          "us-ascii",
          "ansi_x3.4-1968",
          "cp1252",
          "cp819",
          "x-cp1252",
          "ansi" ->
          WINDOWS_1252;
      case "iso-8859-9", "latin5" -> Charset.forName("windows-1254");
      case "gb2312", "gbk", "x-gbk" -> Charset.forName("GB18030");
      case "shift-jis", "sjis", "x-sjis" -> Charset.forName("windows-31j");
      case "ks_c_5601-1987", "euc-kr" -> Charset.forName("x-windows-949");
      default -> supported(flat);
    };
  }

  private static @Nullable Charset supported(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }

  private static @Nullable String strictly(byte[] bytes) {
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return chars.toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  /** Whether well-formed sequences of UTF-8 outnumber the bytes that are none. */
  private static boolean hasSequences(byte[] bytes) {
    int good = 0;
    int bad = 0;
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xFF;
      if (b < 0x80) continue;
      int more = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : b >= 0xC2 ? 1 : 0;
      boolean whole = more > 0 && i + more < bytes.length;
      for (int n = 1; whole && n <= more; n++) whole = (bytes[i + n] & 0xC0) == 0x80;
      if (whole) {
        good++;
        i += more;
      } else {
        bad++;
      }
    }
    return good > bad;
  }
}
