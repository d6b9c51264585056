package milliard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import milliard.Home;
import milliard.Intake;
import milliard.article.Article;
import milliard.fetch.Crawl;
import milliard.fetch.CrawlListener;
import milliard.fetch.Input;
import milliard.fetch.PageSink;
import milliard.fetch.Resolver;
import milliard.fetch.Source;
import milliard.fetch.UserAgent;
import milliard.http.Binding;
import milliard.index.DealHit;
import milliard.index.DealIndex;
import milliard.index.Hits;
import milliard.index.QueryException;
import milliard.index.Search;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import milliard.mention.AnnotatedArticle;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code milliard demo}: the whole line on the bundled news sites, offline. */
@Command(
    name = "demo",
    description = {
      "Serves eight invented news sites on loopback, crawls them, reads and merges",
      "their deals, indexes them, prints a table of deals and answers three searches.",
      "",
      "With --home DIR all of it is kept: 'milliard search QUERY --home DIR' goes on.",
      "With --serve the page and the API stay open until Ctrl-C."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final List<String> SEARCHES =
      List.of(
          "rachat IA plus de 500 millions",
          "type:funding amount>=100M EUR date:2025",
          "acquirer:salesforce OR customer:meta");

  @Option(names = "--home", paramLabel = "DIR", description = "Keep archive and index here.")
  private @Nullable Path folder;

  @Option(names = "--serve", description = "Then serve page and API on loopback.")
  private boolean serve;

  @Option(names = "--port", paramLabel = "N", description = "Port of --serve (8080); 0 = any.")
  private int port = Binding.LOOPBACK.port();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Binding binding;
    try {
      binding = Binding.LOOPBACK.port(port);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
    if (folder != null) {
      int code = run(new Home(folder));
      if (serve) ServeCommand.serve(new Home(folder), binding, () -> {});
      return code;
    }
    Path temporary = Files.createTempDirectory("milliard-demo");
    boolean served = false;
    try {
      int code = run(new Home(temporary));
      if (serve) {
        // The process ends by a signal: the folder is deleted once the server has stopped.
        ServeCommand.serve(new Home(temporary), binding, () -> delete(temporary));
        served = true;
      }
      return code;
    } finally {
      if (!served) delete(temporary);
    }
  }

  private int run(Home home) throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<Source> sources = sources();
    List<String> hosts = new ArrayList<>();
    for (Source source : sources) hosts.add(java.net.URI.create(source.url()).getHost());
    PrintStream out = System.out;
    var read = new Read();
    try (DemoSites sites = DemoSites.start(hosts);
        DealIndex index = home.open();
        Progress progress = new Progress("articles");
        Intake intake =
            new Intake(home.milliard(), index, Runtime.getRuntime().availableProcessors(), read)) {
      read.to(intake, progress);
      System.err.printf(
          "serving %d news sites on 127.0.0.1:%d%n", hosts.size(), sites.address().getPort());
      crawl(home, sources, sites, read);
      progress.end();
      DealIndex.Size size = index.size();
      System.err.printf(
          "%d articles read, %d pages passed over; %d deals; %.0f seconds%n%n",
          intake.articles(), intake.passed(), size.deals(), (System.nanoTime() - start) / 1e9);
      tell(index, out);
      if (folder != null) {
        System.err.println("kept: try  milliard search 'target:wiz' --home " + folder);
      }
      return size.deals() > 0 ? 0 : 1;
    }
  }

  private static void crawl(Home home, List<Source> sources, DemoSites sites, Read read)
      throws IOException, InterruptedException {
    Map<String, InetSocketAddress> book = new HashMap<>();
    for (String host : sites.hosts()) book.put(host, sites.address());
    Crawl crawl =
        Crawl.in(home.folder())
            .sources(sources)
            .agent(new UserAgent("https://milliard.example/demo"))
            .delay(Duration.ofMillis(10))
            .resolver(Resolver.of(book))
            .allowPrivateNetwork(true)
            .once(true)
            .patience(Duration.ofSeconds(2))
            .sink(read)
            .listener(
                new CrawlListener() {
                  @Override
                  public void read(String source, int items, int fresh) {
                    System.err.printf("%s: %d items, %d new%n", source, items, fresh);
                  }
                })
            .open();
    crawl.run();
  }

  private static void tell(DealIndex index, PrintStream out) throws IOException {
    var cards = new Cards(out);
    try {
      Hits<DealHit> all =
          index.deals(Search.of("").limit(40).order(Search.Order.AMOUNT).facets(false));
      out.printf("The %d largest of %d deals%n%n", all.hits().size(), all.total());
      cards.table(all.hits());
      for (String query : SEARCHES) {
        out.printf("%n== milliard search '%s'%n%n", query);
        Hits<DealHit> hits = index.deals(Search.of(query).limit(3).facets(false));
        hits.hits().forEach(cards::deal);
        out.printf("%d of %d%n", hits.hits().size(), hits.total());
      }
    } catch (QueryException e) {
      throw new IllegalStateException("a query of the demo: " + e.getMessage(), e);
    }
  }

  private static List<Source> sources() throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream("/milliard/sites/sources.yaml")) {
      if (in == null) throw new IllegalStateException("the jar lacks milliard/sites/sources.yaml");
      List<Source> sources = new ArrayList<>();
      for (Json entry :
          Json.readYaml(new String(in.readAllBytes(), StandardCharsets.UTF_8)).elements()) {
        sources.add(
            new Source(
                entry.string("name").orElse(""),
                entry.string("url").orElseThrow(),
                entry.string("language").map(Language::of).orElse(null),
                List.of()));
      }
      return sources;
    } catch (JsonException e) {
      throw new IllegalStateException("milliard/sites/sources.yaml: " + e.getMessage(), e);
    }
  }

  /** Hands pages to the reader, and tells the crawl what they held, for the health of sources. */
  private static final class Read implements PageSink, Intake.Listener {
    private final List<Quality> qualities = new ArrayList<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private @Nullable Intake intake;
    private @Nullable Progress progress;
    private long articles;

    void to(Intake reader, Progress shown) {
      intake = reader;
      progress = shown;
    }

    @Override
    public void accept(Input.OfPage page, String source) throws IOException {
      ids.put(page.page().url().toString(), page.id());
      Objects.requireNonNull(intake).accept(page, source);
    }

    @Override
    public void commit() throws IOException {
      Objects.requireNonNull(intake).commit();
      ids.clear();
    }

    @Override
    public synchronized List<Quality> qualities() {
      List<Quality> told = List.copyOf(qualities);
      qualities.clear();
      return told;
    }

    @Override
    public synchronized void read(String id, AnnotatedArticle said) {
      Article article = said.article();
      Objects.requireNonNull(progress).at(++articles, article.headline());
      qualities.add(
          new Quality(id, true, article.published() != null, !article.authors().isEmpty()));
    }

    @Override
    public synchronized void passed(String where, String reason) {
      String id = ids.get(where);
      if (id != null) qualities.add(new Quality(id, false, false, false));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
