package milliard.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/**
 * The WARC files of a crawl (ISO 28500:2017, version 1.1): every record its own gzip member. A file
 * that is being written ends in {@code .open}; it is cut back to what the state has committed when
 * a crawl starts, so that a killed one leaves no half record and none twice.
 *
 * <p>Writing is for one thread; making records and reading them back is for any.
 */
final class WarcArchive implements AutoCloseable {
  /** Ends the name of a file that is being written. */
  static final String OPEN = ".open";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);
  private static final int LEVEL = 4;

  private final Path folder;
  private final CrawlState state;
  private final WriteWatch watch;
  private final String software;
  private final long mostBytes;
  private final Duration mostAge;
  private @Nullable FileChannel channel;
  private String name = "";
  private long file;
  private long length;
  private Instant opened = Instant.EPOCH;

  /** Named field of a response that was asked to find pages. */
  static final String DISCOVERY = "Milliard-Discovery";

  /** Where a record begins. */
  record Place(long file, long offset) {}

  /** Opens the folder and puts in order what an earlier run left. */
  WarcArchive(Path folder, CrawlState state, WriteWatch watch, String software, long mostBytes)
      throws IOException {
    this.folder = folder;
    this.state = state;
    this.watch = watch;
    this.software = software;
    this.mostBytes = mostBytes;
    this.mostAge = Duration.ofHours(24);
    Files.createDirectories(folder);
    recover();
  }

  private record Row(long id, String name, long length) {}

  private void recover() throws IOException {
    List<Row> rows =
        state.read(s ->
            s.all(
                "SELECT id, name, length FROM warc WHERE closed = 0",
                r -> new Row(r.getLong(1), String.valueOf(r.getString(2)), r.getLong(3))));
    for (Row row : rows) {
      Path open = folder.resolve(row.name + OPEN);
      if (Files.exists(open)) {
        if (row.length == 0) {
          watch.before("delete " + open);
          Files.delete(open);
          state.write(s -> s.change("DELETE FROM warc WHERE id = ?", row.id));
          continue;
        }
        watch.before("cut " + open);
        try (FileChannel c = FileChannel.open(open, StandardOpenOption.WRITE)) {
          if (c.size() > row.length) c.truncate(row.length);
          c.force(true);
        }
        finish(row.name);
      }
      state.write(s -> s.change("UPDATE warc SET closed = 1 WHERE id = ?", row.id));
    }
    try (Stream<Path> left = Files.list(folder)) {
      for (Path path : left.filter(p -> p.toString().endsWith(".warc.gz" + OPEN)).toList()) {
        watch.before("delete " + path);
        Files.delete(path); // opened, but nothing in it was ever committed
      }
    }
  }

  private void finish(String base) throws IOException {
    Path open = folder.resolve(base + OPEN);
    watch.before("rename " + open);
    Files.move(open, folder.resolve(base), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Opens a file if none is; to be called outside any transaction. */
  void ready() throws IOException {
    if (channel == null) begin();
  }

  /** Appends made records. */
  Place append(byte[] records) throws IOException {
    FileChannel out = channel;
    if (out == null) throw new IllegalStateException("no file is open: ready() comes first");
    Place place = new Place(file, length);
    watch.before("WARC record");
    write(out, records);
    return place;
  }

  private void write(FileChannel out, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) out.write(buffer);
    length += bytes.length;
  }

  private void begin() throws IOException {
    opened = Instant.now();
    name =
        "milliard-"
            + STAMP.format(opened)
            + "-"
            + UUID.randomUUID().toString().substring(0, 8)
            + ".warc.gz";
    watch.before("new WARC file");
    FileChannel out =
        FileChannel.open(
            folder.resolve(name + OPEN), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel = out;
    length = 0;
    file = 0;
    state.write(s -> s.change("INSERT INTO warc(name, length, closed) VALUES(?, 0, 0)", name));
    file = state.read(s -> s.number("SELECT id FROM warc WHERE name = ?", name));
    write(
        out,
        gzip(
            new Warcinfo.Builder()
                .version(MessageVersion.WARC_1_1)
                .date(opened.truncatedTo(ChronoUnit.MILLIS))
                .filename(name)
                .fields(
                    Map.of(
                        "software", List.of(software),
                        "format", List.of("WARC file version 1.1"),
                        "robots", List.of("obey")))
                .build()));
  }

  /** Puts all that was appended on the disk. */
  void force() throws IOException {
    if (channel == null) return;
    watch.before("WARC force");
    channel.force(false);
  }

  /** Says in the transaction how much of the file counts. */
  void commit(CrawlState.Rows rows) throws java.sql.SQLException {
    if (channel != null) rows.change("UPDATE warc SET length = ? WHERE id = ?", length, file);
  }

  /** Ends the file if it is large or old; to be called when all of it is committed. */
  void rotate() throws IOException {
    if (length >= mostBytes || Instant.now().isAfter(opened.plus(mostAge))) end();
  }

  private void end() throws IOException {
    FileChannel out = channel;
    if (out == null) return;
    out.force(true);
    out.close();
    channel = null;
    finish(name);
    long ended = file;
    state.write(s -> s.change("UPDATE warc SET closed = 1 WHERE id = ?", ended));
  }

  @Override
  public void close() throws IOException {
    end();
  }

  /** Closes after a failed write: the file stays as it is, for the next run to put in order. */
  void abandon() throws IOException {
    if (channel != null) channel.close();
    channel = null;
  }

  /** The page of a response record. */
  Page read(long fileId, long offset) throws IOException {
    String base =
        state
            .read(s -> s.first("SELECT name FROM warc WHERE id = ?", r -> r.getString(1), fileId))
            .orElseThrow(() -> new IOException("no WARC file of number " + fileId));
    try (FileChannel in = openToRead(base)) {
      in.position(offset);
      try (var reader = new WarcReader(in)) {
        WarcRecord record =
            reader.next().orElseThrow(() -> new IOException("no record at " + base + "@" + offset));
        if (!(record instanceof WarcResponse response)) {
          throw new IOException("no response at " + base + "@" + offset + " but " + record.type());
        }
        ArchivedResponse http;
        try (InputStream body = response.body().stream()) {
          http = ArchivedResponse.read(body);
        }
        byte[] payload = http == null ? null : http.payload(Inputs.MOST_BYTES);
        if (http == null || payload == null) {
          throw new IOException("no usable response at " + base + "@" + offset);
        }
        return new Page(
            URI.create(response.target()), http.status(), http.headers(), payload, response.date());
      }
    }
  }

  private FileChannel openToRead(String base) throws IOException {
    try {
      return FileChannel.open(folder.resolve(base), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      try {
        return FileChannel.open(folder.resolve(base + OPEN), StandardOpenOption.READ);
      } catch (NoSuchFileException again) {
        return FileChannel.open(folder.resolve(base), StandardOpenOption.READ);
      }
    }
  }

  /** The response record of a page and its request record. */
  static byte[] response(Exchange exchange, WarcDigest payload) throws IOException {
    return response(exchange, payload, false);
  }

  /**
   * The response record and its request record.
   *
   * @param discovery whether it was asked to find pages (feed, sitemap, home page) and is none
   *     itself: said in a named field, so that reading the archive gives the pages that the crawl
   *     gave
   */
  static byte[] response(Exchange exchange, WarcDigest payload, boolean discovery)
      throws IOException {
    var out = new ByteArrayOutputStream(exchange.coded().length / 2 + 1_024);
    byte[] block = concat(responseHeader(exchange), exchange.coded());
    var response =
        new WarcResponse.Builder(exchange.url().toString())
            .version(MessageVersion.WARC_1_1)
            .date(exchange.date().truncatedTo(ChronoUnit.MILLIS))
            .recordId(UUID.randomUUID())
            .payloadDigest(payload)
            .body(MediaType.HTTP_RESPONSE, block);
    if (!exchange.ip().isEmpty()) response.ipAddress(InetAddress.getByName(exchange.ip()));
    response.addHeader("WARC-Protocol", exchange.protocol());
    if (discovery) response.addHeader(DISCOVERY, "true");
    WarcResponse record = response.build();
    gzip(record, out);
    gzip(request(exchange, record), out);
    return out.toByteArray();
  }

  /** A revisit record: the payload is the one that was archived then under that address. */
  static byte[] revisit(
      Exchange exchange, String digestOf, String target, Instant then, boolean notModified)
      throws IOException {
    var out = new ByteArrayOutputStream(1_024);
    var revisit =
        new WarcRevisit.Builder(
                exchange.url().toString(),
                notModified
                    ? WarcRevisit.SERVER_NOT_MODIFIED_1_1
                    : WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1)
            .version(MessageVersion.WARC_1_1)
            .date(exchange.date().truncatedTo(ChronoUnit.MILLIS))
            .recordId(UUID.randomUUID())
            .setHeader("WARC-Refers-To-Target-URI", target)
            .setHeader("WARC-Refers-To-Date", then.truncatedTo(ChronoUnit.MILLIS).toString())
            .setHeader("WARC-Payload-Digest", digestOf)
            .body(MediaType.HTTP_RESPONSE, responseHeader(exchange));
    if (!exchange.ip().isEmpty()) revisit.ipAddress(InetAddress.getByName(exchange.ip()));
    WarcRevisit record = revisit.build();
    gzip(record, out);
    gzip(request(exchange, record), out);
    return out.toByteArray();
  }

  private static WarcRequest request(Exchange exchange, WarcRecord concurrent) {
    return new WarcRequest.Builder(exchange.url().toString())
        .version(MessageVersion.WARC_1_1)
        .date(exchange.date().truncatedTo(ChronoUnit.MILLIS))
        .recordId(UUID.randomUUID())
        .concurrentTo(concurrent.id())
        .body(MediaType.HTTP_REQUEST, requestHeader(exchange))
        .build();
  }

  /** {@code sha1:…} in base 32, as archives write it. */
  static WarcDigest digest(byte[] bytes) {
    try {
      return new WarcDigest("sha1", MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private static byte[] requestHeader(Exchange exchange) {
    String path = exchange.url().encodedPath();
    if (exchange.url().encodedQuery() != null) path += "?" + exchange.url().encodedQuery();
    var text = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(HostGate.host(exchange.url())).append("\r\n");
    headers(text, exchange.request(), false);
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] responseHeader(Exchange exchange) {
    var text = new StringBuilder("HTTP/1.1 ").append(exchange.status());
    text.append(' ').append(exchange.reason()).append("\r\n");
    headers(text, exchange.response(), true);
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The transfer coding is undone in what we keep, so its header is kept under another name. */
  private static void headers(StringBuilder text, Headers headers, boolean response) {
    for (int i = 0; i < headers.size(); i++) {
      if (response && headers.name(i).equalsIgnoreCase("transfer-encoding"))
        text.append("X-Archive-Orig-");
      text.append(headers.name(i)).append(": ").append(headers.value(i)).append("\r\n");
    }
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] gzip(WarcRecord record) throws IOException {
    var out = new ByteArrayOutputStream(1_024);
    gzip(record, out);
    return out.toByteArray();
  }

  private static void gzip(WarcRecord record, ByteArrayOutputStream out) throws IOException {
    try (var member = new Member(out);
        var writer = new WarcWriter(Channels.newChannel(member), WarcCompression.NONE)) {
      writer.write(record);
    }
  }

  /** A gzip member; fast rather than small. */
  private static final class Member extends GZIPOutputStream {
    Member(ByteArrayOutputStream out) throws IOException {
      super(out, 1 << 12);
      def.setLevel(LEVEL);
      def.setStrategy(Deflater.DEFAULT_STRATEGY);
    }
  }
}
