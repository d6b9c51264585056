package milliard.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import milliard.fetch.SourceHealth;
import milliard.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code milliard sources}: how each source does, and what is wrong with it. */
@Command(
    name = "sources",
    description = {
      "Shows for each source of a crawl: when it was last read, when it last had something",
      "new, its pages, the share with an article, a date and an author, what was refused and",
      "given up; and warns when a source fails or is quiet against its own rhythm.",
      "Exit code 1 where there are warnings or no sources."
    },
    mixinStandardHelpOptions = true)
final class SourcesCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  @Option(names = "--warnings", description = "Only those with a warning or an error.")
  private boolean onlyWarnings;

  @Override
  public Integer call() throws IOException {
    List<SourceHealth> all = SourceHealth.of(home.home().folder());
    if (all.isEmpty()) {
      System.err.println("nothing was crawled into " + home.home().folder() + " yet");
      return 1;
    }
    List<SourceHealth> shown = new ArrayList<>();
    for (SourceHealth s : all) {
      if (!onlyWarnings || !s.warnings().isEmpty() || s.error() != null) shown.add(s);
    }
    PrintStream out = System.out;
    Instant now = Instant.now();
    if (json) shown.forEach(s -> out.println(json(s).write()));
    else table(shown, now, out);
    return all.stream().anyMatch(s -> !s.warnings().isEmpty()) ? 1 : 0;
  }

  private static void table(List<SourceHealth> sources, Instant now, PrintStream out) {
    out.printf(
        "%-34s %-14s %8s %8s %7s %5s %5s %5s %7s %7s %6s %-8s%n",
        "source", "kind", "read", "new", "pages", "text", "date", "by", "waiting", "refused",
        "failed", "robots");
    for (SourceHealth s : sources) {
      out.printf(
          "%-34s %-14s %8s %8s %7d %5s %5s %5s %7d %7d %6d %-8s%n",
          cut(s.name(), 34),
          cut(s.kind(), 14),
          ago(s.fetched(), now),
          ago(s.fresh(), now),
          s.pages(),
          share(s.articles(), s.read()),
          share(s.dated(), s.articles()),
          share(s.signed(), s.articles()),
          s.waiting(),
          s.refused(),
          s.failed(),
          s.robots());
      for (String warning : s.warnings()) out.println("    warning: " + warning);
      if (s.error() != null) out.println("    error: " + s.error());
    }
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static String ago(@Nullable Instant then, Instant now) {
    return then == null ? "never" : SourceHealth.words(Duration.between(then, now));
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "-" : Math.round(100.0 * part / whole) + "%";
  }

  private static Json json(SourceHealth s) {
    return Json.object()
        .put("name", s.name())
        .put("url", s.url())
        .put("kind", s.kind())
        .put("active", s.active())
        .put("fetched", iso(s.fetched()))
        .put("last_new", iso(s.fresh()))
        .put("next", iso(s.next()))
        .put("pages", s.pages())
        .put("read", s.read())
        .put("articles", s.articles())
        .put("dated", s.dated())
        .put("signed", s.signed())
        .put("waiting", s.waiting())
        .put("refused", s.refused())
        .put("failed", s.failed())
        .put("failures", s.failures())
        .put("robots", s.robots())
        .put("error", s.error())
        .put(
            "longest_gap_hours",
            s.longestGap() == null ? null : BigDecimal.valueOf(s.longestGap().toMinutes() / 6, 1))
        .put("warnings", Json.strings(s.warnings()))
        .build();
  }

  private static @Nullable String iso(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
