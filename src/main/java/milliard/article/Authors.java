package milliard.article;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import milliard.article.Phrases.Kind;
import milliard.json.Json;
import milliard.text.Pack;
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

  /** {@code Jeanne Dupont (à Lyon)}. */
  private static final Pattern ASIDE = Pattern.compile("\\s*\\(([^()]*)\\)?");

  /** {@code CNN}, {@code PhD}: no person where another one is named. */
  private static final Pattern ACRONYM = Pattern.compile("\\p{Lu}{2,6}");

  /** Between a name and a date that markup alone keeps apart: {@code Jane Doe12 May}. */
  private static final Pattern GLUED = Pattern.compile("(?<=\\p{Ll})(?=\\d)");

  private static final Pattern INITIALS =
      Pattern.compile("(?:\\p{Lu}\\p{Ll}?\\.[ -]?){1,3}\\p{Lu}?");

  private static final Pattern RIGHTS =
      Pattern.compile(
          "(?:©|\\(c\\)|copyright)(?:[\\s\\d,–-]|©|\\(c\\))*", Pattern.CASE_INSENSITIVE);

  private static final Set<String> LEGAL_FORMS =
      Pack.common().linesIfPresent("legal_forms.txt").stream()
          .map(Pack.Line::text)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> FIRST_NAMES = words("first_names.txt");
  private static final Set<String> COMMON_WORDS = words("common_words.txt");

  private static final int MOST = 20;

  private final Phrases phrases;
  private final Hints hints;
  private final Facts facts;
  private final MetaNames names;
  private final SiteName site;
  private final Map<String, String> found = new LinkedHashMap<>();

  /** News agencies and other firms; they sign where nobody else does. */
  private final Map<String, String> agencies = new LinkedHashMap<>();

  Authors(Phrases phrases, Hints hints, Facts facts, MetaNames names, SiteName site) {
    this.phrases = phrases;
    this.hints = hints;
    this.facts = facts;
    this.names = names;
    this.site = site;
  }

  /**
   * @param headline where it stands among all lines is the top
   */
  List<String> read(PageLines lines, String headline) {
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
      if (isElsewhere(element)) continue;
      fromElement(element, true);
    }
    if (found.isEmpty()) fromLinks(lines.top());
    if (found.isEmpty()) fromLines(lines.top());
    if (found.isEmpty()) fromLines(first(lines.foot()));
    if (found.isEmpty() && agencies.isEmpty()) fromAgency(first(lines.foot()));
    if (found.isEmpty() && agencies.isEmpty()) fromAgency(first(after(headline, lines.all())));
    if (found.isEmpty() && agencies.isEmpty()) fromOwner(lines.all());
    if (found.isEmpty()) return List.copyOf(agencies.values());
    List<String> people = new ArrayList<>(found.values());
    if (people.stream().anyMatch(name -> PERSON.matcher(name).matches())) {
      people.removeIf(name -> ACRONYM.matcher(name).matches());
    }
    return people;
  }

  private static List<String> first(List<String> lines) {
    return lines.subList(0, Math.min(6, lines.size()));
  }

  /** The text without the names under it, and without what it says of those who wrote it. */
  List<String> withoutSignatures(List<String> body) {
    List<String> text = new ArrayList<>(body);
    while (text.size() > 1 && isSignature(text.getLast())) text.removeLast();
    for (int i = text.size() - 1; i >= 0 && text.size() > 1; i--) {
      boolean edge = i < 3 || i >= text.size() - 3;
      if (edge && isNote(text.get(i))) text.remove(i);
    }
    return text;
  }

  /** {@code Jane Doe is a senior reporter who …} */
  private boolean isNote(String paragraph) {
    if (paragraph.length() > 400) return false;
    for (String name : found.values()) {
      if (name.indexOf(' ') < 0 || !paragraph.startsWith(name)) continue;
      if (phrases.begins(Kind.NOTE, paragraph.substring(name.length()).strip())) return true;
    }
    return false;
  }

  /** Whether a line holds nothing but those who signed, agencies and initials. */
  private boolean isSignature(String line) {
    if (line.length() > 100 || found.isEmpty() && agencies.isEmpty()) return false;
    String text = ASIDE.matcher(line).matches() ? line.strip() : withoutAsides(line).strip();
    for (String part : BETWEEN.split(EDGES.matcher(text).replaceAll(""))) {
      String name = EDGES.matcher(withoutAfter(withoutByline(part.strip()))).replaceAll("");
      boolean signs =
          name.isEmpty()
              || INITIALS.matcher(name).matches()
              || phrases.is(Kind.AGENCY, name)
              || found.containsKey(String.join(" ", Headlines.words(name)));
      if (!signs) return false;
    }
    return true;
  }

  private static Set<String> words(String file) {
    return Pack.languages().stream()
        .flatMap(language -> Pack.of(language).linesIfPresent(file).stream())
        .map(Pack.Line::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> after(String headline, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (Headlines.same(lines.get(i), headline)) return lines.subList(i + 1, lines.size());
    }
    return List.of();
  }

  /** Whether the element belongs to a menu, to a box at the side or to a link to another page. */
  private static boolean isElsewhere(Element element) {
    for (Element at = element.parent(); at != null; at = at.parent()) {
      switch (at.normalName()) {
        case "nav", "aside", "footer", "a" -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Who is linked to beside the headline by a page of authors. */
  private void fromLinks(List<String> top) {
    Element first = null;
    for (Element link : facts.authorLinks()) {
      String text = link.text();
      if (text.length() > 60 || top.stream().noneMatch(l -> l.length() < 200 && l.contains(text))) {
        continue;
      }
      if (first != null && !areNear(first, link)) continue;
      add(text, true);
      if (!found.isEmpty() && first == null) first = link;
    }
  }

  private static boolean areNear(Element a, Element b) {
    Element one = a.parent();
    Element other = b.parent();
    return one != null
        && other != null
        && (one.equals(other) || one.parent() != null && one.parent() == other.parent());
  }

  /** A site that bears the name of a person is written by this person. */
  private void fromOwner(List<String> lines) {
    List<String> owners = new ArrayList<>();
    for (String name : names.of("author")) owners.addAll(facts.meta(List.of(name)));
    for (int i = Math.max(0, lines.size() - 8); i < lines.size(); i++) {
      Matcher rights = RIGHTS.matcher(lines.get(i));
      if (rights.lookingAt()) owners.add(lines.get(i).substring(rights.end()));
    }
    for (String owner : owners) {
      String name = EDGES.matcher(Headlines.clean(owner).split("\\.(?: |$)", 2)[0]).replaceAll("");
      if (!PERSON.matcher(name).matches() || isNobody(name) || !isKnownPerson(name)) continue;
      found.put(String.join(" ", Headlines.words(name)), name);
      return;
    }
  }

  /** A known first name, perhaps an initial, and one more word, which is none of the language. */
  private static boolean isKnownPerson(String name) {
    String[] words = name.split(" ");
    boolean two = words.length == 2 || words.length == 3 && words[1].length() == 2;
    return two
        && words[0].length() > 2
        && FIRST_NAMES.contains(words[0])
        && !COMMON_WORDS.contains(words[words.length - 1].toLowerCase(Locale.ROOT));
  }

  private void fromLines(List<String> top) {
    for (int i = 0; i < top.size(); i++) {
      String line = EDGES.matcher(top.get(i)).replaceAll("");
      if (line.length() > 150) continue;
      boolean label = line.length() < 25 && hints.of(line).contains(Hints.Hint.AUTHOR);
      if (label && i + 1 < top.size()) add(top.get(i + 1), true);
      for (Pattern byline : phrases.of(Kind.BYLINE)) {
        Matcher matcher = byline.matcher(line);
        if (matcher.lookingAt()) {
          add(GLUED.matcher(line.substring(matcher.end())).replaceAll(" "), true);
        }
      }
      if (!found.isEmpty()) return;
    }
  }

  private void fromAgency(List<String> foot) {
    for (String line : foot) {
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
      else if (LinkedData.types(whole).contains("Organization")) {
        whole.string("name").ifPresent(this::addFirm);
      } else {
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
    String text = value.indexOf('\n') < 0 ? Headlines.clean(value) : value;
    if (isFirm(text)) {
      addFirm(text);
      return;
    }
    text = withoutAsides(ADDRESS.matcher(text).replaceAll(" ")).strip();
    for (String part : BETWEEN.split(text)) {
      String name =
          EDGES
              .matcher(withoutAfter(withoutByline(part.strip())))
              .replaceAll("")
              .replaceAll("\\s+", " ");
      if (strict && !phrases.is(Kind.AGENCY, name)) {
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

  /** Without what stands in parentheses, but for further names: "(avec Jeanne Dupont)". */
  private String withoutAsides(String text) {
    return ASIDE
        .matcher(text)
        .replaceAll(aside ->
            phrases.begins(Kind.BYLINE, aside.group(1))
                ? Matcher.quoteReplacement(", " + aside.group(1) + " ")
                : " ");
  }

  /** {@code Example, Inc.} */
  private static boolean isFirm(String text) {
    int comma = text.lastIndexOf(',');
    return comma > 0 && LEGAL_FORMS.contains(text.substring(comma + 1).strip());
  }

  /** A firm that is said to have written it. */
  private void addFirm(String value) {
    String name = Headlines.clean(value);
    if (isName(name)) agencies.putIfAbsent(String.join(" ", Headlines.words(name)), name);
  }

  /** {@code Jane Doe for The Example Times} → {@code Jane Doe}. */
  private String withoutAfter(String text) {
    for (Pattern after : phrases.of(Kind.AFTER)) {
      Matcher matcher = after.matcher(text);
      if (!matcher.find()) continue;
      String name = text.substring(0, matcher.start());
      if (PERSON.matcher(name).matches()) return name;
    }
    return text;
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
    return !site.is(name) && !isNobody(name);
  }

  private boolean isNobody(String name) {
    if (phrases.is(Kind.AGENCY, name)) return false;
    return phrases.is(Kind.NOBODY, name.replace('_', ' ')) || phrases.is(Kind.LINE, name);
  }
}
