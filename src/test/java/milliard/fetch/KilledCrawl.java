package milliard.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A crawl in a process of its own, to be killed. Arguments: port, home, sources. */
public final class KilledCrawl {
  private KilledCrawl() {}

  /** Says {@code begins} and crawls. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[1]);
    Files.createDirectories(home);
    List<Source> sources = Arrays.stream(args).skip(2).map(Source::of).toList();
    Map<String, InetSocketAddress> hosts = new HashMap<>();
    for (Source source : sources) {
      hosts.put(
          source.address().host(),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
    }
    try (var index = new Index(home)) {
      Crawl crawl =
          Crawl.in(home)
              .sources(sources)
              .agent(new UserAgent("https://bot.example/about"))
              .delay(Duration.ZERO)
              .parallelPerHost(2)
              .resolver(Resolver.of(hosts))
              .allowPrivateNetwork(true)
              .once(true)
              .patience(Duration.ZERO)
              .warcBytes(20_000)
              .sink(index)
              .open();
      System.out.println("begins");
      crawl.run();
    }
  }

  /** What the index of a home holds: the last whole line of each id. */
  static Map<String, String> index(Path home) throws IOException {
    Map<String, String> index = new TreeMap<>();
    String text = Files.readString(home.resolve("index.tsv"));
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
      String[] cells = line.split("\t", 2);
      if (cells.length == 2) index.put(cells[0], cells[1]);
    }
    return index;
  }

  /** An index that is a file of lines, forced to the disk at each commit. */
  private static final class Index implements PageSink, AutoCloseable {
    private final FileChannel file;
    private final StringBuilder open = new StringBuilder("\n");

    Index(Path home) throws IOException {
      file =
          FileChannel.open(
              home.resolve("index.tsv"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void accept(Input.OfPage page, String source) {
      String body = new String(page.page().body(), StandardCharsets.UTF_8);
      open.append(page.id()).append('\t').append(body).append('\n');
    }

    @Override
    public void commit() throws IOException {
      var bytes = ByteBuffer.wrap(open.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) file.write(bytes);
      file.force(false);
      open.setLength(0);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
