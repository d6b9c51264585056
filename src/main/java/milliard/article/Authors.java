package milliard.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import milliard.article.Phrases.Kind;
import milliard.json.Json;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The people who signed an article, one each. */
final class Authors {
  private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+|https?://\\S*|www\\.\\S*");
  private static final Pattern BETWEEN =
      Pattern.compile("\\s*(?:[,;|/•·]|\\s[-–—]\\s|\\s(?:&|and|et|und|with|avec)\\s)\\s*");
  private static final int MOST = 20;

  private final Phrases phrases;
  private final Facts facts;
  private final MetaNames names;
  private final @Nullable String site;

  Authors(Phrases phrases, Facts facts, MetaNames names, @Nullable String site) {
    this.phrases = phrases;
    this.facts = facts;
    this.names = names;
    this.site = site;
  }

  List<String> read(List<String> top) {
    Map<String, String> found = new LinkedHashMap<>();
    Json article = facts.article();
    if (article != null) {
      for (String member : List.of("author", "creator")) {
        article.get(member).ifPresent(a -> fromJson(a, found));
        if (!found.isEmpty()) return List.copyOf(found.values());
      }
    }
    for (String name : names.of("author")) {
      for (String value : facts.meta(List.of(name))) add(value, found);
      if (!found.isEmpty()) return List.copyOf(found.values());
    }
    for (Element element : facts.property("author")) fromElement(element, found);
    if (!found.isEmpty()) return List.copyOf(found.values());
    for (Element element : facts.authors) {
      fromElement(element, found);
      if (!found.isEmpty()) return List.copyOf(found.values());
    }
    for (String line : top) {
      for (Pattern byline : phrases.of(Kind.BYLINE)) {
        var matcher = byline.matcher(line);
        if (line.length() < 100 && matcher.lookingAt()) {
          add(line.substring(matcher.end()), found);
        }
      }
      if (!found.isEmpty()) break;
    }
    return List.copyOf(found.values());
  }

  private void fromJson(Json author, Map<String, String> found) {
    for (Json one : author.elements()) {
      Json whole = facts.linkedData.resolve(one);
      if (whole instanceof Json.Str(var name)) add(name, found);
      else
        whole
            .get("name")
            .ifPresent(n -> n.elements().forEach(s -> s.asString().ifPresent(t -> add(t, found))));
    }
  }

  private void fromElement(Element element, Map<String, String> found) {
    String content = element.attr("content");
    if (!content.isEmpty()) {
      add(content, found);
      return;
    }
    Element name = element.selectFirst("[itemprop=name], .fn, .author-name, a[rel=author]");
    String text = (name == null ? element : name).text();
    if (text.isBlank() && name != null) text = name.attr("content");
    if (text.length() < 150) add(text, found);
  }

  private void add(String value, Map<String, String> found) {
    String text = ADDRESS.matcher(Headlines.clean(value)).replaceAll(" ").strip();
    for (boolean again = true; again; ) {
      again = false;
      for (Pattern byline : phrases.of(Kind.BYLINE)) {
        var matcher = byline.matcher(text);
        if (matcher.lookingAt() && matcher.end() > 0) {
          text = text.substring(matcher.end()).strip();
          again = true;
        }
      }
    }
    for (String part : BETWEEN.split(text)) {
      String name = part.replaceAll("^[\\s\"'«(\\[]+|[\\s\"'»)\\],.:]+$", "").strip();
      if (isName(name) && found.size() < MOST) {
        found.putIfAbsent(String.join(" ", Headlines.words(name)), name);
      }
    }
  }

  private boolean isName(String name) {
    if (name.length() < 2 || name.length() > 60) return false;
    if (!Character.isLetter(name.charAt(0))) return false;
    if (name.chars().anyMatch(Character::isDigit)) return false;
    if (name.split("\\s+").length > 6) return false;
    if (site != null && Headlines.same(name, site)) return false;
    return !phrases.is(Kind.NOBODY, name);
  }
}
