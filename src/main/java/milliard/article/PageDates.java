package milliard.article;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** When the page says it was published and changed. */
final class PageDates {
  private static final Pattern IN_PATH =
      Pattern.compile(
          "(?<!\\d)((?:19|20)\\d\\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\\d|3[01])(?!\\d)");

  /** {@code /2019/11/8/}, {@code /2025/apr/30/}. */
  private static final Pattern FOLDERS =
      Pattern.compile("/((?:19|20)\\d\\d)/(\\d{1,2}|[a-z]{3})/(\\d{1,2})/");

  /** Town and date before the dash, the slash or the bracket with which the text begins. */
  private static final Pattern DATELINE =
      Pattern.compile(
          "\\p{Lu}[^.!?;–—/(\\d]{1,50}?,?\\s([^!?;–—/(]{5,40}?)\\s*(?:[–—/(]|-{1,2}\\s)");

  /** A longer line is text. */
  private static final int LONGEST = 150;

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

  @Nullable PublicationDate modified(PageLines lines) {
    var article = facts.article();
    if (article != null) {
      var date = article.string("dateModified").flatMap(this::read);
      if (date.isPresent()) return date.get();
    }
    for (String value : facts.allMeta(names.of("modified"))) {
      var date = read(value);
      if (date.isPresent()) return date.get();
    }
    return first(facts.property("datemodified"))
        .or(() -> change(lines.top()))
        .or(() -> change(lines.foot()))
        .orElse(null);
  }

  /** The date of the first line that says when the page was changed. */
  private Optional<PublicationDate> change(List<String> lines) {
    for (String line : lines) {
      if (line.length() > LONGEST) continue;
      var date = written.change(line, dayFirst, now);
      if (date.isPresent()) return date;
    }
    return Optional.empty();
  }

  /**
   * @param body the paragraphs of the article, of which the first may begin with town and date
   */
  @Nullable PublicationDate published(PageLines lines, List<String> body) {
    return find(lines, body).or(() -> change(lines.foot())).map(this::inOwnZone).orElse(null);
  }

  private Optional<PublicationDate> find(PageLines lines, List<String> body) {
    var article = facts.article();
    if (article != null) {
      var date = article.string("datePublished").flatMap(this::read);
      if (date.isPresent()) return date;
    }
    for (String value : facts.allMeta(names.of("published"))) {
      var date = read(value);
      if (date.isPresent()) return date;
    }
    var page = facts.articleOrPage();
    if (page != null) {
      for (String member : List.of("datePublished", "dateCreated", "uploadDate")) {
        var date = page.string(member).flatMap(this::read);
        if (date.isPresent()) return date;
      }
    }
    for (String property : List.of("datepublished", "pubdate", "datecreated")) {
      var date = first(facts.property(property));
      if (date.isPresent()) return date;
    }
    var date = inPath();
    if (date.isPresent()) return date.map(this::withTime);
    List<PublicationDate> changes = new ArrayList<>();
    date = near(lines.top(), changes);
    if (date.isPresent()) return date;
    for (Element time : facts.times()) {
      if (isElsewhere(time)) continue;
      date = published(said(time), read(time), changes);
      if (date.isPresent()) return date;
    }
    for (Element element : facts.dates()) {
      if (isElsewhere(element) || element.text().length() > 200) continue;
      date = published(element.text(), read(element), changes);
      if (date.isPresent()) return date;
    }
    for (Element byline : facts.authors()) {
      String line = byline.text();
      if (isElsewhere(byline) || line.length() > LONGEST) continue;
      date = published(line, read(line), changes);
      if (date.isPresent()) return date;
    }
    for (String line : lines.top()) {
      if (line.length() > LONGEST) continue;
      date = published(line, read(line), changes);
      if (date.isPresent()) return date;
    }
    return labelled(lines.all()).or(() -> dateline(body)).or(() -> changes.stream().findFirst());
  }

  /** The day with its time, where a time element of the page tells it. */
  private PublicationDate withTime(PublicationDate day) {
    for (Element time : facts.times()) {
      var moment = read(time.attr("datetime"));
      if (moment.isEmpty() || isElsewhere(time) || written.saysModified(said(time))) continue;
      if (moment.get().time() != null && moment.get().day().equals(day.day())) return moment.get();
    }
    return day;
  }

