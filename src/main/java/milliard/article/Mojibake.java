package milliard.article;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UTF-8 that someone read as windows-1252 before it came to us: {@code Ã©} for {@code é}. */
final class Mojibake {
  private static final String TRAIL =
      "[\\u0080-\\u00bf\\u20ac\\u201a\\u0192\\u201e\\u2026\\u2020\\u2021\\u02c6\\u2030\\u0160\\u2039\\u0152\\u017d\\u2018"
          + "\\u2019\\u201c\\u201d\\u2022\\u2013\\u2014\\u02dc\\u2122\\u0161\\u203a\\u0153\\u017e\\u0178]";
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "[\\u00c2-\\u00df]"
              + TRAIL
              + "|[\\u00e2\\u00ef]"
              + TRAIL
              + TRAIL
              + "|\\u00f0"
              + TRAIL
              + "{3}");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int LEAST = 3;

  private Mojibake() {}

  /** The text as it was meant; the same text where fewer than three such sequences stand in it. */
  static String repair(String text) {
    if (text.indexOf('\u00c3') < 0 && text.indexOf('\u00e2') < 0 && text.indexOf('\u00c2') < 0) {
      return text;
    }
    Matcher matcher = SEQUENCE.matcher(text);
    int found = 0;
    StringBuilder repaired = new StringBuilder(text.length());
    int last = 0;
    while (matcher.find()) {
      String meant = decode(matcher.group());
      if (meant == null) continue;
      found++;
      repaired.append(text, last, matcher.start()).append(meant);
      last = matcher.end();
    }
    if (found < LEAST) return text;
    repaired.append(text, last, text.length());
    // The second byte of à is a no-break space, which many programs have made a plain one.
    return repaired.toString().replace("\u00c3  ", "\u00e0 ").replace("\u00c3 ", "\u00e0 ");
  }

  private static @org.jspecify.annotations.Nullable String decode(String sequence) {
    byte[] bytes = new byte[sequence.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = sequence.charAt(i);
      if (c < 0x100) {
        bytes[i] = (byte) c;
        continue;
      }
      try {
        ByteBuffer one = WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(new char[] {c}));
        bytes[i] = one.get();
      } catch (CharacterCodingException e) {
        return null;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }
}
