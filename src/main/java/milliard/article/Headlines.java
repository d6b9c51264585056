package milliard.article;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The headline of a page: what the page shows as its title, where its metadata agrees; without the
 * site's name.
 */
final class Headlines {
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s+(?:[|–—·•»›<>~/\\\\]|::|-{1,3})\\s+|\\s*\\|\\s*|(?<=\\w): ");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

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

  private static double jaccard(String a, String b) {
    Set<String> x = new HashSet<>(words(a));
    Set<String> y = new HashSet<>(words(b));
    if (x.isEmpty() || y.isEmpty()) return 0;
    Set<String> all = new HashSet<>(x);
    all.addAll(y);
    x.retainAll(y);
    return (double) x.size() / all.size();
  }

  /** The headline; empty where the page has none. */
  static String of(Facts facts, List<String> names, @Nullable String site, String host) {
    List<String> said = new ArrayList<>();
    var article = facts.article();
    if (article != null) {
      article.string("headline").or(() -> article.string("name")).ifPresent(said::add);
    }
    said.addAll(facts.allMeta(names));
    if (!facts.title.isBlank()) said.add(facts.title);
    said.replaceAll(s -> withoutSite(clean(s), site, host));
    said.removeIf(s -> s.isBlank() || isSite(s, site, host));

    List<String> shown = new ArrayList<>();
    for (Element e : facts.property("headline")) shown.add(clean(e.text()));
    for (Element e : facts.h1) shown.add(clean(e.text()));
    shown.removeIf(s -> s.isBlank() || s.length() > 400 || isSite(s, site, host));
    String best = agreed(shown, said);
    if (best != null) return best;
    for (Element e : facts.h2) {
      String text = clean(e.text());
      for (String s : said) if (same(text, s)) return text;
    }
    if (!said.isEmpty()) return said.getFirst();
    return shown.isEmpty() ? "" : shown.getFirst();
  }

  private static @Nullable String agreed(List<String> shown, List<String> said) {
    String best = null;
    double score = 0.5;
    for (String line : shown) {
      for (String title : said) {
        double here = jaccard(line, title);
        if (here > score) {
          best = line;
          score = here;
        }
      }
    }
    if (best != null) return best;
    for (String line : shown) {
      if (words(line).size() < 4) continue;
      for (String title : said) if (overlap(line, title) >= 0.8) return line;
    }
    return null;
  }

  static String clean(String text) {
    return org.jsoup.parser.Parser.unescapeEntities(text, false)
        .replaceAll("<[^<>]{1,100}>", "")
        .replaceAll("[\\s\u00a0\u200b]+", " ")
        .strip();
  }

  /** {@code Meta buys X | Example News} → {@code Meta buys X}. */
  static String withoutSite(String title, @Nullable String site, String host) {
    var matcher = SEPARATOR.matcher(title);
    List<int[]> cuts = new ArrayList<>();
    while (matcher.find()) cuts.add(new int[] {matcher.start(), matcher.end()});
    String rest = title;
    for (int i = cuts.size() - 1; i >= 0; i--) {
      String tail = rest.substring(Math.min(cuts.get(i)[1], rest.length()));
      if (!isSite(tail, site, host)) break;
      rest = rest.substring(0, cuts.get(i)[0]);
    }
    if (rest.equals(title) && !cuts.isEmpty()) {
      String head = title.substring(0, cuts.getFirst()[0]);
      if (isSite(head, site, host)) rest = title.substring(cuts.getFirst()[1]);
    }
    return rest.isBlank() ? title : rest.strip();
  }

  private static boolean isSite(String text, @Nullable String site, String host) {
    String flat = String.join("", words(text));
    if (flat.isEmpty()) return true;
    if (site != null && flat.equals(String.join("", words(site)))) return true;
    if (host.isEmpty()) return false;
    String name = host.startsWith("www.") ? host.substring(4) : host;
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String bare = String.join("", words(stem));
    return flat.equals(String.join("", words(name)))
        || flat.equals(bare)
        || flat.equals("the" + bare)
        || flat.length() > 4 && bare.equals("the" + flat)
        || stem.contains(".")
            && flat.equals(String.join("", words(stem.substring(stem.lastIndexOf('.') + 1))));
  }
}
