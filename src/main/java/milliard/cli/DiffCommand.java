package milliard.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import milliard.json.Json;
import milliard.json.Json.JsonException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code milliard diff}: deals gained, lost and changed between two runs. */
@Command(
    name = "diff",
    description = {
      "Lists the deals gained (+), lost (-) and changed (~) between two runs of",
      "'milliard extract --jsonl' over the same articles, told apart by their id.",
      "",
      "Exit code 0: something differs; 1: nothing does."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN-A", description = "JSON lines of the first run.")
  private Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "RUN-B", description = "JSON lines of the second run.")
  private Path second = Path.of("");

  private int gained;
  private int lost;
  private int changed;

  @Override
  public Integer call() throws IOException {
    Map<String, Json> a = answers(first);
    Map<String, Json> b = answers(second);
    var ids = new TreeSet<>(a.keySet());
    ids.addAll(b.keySet());
    for (String id : ids) {
      Json from = a.get(id);
      Json to = b.get(id);
      if (from == null || to == null) {
        System.out.println((from == null ? "+ " : "- ") + id + ": the whole article");
        if (from == null) gained++;
        else lost++;
      } else {
        compare(id, from, to, System.out);
      }
    }
    System.err.printf("%d gained, %d lost, %d changed%n", gained, lost, changed);
    return gained + lost + changed > 0 ? 0 : 1;
  }

  private static Map<String, Json> answers(Path file) throws IOException {
    Map<String, Json> answers = new LinkedHashMap<>();
    int number = 0;
    if (!Files.isRegularFile(file)) throw new UserException("no file " + file);
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank()) continue;
      try {
        Json answer = Json.read(line);
        answers.put(answer.string("id").orElse("line " + number), answer);
      } catch (JsonException e) {
        throw new UserException(file + ":" + number + ": not JSON: " + e.getMessage(), e);
      }
    }
    return answers;
  }

  private void compare(String id, Json from, Json to, PrintStream out) {
    List<Json> old = new ArrayList<>(deals(from));
    for (Json deal : deals(to)) {
      Json before =
          old.stream()
              .filter(d -> parties(d).equals(parties(deal)))
              .findFirst()
              .or(() -> old.stream().filter(d -> trigger(d).equals(trigger(deal))).findFirst())
              .orElse(null);
      if (before == null) {
        gained++;
        out.println("+ " + id + ": " + line(deal));
        continue;
      }
      old.remove(before);
      if (!line(before).equals(line(deal))) {
        changed++;
        out.println("~ " + id + ": " + line(before) + "  →  " + line(deal));
      }
    }
    for (Json deal : old) {
      lost++;
      out.println("- " + id + ": " + line(deal));
    }
  }

  private static List<Json> deals(Json answer) {
    return answer.get("deals").map(Json::elements).orElse(List.of());
  }

  private static String parties(Json deal) {
    return deal.string("type").orElse("") + roles(deal);
  }

  private static String trigger(Json deal) {
    return deal.string("type").orElse("")
        + deal.get("evidence").map(Json::elements).orElse(List.of()).stream()
            .findFirst()
            .flatMap(e -> e.get("trigger"))
            .flatMap(t -> t.string("start"))
            .orElse("");
  }

  private static String roles(Json deal) {
    return deal.get("roles").map(Json::elements).orElse(List.of()).stream()
        .map(r -> r.string("role").orElse("") + "=" + r.string("name").orElse(""))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String line(Json deal) {
    return String.join(
        " · ",
        deal.string("type").orElse("")
            + (deal.get("main").filter(m -> m instanceof Json.Bool(var v) && !v).isPresent()
                ? " (background)"
                : ""),
        deal.string("status").orElse(""),
        roles(deal),
        deal.get("amount").flatMap(a -> a.string("text")).orElse("no amount"),
        deal.string("date").orElse("no date"));
  }
}
