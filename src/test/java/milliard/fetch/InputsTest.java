package milliard.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import milliard.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir Path folder;
  private final List<Inputs.Bad> bad = new ArrayList<>();

  @Test
  void aFolderOfPagesTextsAndLines() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "Qonto lève 486 millions d'euros.");
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(
        folder.resolve("b/page.html"),
        "<html><head><link rel=canonical"
            + " href='https://www.lesnuages.example/a?utm_source=x'></head><body><p>…");
    Files.writeString(folder.resolve("b/picture.png"), "no page");
    Files.writeString(
        folder.resolve("c.jsonl"),
        """
        {"id":"1","text":"One.","lang":"en","published":"2025-08-22"}

        {"url":"HTTPS://Example.org:443/a?utm_medium=rss#top","html":"<p>Two"}
        {"text": broken
        [1]
        {"id":"4"}
        {"id":"5","text":"x","published":"yesterday"}
        {"text":"Six."}
        """);
    List<Input> read = read(folder);
    assertThat(read).hasSize(5);
    assertThat(read.get(0))
        .isInstanceOfSatisfying(
            Input.OfText.class,
            t -> assertThat(t.text()).isEqualTo("Qonto lève 486 millions d'euros."));
    assertThat(read.get(1))
        .isInstanceOfSatisfying(
            Input.OfPage.class,
            p -> {
              assertThat(p.page().url()).hasToString("https://www.lesnuages.example/a");
              assertThat(p.id())
                  .isEqualTo(CanonicalUrl.of("https://www.lesnuages.example/a").orElseThrow().id());
            });
    assertThat(read.get(2))
        .isEqualTo(new Input.OfText("1", null, "One.", Language.of("en"), "2025-08-22"));
    assertThat(read.get(3))
        .isInstanceOfSatisfying(
            Input.OfPage.class,
            p -> assertThat(p.page().url()).hasToString("https://example.org/a"));
    assertThat(bad)
        .extracting(b -> b.where().replaceAll(".*[/\\\\]", ""))
        .containsExactly("c.jsonl:4", "c.jsonl:5", "c.jsonl:6", "c.jsonl:7");
    assertThat(bad.get(3).reason()).contains("\"yesterday\"").contains("expected 2025-08-22");
  }

  @Test
  void aTextThatIsNotUtf8IsNamed() throws IOException {
    Files.write(folder.resolve("a.txt"), new byte[] {'l', (byte) 0xe9, 'v', 'e'});
    Files.writeString(folder.resolve("b.txt"), "fine");
    assertThat(read(folder)).hasSize(1);
    assertThat(bad).singleElement().satisfies(b -> assertThat(b.reason()).contains("UTF-8"));
  }

  @Test
  void noSuchFile() {
    assertThatThrownBy(() -> read(folder.resolve("no.jsonl")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void foreignWarcWithItsQuirks() throws IOException {
    var warc = new ByteArrayOutputStream();
    warc.write(gzip(record("warcinfo", "", "software: another\r\n", "application/warc-fields")));
    warc.write(gzip(response("http://a.example/1", "200 OK", "Content-Type: text/html", "<p>1")));
    // the payload was decoded but the headers kept, as in CC-NEWS before 2019-05-16
    warc.write(
        gzip(
            response(
                "http://a.example/2",
                "200 OK",
                "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
                "<p>2")));
    warc.write(
        gzip(
            response(
                "http://a.example/3",
                "200 OK",
                "Content-Type: text/html\r\nTransfer-Encoding: chunked",
                "3\r\n<p>\r\n1\r\n3\r\n0\r\n\r\n")));
    warc.write(
        gzip(response("http://a.example/no", "404 Not Found", "Content-Type: text/html", "")));
    warc.write(gzip(response("http://a.example/p", "200 OK", "Content-Type: image/png", "….")));
    // bytes that are no URI, angle brackets
    warc.write(
        gzip(response("<http://a.example/é[4]|>", "200 OK", "Content-Type: text/html", "<p>4")));
    byte[] whole = warc.toByteArray();
    Files.write(folder.resolve("a.warc.gz"), whole);
    assertThat(bodies(read(folder))).containsExactly("<p>1", "<p>2", "<p>3", "<p>4");
    assertThat(bad).isEmpty();
  }

  @Test
  void aDamagedRecordDoesNotStopTheFile() throws IOException {
    var warc = new ByteArrayOutputStream();
    warc.write(gzip(response("http://a.example/1", "200 OK", "Content-Type: text/html", "<p>1")));
    byte[] damaged =
        gzip(
            response("http://a.example/2", "200 OK", "Content-Type: text/html", "<p>2".repeat(99)));
    for (int i = 30; i < 60; i++) damaged[i] ^= 0x55;
    warc.write(damaged);
    warc.write(gzip("this is no record\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
    warc.write(gzip(response("http://a.example/3", "200 OK", "Content-Type: text/html", "<p>3")));
    byte[] last = gzip(response("http://a.example/4", "200 OK", "Content-Type: text/html", "<p>4"));
    warc.write(last, 0, last.length - 30);
    Files.write(folder.resolve("a.warc.gz"), warc.toByteArray());
    assertThat(bodies(read(folder))).containsExactly("<p>1", "<p>3");
    assertThat(bad).isNotEmpty().allSatisfy(b -> assertThat(b.where()).contains("a.warc.gz@"));
  }

  @Test
  void uncompressedWarcWithADamagedHeader() throws IOException {
    var warc = new ByteArrayOutputStream();
    warc.write(response("http://a.example/1", "200 OK", "Content-Type: text/html", "<p>1"));
    byte[] damaged = response("http://a.example/2", "200 OK", "Content-Type: text/html", "<p>2");
    damaged[2] = 'X';
    warc.write(damaged);
    warc.write(response("http://a.example/3", "200 OK", "Content-Type: text/html", "<p>3"));
    Files.write(folder.resolve("a.warc"), warc.toByteArray());
    assertThat(bodies(read(folder))).containsExactly("<p>1", "<p>3");
    assertThat(bad).hasSize(1);
  }

  @Test
  void aBombInAnArchiveIsNotUnpacked() throws IOException {
    byte[] bomb = gzip(new byte[Inputs.MOST_BYTES * 2]);
    var block = new ByteArrayOutputStream();
    block.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    block.write(bomb);
    Files.write(
        folder.resolve("a.warc"),
        record(
            "response",
            "WARC-Target-URI: http://a.example/bomb\r\n",
            block.toString(StandardCharsets.ISO_8859_1),
            "application/http; msgtype=response"));
    assertThat(read(folder)).isEmpty();
    assertThat(bad).singleElement().satisfies(b -> assertThat(b.reason()).contains("larger than"));
  }

  @Test
  void severalFilesAtOnceGiveWhatOneAfterTheOtherGivesInAnOrderThatCanBeRestored()
      throws IOException {
    for (int file = 0; file < 30; file++) {
      var warc = new ByteArrayOutputStream();
      for (int i = 0; i < file; i++) {
        String url = "http://a.example/" + i;
        warc.write(
            gzip(response(url, "200 OK", "Content-Type: text/html", "<p>" + i + " in " + file)));
      }
      warc.write("this is no record".getBytes(StandardCharsets.UTF_8));
      Path sub = Files.createDirectories(folder.resolve("sub" + file % 4));
      Files.write(sub.resolve(file + ".warc.gz"), warc.toByteArray());
    }
    List<String> one = bodies(read(folder));
    int faults = bad.size();
    bad.clear();
    java.util.SortedMap<Long, Input> placed = new java.util.TreeMap<>();
    List<Inputs.Bad> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (var inputs = ParallelInputs.open(List.of(folder), 3, heard::add)) {
      long lowest = 0;
      for (var p = inputs.next(); p != null; p = inputs.next()) {
        assertThat(p.order()).isGreaterThanOrEqualTo(lowest);
        lowest = inputs.lowest();
        assertThat(placed.put(p.order(), p.input())).isNull();
      }
      assertThat(inputs.position()).isEqualTo(inputs.size());
      assertThat(inputs.bad()).isEqualTo(faults);
    }
    assertThat(bodies(List.copyOf(placed.values()))).isEqualTo(one);
    assertThat(heard).hasSize(faults).hasSize(30);
  }

  private List<Input> read(Path path) throws IOException {
    List<Input> all = new ArrayList<>();
    try (Inputs inputs = Inputs.open(List.of(path), bad::add)) {
      for (Input i = inputs.next(); i != null; i = inputs.next()) all.add(i);
      assertThat(inputs.bad()).isEqualTo(bad.size());
      assertThat(inputs.position()).isEqualTo(inputs.size());
    }
    return all;
  }

  private static List<String> bodies(List<Input> inputs) {
    return inputs.stream()
        .map(i -> new String(((Input.OfPage) i).page().body(), StandardCharsets.UTF_8))
        .toList();
  }

  static byte[] response(String url, String status, String headers, String body) {
    return record(
        "response",
        "WARC-Target-URI: " + url + "\r\n",
        "HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n" + body,
        "application/http; msgtype=response");
  }

  static byte[] record(String type, String more, String block, String contentType) {
    byte[] bytes = block.getBytes(StandardCharsets.ISO_8859_1);
    String header =
        "WARC/1.0\r\nWARC-Type: "
            + type
            + "\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
            + "WARC-Date: 2025-08-22T10:00:00Z\r\n"
            + more
            + "Content-Type: "
            + contentType
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    var out = new ByteArrayOutputStream();
    out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(bytes);
    out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** All members of a gzip file. */
  static byte[] gunzip(byte[] bytes) throws IOException {
    try (var gzip = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }
}
