package milliard.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import milliard.article.Hints.Hint;
import milliard.article.Phrases.Kind;

/** Leaves out of the article's region what is not the article's text. */
final class BodyCleaner {
  private static final Set<String> LISTS = Set.of("ul", "ol", "dl", "menu");
  private static final int SHORT = 200;

  /** A longer block is no line about the page. */
  private static final int LONGEST = 400;

  /** Chars of the words around a form for an address, its small print included. */
  private static final int LONGEST_BOX = 1_000;

  private final Phrases phrases;

  BodyCleaner(Phrases phrases) {
    this.phrases = phrases;
  }

  /** The blocks that remain, in order. */
  List<Block> clean(Region body, String headline) {
    List<Block> blocks = new ArrayList<>();
    walk(body, blocks, body);
    cutTails(blocks);
    dropHeadline(blocks, headline);
    dropLooseHeadings(blocks);
    return blocks;
  }

  private void walk(Region region, List<Block> blocks, Region body) {
    for (Part part : region.parts) {
      switch (part) {
        case Region inner -> {
          if (!isBoilerplate(inner, body)) walk(inner, blocks, body);
        }
        case Block block -> {
          if (!isBoilerplate(block)) blocks.add(block);
        }
      }
    }
  }

  private boolean isBoilerplate(Region region, Region body) {
    if (region.out || region.text == 0) return true;
    if (region.good * 2 > body.good) return false;
    String tag = region.tag();
    if (region.asksEmail && region.text < LONGEST_BOX) return true;
    if (region.is(Hint.CAPTION) && region.good < 600) return true;
    if (tag.equals("figure") && region.good < 200) return true;
    if ((region.is(Hint.META) || region.is(Hint.AUTHOR) || region.is(Hint.DATE))
        && region.text < SHORT
        && region.goodBlocks == 0) return true;
    if (LISTS.contains(tag)) {
      int plain = region.text - region.links;
      return region.linkDensity() > 0.6 && plain < 30 * region.blocks;
    }
    if (tag.equals("form") && region.good < SHORT) return true;
    boolean container = region.blocks > 1 || region.parts.size() > 1;
    return container && region.linkDensity() > 0.5 && region.good < SHORT;
  }

  boolean isBoilerplate(Block block) {
    if (block.kind() == Block.Kind.CAPTION) return true;
    String text = block.text();
    if (block.kind() == Block.Kind.HEADING) return false;
    boolean brief = text.length() < SHORT;
    if (text.length() < LONGEST && phrases.is(Kind.WALL, text)) return true;
    if (brief && block.linkDensity() > 0.7 && block.kind() != Block.Kind.ITEM) return true;
    if (text.length() < LONGEST && phrases.is(Kind.LINE, text)) return true;
    if (brief && (phrases.is(Kind.META, text) || phrases.is(Kind.PAYWALL, text))) return true;
    boolean linked = block.links() > 0 || !isPlainSentence(block);
    return linked && text.length() < 300 && phrases.begins(Kind.START, text);
  }

  /**
   * A heading over related stories and the like goes with the links under it; with all that
   * follows, where that is little.
   */
  private void cutTails(List<Block> blocks) {
    int all = blocks.stream().mapToInt(BodyCleaner::weight).sum();
    int after = 0;
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      if (block.text().length() < 80 && phrases.is(Kind.TAIL, block.text())) {
        boolean end = after * 7 < all;
        int to = end ? blocks.size() : i + 1;
        while (to < blocks.size() && isLinked(blocks.get(to))) to++;
        blocks.subList(i, to).clear();
        if (end) {
          all -= after;
          after = 0;
        }
      } else {
        after += weight(block);
      }
    }
  }

  /** A sentence of a text, not a heading or a label of the page. */
  private static boolean isPlainSentence(Block block) {
    return block.kind() != Block.Kind.HEADING && block.text().endsWith(".");
  }

  private static int weight(Block block) {
    return block.isGood() ? block.text().length() - block.links() : 0;
  }

  private static boolean isLinked(Block block) {
    return block.linkDensity() > 0.5;
  }

  private static void dropHeadline(List<Block> blocks, String headline) {
    for (int i = 0; i < Math.min(6, blocks.size()); i++) {
      Block block = blocks.get(i);
      boolean title = block.level() == 1 && Headlines.likeness(block.text(), headline) > 0.5;
      if (title || Headlines.same(block.text(), headline)) {
        blocks.remove(i);
        return;
      }
    }
  }

  /** A heading with nothing under it is a heading of something that was left out. */
  private static void dropLooseHeadings(List<Block> blocks) {
    int below = 0;
    boolean text = false;
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      if (block.kind() != Block.Kind.HEADING) {
        text = true;
        below = 0;
      } else if (!text && below == 0 || below != 0 && block.level() >= below && !text) {
        blocks.remove(i);
        below = 0;
      } else {
        text = false;
        below = block.level();
      }
    }
  }
}
