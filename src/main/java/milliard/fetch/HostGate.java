package milliard.fetch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import okhttp3.HttpUrl;

/**
 * Lets through so many requests at once to a host, each a delay after the end of the one before.
 * Hosts that have been idle are forgotten.
 */
final class HostGate {
  private static final int MOST_REMEMBERED = 10_000;

  private final Duration delay;
  private final int atOnce;
  private final Semaphore all;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /**
   * Makes a gate.
   *
   * @param atOnce requests to one host at once
   * @param inAll requests at once in all
   */
  HostGate(Duration delay, int atOnce, int inAll) {
    this.delay = delay;
    this.atOnce = atOnce;
    this.all = new Semaphore(inAll);
  }

  private static final class Host {
    final Semaphore free;
    volatile long delayNanos;
    long next;
    int users;

    Host(int atOnce, long delayNanos) {
      free = new Semaphore(atOnce);
      this.delayNanos = delayNanos;
      this.next = System.nanoTime();
    }
  }

  /** The name under which a host is treated politely: with its port where that is not the usual. */
  static String host(HttpUrl url) {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
  }

  private final class Pass {
    private final Host host;
    private final long began = System.nanoTime();

    private Pass(Host host) {
      this.host = host;
    }

    void close() {
      long now = System.nanoTime();
      synchronized (host) {
        // a host that is slow to answer is asked less often
        long wait =
            host.delayNanos == 0
                ? 0
                : Math.max(host.delayNanos, Math.min(now - began, 10 * host.delayNanos));
        host.next = Math.max(host.next, now + wait);
        host.users--;
      }
      host.free.release();
    }
  }

  /** A request. */
  interface Request<T> {
    T send() throws FetchException;
  }

  /** Waits until the host may be asked, and asks. */
  <T> T ask(String host, Request<T> request) throws FetchException, InterruptedException {
    Pass pass = enter(host);
    try {
      all.acquire();
      try {
        return request.send();
      } finally {
        all.release();
      }
    } finally {
      pass.close();
    }
  }

  private Pass enter(String name) throws InterruptedException {
    Host host;
    synchronized (hosts) {
      if (hosts.size() >= MOST_REMEMBERED) forget();
      host = hosts.computeIfAbsent(name, n -> new Host(atOnce, delay.toNanos()));
      synchronized (host) {
        host.users++;
      }
    }
    boolean entered = false;
    try {
      host.free.acquire();
      entered = true;
      while (true) {
        long wait;
        synchronized (host) {
          wait = host.next - System.nanoTime();
        }
        if (wait <= 0) return new Pass(host);
        Thread.sleep(Duration.ofNanos(wait));
      }
    } catch (InterruptedException e) {
      synchronized (host) {
        host.users--;
      }
      if (entered) host.free.release();
      throw e;
    }
  }

  /** A host asks for a delay of its own; ours stays if it is longer. */
  void slow(String name, Duration asked) {
    Host host = hosts.get(name);
    if (host != null) {
      host.delayNanos = Math.max(delay.toNanos(), asked.toNanos());
    }
  }

  private void forget() {
    long now = System.nanoTime();
    hosts
        .values()
        .removeIf(h -> {
          synchronized (h) {
            return h.users == 0 && h.next < now;
          }
        });
  }
}
