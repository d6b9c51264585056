package milliard.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import milliard.article.Hints.Hint;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A block-level element of a page with what is visible in it, in reading order: the layout of a
 * page without its inline markup. Filled by {@link Layout}.
 */
final class Region implements Part {
  final Element element;
  final @Nullable Region parent;
  final int depth;
  final Set<Hint> hints;
  final List<Part> parts = new ArrayList<>(4);

  /** Chars of text, of links, of running text, and of the rest; without what is left out. */
  int text;

  int links;
  int good;
  int poor;
  int blocks;
  int goodBlocks;

  /** Holds a form for an e-mail address, to get a newsletter. */
  boolean asksEmail;

  /** Not part of the article, by its names or its tag. */
  boolean out;

  Region(Element element, @Nullable Region parent, Set<Hint> hints) {
    this.element = element;
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.hints = hints;
  }

  String tag() {
    return element.normalName();
  }

  boolean is(Hint hint) {
    return hints.contains(hint);
  }

  double linkDensity() {
    return text == 0 ? 0 : (double) links / text;
  }

  /** Whether the other is this region or lies in it. */
  boolean contains(Region other) {
    Region at = other;
    while (at != null && at.depth > depth) at = at.parent;
    return at == this;
  }

  /** Counts this region and all in it, bottom up; what is {@link #out} counts for nothing. */
  void count() {
    text = links = good = poor = blocks = goodBlocks = 0;
    for (Part part : parts) {
      switch (part) {
        case Region region -> {
          region.count();
          if (region.out) continue;
          text += region.text;
          links += region.links;
          good += region.good;
          poor += region.poor;
          blocks += region.blocks;
          goodBlocks += region.goodBlocks;
        }
        case Block block -> {
          int length = block.text().length();
          text += length;
          links += block.links();
          blocks++;
          if (block.isGood()) {
            good += length - block.links();
            goodBlocks++;
          } else if (block.kind() != Block.Kind.HEADING) {
            poor += block.linkDensity() >= 0.5 ? length : length / 2;
          }
        }
      }
    }
  }

  /** The text blocks of this region and of those in it that are not out, in order. */
  List<Block> blocks() {
    List<Block> all = new ArrayList<>();
    collect(all);
    return all;
  }

  private void collect(List<Block> all) {
    for (Part part : parts) {
      switch (part) {
        case Region region -> {
          if (!region.out) region.collect(all);
        }
        case Block block -> all.add(block);
      }
    }
  }
}
