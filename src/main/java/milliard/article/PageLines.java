package milliard.article;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a page in which it may speak of its article.
 *
 * @param top the headline, or the first line of the page, and those up to its third paragraph; then
 *     the few before it
 * @param foot those that follow the body or end the page, in menus and boxes, too
 * @param all all of the page, but no comments
 */
record PageLines(List<String> top, List<String> foot, List<String> all) {
  static PageLines of(Region layout, String headline, List<String> body) {
    List<Block> all = new ArrayList<>();
    collect(layout, all);
    List<String> lines = all.stream().flatMap(block -> block.text().lines()).toList();
    return new PageLines(around(layout, headline), below(lines, body), lines);
  }

  private static List<String> around(Region layout, String headline) {
    List<Block> blocks = layout.blocks();
    int at = 0;
    while (at < blocks.size() && !Headlines.same(blocks.get(at).text(), headline)) at++;
    if (at == blocks.size()) at = 0;
    List<String> lines = new ArrayList<>();
    int paragraphs = 0;
    for (int i = at; i < blocks.size() && lines.size() < 24; i++) {
      Block block = blocks.get(i);
      if (i > at && block.isGood() && block.text().length() > 120 && ++paragraphs > 3) break;
      add(block, lines);
    }
    for (int i = Math.max(0, at - 4); i < at; i++) add(blocks.get(i), lines);
    return lines;
  }

  private static void add(Block block, List<String> lines) {
    if (block.kind() == Block.Kind.QUOTE || block.kind() == Block.Kind.CAPTION) return;
    block.text().lines().forEach(lines::add);
  }

  private static List<String> below(List<String> all, List<String> body) {
    String last = body.isEmpty() ? "" : body.getLast();
    last = last.substring(last.lastIndexOf('\n') + 1);
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
