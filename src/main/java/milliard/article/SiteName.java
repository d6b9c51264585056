package milliard.article;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names a site goes by: what the page says, and what its host name says. */
final class SiteName {
  private static final Pattern PARENTHESIS = Pattern.compile("\\s*\\([^()]*\\)");

  private final Set<String> names = new HashSet<>();
  private final Set<String> sections = new HashSet<>();

  /**
   * @param said all the names that the page gives for its site and publisher
   * @param home the words by which it links to its first page
   * @param sections names of sections: the folders of the address, and what the page says
   * @param host empty = not known
   */
  SiteName(List<String> said, List<String> home, List<String> sections, String host) {
    home.stream().map(SiteName::flat).filter(s -> !s.isEmpty()).forEach(names::add);
    sections.stream().map(SiteName::flat).filter(s -> !s.isEmpty()).forEach(this.sections::add);
    said.forEach(this::add);
    for (String name : said) add(PARENTHESIS.matcher(name).replaceAll(""));
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("www.")) name = name.substring(4);
    if (name.isEmpty()) return;
    add(name);
    int dot = name.lastIndexOf('.');
    if (dot < 0) return;
    String stem = name.substring(0, dot);
    add(stem);
    int last = stem.lastIndexOf('.');
    if (last > 0 && stem.length() - last <= 4) {
      add(stem.substring(0, last));
      last = stem.lastIndexOf('.', last - 1);
    }
    if (last > 0) add(stem.substring(last + 1));
  }

  private void add(String name) {
    String flat = flat(name);
    if (flat.isEmpty()) return;
    names.add(flat);
    names.add("the" + flat);
    if (flat.startsWith("the") && flat.length() > 6) names.add(flat.substring(3));
  }

  private static String flat(String text) {
    return String.join("", Headlines.words(text));
  }

  /** Whether the text is the name of a section of the site and nothing else. */
  boolean isSection(String text) {
    return sections.contains(flat(text));
  }

  /** Whether the text is a name of the site and nothing else. */
  boolean is(String text) {
    String flat = flat(text);
    if (flat.isEmpty()) return true;
    if (names.contains(flat)) return true;
    return names.stream()
        .anyMatch(n -> n.length() > 4 && flat.startsWith(n) && flat.length() < n.length() + 8);
  }
}
