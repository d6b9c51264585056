package milliard.article;

import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The headline of a page: what its metadata gives as the title, in the words that the page shows;
 * without the site's name.
 */
final class Headlines {
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "\\s+(?:[|–—·•»›<>~/\\\\]|::|-{1,3})\\s+|\\s+-{2,3}(?=\\w)|\\s*\\|\\s*|(?<=\\w): ");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern TAG = Pattern.compile("</?[a-z][^<>]{0,100}>");
  private static final Pattern BLANKS = Pattern.compile("[\\s\u00a0\u200b]+");
  private static final int LONGEST = 400;

  /** Publishers cut what they declare at 110 chars, as a search engine once asked them to. */
  private static final int CUT = 85;

  private Headlines() {}

  /** The words of a text, lower case and without accents. */
  static List<String> words(String text) {
    String flat = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    List<String> words = new ArrayList<>();
    for (String word : NO_WORD.split(flat.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty()) words.add(word);
    }
    return words;
  }

  /** Whether two lines say the same but for case, accents, quotes and punctuation. */
  static boolean same(String a, String b) {
    if (a.length() > 2 * b.length() + 10 || b.length() > 2 * a.length() + 10) return false;
    List<String> words = words(a);
    return !words.isEmpty() && words.equals(words(b));
  }

  /** The share of the shorter line's words that the other has, 0 to 1. */
  static double overlap(String a, String b) {
    Set<String> x = new HashSet<>(words(a));
    Set<String> y = new HashSet<>(words(b));
    if (x.isEmpty() || y.isEmpty()) return 0;
    int least = Math.min(x.size(), y.size());
    x.retainAll(y);
    return (double) x.size() / least;
  }

  /** The share of the words of both lines that stand in both (Jaccard index), 0 to 1. */
  static double likeness(String a, String b) {
    Set<String> x = new HashSet<>(words(a));
    Set<String> y = new HashSet<>(words(b));
    if (x.isEmpty() || y.isEmpty()) return 0;
    Set<String> all = new HashSet<>(x);
    all.addAll(y);
    x.retainAll(y);
    return (double) x.size() / all.size();
  }

  /** The headline; empty where the page has none. */
  static String of(Facts facts, List<String> names, SiteName site, URI url) {
    List<String> shown = new ArrayList<>();
    for (Element e : facts.property("headline")) shown.add(clean(e.text()));
    for (Element e : facts.headings) if (e.normalName().equals("h1")) shown.add(clean(e.text()));
    for (Element e : facts.titles) shown.add(clean(e.text()));
    for (Element e : facts.headings) if (e.normalName().equals("h2")) shown.add(clean(e.text()));
    shown.removeIf(s -> s.isBlank() || s.length() > LONGEST || site.is(s));
    String title = withoutSite(facts.title, site);
    boolean titled = !title.isBlank() && !site.is(title);

    List<String> declared = new ArrayList<>();
    var article = facts.article();
    if (article != null) {
      article.string("headline").ifPresent(declared::add);
      article.string("name").ifPresent(declared::add);
    }
    declared.addAll(facts.allMeta(names));
    declared.replaceAll(s -> withoutSite(clean(s), site));
    declared.removeIf(s -> s.isBlank() || s.length() > LONGEST || site.is(s));
    String slug = url.getPath() == null ? "" : url.getPath();
    slug = slug.substring(slug.replaceAll("/+$", "").lastIndexOf('/') + 1);
    for (String line : declared) {
      for (String other : shown)
        if (isPartOf(other, line) || isBeginning(line, other)) return other;
      if (titled && isBeginning(line, title)) return title;
      String addressed = addressed(shown, line, slug);
      if (addressed != null) return addressed;
      if (titled && overlap(line, title) > 0.5) return line;
      for (String other : shown) if (likeness(line, other) > 0.3) return line;
    }
    if (titled) {
      String best = alike(shown, title);
      if (best != null) return best;
    }
    String only = declared.isEmpty() ? onlyHeading(facts, site) : null;
    if (only != null) return only;
    if (!declared.isEmpty()) return declared.getFirst();
    if (titled) return title;
    return shown.isEmpty() ? "" : shown.getFirst();
  }

  /** Whether a shown headline is a declared one but for what was put before or behind it. */
  private static boolean isPartOf(String shown, String declared) {
    List<String> part = words(shown);
    List<String> whole = words(declared);
    int more = whole.size() - part.size();
    if (part.size() < 3 || more < 1 || more > part.size()) return false;
    return whole.subList(0, part.size()).equals(part)
        || whole.subList(more, whole.size()).equals(part);
  }

  /** Whether a declared headline was cut short: the other one goes on where it ends. */
  private static boolean isBeginning(String declared, String other) {
    List<String> part = words(declared);
    List<String> whole = words(other);
    int more = whole.size() - part.size();
    int last = part.size() - 1;
    return part.size() >= 5
        && more >= 0
        && (isCut(declared) || declared.length() >= CUT && more > 0 && more < part.size())
        && whole.subList(0, last).equals(part.subList(0, last))
        && whole.get(last).startsWith(part.get(last));
  }

  private static boolean isCut(String text) {
    return text.endsWith("…") || text.endsWith("...");
  }

  /**
   * The shown line that the page's address repeats, where the declared one is quite another
   * (written for search engines); else null.
   */
  private static @Nullable String addressed(List<String> shown, String declared, String slug) {
    if (words(slug).size() < 4) return null;
    double score = likeness(declared, slug) + 0.3;
    for (String line : shown) {
      if (likeness(line, declared) < 0.3 && likeness(line, slug) > score) return line;
    }
    return null;
  }

  /** The page's one heading of the first level, where it has as many words as a headline. */
  private static @Nullable String onlyHeading(Facts facts, SiteName site) {
    Set<String> all = new HashSet<>();
    for (Element e : facts.headings) {
      if (e.normalName().equals("h1") && !e.text().isBlank()) all.add(clean(e.text()));
    }
    if (all.size() != 1) return null;
    String only = all.iterator().next();
    boolean named = words(only).size() < 4 || site.is(only) || site.isSection(only);
    return named || only.length() > LONGEST ? null : only;
  }

  /** The shown line most like the title, where one is like enough; else null. */
  private static @Nullable String alike(List<String> shown, String title) {
    String best = null;
    double score = 0.4;
    for (String line : shown) {
      double here = likeness(line, title);
      if (here > 0.25 && words(line).size() >= 4 && overlap(line, title) >= 0.8) here += 0.2;
      if (here > score) {
        best = line;
        score = here;
      }
    }
    return best;
  }

  static String clean(String text) {
    String plain = text;
    if (plain.indexOf('&') >= 0) plain = Parser.unescapeEntities(plain, false);
    if (plain.indexOf('<') >= 0) plain = TAG.matcher(plain).replaceAll("");
    return BLANKS.matcher(plain).replaceAll(" ").strip();
  }

  /** {@code Meta buys X | Tech | Example News} → {@code Meta buys X}. */
  static String withoutSite(String title, SiteName site) {
    Matcher matcher = SEPARATOR.matcher(title);
    List<int[]> cuts = new ArrayList<>();
    while (matcher.find()) cuts.add(new int[] {matcher.start(), matcher.end()});
    String rest = title;
    for (int i = cuts.size() - 1; i >= 0; i--) {
      String last = title.substring(Math.min(cuts.get(i)[1], rest.length()), rest.length());
      boolean section = site.isSection(last) && title.charAt(cuts.get(i)[0]) != ':';
      if (!section && !site.is(last)) break;
      rest = title.substring(0, cuts.get(i)[0]);
    }
    if (rest.equals(title) && !cuts.isEmpty() && site.is(title.substring(0, cuts.getFirst()[0]))) {
      rest = title.substring(cuts.getFirst()[1]);
    }
    return rest.isBlank() ? title : rest.strip();
  }
}
