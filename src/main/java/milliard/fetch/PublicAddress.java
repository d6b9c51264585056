package milliard.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses are of the public internet: none that the IANA special-purpose registries (RFC
 * 6890) keep from being globally reachable, nor an IPv6 address that carries such an IPv4 address
 * inside (mapped, compatible, 6to4, Teredo, NAT64).
 */
final class PublicAddress {
  private PublicAddress() {}

  static boolean is(InetAddress address) {
    return switch (address) {
      case Inet4Address four -> isPublic4(four.getAddress(), 0);
      case Inet6Address six -> isPublic6(six.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] bytes, int at) {
    int a = bytes[at] & 0xff;
    int b = bytes[at + 1] & 0xff;
    int c = bytes[at + 2] & 0xff;
    return switch (a) {
      case 0, 10, 127 -> false;
      case 100 -> b < 64 || b > 127; // shared by carriers, RFC 6598
      case 169 -> b != 254; // link-local; cloud metadata
      case 172 -> b < 16 || b > 31;
      case 192 ->
          !(b == 168
              || (b == 0 && (c == 0 || c == 2)) // protocols; documentation
              || (b == 88 && c == 99) // 6to4 relay
              || (b == 31 && c == 196)
              || (b == 52 && c == 193)
              || (b == 175 && c == 48));
      case 198 -> b != 18 && b != 19 && !(b == 51 && c == 100); // benchmarks; documentation
      case 203 -> !(b == 0 && c == 113); // documentation
      default -> a < 224; // multicast, reserved, broadcast
    };
  }

  private static boolean isPublic6(byte[] b) {
    int first = (b[0] & 0xff) << 8 | b[1] & 0xff;
    int second = (b[2] & 0xff) << 8 | b[3] & 0xff;
    if (zero(b, 0, 10) && (b[10] & 0xff) == 0xff && (b[11] & 0xff) == 0xff) {
      return isPublic4(b, 12); // ::ffff:0:0/96
    }
    if (zero(b, 0, 12)) return false; // unspecified, loopback, IPv4-compatible
    if (first == 0x64 && second == 0xff9b) {
      return zero(b, 4, 12) && isPublic4(b, 12); // NAT64; 64:ff9b:1::/48 is local
    }
    if (first == 0x2002) return isPublic4(b, 2); // 6to4
    if (first == 0x2001 && second < 0x200) return false; // Teredo, ORCHID, benchmarks: 2001::/23
    if (first == 0x2001 && second == 0xdb8) return false; // documentation
    if (first == 0x3fff && (second & 0xf000) == 0) return false; // documentation, RFC 9637
    return (first & 0xe000) == 0x2000; // global unicast, 2000::/3
  }

  private static boolean zero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) if (bytes[i] != 0) return false;
    return true;
  }
}
