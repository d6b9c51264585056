/** Charts, drawn with d3: deals by month and type, amounts, the biggest, the network of companies. */

import { get } from "./api.js";
import { title } from "./cards.js";
import { el, show, svg } from "./dom.js";
import { date, money, number } from "./format.js";
import { box, narrowed } from "./search.js";
import { pair, t, term } from "./words.js";

const TYPES = ["contract", "acquisition", "merger", "funding", "investment", "partnership", "joint_venture", "ipo", "debt", "legal"];

/** The room that a drawing has, so that its letters are as large as the page's on a phone too. */
function room() {
  const main = document.getElementById("main");
  const style = getComputedStyle(main);
  const inner = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return Math.max(260, Math.min(1100, Math.floor(inner - 38)));
}

/** Draws, and again when a turned phone or another window gives more room or less. */
function redrawn(element, draw) {
  let drawn = room();
  draw();
  new ResizeObserver(() => {
    if (!element.isConnected || Math.abs(room() - drawn) < 40) return;
    drawn = room();
    requestAnimationFrame(draw);
  }).observe(element);
}

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
  redrawn(drawings, () => show(
    drawings,
    all.partial ? el("p", { class: "warn" }, t("charts.counted", { counted: number(all.counted), total: number(all.total) })) : null,
    months(all.months, "deals", t("charts.deals"), number, query, go),
    months(all.months, "euros", t("charts.amounts"), (v) => money(v, "EUR"), query, go),
    biggest(all.biggest),
    all.network.links.length ? graph : null,
  ));
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
  const month = (at) => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  const days = (start) => (size === 12 ? name(start) : size === 1 ? month(start) : `${month(start)}..${month(start + 2)}`);
  const starts = [];
  for (let at = of(sorted[0]); at <= of(sorted.at(-1)); at += size) starts.push(at);
  return { starts, of, name, days };
}

