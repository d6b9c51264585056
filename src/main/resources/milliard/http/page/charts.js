/** Charts, drawn with d3: deals by month and type, amounts, the biggest, the network of companies. */

import { get } from "./api.js";
import { title } from "./cards.js";
import { el, show, svg } from "./dom.js";
import { date, money, number } from "./format.js";
import { box } from "./search.js";
import { t, term } from "./words.js";

const TYPES = ["contract", "acquisition", "merger", "funding", "investment", "partnership", "joint_venture", "ipo", "debt", "legal"];

async function d3() {
  if (!globalThis.d3) await import("/assets/d3.js");
  return globalThis.d3;
}

export async function page(main, parameters, go) {
  const query = parameters.get("q") ?? "";
  const drawings = el("div", {}, el("p", { class: "soft" }, t("loading")));
  show(main, el("h1", {}, t("title.charts")), box(query, "deals", (q) => go(`/charts?${new URLSearchParams({ q })}`)), el("p", { class: "meaning" }, t("charts.filter"), " ", query ? `“${query}”` : t("meaning.all")), drawings);
  const [all] = await Promise.all([get("statistics", { q: query }), d3()]);
  if (!all.counted) {
    show(drawings, el("p", {}, t("charts.none")));
    return t("title.charts");
  }
  const graph = el("figure", {}, el("figcaption", {}, t("charts.network")));
  show(
    drawings,
    all.partial ? el("p", { class: "warn" }, t("charts.counted", { counted: number(all.counted), total: number(all.total) })) : null,
    months(all.months, "deals", t("charts.deals"), number),
    months(all.months, "euros", t("charts.amounts"), (v) => money(v, "EUR")),
    biggest(all.biggest),
    all.network.links.length ? graph : null,
  );
  if (all.network.links.length) await network(graph, all.network, go);
  return t("title.charts");
}

/** The periods from the first to the last, months or, where these are many, quarters or years. */
function periods(rows) {
  const sorted = rows.map((r) => r.month).sort();
  const index = (month) => +month.slice(0, 4) * 12 + +month.slice(5) - 1;
  const span = index(sorted.at(-1)) - index(sorted[0]) + 1;
  const size = span <= 36 ? 1 : span <= 108 ? 3 : 12;
  const of = (month) => Math.floor(index(month) / size) * size;
  const name = (start) => {
    const year = Math.floor(start / 12);
    if (size === 12) return String(year);
    return size === 3 ? `${year}-Q${Math.floor((start % 12) / 3) + 1}` : `${year}-${String((start % 12) + 1).padStart(2, "0")}`;
  };
  const starts = [];
  for (let at = of(sorted[0]); at <= of(sorted.at(-1)); at += size) starts.push(at);
  return { starts, of, name };
}

function months(rows, what, caption, show) {
  if (!rows.some((r) => r[what] > 0)) return null;
  const { starts, of, name } = periods(rows);
  const table = new Map(starts.map((start) => [start, Object.fromEntries(TYPES.map((type) => [type, 0]))]));
  for (const row of rows) table.get(of(row.month))[row.type] += row[what];
  const types = TYPES.filter((type) => rows.some((r) => r.type === type && r[what] > 0));
  const width = 900, height = 280, left = 64, bottom = 46, top = 10;
  const d = globalThis.d3;
  const x = d.scaleBand().domain(starts).range([left, width - 6]).padding(0.2);
  const total = (start) => d.sum(types, (type) => table.get(start)[type]);
  const y = d.scaleLinear().domain([0, d.max(starts, total)]).nice().range([height - bottom, top]);
  const every = Math.ceil(starts.length / 12);
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": caption },
    svg("g", { class: "axis grid" }, y.ticks(5).filter((v) => what === "euros" || Number.isInteger(v)).map((v) => [
      svg("line", { x1: left, x2: width, y1: y(v), y2: y(v) }),
      svg("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, show(v)),
    ])),
    starts.map((start, i) => {
      let at = 0;
      const bars = types.filter((type) => table.get(start)[type] > 0).map((type) => {
        const value = table.get(start)[type];
        const bar = svg("rect", { class: `t-${type}`, x: x(start), width: x.bandwidth(), y: y(at + value), height: Math.max(0.5, y(at) - y(at + value)) },
          svg("title", {}, `${date(name(start))}, ${term("type", type)}: ${show(value)}`));
        at += value;
        return bar;
      });
      const label = i % every === 0 ? svg("text", { class: "axis", x: x(start) + x.bandwidth() / 2, y: height - bottom + 16, "text-anchor": "middle" }, shortName(name(start))) : null;
      return svg("g", { class: "axis" }, bars, label);
    }),
  );
  const data = el("details", {}, el("summary", {}, t("charts.table")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("charts.month")), types.map((type) => el("th", { scope: "col", class: "number" }, term("type", type))), el("th", { scope: "col", class: "number" }, t("charts.total")))),
    el("tbody", {}, starts.filter((start) => total(start) > 0).map((start) => el("tr", {}, el("th", { scope: "row" }, date(name(start))), types.map((type) => el("td", { class: "number" }, table.get(start)[type] ? show(table.get(start)[type]) : "")), el("td", { class: "number" }, show(total(start)))))))));
  return el("figure", {}, el("figcaption", {}, caption), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, drawing), key(types), data);
}

