package milliard.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that look at the address they are about to connect to: the last moment, after every name
 * lookup, so no name can point elsewhere afterwards and no form of writing an address slips by.
 */
final class CheckedSockets extends SocketFactory {
  private final Resolver resolver;
  private final boolean allowPrivate;

  CheckedSockets(Resolver resolver, boolean allowPrivate) {
    this.resolver = resolver;
    this.allowPrivate = allowPrivate;
  }

  /** The address is not of the public internet. */
  static final class PrivateAddressException extends IOException {
    private static final long serialVersionUID = 1;

    PrivateAddressException(InetSocketAddress address) {
      super(
          "refused to connect to "
              + address.getAddress().getHostAddress()
              + ": not an address of the public internet (--allow-private-network allows it)");
    }
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress asked) || asked.isUnresolved()) {
          throw new IOException("no address to connect to: " + endpoint);
        }
        if (!allowPrivate && !PublicAddress.is(asked.getAddress())) {
          throw new PrivateAddressException(asked);
        }
        int port = resolver.port(asked.getHostString(), asked.getPort());
        super.connect(new InetSocketAddress(asked.getAddress(), port), timeout);
      }

      @Override
      public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }
}
