package milliard.article;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** When the page says it was published and changed. */
final class PageDates {
  private static final Pattern IN_PATH =
      Pattern.compile(
          "(?<!\\d)((?:19|20)\\d\\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\\d|3[01])(?!\\d)");

  private final WrittenDate written;
  private final Facts facts;
  private final MetaNames names;
  private final URI url;
  private final boolean dayFirst;
  private final @Nullable Instant now;

  PageDates(
      WrittenDate written,
      Facts facts,
      MetaNames names,
      URI url,
      boolean dayFirst,
      @Nullable Instant now) {
    this.written = written;
    this.facts = facts;
    this.names = names;
    this.url = url;
    this.dayFirst = dayFirst;
    this.now = now;
  }

  @Nullable PublicationDate modified() {
    var article = facts.article();
    if (article != null) {
      var date = article.string("dateModified").flatMap(this::read);
      if (date.isPresent()) return date.get();
    }
    for (String value : facts.allMeta(names.of("modified"))) {
      var date = read(value);
      if (date.isPresent()) return date.get();
    }
    return first(facts.property("datemodified")).orElse(null);
  }

  @Nullable PublicationDate published(List<String> top) {
    var article = facts.article();
    if (article != null) {
      var date = article.string("datePublished").flatMap(this::read);
      if (date.isEmpty()) date = article.string("dateCreated").flatMap(this::read);
      if (date.isEmpty()) date = article.string("uploadDate").flatMap(this::read);
      if (date.isPresent()) return date.get();
    }
    for (String value : facts.allMeta(names.of("published"))) {
      var date = read(value);
      if (date.isPresent()) return date.get();
    }
    var date = first(facts.property("datepublished"));
    if (date.isEmpty()) date = first(facts.property("pubdate"));
    if (date.isEmpty()) date = first(facts.property("datecreated"));
    if (date.isPresent()) return date.get();
    date = inPath();
    if (date.isPresent()) return date.get();
    for (Element time : facts.times) {
      if (isElsewhere(time)) continue;
      date = read(time);
      if (date.isPresent()) return date.get();
    }
    List<PublicationDate> changes = new ArrayList<>();
    for (Element element : facts.dates) {
      if (isElsewhere(element)) continue;
      String text = element.text();
      if (text.length() > 200) continue;
      date = read(element);
      if (date.isEmpty()) continue;
      if (!written.saysModified(text)) return date.get();
      changes.add(date.get());
    }
    for (String line : top) {
      if (line.length() > 150) continue;
      date = read(line);
      if (date.isEmpty()) continue;
      if (!written.saysModified(line)) return date.get();
      changes.add(date.get());
    }
    return changes.isEmpty() ? null : changes.getFirst();
  }

  private Optional<PublicationDate> first(List<Element> elements) {
    for (Element element : elements) {
      if (isElsewhere(element)) continue;
      var date = read(element);
      if (date.isPresent()) return date;
    }
    return Optional.empty();
  }

  private Optional<PublicationDate> read(Element element) {
    for (String attribute :
        List.of("datetime", "content", "data-datetime", "data-timestamp", "data-time")) {
      String value = element.attr(attribute);
      if (value.isEmpty()) continue;
      var date = read(value);
      if (date.isPresent()) return date;
    }
    String title = element.attr("title");
    var date = title.isEmpty() ? Optional.<PublicationDate>empty() : read(title);
    return date.isPresent() ? date : read(element.text());
  }

  private Optional<PublicationDate> read(String value) {
    return written.find(value, dayFirst, now);
  }

  /** The day in the address: {@code /2019/11/18/…}. */
  Optional<PublicationDate> inPath() {
    String path = url.getRawPath();
    if (path == null) return Optional.empty();
    Matcher matcher = IN_PATH.matcher(path);
    if (!matcher.find()) return Optional.empty();
    return read(matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3));
  }

  /** Whether the element belongs to a comment, a related story, a menu. */
  private static boolean isElsewhere(Element element) {
    for (Element at = element; at != null; at = at.parent()) {
      String tag = at.normalName();
      if (tag.equals("nav") || tag.equals("aside") || tag.equals("footer")) return true;
      String names = (at.className() + " " + at.id()).toLowerCase(java.util.Locale.ROOT);
      if (names.contains("comment")
          || names.contains("related")
          || names.contains("sidebar")
          || names.contains("recommend")
          || names.contains("widget")
          || names.contains("popular")) {
        if (!tag.equals("body")
            && !tag.equals("html")
            && !tag.equals("article")
            && !tag.equals("main")) return true;
      }
    }
    return false;
  }
}
