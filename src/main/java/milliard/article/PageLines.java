package milliard.article;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a page in which it may speak of its article.
 *
 * @param top those around the headline, or the first ones of the page, up to its third paragraph
 * @param foot those that follow the body or end the page, in menus and boxes, too
 * @param all all of the page, but no comments
 */
record PageLines(List<String> top, List<String> foot, List<String> all) {
  static PageLines of(Region layout, String headline, List<String> body) {
    List<Block> all = new ArrayList<>();
    collect(layout, all);
    List<String> lines = all.stream().map(Block::text).toList();
    return new PageLines(around(layout, headline), below(lines, body), lines);
  }

  private static List<String> around(Region layout, String headline) {
    List<Block> blocks = layout.blocks();
    int at = 0;
    while (at < blocks.size() && !Headlines.same(blocks.get(at).text(), headline)) at++;
    if (at == blocks.size()) at = 0;
    List<String> lines = new ArrayList<>();
    int paragraphs = 0;
    for (int i = Math.max(0, at - 4); i < blocks.size() && lines.size() < 24; i++) {
      Block block = blocks.get(i);
      if (block.kind() == Block.Kind.QUOTE || block.kind() == Block.Kind.CAPTION) continue;
      if (i > at && block.isGood() && block.text().length() > 120 && ++paragraphs > 3) break;
      lines.add(block.text());
    }
    return lines;
  }

  private static List<String> below(List<String> all, List<String> body) {
    String last = body.isEmpty() ? "" : body.getLast();
    int end = all.size();
    int at = end;
    while (at > 0 && !all.get(at - 1).equals(last)) at--;
    List<String> lines = new ArrayList<>();
    for (int i = at == 0 ? end : at; i < Math.min(end, at + 6); i++) lines.add(all.get(i));
    for (int i = Math.max(at + 6, end - 12); i < end; i++) lines.add(all.get(i));
    return lines;
  }

  private static void collect(Region region, List<Block> all) {
    if (region.is(Hints.Hint.COMMENTS) && region.parent != null) return;
    for (Part part : region.parts) {
      switch (part) {
        case Region inner -> collect(inner, all);
        case Block block -> all.add(block);
      }
    }
  }
}
