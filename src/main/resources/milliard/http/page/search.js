/** The search of deals and of articles: box with suggestions, meaning, hits, facets. */

import { address, get } from "./api.js";
import { card, fieldName } from "./cards.js";
import { el, marked, outward, show } from "./dom.js";
import { date, languageName, money, number } from "./format.js";
import * as saved from "./saved.js";
import { language, pair, t, term } from "./words.js";

const SORTS = ["relevance", "date", "amount"];

/** Beside the hits there is room for the facets; elsewhere they are shut above them. */
const WIDE = matchMedia("(min-width: 52.01rem)");
WIDE.addEventListener("change", () => document.querySelectorAll(".facets .all").forEach((all) => { all.open = WIDE.matches; }));

export async function page(main, parameters, go, what) {
  const query = parameters.get("q") ?? "";
  const sort = SORTS.includes(parameters.get("sort")) ? parameters.get("sort") : query ? "relevance" : "date";
  const search = (q, by = sort) => go(`${what === "deals" ? "/" : "/articles"}?${new URLSearchParams({ q, ...(by !== "relevance" || !q ? { sort: by } : {}) })}`);
  const results = el("div", { "aria-busy": "true" }, el("p", { class: "soft" }, t("loading")));
  show(main,
    el("h1", { class: "hidden" }, t(`title.${what}`)),
    box(query, what, (q) => search(q, q === query ? sort : undefined)),
    query ? null : examples(what),
    results,
  );
  try {
    const answer = await get(what, { q: query, sort, limit: 20 });
    results.replaceChildren(...found(answer, what, query, sort, search));
    return t(`search.${what === "deals" ? "deals" : "found"}`, { n: answer.total });
  } catch (problem) {
    if (problem.problem?.column) {
      results.replaceChildren(fault(problem, query));
      return problem.message;
    }
    throw problem;
  } finally {
    results.removeAttribute("aria-busy");
  }
}

/** Queries to begin with. */
function examples(what) {
  const links = t("search.placeholder").split(" · ").map((q) => el("a", { href: `${what === "deals" ? "/" : "/articles"}?${new URLSearchParams({ q })}` }, q));
  return el("p", { class: "meaning small" }, t("search.try"), " ", links.map((link, i) => [i ? " · " : "", link]));
}

/** What was wrong with the query, and where. */
function fault(problem, query) {
  const column = Math.max(1, problem.problem.column);
  return el(
    "div",
    { class: "fault", role: "alert" },
    el("strong", {}, t("problem.query", { column })),
    " ",
    el("span", { lang: "en" }, problem.message.replace(/^column \d+: /, "")),
    el("pre", { "aria-hidden": "true" }, `${query.replace(/\s/g, " ")}\n${" ".repeat(Math.min(column - 1, query.length))}^`),
  );
}

