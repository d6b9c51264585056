package milliard.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecoderTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @Test
  void theMarkGoesBeforeTheHeader() {
    byte[] bytes = "\ufeffété".getBytes(StandardCharsets.UTF_8);
    assertThat(Decoder.decode(bytes, "text/html; charset=windows-1252")).isEqualTo("été");
  }

  @Test
  void theHeaderGoesBeforeTheMeta() {
    byte[] bytes = "<meta charset=utf-8>\u0444".getBytes(Charset.forName("koi8-r"));
    assertThat(Decoder.decode(bytes, "text/html; charset=KOI8-R")).endsWith("\u0444");
  }

  @Test
  void latin1IsWindows1252() {
    byte[] bytes = "<meta charset=\"iso-8859-1\">10 € — l’été".getBytes(WINDOWS_1252);
    assertThat(Decoder.decode(bytes, null)).endsWith("10 € — l’été");
  }

  @Test
  void utf8LabelledLatin1IsUtf8() {
    byte[] bytes = "l’été".getBytes(StandardCharsets.UTF_8);
    assertThat(Decoder.decode(bytes, "text/html;charset=ISO-8859-1")).isEqualTo("l’été");
  }

  @Test
  void windows1252LabelledUtf8IsWindows1252() {
    byte[] bytes = "levée de 10 €".getBytes(WINDOWS_1252);
    assertThat(Decoder.decode(bytes, "text/html; charset=utf-8")).isEqualTo("levée de 10 €");
  }

  @Test
  void oneBadByteDoesNotSpoilUtf8() {
    byte[] bytes = "été, déjà, à\u00a0Noël x".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xE9;
    assertThat(Decoder.decode(bytes, "text/html; charset=utf-8")).startsWith("été, déjà");
  }

  @Test
  void aMetaInACommentOrOfUtf16IsNone() {
    byte[] bytes =
        "<!-- <meta charset=koi8-r> --><meta charset=utf-16>é".getBytes(StandardCharsets.UTF_8);
    assertThat(Decoder.decode(bytes, null)).endsWith("é");
  }

  @Test
  void mojibakeIsRepairedAndGoodTextLeftAlone() {
    assertThat(Mojibake.repair("Ã©tÃ© Ã  NoÃ«l, lâ€™an")).isEqualTo("été à Noël, l’an");
    assertThat(Mojibake.repair("Âge, Ãrea, âme")).isEqualTo("Âge, Ãrea, âme");
  }
}
