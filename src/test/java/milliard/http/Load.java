package milliard.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many clients at once against a server: {@code java -cp … milliard.http.Load
 * http://127.0.0.1:8080/ 200 60 [FILE of paths]}. Prints answers a second, how long they took, what
 * went wrong, and the heap that the server tells before and after.
 */
final class Load {
  /** Searches by word, field, range and company, facets, pages, suggestions, charts. */
  static final List<String> SAMPLE =
      List.of(
          "/api/v1/deals",
          deals("google"),
          deals("type:acquisition amount>=500M USD"),
          deals("rachat plus de 500 millions"),
          deals("acquirer:google OR customer:meta") + "&sort=amount",
          deals("date:2025 lang:fr") + "&sort=date&facets=false",
          "/api/v1/articles?q=cloud",
          "/api/v1/suggestions?q=goo",
          "/api/v1/companies/google",
          "/api/v1/statistics?q=type%3Afunding",
          "/api/v1/rates?currency=USD&date=2025-08-22",
          "/");

  private static String deals(String query) {
    return "/api/v1/deals?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /**
   * What came of it.
   *
   * @param nanos of each answer, sorted
   * @param faults of answers that were not 200, and of connections
   */
  record Result(long[] nanos, double seconds, List<String> faults) {
    int answers() {
      return nanos.length;
    }

    double millis(double share) {
      return nanos[(int) Math.min(nanos.length - 1, Math.floor(share * nanos.length))] / 1e6;
    }
  }

  /** Each client asks one path after the other, without a pause. */
  static Result run(URI server, int clients, Duration time, List<String> paths)
      throws InterruptedException {
    var faults = new ConcurrentLinkedQueue<String>();
    var taken = new ConcurrentLinkedQueue<long[]>();
    long end = System.nanoTime() + time.toNanos();
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int c = 0; c < clients; c++) {
        var random = new Random(c);
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  long[] mine = new long[64];
                  int count = 0;
                  while (System.nanoTime() < end) {
                    String path = paths.get(random.nextInt(paths.size()));
                    long from = System.nanoTime();
                    try {
                      HttpResponse<byte[]> answer =
                          http.send(
                              HttpRequest.newBuilder(server.resolve(path))
                                  .header("Accept-Encoding", "gzip")
                                  .timeout(Duration.ofSeconds(30))
                                  .build(),
                              BodyHandlers.ofByteArray());
                      if (answer.statusCode() != 200) {
                        faults.add(answer.statusCode() + " " + path);
                      }
                    } catch (Exception e) {
                      faults.add(e + " " + path);
                    }
                    if (count == mine.length) mine = Arrays.copyOf(mine, 2 * count);
                    mine[count++] = System.nanoTime() - from;
                  }
                  taken.add(Arrays.copyOf(mine, count));
                }));
      }
      for (Thread thread : threads) thread.join();
    }
    long[] all = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(all, (System.nanoTime() - start) / 1e9, List.copyOf(faults));
  }

  private static String heap(URI server) throws Exception {
    var request = HttpRequest.newBuilder(server.resolve("/metrics")).build();
    String metrics = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return metrics.lines().filter(l -> l.startsWith("process_heap_used_bytes")).findFirst().get();
  }

  public static void main(String[] args) throws Exception {
    URI server = URI.create(args[0]);
    List<String> paths = args.length > 3 ? Files.readAllLines(Path.of(args[3])) : SAMPLE;
    System.out.println(heap(server));
    for (int round = 1; round <= 3; round++) {
      Result result =
          run(
              server,
              Integer.parseInt(args[1]),
              Duration.ofSeconds(Integer.parseInt(args[2])).dividedBy(3),
              paths);
      System.out.printf(
          "%,d answers, %,.0f a second; p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, most %.0f ms; %d"
              + " faults%n",
          result.answers(),
          result.answers() / result.seconds(),
          result.millis(.5),
          result.millis(.9),
          result.millis(.99),
          result.millis(1),
          result.faults().size());
      result.faults().stream().distinct().limit(5).forEach(System.out::println);
      System.out.println(heap(server));
    }
  }

  private Load() {}
}