/** The form with its suggestions (the combobox pattern of WAI-ARIA). */
export function box(query, what, submit) {
  const list = el("ul", { class: "suggestions", id: "suggestions", role: "listbox", "aria-label": t("search.suggestions"), hidden: true });
  const input = el("input", {
    type: "search", name: "q", id: "q", value: query, autocomplete: "off", spellcheck: "false", maxlength: "4096",
    role: "combobox", "aria-expanded": "false", "aria-controls": "suggestions", "aria-autocomplete": "list",
    "aria-label": t(what === "articles" ? "search.articles" : "search.label"), placeholder: t("search.placeholder"),
  });
  let shown = [];
  let at = -1;
  let asked = 0;
  let timer;

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function select(index) {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function take(index) {
    input.value = shown[index].query;
    const more = shown[index].kind === "field";
    close();
    input.focus();
    if (more) suggest();
    else submit(input.value);
  }

  async function suggest() {
    const turn = ++asked;
    if (!input.value.trim()) return close();
    let answer;
    try {
      answer = await get("suggestions", { q: input.value });
    } catch {
      return close();
    }
    if (turn !== asked || document.activeElement !== input) return;
    shown = answer.suggestions;
    if (!shown.length) return close();
    list.replaceChildren(
      ...shown.map((s, i) =>
        el(
          "li",
          { id: `suggestion-${i}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(i); } },
          el("span", {}, s.text),
          el("span", { class: "kind soft small" }, s.hits ? `${t(`suggestion.${s.kind}`)} · ${number(s.hits)}` : t(`suggestion.${s.kind}`)),
        ),
      ),
    );
    list.hidden = false;
    at = -1;
    input.setAttribute("aria-expanded", "true");
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      select(((at + step + 1 + shown.length + 1) % (shown.length + 1)) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  return el(
    "form",
    { class: "search", role: "search", onsubmit: (event) => { event.preventDefault(); clearTimeout(timer); asked++; close(); submit(input.value.trim()); } },
    el("div", { class: "field" }, input, list),
    el("button", { class: "first", type: "submit" }, t("search.go")),
  );
}

function found(answer, what, query, sort, search) {
  const shown = (hit) => (what === "deals" ? card(hit) : article(hit));
  const list = el("ul", { class: "cards" }, answer[what].map(shown));
  const more = el("div", { class: "row" });
  next(answer);

  function next(page) {
    more.replaceChildren();
    if (!page.next) return;
    more.append(el("button", { type: "button", onclick: async (event) => {
      event.target.disabled = true;
      const further = await get(what, { q: query, sort, limit: 20, facets: false, cursor: page.next });
      const first = list.children.length;
      list.append(...further[what].map(shown));
      next(further);
      list.children[first]?.querySelector("a")?.focus();
    } }, t("search.more")));
  }

  const order = el("select", { id: "sort", onchange: (event) => search(query, event.target.value) },
    SORTS.map((by) => el("option", { value: by, selected: by === sort }, t(`sort.${by}`))));
  const keep = el("button", { type: "button", class: "plain", onclick: (event) => { saved.add({ what, query }); event.target.textContent = t("search.saved"); } }, t("search.save"));
  const hits = el(
    "section",
    {},
    el("div", { class: "row" },
      el("strong", { id: "total" }, t(`search.${what === "deals" ? "deals" : "found"}`, { n: answer.total })),
      query ? keep : null,
      el("a", { class: "small", href: address("export", { q: query, of: what === "deals" ? "" : "articles" }), download: "milliard.jsonl" }, t("search.export")),
      el("label", { class: "push small" }, t("search.sort"), " ", order)),
    answer.partial ? el("p", { class: "warn" }, t("search.partial")) : null,
    answer.total ? null : el("p", {}, t("search.none")),
    el("div", { class: "space" }),
    list,
    more,
  );
  return [
    query && answer.meaning ? el("p", { class: "meaning" }, t("meaning"), " ", el("span", { id: "meaning" }, said(answer.meaning))) : el("p", { class: "meaning" }),
    el("div", { class: "found" }, hits, answer.facets.length ? facets(answer.facets, query, search) : null),
  ];
}

function article(hit) {
  return el(
    "li",
    { class: "card" },
    el("h2", {}, el("a", { href: `/articles/${encodeURIComponent(hit.article)}`, lang: hit.lang }, hit.headline || hit.url || hit.article)),
    el("div", { class: "small soft" }, [hit.site, hit.published ? date(hit.published) : null, hit.lang ? languageName(hit.lang) : null].filter(Boolean).join(" · ")),
    hit.snippet.text ? el("blockquote", { lang: hit.lang }, marked(hit.snippet.text, hit.snippet.marks, (m, words) => el("mark", { class: "hit" }, words))) : null,
    hit.deals.length
      ? el("div", { class: "tags" }, hit.deals.map((claim) =>
          el("a", { class: "tag", href: `/deals/${claim.id}` }, claim.roles.length ? pair(term("type", claim.type), claim.roles.map((r) => r.name).join(" · ")) : term("type", claim.type))))
      : null,
    hit.url ? el("div", { class: "small" }, outward(hit.url, t("deal.read", { site: hit.site ?? hit.url }))) : null,
  );
}

/** What answers a query and this too. */
export function narrowed(query, part) {
  return /\bOR\b|\bOU\b|\|/.test(query) ? `(${query}) ${part}` : `${query} ${part}`.trim();
}

/** What a facet's value adds to the query. */
function clause(field, value) {
  if (field === "band") return `amount:${value}`;
  if (field === "year") return `date:${value}`;
  return `${field}:${/^[\p{L}\p{N}_-]+$/u.test(value) ? value : `"${value.replace(/"/g, " ")}"`}`;
}

function valueName(field, value) {
  if (field === "type" || field === "status") return term(field, value);
  if (field === "lang") return languageName(value);
  if (field === "band") {
    const [low, high] = value.replace(" EUR", "").split("..").map((bound) => bound && { value: parseFloat(bound) * (bound.endsWith("B") ? 1e9 : 1e6) });
    if (!low) return t("amount.less_than", { value: money(high.value, "EUR") });
    if (!high) return t("amount.at_least", { value: money(low.value, "EUR") });
    return t("amount.between", { low: money(low.value, "EUR"), high: money(high.value, "EUR") });
  }
  return value;
}

function facets(all, query, search) {
  const open = new Set(["type", "status", "company", "year", "band", "lang"]);
  return el(
    "aside",
    { class: "facets", "aria-label": t("facets") },
    el("details", { class: "all", open: WIDE.matches }, el("summary", {}, t("facets")), all.map((facet) =>
      el(
        "details",
        { open: open.has(facet.field) },
        el("summary", {}, term("facet", facet.field)),
        el("ul", {}, facet.values.map(({ value, hits }) => {
          const part = clause(facet.field, value);
          const on = ` ${query} `.includes(` ${part} `);
          return el("li", {}, el("button", {
            type: "button", "aria-pressed": String(on), "data-facet": `${facet.field}:${value}`,
            onclick: () => search(on ? ` ${query} `.replace(` ${part} `, " ").trim() : narrowed(query, part)),
          }, el("span", {}, valueName(facet.field, value)), el("span", { class: "soft" }, number(hits))));
        })),
      ),
    )),
  );
}

/** The meaning of a query in words. */
export function said(meaning) {
  const list = (parts, joint) => parts.map((part) => {
    const text = said(part);
    return (part.any && joint === "meaning.and") || part.all ? `(${text})` : text;
  }).join(t(joint));
  if (meaning.everything) return t("meaning.all");
  if (meaning.all) return list(meaning.all, "meaning.and");
  if (meaning.any) return list(meaning.any, "meaning.or");
  if (meaning.not) return t("meaning.not", { part: said(meaning.not) });
  if (meaning.asks) {
    const asks = meaning.asks.map((a) => (a.field ? `${fieldName(a.field)} ${valueOf(a.field, a.value)}` : a.value)).join(t("meaning.or"));
    return t("meaning.concept", { words: meaning.words, asks });
  }
  if (meaning.words !== undefined) {
    if (["headline", "subject"].includes(meaning.field)) return t("meaning.in", { words: t(`meaning.${meaning.form}`, meaning), field: term("field", meaning.field) });
    if (meaning.field !== "text") return t("meaning.party", { field: fieldName(meaning.field), words: meaning.form === "word" ? meaning.words : t(`meaning.${meaning.form}`, meaning) });
    return t(`meaning.${meaning.form}`, meaning);
  }
  if (meaning.field === "date") {
    const first = meaning.first && date(meaning.first);
    const last = meaning.last && date(meaning.last);
    if (first && last) return t(first === last ? "meaning.day" : "meaning.days", { first, last });
    return first ? t("meaning.since", { first }) : t("meaning.until", { last });
  }
  if (meaning.value !== undefined) return t("meaning.value", { field: fieldName(meaning.field), value: valueOf(meaning.field, meaning.value) });
  const told = (value) => (meaning.field === "amount" || meaning.field === "valuation" ? (meaning.currency ? money(value, meaning.currency) : short(value)) : number(value));
  const field = fieldName(meaning.field);
  const low = meaning.low !== undefined && told(meaning.low);
  const high = meaning.high !== undefined && told(meaning.high);
  if (low && high) return t(low === high ? "meaning.is" : "meaning.between", { field, low, high });
  if (low) return t(meaning.lowOpen ? "meaning.lowOpen" : "meaning.low", { field, low });
  return t(meaning.highOpen ? "meaning.highOpen" : "meaning.high", { field, high });
}

function short(value) {
  return new Intl.NumberFormat(language, { notation: "compact", compactDisplay: "long", maximumFractionDigits: 2 }).format(value);
}

function valueOf(field, value) {
  return field === "type" || field === "status" ? term(field, value) : field === "lang" ? languageName(value) : value;
}
