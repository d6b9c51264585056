package milliard.fetch;

import crawlercommons.domains.EffectiveTldFinder;
import okhttp3.HttpUrl;

/**
 * Who publishes an address: the domain that was registered (public suffix and one label more), or
 * the host itself where there is none, such as an address of numbers.
 *
 * @param domain {@code lemonde.fr}, {@code bbc.co.uk}
 */
record Site(String domain) {
  static {
    EffectiveTldFinder.getInstance(); // once, here: it does not guard against many at once
  }

  static Site of(HttpUrl url) {
    return of(url.host());
  }

  static Site of(String host) {
    String registered =
        host.indexOf('.') < 0
                || host.indexOf(':') >= 0
                || Character.isDigit(host.charAt(host.length() - 1))
            ? null
            : EffectiveTldFinder.getAssignedDomain(host, true, false);
    return new Site(registered == null ? host : registered);
  }
}
