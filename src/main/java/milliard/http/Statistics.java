package milliard.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import milliard.deal.Deal;
import milliard.deal.Party;
import milliard.index.DealHit;
import milliard.index.DealIndex;
import milliard.index.Hits;
import milliard.index.QueryException;
import milliard.index.Search;
import milliard.json.Json;
import milliard.mention.DealType;
import milliard.mention.PartialDate;
import milliard.mention.Role;
import milliard.mention.Status;
import org.jspecify.annotations.Nullable;

/**
 * Deals counted for charts: by month and type, the biggest, and who deals with whom. Background
 * deals count too; denied and cancelled ones do not add to amounts.
 */
final class Statistics {
  /** The most deals that are counted, the largest first; more makes the answer partial. */
  static final int MOST_DEALS = 5_000;

  private static final int AT_ONCE = 1_000;
  private static final int BIGGEST = 15;
  private static final int MOST_NODES = 60;

  private final Map<YearMonth, Map<DealType, Sum>> months = new TreeMap<>();
  private final List<DealHit> biggest = new ArrayList<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<Edge, Sum> edges = new LinkedHashMap<>();
  private final List<DealHit> counted = new ArrayList<>();
  private long total;
  private boolean partial;
  private boolean hurried;

  private Statistics() {}

  private static final class Sum {
    private int deals;
    private BigDecimal euros = BigDecimal.ZERO;

    void add(@Nullable BigDecimal amount) {
      deals++;
      if (amount != null) euros = euros.add(amount);
    }
  }

  private static final class Node {
    private final String name;
    private int deals;

    Node(String name) {
      this.name = name;
    }
  }

  /** Who did to whom. */
  private record Edge(String from, String to, DealType type) {}

  /** Counts the deals that answer a query. */
  static Statistics of(DealIndex index, String query) throws IOException, QueryException {
    return of(index, query, deal -> true);
  }

  /** As above, those only that the condition takes. */
  static Statistics of(DealIndex index, String query, Predicate<Deal> condition)
      throws IOException, QueryException {
    var statistics = new Statistics();
    Search search = Search.of(query).limit(AT_ONCE).order(Search.Order.AMOUNT).facets(false);
    for (int read = 0; ; ) {
      Hits<DealHit> hits = index.deals(search);
      statistics.total = hits.total();
      statistics.hurried |= hits.partial();
      statistics.partial |= hits.partial();
      for (DealHit hit : hits.hits()) if (condition.test(hit.deal())) statistics.add(hit);
      read += hits.hits().size();
      if (hits.cursor() == null) return statistics;
      if (read >= MOST_DEALS) {
        statistics.partial = true;
        return statistics;
      }
      search = search.after(hits.cursor());
    }
  }

  /** Whether the time was up before all were seen. */
  boolean hurried() {
    return hurried;
  }

  /** The deals that were counted, the largest first. */
  List<DealHit> deals() {
    return counted;
  }

  private void add(DealHit hit) {
    counted.add(hit);
    Deal deal = hit.deal();
    BigDecimal euros = euros(hit);
    month(deal)
        .ifPresent(month ->
            months
                .computeIfAbsent(month, m -> new TreeMap<>())
                .computeIfAbsent(deal.type(), t -> new Sum())
                .add(euros));
    if (euros != null && biggest.size() < BIGGEST) biggest.add(hit);
    for (String id : deal.parties().stream().map(Statistics::id).distinct().toList()) {
      nodes.computeIfAbsent(id, i -> new Node(name(deal, i))).deals++;
    }
    for (Edge edge : edges(deal)) edges.computeIfAbsent(edge, e -> new Sum()).add(euros);
  }

  /** The deal's month; where only its year is known, the month of its first article in it. */
  private static Optional<YearMonth> month(Deal deal) {
    PartialDate date = deal.date();
    if (date == null) return Optional.empty();
    if (date.iso().length() > 4) return Optional.of(YearMonth.from(date.first()));
    return deal.reports().stream()
        .map(report -> report.source().published())
        .filter(Objects::nonNull)
        .map(published -> YearMonth.from(published.day()))
        .filter(month -> month.getYear() == date.first().getYear())
        .min(Comparator.naturalOrder());
  }

  private static @Nullable BigDecimal euros(DealHit hit) {
    Status status = hit.deal().status();
    return status == Status.DENIED || status == Status.CANCELLED ? null : Euros.number(hit.euros());
  }

