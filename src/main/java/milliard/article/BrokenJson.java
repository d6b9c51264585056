package milliard.article;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.json.Json;

/** What can be saved of an article's JSON-LD that is no JSON: its plain string members. */
final class BrokenJson {
  private static final Pattern MEMBER =
      Pattern.compile(
          "\"(@type|headline|datePublished|dateModified|articleSection|inLanguage)\"\\s*:\\s*"
              + "\"((?:[^\"\\\\\n]|\\\\.){1,400}+)\"");
  private static final Pattern AUTHOR =
      Pattern.compile(
          "\"author\"\\s*:\\s*\\[?\\s*\\{[^{}]{0,200}?\"name\"\\s*:\\s*\"([^\"\\\\\n]{1,100}+)\"");

  private BrokenJson() {}

  static Optional<Json> read(String text) {
    String start = text.substring(0, Math.min(text.length(), 200_000));
    Json.Builder object = Json.object();
    java.util.Set<String> seen = new java.util.HashSet<>();
    Matcher member = MEMBER.matcher(start);
    while (member.find()) {
      if (seen.add(member.group(1))) object.put(member.group(1), unescape(member.group(2)));
    }
    Matcher author = AUTHOR.matcher(start);
    if (author.find()) object.put("author", unescape(author.group(1)));
    return seen.contains("@type") && seen.size() > 1
        ? Optional.of(object.build())
        : Optional.empty();
  }

  private static String unescape(String text) {
    try {
      return Json.readLenient('"' + text + '"').asString().orElse(text);
    } catch (Json.JsonException e) {
      return text.replace("\\", "");
    }
  }
}
