package milliard.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import milliard.article.Block.Kind;
import milliard.article.Hints.Hint;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Makes the tree of {@link Region}s of a page, in one walk over its elements. */
final class Layout {
  /** Elements whose text is not shown or is no text of the page (HTML standard, section 15.3). */
  private static final Set<String> UNSEEN =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "iframe",
          "object",
          "embed",
          "applet",
          "svg",
          "canvas",
          "audio",
          "video",
          "map",
          "select",
          "datalist",
          "textarea",
          "input",
          "button",
          "progress",
          "meter",
          "head",
          "link",
          "meta",
          "param",
          "frame",
          "frameset",
          "noframes",
          "amp-ad",
          "amp-sidebar",
          "amp-analytics",
          "amp-consent",
          "amp-iframe",
          "math-annotation");

  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
          "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "rtc",
          "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
          "var", "wbr", "img", "picture", "source", "math", "blink", "html-a");

  private static final Set<String> OUT = Set.of("nav", "aside", "footer", "dialog", "menu");
  private static final Set<String> OUT_ROLES =
      Set.of(
          "navigation",
          "complementary",
          "dialog",
          "alert",
          "alertdialog",
          "search",
          "banner",
          "contentinfo",
          "menu",
          "menubar",
          "tablist",
          "toolbar",
          "tooltip",
          "form");

  private final Hints hints;
  private final Map<String, Set<Hint>> seen;
  private final StringBuilder run = new StringBuilder();
  private int runLinks;
  private int runStrong;
  private int inLink;
  private int inStrong;
  private int inPre;
  private int order;

  private Layout(Hints hints, Map<String, Set<Hint>> seen) {
    this.hints = hints;
    this.seen = seen;
  }

  /** The regions of an element, usually the body of the page. */
  static Region of(Element element, Hints hints) {
    return of(element, hints, new HashMap<>());
  }

  /**
   * @param seen what is known already of the names of elements
   */
  static Region of(Element element, Hints hints, Map<String, Set<Hint>> seen) {
    Layout layout = new Layout(hints, seen);
    Region root = layout.region(element, null);
    layout.fill(root);
    return root;
  }

  private Region region(Element element, @Nullable Region parent) {
    Region region = new Region(element, parent, hints.of(element, seen));
    region.out = parent != null && isOut(region);
    return region;
  }

  private static boolean isOut(Region region) {
    Element element = region.element;
    String tag = element.normalName();
    if (OUT.contains(tag) || isHidden(element)) return true;
    if (element.hasAttr("role") && OUT_ROLES.contains(element.attr("role"))) return true;
    if (tag.equals("main") || tag.equals("html")) return false;
    return region.is(Hint.BOILERPLATE) || region.is(Hint.COMMENTS) || region.is(Hint.REST);
  }

  /** Whether the element says itself that it is not shown. */
  static boolean isHidden(Element element) {
    if (element.hasAttr("hidden")) return true;
    if (element.attr("aria-hidden").equals("true")) return true;
    String style = element.attr("style");
    if (style.isEmpty()) return false;
    String flat = style.replace(" ", "").toLowerCase(java.util.Locale.ROOT);
    return flat.contains("display:none") || flat.contains("visibility:hidden");
  }

  private void fill(Region region) {
    children(region.element, region);
    flush(region);
    if (region.tag().equals("tr")) joinCells(region);
  }

  private void children(Element element, Region region) {
    for (Node node = element.firstChild(); node != null; node = node.nextSibling()) {
      switch (node) {
        case TextNode text -> append(text.getWholeText());
        case Element child -> element(child, region);
        default -> {}
      }
    }
  }

  private void element(Element child, Region region) {
    String tag = child.normalName();
    if (tag.equals("input") && child.attr("type").equals("email")) askEmail(region);
    if (UNSEEN.contains(tag)) return;
    if (tag.equals("br")) {
      lineBreak(region);
      return;
    }
    if (!isInline(tag, region) || isOwnRegion(child, tag)) {
      flush(region);
      int link = inLink;
      int strong = inStrong;
      inStrong = 0;
      Region inner = region(child, region);
      boolean pre = tag.equals("pre");
      if (pre) inPre++;
      fill(inner);
      if (pre) inPre--;
      inLink = link;
      inStrong = strong;
      if (!inner.parts.isEmpty()) region.parts.add(inner);
      return;
    }
    boolean link = tag.equals("a") && isLink(child);
    boolean strong = tag.equals("b") || tag.equals("strong") || tag.equals("em") || tag.equals("i");
    if (link) inLink++;
    if (strong) inStrong++;
    children(child, region);
    if (link) inLink--;
    if (strong) inStrong--;
  }

  /** Marks the form that asks for an address, and the two regions around it. */
  private static void askEmail(Region region) {
    Region form = region;
    for (int i = 0; i < 4 && !form.tag().equals("form"); i++) {
      if (form.parent == null) return;
      form = form.parent;
    }
    for (int i = 0; i < 3 && form != null; i++) {
      form.asksEmail = true;
      form = form.parent;
    }
  }

  /** Whether it flows with the text; an element of a site's own does so inside a paragraph. */
  private static boolean isInline(String tag, Region region) {
    if (INLINE.contains(tag)) return true;
    return tag.indexOf('-') > 0 && (region.tag().equals("p") || region.tag().equals("li"));
  }

  /** An inline element that its names set apart: a hidden word, a caption, a share button. */
  private boolean isOwnRegion(Element child, String tag) {
    if (tag.equals("a") || child.attributesSize() == 0) return false;
    Set<Hint> hint = hints.of(child, seen);
    return isHidden(child)
        || hint.contains(Hint.BOILERPLATE)
        || hint.contains(Hint.COMMENTS)
        || hint.contains(Hint.CAPTION);
  }

  private static boolean isLink(Element a) {
    String href = a.attr("href");
    return !href.isEmpty() && !href.startsWith("#");
  }

  private void append(String text) {
    if (inPre > 0) {
      run.append(text);
      if (inLink > 0) runLinks += text.length();
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (c == '\u200b' || c == '\ufeff' || c == '\u00ad' || c < ' ' && !blank) continue;
      if (blank) {
        int last = run.length() - 1;
        if (last < 0 || run.charAt(last) == ' ' || run.charAt(last) == '\n') continue;
        c = ' ';
      }
      run.append(c);
      if (inLink > 0) runLinks++;
      if (inStrong > 0) runStrong++;
    }
  }

  /** One is a line feed, two in a row end the paragraph. */
  private void lineBreak(Region region) {
    int last = run.length() - 1;
    while (last >= 0 && run.charAt(last) == ' ') last--;
    if (last >= 0 && run.charAt(last) == '\n' && inPre == 0) {
      flush(region);
      return;
    }
    if (last < 0) return;
    run.setLength(last + 1);
    run.append('\n');
  }

  private void flush(Region region) {
    String text = strip(run);
    if (!text.isEmpty()) {
      int links = Math.min(runLinks, text.length());
      int strong = Math.min(runStrong, text.length());
      region.parts.add(new Block(kind(region), text, links, strong, level(region), order++));
    }
    run.setLength(0);
    runLinks = 0;
    runStrong = 0;
  }

  private static String strip(CharSequence run) {
    int start = 0;
    int end = run.length();
    while (start < end && isBlank(run.charAt(start))) start++;
    while (end > start && isBlank(run.charAt(end - 1))) end--;
    return run.subSequence(start, end).toString();
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static Kind kind(Region region) {
    boolean first = true;
    for (Region at = region; at != null; at = at.parent) {
      switch (at.tag()) {
        case "h1", "h2", "h3", "h4", "h5", "h6" -> {
          return Kind.HEADING;
        }
        case "figcaption", "caption" -> {
          return Kind.CAPTION;
        }
        case "pre" -> {
          return Kind.CODE;
        }
        case "blockquote" -> {
          return Kind.QUOTE;
        }
        case "li", "dt", "dd" -> {
          if (first) return Kind.ITEM;
        }
        case "article", "section", "td", "body" -> {
          return at.is(Hint.CAPTION) ? Kind.CAPTION : Kind.PARAGRAPH;
        }
        default -> {
          if (at.is(Hint.CAPTION)) return Kind.CAPTION;
        }
      }
      if (at.depth + 3 < region.depth) break;
      first = first && at.tag().equals("p");
    }
    return Kind.PARAGRAPH;
  }

  private static int level(Region region) {
    for (Region at = region; at != null && at.depth + 3 >= region.depth; at = at.parent) {
      String tag = at.tag();
      if (tag.length() == 2 && tag.charAt(0) == 'h' && tag.charAt(1) <= '6') {
        return tag.charAt(1) - '0';
      }
    }
    return 0;
  }

  /** A row of a table of data is one block; a row that lays out a page stays as it is. */
  private void joinCells(Region row) {
    List<Block> cells = new ArrayList<>();
    int length = 0;
    for (Part part : row.parts) {
      if (!(part instanceof Region cell) || cell.out || cell.parts.size() > 2) return;
      List<Block> inner = cell.blocks();
      if (inner.size() > 2) return;
      for (Block block : inner) {
        if (block.kind() == Kind.HEADING) return;
        cells.add(block);
        length += block.text().length();
      }
    }
    if (cells.size() < 2 || length > 600) return;
    String text = String.join(" | ", cells.stream().map(Block::text).toList());
    int links = cells.stream().mapToInt(Block::links).sum();
    int strong = cells.stream().mapToInt(Block::strong).sum();
    row.parts.clear();
    row.parts.add(new Block(Kind.ROW, text, links, strong, 0, cells.getFirst().order()));
  }
}
