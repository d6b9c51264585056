package milliard.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.article.Phrases.Kind;
import milliard.json.Json;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The people who signed an article, one each. */
final class Authors {
  private static final Pattern ADDRESS =
      Pattern.compile("\\S+@\\S+|https?://\\S*|\\(?www\\.\\S*|(?<!\\S)@\\w+");
  private static final Pattern BETWEEN =
      Pattern.compile(
          "\\s*(?:[,;|/•·\\n]|\\s[-–—]\\s)\\s*|\\s+(?:&|and|et|und|with|avec)\\s+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EDGES = Pattern.compile("^[\\s\"'«“(\\[.:-]+|[\\s\"'»”)(\\],.:-]+$");

  /** Words of a person's name: upper case, or a particle in between. */
  private static final Pattern PERSON =
      Pattern.compile(
          "\\p{Lu}[\\p{L}\\p{M}.'’‐-]*(?:\\s+(?:(?:de|da|di|du|del|della|des|van|von|der|den|le|la|"
              + "el|al|bin|ibn|ten|ter|dos|y|e|d'|d’)\\s*){0,3}\\p{Lu}[\\p{L}\\p{M}.'’‐-]*){1,4}");

  private static final int MOST = 20;

  private final Phrases phrases;
  private final Hints hints;
  private final Facts facts;
  private final MetaNames names;
  private final SiteName site;
  private final Map<String, String> found = new LinkedHashMap<>();

  /** News agencies; they sign where nobody else does. */
  private final Map<String, String> agencies = new LinkedHashMap<>();

  Authors(Phrases phrases, Hints hints, Facts facts, MetaNames names, SiteName site) {
    this.phrases = phrases;
    this.hints = hints;
    this.facts = facts;
    this.names = names;
    this.site = site;
  }

  /**
   * @param top the lines around the headline
   * @param foot the lines below the body
   */
  List<String> read(List<String> top, List<String> foot) {
    Json article = facts.articleOrPage();
    if (article != null) {
      for (String member : List.of("author", "creator")) {
        article.get(member).ifPresent(this::fromJson);
        if (!found.isEmpty()) break;
      }
    }
    for (String name : names.of("author")) {
      if (found.size() > 1) break;
      List<String> values = facts.meta(List.of(name));
      if (!found.isEmpty() && values.stream().noneMatch(this::holdsFound)) continue;
      for (String value : values) add(value, false);
    }
    if (found.isEmpty()) facts.property("author").forEach(e -> fromElement(e, false));
    for (Element element : facts.authors()) {
      if (!found.isEmpty()) break;
      fromElement(element, true);
    }
    if (found.isEmpty()) fromLines(top);
    if (found.isEmpty()) fromLines(foot.subList(0, Math.min(6, foot.size())));
    if (found.isEmpty() && agencies.isEmpty()) fromAgency(foot);
    if (found.isEmpty()) return List.copyOf(agencies.values());
    return List.copyOf(found.values());
  }

  private void fromLines(List<String> top) {
    for (int i = 0; i < top.size(); i++) {
      String line = top.get(i);
      if (line.length() > 150) continue;
      boolean label = line.length() < 25 && hints.of(line).contains(Hints.Hint.AUTHOR);
      if (label && i + 1 < top.size()) add(top.get(i + 1), true);
      for (Pattern byline : phrases.of(Kind.BYLINE)) {
        Matcher matcher = byline.matcher(line);
        if (matcher.lookingAt()) add(line.substring(matcher.end()), true);
      }
      if (!found.isEmpty()) return;
    }
  }

  private void fromAgency(List<String> foot) {
    for (String line : foot.subList(0, Math.min(6, foot.size()))) {
      if (line.length() < 60 && phrases.is(Kind.AGENCY, line)) add(line, false);
    }
  }

  /** Whether a list of names holds the one already found, and so may add to it. */
  private boolean holdsFound(String value) {
    String flat = " " + String.join(" ", Headlines.words(value)) + " ";
    return found.keySet().stream().allMatch(name -> flat.contains(" " + name + " "));
  }

  private void fromJson(Json author) {
    for (Json one : author.elements()) {
      Json whole = facts.linkedData.resolve(one);
      if (whole instanceof Json.Str(var name)) add(name, false);
      else {
        whole
            .get("name")
            .ifPresent(n -> n.elements().forEach(s -> s.asString().ifPresent(t -> add(t, false))));
      }
    }
  }

  private void fromElement(Element element, boolean strict) {
    String content = element.attr("content");
    if (!content.isEmpty()) {
      add(content, strict);
      return;
    }
    StringBuilder text = new StringBuilder();
    lines(element, text);
    if (text.length() < 400) add(text.toString(), strict);
  }

  /** The text, a line for every element. */
  private static void lines(Node node, StringBuilder text) {
    if (text.length() > 1_000) return;
    if (node instanceof TextNode words) {
      text.append(words.text());
    } else if (node instanceof Element element && !Layout.isHidden(element)) {
      text.append('\n');
      for (Node child : element.childNodes()) lines(child, text);
      text.append('\n');
    }
  }

  private void add(String value, boolean strict) {
    String text =
        ADDRESS
            .matcher(value.indexOf('\n') < 0 ? Headlines.clean(value) : value)
            .replaceAll(" ")
            .strip();
    for (String part : BETWEEN.split(text)) {
      String name =
          EDGES.matcher(withoutByline(part.strip())).replaceAll("").replaceAll("\\s+", " ");
      if (strict) {
        Matcher person = PERSON.matcher(name);
        if (!person.lookingAt() || person.end() < name.length() && name.charAt(person.end()) != ' ')
          continue;
        if (person.end() < name.length() && !Character.isDigit(name.charAt(person.end() + 1)))
          continue;
        name = person.group();
      }
      if (!isName(name) || found.size() >= MOST) continue;
      (phrases.is(Kind.AGENCY, name) ? agencies : found)
          .putIfAbsent(String.join(" ", Headlines.words(name)), name);
    }
  }

  private String withoutByline(String text) {
    String rest = text;
    for (int i = 0; i < 3; i++) {
      String before = rest;
      for (Pattern byline : phrases.of(Kind.BYLINE)) {
        Matcher matcher = byline.matcher(rest);
        if (matcher.lookingAt()) rest = rest.substring(matcher.end()).strip();
      }
      if (rest.equals(before)) break;
    }
    return rest;
  }

  private boolean isName(String name) {
    if (name.length() < 2 || name.length() > 60) return false;
    if (!Character.isLetter(name.charAt(0))) return false;
    if (name.chars().anyMatch(Character::isDigit)) return false;
    if (name.split(" ").length > 7) return false;
    return !site.is(name) && !phrases.is(Kind.NOBODY, name);
  }
}