  /** A date that stands beside the headline: an element or a line that is no sentence. */
  private Optional<PublicationDate> near(List<String> top, List<PublicationDate> changes) {
    List<Element> elements = new ArrayList<>(facts.times());
    elements.addAll(facts.dates());
    for (Element element : elements) {
      String text = element.text();
      if (text.length() < 6 || text.length() > LONGEST || isElsewhere(element)) continue;
      if (top.stream().noneMatch(line -> line.length() < 300 && line.contains(text))) continue;
      boolean time = element.normalName().equals("time");
      var date = published(time ? said(element) : text, read(element), changes);
      if (date.isPresent()) return date;
    }
    for (String line : top) {
      if (line.length() > LONGEST / 2 || line.endsWith(".")) continue;
      var date = published(line, read(line), changes);
      if (date.isPresent()) return date;
    }
    return Optional.empty();
  }

  /** {@code Paris, le 12 mars 2025 – L'éditeur annonce …}. */
  private Optional<PublicationDate> dateline(List<String> body) {
    for (String paragraph : body.subList(0, Math.min(2, body.size()))) {
      Matcher place = DATELINE.matcher(paragraph);
      if (!place.lookingAt()) continue;
      var date = read(place.group(1));
      if (date.isPresent()) return date;
    }
    return Optional.empty();
  }

  /** What a time element says of its date: its own words and those before it on its line. */
  private static String said(Element time) {
    String words = time.text();
    if (time.attr("itemprop").contains("dateModified")) words = "dateModified " + words;
    if (time.previousSibling() instanceof TextNode before) {
      String line = before.text();
      return line.substring(Math.max(0, line.length() - 40)) + words;
    }
    Element before = time.previousElementSibling();
    if (before == null || before.text().length() > 30) return words;
    return before.text() + " " + words;
  }

  /** The one date that lines anywhere on the page call that of publication; of several none. */
  private Optional<PublicationDate> labelled(List<String> lines) {
    Map<LocalDate, PublicationDate> found = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.length() > 80) continue;
      if (written.isPublishedLabel(line) && i + 1 < lines.size()) {
        String next = lines.get(i + 1);
        if (next.length() < 40) read(next).ifPresent(date -> found.put(date.day(), date));
      } else {
        written.labelled(line, dayFirst, now).ifPresent(date -> found.put(date.day(), date));
      }
    }
    return found.size() == 1 ? found.values().stream().findFirst() : Optional.empty();
  }

  /**
   * The date, if the line does not call it that of a change; else it is kept for want of a better.
   */
  private Optional<PublicationDate> published(
      String line, Optional<PublicationDate> date, List<PublicationDate> changes) {
    if (date.isEmpty() || !written.saysModified(line)) return date;
    var first = written.publication(line, dayFirst, now);
    if (first.isEmpty()) changes.add(date.get());
    return first;
  }

  /**
   * The same moment as the page shows it: metadata in UTC may stand on the day before or after that
   * of the page's own zone, which its address may tell.
   */
  private PublicationDate inOwnZone(PublicationDate date) {
    OffsetDateTime time = date.time();
    if (time == null || !time.getOffset().equals(ZoneOffset.UTC)) return date;
    for (Element element : facts.times()) {
      var shown = read(element.attr("datetime"));
      OffsetDateTime other = shown.map(PublicationDate::time).orElse(null);
      if (other == null || other.getOffset().equals(ZoneOffset.UTC)) continue;
      if (Duration.between(time, other).abs().toMinutes() < 2) return shown.get();
    }
    var path = inPath();
    boolean beside =
        path.isPresent() && Math.abs(ChronoUnit.DAYS.between(path.get().day(), date.day())) == 1;
    return beside ? path.get() : date;
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
    Matcher folders = FOLDERS.matcher(path);
    if (folders.find()) {
      String month = folders.group(2);
      var date =
          Character.isDigit(month.charAt(0))
              ? read(folders.group(1) + "-" + month + "-" + folders.group(3))
              : read(folders.group(3) + " " + month + " " + folders.group(1));
      if (date.isPresent()) return date;
    }
    Matcher matcher = IN_PATH.matcher(path);
    if (!matcher.find()) return Optional.empty();
    return read(matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3));
  }

  /**
   * Whether the element belongs to a menu, a box at the side, the foot of the page, a picture or a
   * link to another page that says more than it.
   */
  private static boolean isElsewhere(Element element) {
    for (Element at = element; at != null; at = at.parent()) {
      switch (at.normalName()) {
        case "nav", "aside", "footer", "figure", "figcaption" -> {
          return true;
        }
        case "a" -> {
          if (at.text().length() > element.text().length() + 15) return true;
        }
        default -> {}
      }
    }
    return false;
  }
}
