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
  /** A body of so many chars is not looked for elsewhere. */
  private static final int ENOUGH = 500;

  private final BodyCleaner cleaner;

  BodyReader(Phrases phrases) {
    this.cleaner = new BodyCleaner(phrases);
  }

  /** The paragraphs of the article's body, in order; empty where there is no running text. */
  List<String> read(Region page, Facts facts, String headline, Hints hints) {
    page.count();
    Teasers.mark(page);
    rescue(page, headline);
    page.count();
    Region best = choose(page);
    List<Block> blocks = best == null ? List.of() : cleaner.clean(best, headline);
    List<String> body = new ArrayList<>();
    if (best != null) {
      List<Block> lead = lead(page, best, blocks, headline);
      if (lead.isEmpty()) lead = standfirst(page, blocks, headline);
      lead.forEach(b -> body.add(b.text()));
    }
    for (Block block : blocks) body.add(block.text());
    return better(body, facts, hints);
  }

  /** What the page carries as data, where it is much more than what its markup shows. */
  private static List<String> better(List<String> body, Facts facts, Hints hints) {
    int shown = length(body);
    List<String> data = DataBody.articleBody(facts, hints);
    if (length(data) * 2 > shown * 3) return data;
    if (shown >= ENOUGH) return body;
    data = DataBody.state(facts, hints);
    return length(data) > 2 * shown ? data : body;
  }

  private static int length(List<String> paragraphs) {
    return paragraphs.stream().mapToInt(String::length).sum();
  }

  /**
   * A name may lie ("content-with-sidebar" around the whole text): a region that is out comes back
   * where it holds the headline and most of the running text, or where little is left without it.
   */
  static void rescue(Region page, String headline) {
    for (boolean hidden : new boolean[] {false, true}) {
      int all = goodIn(page, hidden);
      if (all == 0) continue;
      page.count();
      rescue(page, page, all, headline, hidden);
    }
  }

  /**
   * @param hidden whether hidden regions may come back, too: not before all others had their turn
   */
  private static void rescue(Region page, Region region, int all, String headline, boolean hidden) {
    for (Part part : region.parts) {
      if (!(part instanceof Region inner)) continue;
      if (inner.out) {
        if (inner.is(Hint.COMMENTS)) continue;
        boolean isHidden = Layout.isHidden(inner.element);
        if (isHidden && !hidden) continue;
        int good = goodIn(inner, hidden);
        boolean little = page.good * 4 < good;
        if (isHidden && !little) continue;
        if (inner.is(Hint.CONTENT) && inner.goodBlocks > 2 && inner.linkDensity() < 0.3) {
          inner.out = false;
          page.count();
          rescue(page, inner, all, headline, hidden);
          continue;
        }
        boolean most = good * 5 >= all * 2;
        boolean whole = holdsHeadline(inner, headline) || little && holdsContent(inner, page.good);
        if (!(most && whole) && !isRestOfContent(inner)) continue;
        inner.out = false;
        page.count();
      }
      rescue(page, inner, all, headline, hidden);
    }
  }

  /** Whether it is a box to unfold, or to buy, and holds the text itself. */
  private static boolean isRestOfContent(Region region) {
    if (!region.is(Hint.REST)) return false;
    int[] counts = new int[3];
    plainness(region, counts);
    return counts[0] >= 3 && counts[1] * 7 < counts[2];
  }

  /** Counts paragraphs, chars in links and chars of a region and all below it. */
  private static void plainness(Region region, int[] counts) {
    for (Part part : region.parts) {
      switch (part) {
        case Region inner -> plainness(inner, counts);
        case Block block -> {
          if (block.isGood()) counts[0]++;
          counts[1] += block.links();
          counts[2] += block.text().length();
        }
      }
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

  /**
   * Running text of a region and all below it, also of what is out, but not of comments.
   *
   * @param hidden whether what is hidden counts
   */
  private static int goodIn(Region region, boolean hidden) {
    int good = 0;
    for (Part part : region.parts) {
      good +=
          switch (part) {
            case Block block -> block.isGood() ? block.text().length() - block.links() : 0;
            case Region inner ->
                inner.is(Hint.COMMENTS) || !hidden && Layout.isHidden(inner.element)
                    ? 0
                    : goodIn(inner, hidden);
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

  /** The standfirst, where it stands between the headline and the body and not in it. */
  private static List<Block> lead(Region page, Region body, List<Block> blocks, String headline) {
    if (blocks.isEmpty()) return List.of();
    Region around = body;
    for (int i = 0; i < 4 && around.parent != null && around.parent.good < body.good * 2; i++) {
      around = around.parent;
    }
    Lead lead = new Lead(blocks, headline);
    lead.look(around, body);
    return lead.found;
  }

  /** The sentence that follows the headline and stands before the body, whatever it is called. */
  private List<Block> standfirst(Region page, List<Block> body, String headline) {
    if (body.isEmpty()) return List.of();
    int first = body.getFirst().order();
    List<Block> before = page.blocks().stream().filter(b -> b.order() < first).toList();
    for (int i = before.size() - 2; i >= 0; i--) {
      if (!Headlines.same(before.get(i).text(), headline)) continue;
      Block next = before.get(i + 1);
      String text = next.text();
      boolean sentence = next.isGood() && next.isSentence() && next.linkDensity() < 0.3;
      boolean said = body.stream().anyMatch(b -> b.text().startsWith(text));
      if (!sentence || said || text.length() > Lead.LONGEST) return List.of();
      return cleaner.isBoilerplate(next) ? List.of() : List.of(next);
    }
    return List.of();
  }

  /** Looks for the standfirst before the body. */
  private static final class Lead {
    private static final int LEAST = 40;
    private static final int LONGEST = 1_000;

    private final List<Block> body;
    private final String headline;
    private final List<Block> found = new ArrayList<>();

    Lead(List<Block> body, String headline) {
      this.body = body;
      this.headline = headline;
    }

    /** False where the body is reached. */
    boolean look(Region region, Region body) {
      if (region == body) return false;
      if (isLead(region)) {
        for (Block block : region.blocks()) if (isNew(block)) found.add(block);
        return true;
      }
      for (Part part : region.parts) {
        if (part instanceof Region inner && !inner.out && !look(inner, body)) return false;
      }
      return true;
    }

    private static boolean isLead(Region region) {
      String property = region.element.attr("itemprop");
      boolean said =
          region.is(Hint.LEAD)
              || property.contains("description")
              || property.contains("alternativeHeadline");
      return said && region.text >= LEAST && region.text <= LONGEST && region.linkDensity() < 0.3;
    }

    private boolean isNew(Block block) {
      String text = block.text();
      if (text.length() < LEAST || Headlines.overlap(text, headline) > 0.8) return false;
      return body.stream().noneMatch(b -> b.text().startsWith(text) || text.startsWith(b.text()));
    }
  }
}
