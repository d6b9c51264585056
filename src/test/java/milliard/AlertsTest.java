package milliard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import milliard.Alerts.Alert;
import milliard.Alerts.Event;
import milliard.fetch.Webhook;
import milliard.index.DealIndex;
import milliard.index.DemoCorpus;
import milliard.index.DemoCorpus.Gold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
  private static final List<Gold> CORPUS = DemoCorpus.read();

  @TempDir Path folder;

  private static void put(DealIndex index, List<Gold> articles) throws IOException {
    for (Gold article : articles) index.put(article.id(), article.said());
    index.refresh();
  }

  private static List<Gold> telling(String deal) {
    return CORPUS.stream().filter(g -> g.deals().contains(deal)).toList();
  }

  private static List<String> kinds(List<Event> events) {
    return events.stream().map(Event::kind).toList();
  }

  @Test
  void whatIsThereIsKnownWhatComesIsNewAndWhatMovesOnHasChanged() throws Exception {
    var alerts = new Alerts(folder.resolve("alerts"));
    var alert = new Alert("norrvik", "company:norrvik", null);
    List<Gold> story = new ArrayList<>(telling("norrvik-calderis"));
    story.sort((a, b) ->
        a.said().article().published().day().compareTo(b.said().article().published().day()));
    try (DealIndex index = DealIndex.open(folder.resolve("index"))) {
      put(index, telling("google-wiz"));
      assertThat(alerts.add(alert, index)).isZero();
      assertThat(alerts.check(alert, index)).isEmpty();
      put(index, story.subList(0, 1));
      assertThat(kinds(alerts.check(alert, index))).containsExactly("new");
      assertThat(new Alerts(folder.resolve("alerts")).check(alert, index)).isEmpty();
      put(index, story);
      assertThat(kinds(alerts.check(alert, index))).containsExactly("changed");
      assertThat(alerts.check(alert, index)).isEmpty();
      assertThat(alerts.add(new Alert("all", "*", null), index)).isGreaterThan(1);
      assertThat(alerts.check(alerts.all().getFirst(), index)).isEmpty();
    }
  }

  @Test
  void aHalfWrittenLineOfAKilledRunIsToldAgainAsAWhole() throws Exception {
    var alerts = new Alerts(folder.resolve("alerts"));
    var alert = new Alert("wiz", "target:wiz", null);
    try (DealIndex index = DealIndex.open(folder.resolve("index"))) {
      alerts.add(alert, index);
      put(index, telling("google-wiz"));
      assertThat(kinds(alerts.check(alert, index))).contains("new");
      Path log = folder.resolve("alerts/wiz.jsonl");
      List<String> lines = Files.readAllLines(log);
      String last = lines.getLast();
      String before =
          String.join("", lines.subList(0, lines.size() - 1).stream().map(l -> l + "\n").toList());
      Files.writeString(
          log, before + last.substring(0, last.length() / 2), StandardOpenOption.TRUNCATE_EXISTING);
      assertThat(kinds(alerts.check(alert, index))).containsExactly("new");
      assertThat(Files.readAllLines(log)).hasSameSizeAs(lines);
    }
  }

  @Test
  void aWebhookHearsEachEventOnceAndAPrivateAddressIsRefused() throws Exception {
    var heard = new ArrayList<String>();
    var status = new AtomicInteger(500);
    var server = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (status.get() == 200) heard.add(body);
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    var alerts = new Alerts(folder.resolve("alerts"));
    var alert = new Alert("wiz", "target:wiz", url);
    try (DealIndex index = DealIndex.open(folder.resolve("index"));
        Webhook near = new Webhook(true);
        Webhook far = new Webhook(false)) {
      alerts.add(alert, index);
      put(index, telling("google-wiz"));
      List<Event> events = alerts.check(alert, index);
      assertThat(failure(() -> alerts.send(alert, far))).contains("private");
      assertThat(failure(() -> alerts.send(alert, near))).contains("answered 500");
      status.set(200);
      assertThat(alerts.send(alert, near)).isEqualTo(events.size());
      assertThat(alerts.send(alert, near)).isZero();
      assertThat(heard).hasSameSizeAs(events);
    } finally {
      server.stop(0);
    }
  }

  private interface Sending {
    void send() throws IOException;
  }

  private static String failure(Sending sending) {
    try {
      sending.send();
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void theFeedIsXml() throws Exception {
    var alerts = new Alerts(folder.resolve("alerts"));
    var alert = new Alert("fusions", "type:acquisition", null);
    try (DealIndex index = DealIndex.open(folder.resolve("index"))) {
      alerts.add(alert, index);
      put(index, CORPUS);
      int events = alerts.check(alert, index).size();
      var out = new ByteArrayOutputStream();
      alerts.feed(alert, out);
      var feed =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(out.toByteArray()));
      assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(events).isPositive();
    }
  }
}