function shortName(name) {
  return name.length === 7 && name[5] !== "Q" ? `${name.slice(5)}/${name.slice(2, 4)}` : date(name);
}

function key(types) {
  return el("ul", { class: "legend" }, types.map((type) => el("li", { class: `t-${type}` }, el("span", { class: "dot" }), term("type", type))));
}

function biggest(deals) {
  if (!deals.length) return null;
  const d = globalThis.d3;
  const width = 900, row = 28, left = 330;
  const x = d.scaleLinear().domain([0, deals[0].euros]).range([0, width - left - 110]);
  const cut = (text) => (text.length > 46 ? `${text.slice(0, 45)}…` : text);
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${deals.length * row + 6}`, role: "group", "aria-label": t("charts.biggest") },
    deals.map((deal, i) => svg("g", { transform: `translate(0 ${i * row})` },
      svg("a", { href: `/deals/${deal.id}` }, svg("text", { x: left - 8, y: 18, "text-anchor": "end" }, cut(title(deal))), svg("title", {}, `${title(deal)}, ${term("type", deal.type)}, ${term("status", deal.status)}, ${date(deal.date)}`)),
      svg("rect", { class: `t-${deal.type}`, x: left, y: 4, height: row - 9, width: Math.max(2, x(deal.euros)) }),
      svg("text", { x: left + Math.max(2, x(deal.euros)) + 6, y: 18 }, money(deal.euros, "EUR")))),
  );
  return el("figure", {}, el("figcaption", {}, t("charts.biggest")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("charts.biggest") }, drawing), key([...new Set(deals.map((deal) => deal.type))]));
}

/** Companies as nodes, deals between them as lines from who acts to whom. */
export async function network(figure, graph, go, center) {
  const d = await d3();
  const width = 900, height = center ? 420 : 620;
  const linked = new Set(graph.links.flatMap((l) => [l.from, l.to]));
  const nodes = graph.companies.filter((c) => linked.has(c.company)).map((c) => ({ ...c, r: 5 + 3 * Math.sqrt(c.deals) }));
  const byId = new Map(nodes.map((n) => [n.company, n]));
  const links = graph.links.map((l) => ({ ...l, source: byId.get(l.from), target: byId.get(l.to) }));
  const simulation = d.forceSimulation(nodes)
    .force("link", d.forceLink(links).distance(center ? 130 : 75).strength(0.5))
    .force("charge", d.forceManyBody().strength(center ? -500 : -190))
    .force("x", d.forceX(width / 2).strength(0.05))
    .force("y", d.forceY(height / 2).strength(0.09))
    .force("collide", d.forceCollide((n) => n.r + 16))
    .stop();
  for (let i = 0; i < 300; i++) {
    simulation.tick();
    for (const n of nodes) {
      n.x = Math.max(70, Math.min(width - 70, n.x));
      n.y = Math.max(20, Math.min(height - 24, n.y));
    }
  }
  const between = (l) => `/?${new URLSearchParams({ q: `company:"${l.source.name}" company:"${l.target.name}"` })}`;
  const text = (l) => `${l.source.name} ${term("link", l.type)} ${l.target.name}`;
  const drawn = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("charts.network") },
    svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, svg("path", { d: "M0 0 8 4 0 8Z", class: "arrow" }))),
    links.map((l) => {
      const dx = l.target.x - l.source.x, dy = l.target.y - l.source.y, far = Math.hypot(dx, dy) || 1;
      const end = { x: l.target.x - (dx / far) * (l.target.r + 2), y: l.target.y - (dy / far) * (l.target.r + 2) };
      return svg("path", { class: `link t-${l.type}`, d: `M${l.source.x} ${l.source.y}L${end.x} ${end.y}`, "marker-end": "url(#arrow)", onclick: () => go(between(l)) },
        svg("title", {}, `${text(l)}${l.euros ? `, ${money(l.euros, "EUR")}` : ""}`));
    }),
    nodes.map((n) => svg("a", { class: "node", href: `/companies/${encodeURIComponent(n.company)}`, transform: `translate(${n.x} ${n.y})` },
      svg("circle", { r: n.r }), svg("text", { y: n.r + 12, "text-anchor": "middle" }, n.name.length > 24 ? `${n.name.slice(0, 23)}…` : n.name),
      svg("title", {}, `${n.name}: ${t("search.deals", { n: n.deals })}`))),
  );
  figure.append(
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("charts.network") }, drawn),
    key(TYPES.filter((type) => links.some((l) => l.type === type))),
    el("details", {}, el("summary", {}, t("charts.networkHelp")),
      el("ul", {}, links.map((l) => el("li", {}, el("a", { href: between(l) }, text(l)), l.euros ? `, ${money(l.euros, "EUR")}` : "")))),
  );
}
