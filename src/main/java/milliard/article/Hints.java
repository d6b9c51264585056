package milliard.article;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import milliard.text.Pack;
import org.jsoup.nodes.Element;

/**
 * What the names that a page gives to its own parts (class, id, role and their kin) say of them;
 * data in {@code models/article/hints.tsv}. Immutable.
 */
final class Hints {
  /** What a name says. */
  enum Hint {
    /** The text of the article. */
    CONTENT,
    /** Menus, adverts, related stories, share bars, boxes of all sorts. */
    BOILERPLATE,
    /** A box to unfold the rest of the text or to buy it; it may hold that rest, or only say so. */
    REST,
    /** Readers' comments. */
    COMMENTS,
    /** Words to a picture. */
    CAPTION,
    /** Who wrote it. */
    AUTHOR,
    /** When it was published or changed. */
    DATE,
    /** The headline of the article. */
    HEADLINE,
    /** Section, reading time and such. */
    META,
    /** The paragraph under the headline (standfirst). */
    LEAD,
    /** Nothing: a longer name of which a shorter one would say something wrong. */
    NEUTRAL
  }

  private static final int LONGEST = 4;

  /** A name of more words is made from a heading and says nothing of the layout. */
  private static final int SLUG = 5;

  /** Words after which a name speaks of what is not there, or of the page as a whole. */
  private static final Set<String> BEFORE =
      Set.of("has", "no", "with", "without", "not", "show", "js", "tag", "category", "cat", "is");

  private final Map<String, Hint> names = new HashMap<>();
  private final TreeMap<String, Hint> prefixes = new TreeMap<>();

  private Hints() {}

  static Hints load() {
    Hints hints = new Hints();
    for (Pack.Line line : Pack.common().lines("article/hints.tsv")) {
      var cells = line.cells(2);
      Hint hint = Hint.valueOf(cells.get(0).toUpperCase(Locale.ROOT));
      for (String name : cells.get(1).split("\\|")) {
        if (name.endsWith("*")) hints.prefixes.put(name.substring(0, name.length() - 1), hint);
        else hints.names.put(name, hint);
      }
    }
    return hints;
  }

  /** What the element's own names say; the same names are looked up once a page. */
  Set<Hint> of(Element element, Map<String, Set<Hint>> seen) {
    StringBuilder all = new StringBuilder();
    append(all, element.className());
    if (isName(element.id())) append(all, element.id());
    append(all, element.attr("role"));
    append(all, element.attr("itemprop"));
    append(all, element.attr("data-component"));
    append(all, element.attr("data-testid"));
    if (all.isEmpty()) return Set.of();
    return seen.computeIfAbsent(all.toString(), this::of);
  }

  /** An id of four words or more is made from a heading, to link to it. */
  private static boolean isName(String id) {
    if (id.isEmpty()) return false;
    int hyphens = 0;
    for (int i = 0; i < id.length(); i++) if (id.charAt(i) == '-' || id.charAt(i) == '_') hyphens++;
    return hyphens < 3;
  }

  private static void append(StringBuilder all, String value) {
    if (value.isEmpty()) return;
    all.append(' ').append(value, 0, Math.min(value.length(), 300));
  }

  /** What a list of names with blanks between them says. */
  Set<Hint> of(String names) {
    EnumSet<Hint> found = EnumSet.noneOf(Hint.class);
    for (String name : names.split("\\s+")) {
      if (!name.isEmpty()) look(name, found);
    }
    return found;
  }

  private void look(String name, EnumSet<Hint> found) {
    String[] words = words(name);
    if (words.length > SLUG) return;
    if (words.length > 1 && BEFORE.contains(words[0])) return;
    for (int i = 0; i < words.length; ) {
      int step = 1;
      String sequence = "";
      Hint hint = null;
      for (int n = 1; n <= LONGEST && i + n <= words.length; n++) {
        sequence = n == 1 ? words[i] : sequence + " " + words[i + n - 1];
        Hint here = names.get(sequence);
        if (here == null && n == 1) here = byPrefix(sequence);
        if (here != null) {
          hint = here;
          step = n;
        }
      }
      if (hint != null && hint != Hint.NEUTRAL && !(i > 0 && BEFORE.contains(words[i - 1])))
        found.add(hint);
      i += step;
    }
  }

  private @org.jspecify.annotations.Nullable Hint byPrefix(String word) {
    Map.Entry<String, Hint> floor = prefixes.floorEntry(word);
    return floor != null && word.startsWith(floor.getKey()) ? floor.getValue() : null;
  }

  /** {@code relatedPosts-v2} → related posts v2; {@code ADBox} → ad box. */
  static String[] words(String name) {
    StringBuilder cut = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        cut.append(' ');
        continue;
      }
      boolean hump =
          i > 0
              && Character.isUpperCase(c)
              && (Character.isLowerCase(name.charAt(i - 1))
                  || i + 1 < name.length()
                      && Character.isUpperCase(name.charAt(i - 1))
                      && Character.isLowerCase(name.charAt(i + 1)));
      if (hump) cut.append(' ');
      cut.append(Character.toLowerCase(c));
    }
    return cut.toString().strip().split(" +");
  }
}
