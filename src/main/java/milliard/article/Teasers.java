package milliard.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import milliard.article.Hints.Hint;

/**
 * Lists of other stories, known by their form and not by their names: several regions of one make
 * beside one another, each a linked headline with a few lines at most.
 */
final class Teasers {
  private static final int LEAST = 3;
  private static final int LONGEST = 800;

  private Teasers() {}

  /** Puts {@link Region#out} all teasers below a region. */
  static void mark(Region region) {
    if (region.is(Hint.CONTENT) || region.element.attr("itemprop").contains("articleBody")) return;
    Map<String, List<Region>> makes = new HashMap<>();
    for (Part part : region.parts) {
      if (!(part instanceof Region inner) || inner.out) continue;
      if (isTeaser(inner)) makes.computeIfAbsent(make(inner), k -> new ArrayList<>()).add(inner);
      else mark(inner);
    }
    for (List<Region> teasers : makes.values()) {
      if (teasers.size() >= LEAST) teasers.forEach(teaser -> teaser.out = true);
      else teasers.forEach(Teasers::mark);
    }
  }

  /** How many teasers of other pages a page shows, in whatever region. */
  static int count(Region region) {
    int count = 0;
    for (Part part : region.parts) {
      if (part instanceof Region inner) count += isTeaser(inner) ? 1 : count(inner);
    }
    return count;
  }

  /** Tag and first class name. */
  private static String make(Region region) {
    String names = region.element.className().strip();
    int blank = names.indexOf(' ');
    return region.tag() + "." + (blank < 0 ? names : names.substring(0, blank));
  }

  private static boolean isTeaser(Region region) {
    if (region.text > LONGEST || region.goodBlocks > 2 || region.links < 15) return false;
    if (region.tag().equals("p") || region.tag().equals("tr")) return false;
    for (Block block : region.blocks()) {
      if (block.isGood()) return false;
      if (block.linkDensity() > 0.8 && block.text().length() >= 15) return true;
    }
    return false;
  }
}