  /** The company's id; of a party that is none, as a person, its name in the form of one. */
  static String id(Party party) {
    String company = party.company();
    return company != null ? company : party.key().key().replace(' ', '-');
  }

  private static String name(Deal deal, String id) {
    for (Party party : deal.parties()) if (id(party).equals(id)) return party.name();
    return id;
  }

  private static List<Edge> edges(Deal deal) {
    return switch (deal.type()) {
      case CONTRACT -> edges(deal, Role.CUSTOMER, Role.PROVIDER);
      case ACQUISITION -> edges(deal, Role.ACQUIRER, Role.TARGET);
      case FUNDING -> {
        List<Edge> both = new ArrayList<>(edges(deal, Role.LEAD_INVESTOR, Role.COMPANY));
        both.addAll(edges(deal, Role.INVESTOR, Role.COMPANY));
        yield both;
      }
      case INVESTMENT -> edges(deal, Role.INVESTOR, Role.RECIPIENT);
      case DEBT -> edges(deal, Role.LENDER, Role.BORROWER);
      case LEGAL -> {
        List<Edge> both = new ArrayList<>(edges(deal, Role.AUTHORITY, Role.DEFENDANT));
        both.addAll(edges(deal, Role.PLAINTIFF, Role.DEFENDANT));
        yield both;
      }
      case MERGER -> among(deal, Role.PARTY);
      case PARTNERSHIP, JOINT_VENTURE -> among(deal, Role.PARTNER);
      case IPO -> List.of();
    };
  }

  private static List<Edge> edges(Deal deal, Role from, Role to) {
    List<Edge> edges = new ArrayList<>();
    for (Party a : deal.parties(from)) {
      for (Party b : deal.parties(to)) {
        if (!id(a).equals(id(b))) edges.add(new Edge(id(a), id(b), deal.type()));
      }
    }
    return edges;
  }

  private static List<Edge> among(Deal deal, Role role) {
    List<String> ids = deal.parties(role).stream().map(Statistics::id).distinct().sorted().toList();
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      for (int j = i + 1; j < ids.size(); j++) {
        edges.add(new Edge(ids.get(i), ids.get(j), deal.type()));
      }
    }
    return edges;
  }

  /** All of it. */
  Json write() {
    return Json.object()
        .put("total", total)
        .put("counted", counted.size())
        .put("partial", partial)
        .put("months", months())
        .put("biggest", biggest.stream().map(Statistics::small).toList())
        .put("network", network())
        .build();
  }

  private List<Json> months() {
    List<Json> all = new ArrayList<>();
    months.forEach((month, types) ->
        types.forEach((type, sum) ->
            all.add(
                Json.object()
                    .put("month", month.toString())
                    .put("type", type.id())
                    .put("deals", sum.deals)
                    .put("euros", whole(sum.euros))
                    .build())));
    return all;
  }

  private static BigDecimal whole(BigDecimal euros) {
    return euros.setScale(0, RoundingMode.HALF_UP);
  }

  private static Json small(DealHit hit) {
    Deal deal = hit.deal();
    BigDecimal euros = Euros.number(hit.euros());
    return Json.object()
        .put("id", deal.id())
        .put("type", deal.type().id())
        .put("status", deal.status().id())
        .put("date", deal.date() == null ? null : deal.date().iso())
        .put("euros", euros == null ? null : whole(euros))
        .put(
            "parties",
            deal.parties().stream()
                .map(p ->
                    Json.object()
                        .put("role", p.role().id())
                        .put("name", p.name())
                        .put("company", p.company())
                        .build())
                .toList())
        .build();
  }

  /** The companies with the most deals, and what is between them. */
  Json network() {
    Map<String, Node> most = new LinkedHashMap<>();
    nodes.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> -e.getValue().deals))
        .limit(MOST_NODES)
        .forEach(e -> most.put(e.getKey(), e.getValue()));
    List<Json> companies = new ArrayList<>();
    most.forEach((id, node) ->
        companies.add(
            Json.object()
                .put("company", id)
                .put("name", node.name)
                .put("deals", node.deals)
                .build()));
    List<Json> links = new ArrayList<>();
    edges.forEach((edge, sum) -> {
      if (most.containsKey(edge.from()) && most.containsKey(edge.to())) {
        links.add(
            Json.object()
                .put("from", edge.from())
                .put("to", edge.to())
                .put("type", edge.type().id())
                .put("deals", sum.deals)
                .put("euros", whole(sum.euros))
                .build());
      }
    });
    return Json.object().put("companies", companies).put("links", links).build();
  }
}
