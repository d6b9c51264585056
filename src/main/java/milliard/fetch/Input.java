package milliard.fetch;

import java.net.URI;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/** What a source gives to be read: a page with its markup, or a text already taken out of one. */
public sealed interface Input {
  /**
   * The id, the same however often it is read: {@link CanonicalUrl#id} where an address is known.
   */
  String id();

  /**
   * A page.
   *
   * @param language what the source says of it; null = not said
   * @param published ISO 8601 date or moment that the source says; null = not said
   */
  record OfPage(String id, Page page, @Nullable Language language, @Nullable String published)
      implements Input {}

  /**
   * A plain text.
   *
   * @param url where it stands; null = nowhere
   * @param language what the source says of it; null = not said
   * @param published ISO 8601 date or moment that the source says; null = not said
   */
  record OfText(
      String id,
      @Nullable URI url,
      String text,
      @Nullable Language language,
      @Nullable String published)
      implements Input {}
}