function months(rows, what, caption, show, query, go) {
  if (!rows.some((r) => r[what] > 0)) return null;
  const { starts, of, name, days } = periods(rows);
  const deals = (start, type) => `/?${new URLSearchParams({ q: narrowed(query, `type:${type} date:${days(start)}`) })}`;
  const table = new Map(starts.map((start) => [start, Object.fromEntries(TYPES.map((type) => [type, 0]))]));
  for (const row of rows) table.get(of(row.month))[row.type] += row[what];
  const types = TYPES.filter((type) => rows.some((r) => r.type === type && r[what] > 0));
  const width = room(), height = width < 600 ? 230 : 280, left = 64, bottom = 26, top = 10;
  const d = globalThis.d3;
  const x = d.scaleBand().domain(starts).range([left, width - 6]).padding(0.2);
  const total = (start) => d.sum(types, (type) => table.get(start)[type]);
  const y = d.scaleLinear().domain([0, d.max(starts, total)]).nice().range([height - bottom, top]);
  const every = Math.ceil(starts.length / Math.max(2, Math.floor((width - left) / 70)));
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
        const bar = svg("rect", { class: `goes t-${type}`, onclick: () => go(deals(start, type)), x: x(start), width: x.bandwidth(), y: y(at + value), height: Math.max(0.5, y(at) - y(at + value)) },
          svg("title", {}, pair(`${date(name(start))}, ${term("type", type)}`, show(value))));
        at += value;
        return bar;
      });
      const label = i % every === 0 ? svg("text", { class: "axis", x: x(start) + x.bandwidth() / 2, y: height - bottom + 16, "text-anchor": "middle" }, shortName(name(start))) : null;
      return svg("g", { class: "axis" }, bars, label);
    }),
  );
  const data = el("details", {}, el("summary", {}, t("charts.table")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("charts.month")), types.map((type) => el("th", { scope: "col", class: "number" }, term("type", type))), el("th", { scope: "col", class: "number" }, t("charts.total")))),
    el("tbody", {}, starts.filter((start) => total(start) > 0).map((start) => el("tr", {}, el("th", { scope: "row" }, date(name(start))), types.map((type) => el("td", { class: "number" }, table.get(start)[type] ? el("a", { href: deals(start, type) }, show(table.get(start)[type])) : "")), el("td", { class: "number" }, show(total(start)))))))));
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
  const width = room();
  const beside = width > 640;
  const row = beside ? 28 : 46, left = beside ? 330 : 2, at = beside ? 0 : 18;
  const most = beside ? 46 : Math.floor(width / 7);
  const x = d.scaleLinear().domain([0, deals[0].euros]).range([0, width - left - 110]);
  const cut = (text) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${deals.length * row + 6}`, role: "group", "aria-label": t("charts.biggest") },
    deals.map((deal, i) => svg("g", { transform: `translate(0 ${i * row})` },
      svg("a", { href: `/deals/${deal.id}` }, svg("text", beside ? { x: left - 8, y: 18, "text-anchor": "end" } : { x: left, y: 16 }, cut(title(deal))), svg("title", {}, `${title(deal)}, ${term("type", deal.type)}, ${term("status", deal.status)}, ${date(deal.date)}`)),
      svg("rect", { class: `t-${deal.type}`, x: left, y: 4 + at, height: 19, width: Math.max(2, x(deal.euros)) }),
      svg("text", { x: left + Math.max(2, x(deal.euros)) + 6, y: 18 + at }, money(deal.euros, "EUR")))),
  );
  return el("figure", {}, el("figcaption", {}, t("charts.biggest")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("charts.biggest") }, drawing), key([...new Set(deals.map((deal) => deal.type))]));
}

/** Companies as nodes, deals between them as lines from who acts to whom. */
export async function network(figure, graph, go, center) {
  const d = await d3();
  const place = el("div", {});
  figure.append(place);
  redrawn(place, () => place.replaceChildren(...drawing(d, graph, go, center)));
}

/** Puts nodes on a grid, those that are linked side by side, so that few lines cross. */
function begin(nodes, links, width, height) {
  const order = new Set();
  for (const node of nodes) {
    const next = [node];
    for (let at = next.shift(); at; at = next.shift()) {
      if (order.has(at)) continue;
      order.add(at);
      for (const l of links) {
        if (l.source === at) next.push(l.target);
        if (l.target === at) next.push(l.source);
      }
    }
  }
  const columns = Math.max(1, Math.round(Math.sqrt((nodes.length * width) / height)));
  const rows = Math.ceil(nodes.length / columns);
  [...order].forEach((n, i) => {
    const row = Math.floor(i / columns);
    const column = row % 2 ? columns - 1 - (i % columns) : i % columns;
    n.x = ((column + 0.5) * width) / columns;
    n.y = ((row + 0.5) * height) / rows;
  });
}

function drawing(d, graph, go, center) {
  const linked = new Set(graph.links.flatMap((l) => [l.from, l.to]));
  const nodes = graph.companies.filter((c) => linked.has(c.company)).map((c) => ({ ...c, r: 5 + 3 * Math.sqrt(c.deals), label: c.name.length > 24 ? `${c.name.slice(0, 23)}…` : c.name }));
  const width = room(), height = Math.round(Math.max(220, Math.min(1800, (nodes.length * 13000) / width)));
  for (const n of nodes) n.half = Math.max(n.r, n.label.length * 3.3);
  const byId = new Map(nodes.map((n) => [n.company, n]));
  const links = graph.links.map((l) => ({ ...l, source: byId.get(l.from), target: byId.get(l.to) }));
  begin(nodes, links, width, height);
  const simulation = d.forceSimulation(nodes)
    .force("link", d.forceLink(links).distance(center ? Math.min(150, width / 4) : 80).strength(0.5))
    .force("charge", d.forceManyBody().strength(center ? -420 : -190))
    .force("x", d.forceX(width / 2).strength(0.05))
    .force("y", d.forceY(height / 2).strength(center ? 0.12 : 0.09))
    .force("collide", d.forceCollide((n) => Math.max(n.r + 16, 0.8 * n.half + 6)).strength(1).iterations(3))
    .stop();
  for (let i = 0; i < 300; i++) {
    simulation.tick();
    for (const n of nodes) {
      n.x = Math.max(n.half + 2, Math.min(width - n.half - 2, n.x));
      n.y = Math.max(n.r + 4, Math.min(height - n.r - 20, n.y));
    }
  }
  const top = Math.min(...nodes.map((n) => n.y - n.r)) - 6;
  const bottom = Math.max(...nodes.map((n) => n.y + n.r)) + 20;
  const between = (l) => `/?${new URLSearchParams({ q: `company:"${l.source.name}" company:"${l.target.name}"` })}`;
  const text = (l) => `${l.source.name} ${term("link", l.type)} ${l.target.name}`;
  const drawn = svg(
    "svg",
    { viewBox: `0 ${top} ${width} ${bottom - top}`, role: "group", "aria-label": t("charts.network") },
    svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, svg("path", { d: "M0 0 8 4 0 8Z", class: "arrow" }))),
    links.map((l) => {
      const dx = l.target.x - l.source.x, dy = l.target.y - l.source.y, far = Math.hypot(dx, dy) || 1;
      const end = { x: l.target.x - (dx / far) * (l.target.r + 2), y: l.target.y - (dy / far) * (l.target.r + 2) };
      return svg("path", { class: `link t-${l.type}`, d: `M${l.source.x} ${l.source.y}L${end.x} ${end.y}`, "marker-end": "url(#arrow)", onclick: () => go(between(l)) },
        svg("title", {}, `${text(l)}${l.euros ? `, ${money(l.euros, "EUR")}` : ""}`));
    }),
    nodes.map((n) => svg("a", { class: n.company === center ? "node center" : "node", href: `/companies/${encodeURIComponent(n.company)}`, transform: `translate(${n.x} ${n.y})` },
      svg("circle", { r: n.r }), svg("text", { y: n.r + 12, "text-anchor": "middle" }, n.label),
      svg("title", {}, pair(n.name, t("search.deals", { n: n.deals }))))),
  );
  return [
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("charts.network") }, drawn),
    key(TYPES.filter((type) => links.some((l) => l.type === type))),
    el("details", {}, el("summary", {}, t("charts.networkHelp")),
      el("ul", {}, links.map((l) => el("li", {}, el("a", { href: between(l) }, text(l)), l.euros ? `, ${money(l.euros, "EUR")}` : "")))),
  ];
}
