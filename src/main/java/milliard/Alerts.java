package milliard;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import milliard.deal.Deal;
import milliard.deal.Report;
import milliard.fetch.Webhook;
import milliard.index.DealHit;
import milliard.index.DealIndex;
import milliard.index.Hits;
import milliard.index.QueryException;
import milliard.index.Search;
import milliard.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Saved queries that tell of deals as these come or change.
 *
 * <p>An alert's events are lines of a file, and that file is also the memory of what was told:
 * nothing is told twice, whenever a run is ended. A webhook's place in the file is kept beside it
 * and moves on only after the address has answered, so nothing is lost; after a kill at that very
 * moment the last event may be sent again, under the same id.
 */
public final class Alerts {
  /** Hits looked at at once. */
  private static final int PAGE = 500;

  /** Entries of a feed. */
  private static final int MOST_ENTRIES = 200;

  private final Path folder;

  /** The alerts kept in a folder, which is made with the first. */
  public Alerts(Path folder) {
    this.folder = folder;
  }

  /**
   * An alert.
   *
   * @param name letters, digits, {@code -} and {@code _}
   * @param query in the query language
   * @param webhook where events are posted; null = nowhere
   */
  public record Alert(String name, String query, @Nullable URI webhook) {
    /**
     * @throws IllegalArgumentException if the name has other signs
     */
    public Alert {
      if (!name.matches("[\\p{L}\\p{N}_-]{1,64}")) {
        throw new IllegalArgumentException(
            "alert '" + name + "': expected letters, digits, - and _");
      }
    }
  }

  /**
   * What was told.
   *
   * @param id hash of alert, deal and its state
   * @param kind {@code new}, {@code changed}, or {@code known} for what was there before the alert
   */
  public record Event(String id, String kind, Json json) {}

