package milliard.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import milliard.json.Json;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * The body of an article that a page carries as data beside its markup: {@code articleBody} of its
 * JSON-LD, or the state that a script would fill the page from ({@code __NEXT_DATA__} and its kin).
 */
final class DataBody {
  private static final Pattern MARKUP = Pattern.compile("<(?:p|div|br|h[1-6]|ul|li|blockquote)\\b");
  private static final Pattern LINES = Pattern.compile("\\s*\\n\\s*");

  /** Names under which such state keeps the words of a paragraph. */
  private static final Set<String> WORDS =
      Set.of(
          "text",
          "data",
          "value",
          "content",
          "html",
          "body",
          "paragraph",
          "children",
          "nodes",
          "model",
          "blocks",
          "items",
          "elements",
          "richtext",
          "rendered",
          "innerhtml",
          "copy");

  private static final int LEAST = 250;
  private static final int LONGEST_SCRIPT = 4_000_000;

  private DataBody() {}

  /** The paragraphs of the JSON-LD; empty where it has none to speak of. */
  static List<String> articleBody(Facts facts, Hints hints) {
    Json article = facts.article();
    String text = article == null ? "" : article.string("articleBody").orElse("");
    return text.length() < LEAST ? List.of() : paragraphs(text, hints);
  }

  /** The paragraphs of the state of a script, the longest run of prose in it; empty = none. */
  static List<String> state(Facts facts, Hints hints) {
    List<String> best = List.of();
    for (Element script : facts.jsonScripts) {
      String data = script.data();
      if (data.length() < LEAST || data.length() > LONGEST_SCRIPT) continue;
      Optional<Json> json = json(data);
      if (json.isEmpty()) continue;
      Search search = new Search(hints);
      search.look(json.get(), "");
      if (length(search.best) > length(best)) best = search.best;
    }
    return length(best) < LEAST ? List.of() : best;
  }

  /** The value of a script: JSON, or an assignment of JSON. */
  private static Optional<Json> json(String script) {
    int start = 0;
    while (start < script.length() && "{[".indexOf(script.charAt(start)) < 0) start++;
    int end = script.length();
    while (end > start && "}]".indexOf(script.charAt(end - 1)) < 0) end--;
    try {
      return Optional.of(Json.readLenient(script.substring(start, end)));
    } catch (Json.JsonException noJson) {
      return Optional.empty();
    }
  }

  private static int length(List<String> paragraphs) {
    return paragraphs.stream().mapToInt(String::length).sum();
  }

  /** Text or markup, cut into paragraphs. */
  private static List<String> paragraphs(String text, Hints hints) {
    if (MARKUP.matcher(text).find()) {
      Region region = Layout.of(Jsoup.parseBodyFragment(text).body(), hints);
      return region.blocks().stream().map(Block::text).toList();
    }
    List<String> lines = new ArrayList<>();
    for (String line :
        LINES.split(Headlines.clean(text.replace("\n", "\u0001")).replace("\u0001", "\n"))) {
      if (!line.isBlank()) lines.add(line.strip());
    }
    return lines;
  }

  /** Finds the array whose elements hold the most prose, or the one string that does. */
  private static final class Search {
    private final Hints hints;
    private List<String> best = List.of();

    Search(Hints hints) {
      this.hints = hints;
    }

    void look(Json json, String name) {
      switch (json) {
        case Json.Arr(var elements) -> {
          List<String> prose = new ArrayList<>();
          for (Json element : elements) {
            StringBuilder words = new StringBuilder();
            gather(element, words, 0);
            String text = Headlines.clean(words.toString());
            if (isProse(text)) prose.add(text);
          }
          offer(prose);
          elements.forEach(e -> look(e, name));
        }
        case Json.Obj(var members) -> members.forEach((n, value) -> look(value, n));
        case Json.Str(var text) -> {
          if (text.length() >= LEAST && MARKUP.matcher(text).find()) offer(paragraphs(text, hints));
        }
        default -> {}
      }
    }

    private void offer(List<String> prose) {
      long paragraphs = prose.stream().filter(p -> p.length() > 60).count();
      if (paragraphs > 1 && length(prose) > length(best)) best = List.copyOf(prose);
    }

    private static void gather(Json json, StringBuilder words, int depth) {
      if (depth > 12 || words.length() > 20_000) return;
      switch (json) {
        case Json.Str(var text) -> words.append(text);
        case Json.Arr(var elements) -> elements.forEach(e -> gather(e, words, depth + 1));
        case Json.Obj(var members) ->
            members.forEach((name, value) -> {
              if (WORDS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                gather(value, words, depth + 1);
              }
            });
        default -> {}
      }
    }

    private static boolean isProse(String text) {
      if (text.length() < 20 || text.startsWith("http") || text.startsWith("{")) return false;
      long blanks = text.chars().filter(c -> c == ' ').count();
      return blanks * 14 > text.length() && blanks * 2 < text.length();
    }
  }
}
