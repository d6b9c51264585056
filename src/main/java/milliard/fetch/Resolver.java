package milliard.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/**
 * From the name in an address to the machine that is asked. What it gives is still checked at
 * connect time. With one's own, invented hosts can be served from loopback ports while addresses,
 * ids, robots rules and delays keep the invented name.
 */
public interface Resolver {
  /** The name service of the system. */
  Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * The addresses of a host.
   *
   * @throws UnknownHostException if it has none
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /** The port to connect to in the place of the one that the URL names. */
  default int port(String host, int port) {
    return port;
  }

  /** Hosts by name, whatever port the URL names; all other names are unknown. */
  static Resolver of(Map<String, InetSocketAddress> hosts) {
    return new Resolver() {
      @Override
      public List<InetAddress> addresses(String host) throws UnknownHostException {
        InetSocketAddress address = hosts.get(host);
        if (address == null || address.getAddress() == null) throw new UnknownHostException(host);
        return List.of(address.getAddress());
      }

      @Override
      public int port(String host, int port) {
        InetSocketAddress address = hosts.get(host);
        return address == null ? port : address.getPort();
      }
    };
  }
}