  /** All alerts, by name. */
  public List<Alert> all() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      List<Alert> alerts = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".query")).sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        String name = file.getFileName().toString().replaceFirst("\\.query$", "");
        String url = lines.size() > 1 ? lines.get(1).strip() : "";
        alerts.add(
            new Alert(
                name, lines.isEmpty() ? "" : lines.get(0), url.isEmpty() ? null : URI.create(url)));
      }
      return alerts;
    }
  }

  /**
   * Adds an alert, or gives an existing one another query. What the index holds already is not
   * told.
   *
   * @return how many deals it would have told
   */
  public int add(Alert alert, DealIndex index) throws IOException, QueryException {
    Files.createDirectories(folder);
    List<Event> known = events(alert, index, "known");
    append(alert, known);
    Path part = folder.resolve(alert.name() + ".query.part");
    Files.writeString(
        part,
        alert.query().replace('\n', ' ')
            + "\n"
            + (alert.webhook() == null ? "" : alert.webhook())
            + "\n");
    Files.move(
        part,
        folder.resolve(alert.name() + ".query"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    return known.size();
  }

  /** Takes an alert and its events away; whether it was there. */
  public boolean remove(String name) throws IOException {
    boolean was = Files.deleteIfExists(folder.resolve(name + ".query"));
    Files.deleteIfExists(log(name));
    Files.deleteIfExists(folder.resolve(name + ".sent"));
    return was;
  }

  /** Finds what is new or has changed since the last time, and keeps it. */
  public List<Event> check(Alert alert, DealIndex index) throws IOException, QueryException {
    List<Event> events = events(alert, index, "new");
    append(alert, events);
    return events;
  }

  private List<Event> events(Alert alert, DealIndex index, String first)
      throws IOException, QueryException {
    Map<String, String> told = new HashMap<>();
    for (Json event : read(alert.name())) {
      for (Json report : event.get("reports").map(Json::elements).orElse(List.of())) {
        told.put(report.asString().orElse(""), event.string("state").orElse(""));
      }
    }
    List<Event> events = new ArrayList<>();
    Search search =
        Search.of(alert.query()).limit(PAGE).order(Search.Order.DATE).facets(false).strictly();
    while (true) {
      Hits<DealHit> page = index.deals(search);
      for (DealHit hit : page.hits()) {
        Deal deal = hit.deal();
        String state = state(deal);
        boolean known = false;
        boolean same = false;
        for (Report report : deal.reports()) {
          String before = told.get(report.id());
          known |= before != null;
          same |= state.equals(before);
        }
        if (!same) events.add(event(alert, hit, known && first.equals("new") ? "changed" : first));
      }
      if (page.cursor() == null) return events;
      search = search.after(page.cursor());
    }
  }

  /** What makes a deal worth telling again when it changes. */
  private static String state(Deal deal) {
    var amount = deal.amount();
    return deal.type().id()
        + " "
        + deal.status().id()
        + (amount == null
            ? ""
            : " "
                + plain(amount.value())
                + " "
                + plain(amount.low())
                + " "
                + plain(amount.high())
                + " "
                + amount.currency());
  }

  private static String plain(java.math.@Nullable BigDecimal number) {
    return number == null ? "-" : number.stripTrailingZeros().toPlainString();
  }

  private static Event event(Alert alert, DealHit hit, String kind) {
    Deal deal = hit.deal();
    String state = state(deal);
    String id =
        java.util
            .UUID
            .nameUUIDFromBytes(
                (alert.name() + "\n" + deal.id() + "\n" + state).getBytes(StandardCharsets.UTF_8))
            .toString();
    var json =
        Json.object()
            .put("event", id)
            .put("alert", alert.name())
            .put("kind", kind)
            .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("state", state)
            .put("reports", Json.strings(deal.reports().stream().map(Report::id).toList()));
    if (!kind.equals("known")) json.put("deal", DealCard.write(hit));
    return new Event(id, kind, json.build());
  }

  private Path log(String name) {
    return folder.resolve(name + ".jsonl");
  }

  /** Whole lines only: what a kill has left half written is cut off. */
  private List<Json> read(String name) throws IOException {
    Path log = log(name);
    if (!Files.exists(log)) return List.of();
    byte[] bytes = Files.readAllBytes(log);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') end--;
    if (end < bytes.length) {
      try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
        file.truncate(end);
      }
    }
    List<Json> events = new ArrayList<>();
    int number = 0;
    for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n")) {
      number++;
      if (line.isBlank()) continue;
      try {
        events.add(Json.read(line));
      } catch (Json.JsonException e) {
        throw new IOException(log + ":" + number + ": " + e.getMessage(), e);
      }
    }
    return events;
  }

  private void append(Alert alert, List<Event> events) throws IOException {
    if (events.isEmpty()) return;
    var lines = new StringBuilder();
    for (Event event : events) lines.append(event.json().write()).append('\n');
    try (FileChannel file =
        FileChannel.open(log(alert.name()), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) file.write(bytes);
      file.force(true);
    }
  }

  /**
   * Posts the events that the alert's webhook has not heard yet, in order, until one fails.
   *
   * @return how many were heard
   * @throws IOException if one was not; it and those after it are sent at the next call
   */
  public int send(Alert alert, Webhook webhook) throws IOException {
    if (alert.webhook() == null) return 0;
    Path place = folder.resolve(alert.name() + ".sent");
    int sent = Files.exists(place) ? Integer.parseInt(Files.readString(place).strip()) : 0;
    List<Json> events = read(alert.name());
    int heard = 0;
    for (int i = sent; i < events.size(); i++) {
      Json event = events.get(i);
      if (!event.string("kind").orElse("").equals("known")) {
        webhook.post(alert.webhook(), event.string("event").orElse(""), event.write());
        heard++;
      }
      Path part = folder.resolve(alert.name() + ".sent.part");
      Files.writeString(part, String.valueOf(i + 1));
      Files.move(part, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    return heard;
  }

  /** Writes the latest events of an alert as an Atom feed (RFC 4287). */
  public void feed(Alert alert, OutputStream out) throws IOException {
    List<Json> events =
        read(alert.name()).stream()
            .filter(e -> !e.string("kind").orElse("").equals("known"))
            .toList();
    List<Json> latest = events.subList(Math.max(0, events.size() - MOST_ENTRIES), events.size());
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
      element(xml, "id", "urn:milliard:alert:" + alert.name());
      element(xml, "title", alert.name() + ": " + alert.query());
      element(
          xml,
          "updated",
          latest.isEmpty()
              ? Instant.EPOCH.toString()
              : latest.getLast().string("at").orElse(Instant.EPOCH.toString()));
      xml.writeStartElement("author");
      element(xml, "name", "Milliard");
      xml.writeEndElement();
      for (Json event : latest.reversed()) entry(xml, event);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void entry(XMLStreamWriter xml, Json event) throws XMLStreamException {
    Json deal = event.get("deal").orElse(new Json.Null());
    List<Json> claims = deal.get("claims").map(Json::elements).orElse(List.of());
    Json claim = claims.isEmpty() ? new Json.Null() : claims.getFirst();
    Json source = claim.get("source").orElse(new Json.Null());
    List<String> names =
        deal.get("parties").map(Json::elements).orElse(List.of()).stream()
            .map(p -> p.string("name").orElse(""))
            .toList();
    xml.writeStartElement("entry");
    element(xml, "id", "urn:uuid:" + event.string("event").orElse(""));
    element(
        xml,
        "title",
        String.join(", ", names)
            + " · "
            + deal.string("type").orElse("")
            + " · "
            + deal.string("status").orElse("")
            + deal.get("amount").flatMap(a -> a.string("text")).map(t -> " · " + t).orElse(""));
    element(xml, "updated", event.string("at").orElse(""));
    String url = source.string("url").orElse("");
    if (!url.isEmpty()) {
      xml.writeEmptyElement("link");
      xml.writeAttribute("href", url);
    }
    element(xml, "summary", claim.string("sentence").orElse(""));
    xml.writeStartElement("category");
    xml.writeAttribute("term", event.string("kind").orElse(""));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", " "));
    xml.writeEndElement();
  }
}
