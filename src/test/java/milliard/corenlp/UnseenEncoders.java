package milliard.corenlp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Encoders that have seen half of the dev articles each: what the scorer learns from an article
 * must be what an encoder reads that has not seen it. {@code encoder.N.onnx} was trained on the
 * articles whose name falls into part N.
 */
final class UnseenEncoders {
  private final List<Encoder> encoders = new ArrayList<>();

  static UnseenEncoders in(Path folder) throws IOException {
    UnseenEncoders all = new UnseenEncoders();
    for (int i = 0; i < 2; i++) {
      all.encoders.add(Encoder.of(Files.readAllBytes(folder.resolve("encoder." + i + ".onnx"))));
    }
    return all;
  }

  /** The part of an article, 0 or 1. */
  static int part(String slug) {
    CRC32 sum = new CRC32();
    sum.update(slug.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() % 2);
  }

  /** What the encoder that has not seen an article reads in it. */
  Relations read(String slug, DealReading reading) {
    return encoders.get(1 - part(slug)).read(reading);
  }
}
