package milliard.article;

import java.util.ArrayList;
import java.util.List;
import milliard.article.Hints.Hint;
import org.jspecify.annotations.Nullable;

/**
 * Finds the region of a page that holds the article's text: the one that has most of the running
 * text and little else. Every region is judged by recall (its share of the page's running text) and
 * precision (running text against links and scraps), as an F measure, with what its names say as a
 * prior.
 */
final class BodyReader {
  private final BodyCleaner cleaner;

  BodyReader(Phrases phrases) {
    this.cleaner = new BodyCleaner(phrases);
  }

  /** The blocks of the article's body, in order; empty where there is no running text. */
  List<Block> read(Region page, String headline) {
    page.count();
    Teasers.mark(page);
    rescue(page, headline);
    page.count();
    Region best = choose(page);
    if (best == null) return List.of();
    List<Block> blocks = new ArrayList<>(lead(page, best, headline));
    blocks.addAll(cleaner.clean(best, headline));
    return blocks;
  }

  /**
   * A name may lie ("content-with-sidebar" around the whole text): a region that is out comes back
   * where it holds the headline and most of the running text, or where little is left without it.
   */
  static void rescue(Region page, String headline) {
    int all = goodIn(page);
    if (all == 0) return;
    page.count();
    rescue(page, page, all, headline);
  }

  private static void rescue(Region page, Region region, int all, String headline) {
    for (Part part : region.parts) {
      if (!(part instanceof Region inner)) continue;
      if (inner.out) {
        if (inner.is(Hint.COMMENTS)) continue;
        int good = goodIn(inner);
        if (inner.is(Hint.CONTENT) && inner.goodBlocks > 2 && inner.linkDensity() < 0.3) {
          inner.out = false;
          page.count();
          rescue(page, inner, all, headline);
          continue;
        }
        if (good * 5 < all * 2) continue;
        boolean little = page.good * 4 < good;
        if (!holdsHeadline(inner, headline) && !(little && holdsContent(inner, page.good))) {
          continue;
        }
        inner.out = false;
        page.count();
      }
      rescue(page, inner, all, headline);
    }
  }

  private static boolean holdsHeadline(Region region, String headline) {
    for (Part part : region.parts) {
      boolean holds =
          switch (part) {
            case Block block -> Headlines.same(block.text(), headline);
            case Region inner -> holdsHeadline(inner, headline);
          };
      if (holds) return true;
    }
    return false;
  }

  private static boolean holdsContent(Region region, int rest) {
    if (rest < 140) return true;
    if (region.is(Hint.CONTENT)) return true;
    if (region.tag().equals("article") || region.tag().equals("main")) return true;
    for (Part part : region.parts) {
      if (part instanceof Region inner && holdsContent(inner, rest)) return true;
    }
    return false;
  }

  /** Running text of a region and all below it, also of what is out, but not of comments. */
  private static int goodIn(Region region) {
    int good = 0;
    for (Part part : region.parts) {
      good +=
          switch (part) {
            case Block block -> block.isGood() ? block.text().length() - block.links() : 0;
            case Region inner -> inner.is(Hint.COMMENTS) ? 0 : goodIn(inner);
          };
    }
    return good;
  }

  private static @Nullable Region choose(Region page) {
    Choice choice = new Choice(page.good);
    choice.look(page);
    return choice.best;
  }

  /** The best region so far. */
  private static final class Choice {
    private final int all;
    private @Nullable Region best;
    private double score;

    Choice(int all) {
      this.all = all;
    }

    void look(Region region) {
      if (region.good == 0) return;
      double recall = (double) region.good / all;
      double precision = (double) region.good / (region.good + region.poor);
      double here = 2 * recall * precision / (recall + precision) * prior(region);
      if (best == null || here >= score) {
        best = region;
        score = here;
      }
      for (Part part : region.parts) {
        if (part instanceof Region inner && !inner.out && inner.good * 5 > all) look(inner);
      }
    }
  }

  private static double prior(Region region) {
    String itemprop = region.element.attr("itemprop");
    if (itemprop.contains("articleBody")) return 1.3;
    if (region.is(Hint.CONTENT)) return 1.15;
    return switch (region.tag()) {
      case "article" -> 1.1;
      case "main" -> 1.03;
      case "body" -> 0.95;
      case "p", "li", "ul", "ol", "blockquote", "td", "tr", "span" -> 0.9;
      default -> 1.0;
    };
  }

  /** The standfirst, where it stands before the body and not in it. */
  private static List<Block> lead(Region page, Region body, String headline) {
    return List.of();
  }
}
