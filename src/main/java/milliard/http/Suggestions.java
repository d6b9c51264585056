package milliard.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.index.DealIndex;
import milliard.index.Facet;
import milliard.index.QueryException;
import milliard.index.Search;
import milliard.json.Json;
import milliard.mention.DealType;
import milliard.mention.Role;
import milliard.mention.Status;

/**
 * {@code GET suggestions}: how the last word of a query may go on. Companies that have deals first,
 * the most told first; then fields, and the values of a field.
 */
final class Suggestions {
  private static final int MOST = 10;

  /** The last word, with the field before it: {@code acquirer:goo}, {@code goo}. */
  private static final Pattern LAST =
      Pattern.compile("(?:([\\p{L}_]+):)?\"?([\\p{L}\\p{N}][\\p{L}\\p{N}.&'’-]*)$");

  private static final Pattern EMPTY_FIELD = Pattern.compile("([\\p{L}_]+):\"?$");

  private static final List<String> PLAIN_FIELDS =
      List.of("type", "status", "amount", "date", "lang", "site", "round", "subject", "sources");

  private final OpenIndex index;

  Suggestions(OpenIndex index) {
    this.index = index;
  }

  void suggest(Context ctx) throws Exception {
    String query = Parameters.of(ctx, "q").required("q");
    List<Json> all = query.length() > 500 ? List.of() : index.ask(i -> suggest(i, query));
    Reply.json(ctx, Json.object().put("query", query).put("suggestions", all).build());
  }

  private static List<Json> suggest(DealIndex index, String query)
      throws IOException, QueryException {
    Matcher empty = EMPTY_FIELD.matcher(query);
    if (empty.find()) {
      return values(empty.group(1), "", query.substring(0, empty.start()));
    }
    Matcher last = LAST.matcher(query);
    if (!last.find()) return List.of();
    String field = last.group(1) == null ? "" : last.group(1);
    String word = last.group(2);
    String before = query.substring(0, last.start());
    List<Json> all = new ArrayList<>(field.isEmpty() ? List.of() : values(field, word, before));
    if (word.length() >= 2 && (field.isEmpty() || isRole(field))) {
      String as = field.isEmpty() ? "company" : field;
      companies(index, as, word)
          .forEach((name, hits) ->
              all.add(suggestion("company", name, before + as + ":\"" + name + "\"", hits)));
    }
    if (field.isEmpty()) {
      for (String name : fields()) {
        if (name.startsWith(word.toLowerCase(Locale.ROOT))) {
          all.add(suggestion("field", name + ":", before + name + ":", 0));
        }
      }
    }
    return all.stream().limit(MOST).toList();
  }

  /** Names of parties of deals that have a word that begins so, with their deals. */
  private static Map<String, Integer> companies(DealIndex index, String field, String word)
      throws IOException, QueryException {
    Map<String, Integer> names = new LinkedHashMap<>();
    String sign = word.replaceAll("[^\\p{L}\\p{N}]", "");
    if (sign.length() < 2) return names;
    for (Facet facet : index.deals(Search.of(field + ":" + sign + "*").limit(1)).facets()) {
      if (!facet.field().equals("company")) continue;
      for (Facet.Count count : facet.counts()) {
        if (begins(count.value(), sign)) names.put(count.value().replace("\"", " "), count.hits());
      }
    }
    return names;
  }

  private static boolean begins(String name, String word) {
    for (String part : folded(name).split("[^\\p{L}\\p{N}]+")) {
      if (part.startsWith(folded(word))) return true;
    }
    return folded(name).replaceAll("[^\\p{L}\\p{N}]", "").startsWith(folded(word));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static List<Json> values(String field, String word, String before) {
    List<String> values =
        switch (field) {
          case "type" -> List.of(DealType.values()).stream().map(DealType::id).toList();
          case "status" -> List.of(Status.values()).stream().map(Status::id).toList();
          default -> List.of();
        };
    return values.stream()
        .filter(v -> v.startsWith(word.toLowerCase(Locale.ROOT)))
        .map(v -> suggestion("value", v, before + field + ":" + v, 0))
        .toList();
  }

  private static boolean isRole(String field) {
    for (Role role : Role.values()) if (role.id().equals(field)) return true;
    return false;
  }

  private static List<String> fields() {
    List<String> all = new ArrayList<>(PLAIN_FIELDS);
    for (Role role : Role.values()) all.add(role.id());
    return all;
  }

  private static Json suggestion(String kind, String text, String query, int hits) {
    return Json.object()
        .put("kind", kind)
        .put("text", text)
        .put("query", query)
        .put("hits", hits == 0 ? null : new Json.Num(java.math.BigDecimal.valueOf(hits)))
        .build();
  }
}
