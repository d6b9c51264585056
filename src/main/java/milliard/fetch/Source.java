package milliard.fetch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import milliard.text.Language;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A newsroom that is followed.
 *
 * @param name what people call it
 * @param url its feed (RSS, Atom, JSON Feed), sitemap or home page; which of them is found out
 * @param language what it writes in; null = not said
 * @param sites domains its items may point to beside its own; {@code *} is any
 */
public record Source(String name, String url, @Nullable Language language, List<String> sites) {
  /** Checks the address. */
  public Source {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "source \"" + name + "\": url \"" + url + "\": expected an http(s) address");
    }
    url = parsed.newBuilder().fragment(null).build().toString();
    if (name.isBlank()) name = parsed.host();
    sites = List.copyOf(sites);
  }

  /** A source known by its address alone. */
  public static Source of(String url) {
    return new Source("", url, null, List.of());
  }

  /** Whether its items may point there. */
  boolean mayPointTo(HttpUrl item) {
    if (sites.contains("*")) return true;
    Site site = Site.of(item);
    if (site.equals(Site.of(address()))) return true;
    return sites.stream().anyMatch(s -> Site.of(s.toLowerCase(Locale.ROOT)).equals(site));
  }

  HttpUrl address() {
    return HttpUrl.get(url);
  }

  /** Sources of one address made one, the first kept. */
  static List<Source> distinct(List<Source> sources) {
    Set<String> seen = new LinkedHashSet<>();
    List<Source> distinct = new ArrayList<>();
    for (Source source : sources) if (seen.add(source.url())) distinct.add(source);
    return distinct;
  }
}
