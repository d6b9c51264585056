package milliard.article;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import milliard.article.ArticleReader.Reading.NotAnArticle;
import milliard.article.Phrases.Kind;
import org.jspecify.annotations.Nullable;

/** Tells pages that hold no article, and why. */
final class PageKind {
  private static final int SHORT = 600;
  private static final int LEAST = 140;
  private static final int LEAST_DECLARED = 40;

  private final Phrases phrases;

  PageKind(Phrases phrases) {
    this.phrases = phrases;
  }

  /**
   * Why the page is no article; empty = it is one.
   *
   * @param body the text that was found
   * @param published null = not known
   * @param layout the whole page
   */
  Optional<NotAnArticle> notAnArticle(
      URI url,
      Facts facts,
      MetadataReader metadata,
      String headline,
      String body,
      @Nullable PublicationDate published,
      Region layout) {
    if (body.length() < SHORT) {
      for (String title : List.of(facts.title, headline)) {
        if (phrases.is(Kind.ERROR, title)) return none("an error page: " + title);
        if (phrases.is(Kind.WALL, title)) return none("a wall: " + title);
      }
      Optional<String> wall = body.length() < LEAST ? wall(layout) : Optional.empty();
      if (wall.isPresent()) return none("a wall: " + wall.get());
    }
    boolean declared = metadata.isDeclaredArticle();
    String path = url.getPath() == null ? "" : url.getPath();
    boolean root =
        url.getHost() != null && (path.isEmpty() || path.equals("/")) && url.getQuery() == null;
    int teasers = Teasers.count(layout);
    boolean titled =
        facts.headings.stream()
            .anyMatch(h -> h.normalName().equals("h1") && Headlines.same(h.text(), headline));
    titled = titled && Headlines.words(headline).size() > 3;
    boolean index =
        !declared
            && !titled
            && teasers >= 8
            && body.length() < (published != null ? 40 : 60) * teasers;
    if (index || root && !declared && teasers >= 5) {
      return none("an index page: " + teasers + " teasers of other pages");
    }
    if (body.length() < (declared ? LEAST_DECLARED : LEAST)) {
      int captions = captions(layout);
      String reason = "no paragraph of text";
      if (captions >= 5) reason = "a gallery: " + captions + " captions and little text";
      return Optional.of(new NotAnArticle(reason, headline, published));
    }
    return Optional.empty();
  }

  private static Optional<NotAnArticle> none(String reason) {
    return Optional.of(new NotAnArticle(reason));
  }

  private Optional<String> wall(Region region) {
    for (Part part : region.parts) {
      Optional<String> found =
          switch (part) {
            case Region inner -> wall(inner);
            case Block block ->
                Optional.of(block.text())
                    .filter(text -> text.length() < 300 && phrases.is(Kind.WALL, text));
          };
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  private static int captions(Region region) {
    int count = 0;
    for (Part part : region.parts) {
      count +=
          switch (part) {
            case Region inner -> captions(inner);
            case Block block -> block.kind() == Block.Kind.CAPTION ? 1 : 0;
          };
    }
    return count;
  }
}
