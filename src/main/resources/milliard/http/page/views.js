/** Pages of one deal, company or article; extraction; saved searches; sources. */

import { extract as ask, get } from "./api.js";
import { card, disagreement, fieldName, life, parties, sentence, sum, tag, tags, title } from "./cards.js";
import { network } from "./charts.js";
import { el, marked, outward, show } from "./dom.js";
import { amount, country, date, duration, languageName, moment, number, percent } from "./format.js";
import * as saved from "./saved.js";
import { has, languages, pair, t, term } from "./words.js";

function facts(pairs) {
  return el("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function sourceLine(source) {
  return el(
    "div",
    { class: "small" },
    el("a", { href: `/articles/${encodeURIComponent(source.article)}`, lang: source.lang }, source.headline || source.article),
    el("span", { class: "soft" }, " · ", [source.site, source.published ? date(source.published) : null, source.lang ? languageName(source.lang) : null].filter(Boolean).join(" · ")),
    source.url ? [" · ", outward(source.url, t("deal.read", { site: source.site ?? new URL(source.url, location.href).host }))] : null,
  );
}

export async function deal(main, id) {
  const d = await get(`deals/${encodeURIComponent(id)}`);
  const byReport = new Map(d.claims.map((c) => [c.id, c.source.site ?? c.source.article]));
  show(main,
    tags(d),
    el("h1", { class: "parties" }, parties(d)),
    el("p", {}, sum(d)),
    life(d),
    facts([
      [t("deal.valuation"), d.valuation ? amount(d.valuation) : null],
      [t("deal.stake"), d.stake !== undefined ? percent(d.stake) : null],
      [t("deal.round"), d.round],
      [t("deal.subject"), d.subject],
      [t("deal.duration"), d.duration ? duration(d.duration) : null],
      [t("deal.confidence"), percent(Math.round(d.confidence * 100))],
    ]),
    d.disagreements.length
      ? el("section", {},
          el("h2", {}, t("deal.disagreements")),
          el("div", { class: "disagree" }, facts(d.disagreements.map((x) => [
            fieldName(x.field),
            el("ul", {}, x.versions.map((v) => el("li", {}, value(x.field, v.value), " ", el("span", { class: "small" }, t("deal.versionBy", { sites: [...new Set(v.reports.map((r) => byReport.get(r) ?? r))].join(", ") }))))),
          ]))))
      : null,
    el("h2", {}, t("deal.claims"), " ", el("span", { class: "soft small" }, t("deal.sources", { n: d.independent_sources }))),
    el("ul", { class: "cards" }, d.claims.map(claim)),
  );
  return title(d);
}

function value(field, text) {
  return field === "status" || field === "type" ? term(field, text) : field === "date" ? date(text) : text;
}

function claim(c) {
  return el(
    "li",
    { class: "card", id: c.id },
    el("div", { class: "tags" }, tag(term("type", c.type)), tag(term("status", c.status), c.status), c.main ? null : tag(t("deal.background"), "plain"),
      el("span", { class: "soft" }, c.amount ? amount(c.amount) : "")),
    sentence(c),
    sourceLine(c.source),
    el("div", { class: "small soft" }, c.roles.map((r) => pair(term("role", r.role), r.name)).join(" · "), c.roles.length ? " · " : "", t("deal.rule", { rule: c.rule })),
  );
}

export async function company(main, id, go) {
  const c = await get(`companies/${encodeURIComponent(id)}`);
  const aliases = [...new Set([...c.aliases, ...c.seen_as])].filter((name) => name !== c.name);
  const drawing = el("figure", {}, el("figcaption", {}, t("company.network")));
  show(main,
    el("h1", {}, c.name),
    el("div", { class: "tags" }, tag(term("kind", c.kind)), c.country ? tag(country(c.country), "plain") : null, c.known ? null : el("span", { class: "soft" }, t("company.unknown"))),
    facts([
      [t("company.aliases"), aliases.join(", ")],
      [t("company.ticker"), c.ticker],
      [t("company.roles"), c.roles.map((r) => pair(`${term("type", r.type)}, ${term("role", r.role)}`, number(r.deals))).join(" · ")],
    ]),
    drawing,
    el("h2", {}, t("company.deals"), " ", el("span", { class: "soft small" }, number(c.total)), " ",
      c.total ? el("a", { class: "small", href: `/charts?${new URLSearchParams({ q: `company:"${c.name.replace(/"/g, " ")}"` })}` }, t("company.charts")) : null),
    el("ul", { class: "cards" }, c.deals.map((d) => card(d, "h3"))),
  );
  if (c.network.links.length) await network(drawing, c.network, go, id);
  else drawing.remove();
  return c.name;
}

/** What stands where in an article's text, longest first where two begin together. */
function places(article) {
  const all = [];
  for (const e of article.entities) all.push({ start: e.start, end: e.end, is: e.type, company: e.company, title: pair(t(`mark.${e.type}`), e.name) });
  for (const a of article.amounts) all.push({ start: a.start, end: a.end, is: "amount", title: pair(t("mark.amount"), amount(plain(a))) });
  for (const p of article.percents) all.push({ start: p.start, end: p.end, is: "percent", title: pair(t("mark.percent"), percent(p.value)) });
  for (const d of article.dates) all.push({ start: d.start, end: d.end, is: "date", title: pair(t("mark.date"), date(d.value)) });
  for (const d of article.deals) {
    for (const e of d.evidence) if (e.trigger.in !== "headline") all.push({ start: e.trigger.start, end: e.trigger.end, is: "trigger", title: pair(t("mark.trigger"), term("type", d.type)) });
  }
  const rank = { trigger: 0, amount: 1, ORG: 2, PER: 2, LOC: 2, MISC: 2, percent: 3, date: 4 };
  return all.sort((a, b) => a.start - b.start || rank[a.is] - rank[b.is]);
}

/** An amount of the extract contract, whose unknown members are null. */
function plain(a) {
  return Object.fromEntries(Object.entries(a).filter(([, v]) => v !== null));
}

/** The text in paragraphs with its marks. */
function body(article) {
  const points = Array.from(article.text);
  const all = places(article);
  const paragraphs = [];
  let start = 0;
  for (let i = 0; i <= points.length; i++) {
    if (i < points.length && !(points[i] === "\n" && points[i + 1] === "\n")) continue;
    if (i > start) {
      const inside = all.filter((m) => m.start >= start && m.end <= i).map((m) => ({ ...m, start: m.start - start, end: m.end - start }));
      paragraphs.push(el("p", {}, marked(points.slice(start, i).join(""), inside, (mark, words) => {
        const made = el("mark", { class: mark.is, title: mark.title }, words);
        return mark.company ? el("a", { href: `/companies/${encodeURIComponent(mark.company)}` }, made) : made;
      })));
    }
    while (points[i] === "\n") i++;
    start = i;
    i--;
    if (start >= points.length) break;
  }
  return el("div", { class: "text", lang: article.lang }, paragraphs.length ? paragraphs : t("article.noText"));
}

function legend(article) {
  const kinds = [...new Set(places(article).map((p) => p.is))];
  return el("ul", { class: "legend", "aria-label": t("mark.legend") }, kinds.map((kind) => el("li", {}, el("mark", { class: kind }, t(`mark.${kind}`)))));
}

/** A deal of the extract contract, as a small card. */
function mention(d, report) {
  return el(
    "li",
    { class: "card" },
    el("div", { class: "tags" }, tag(term("type", d.type)), tag(term("status", d.status), d.status), d.round ? tag(d.round, "plain") : null, d.main ? null : tag(t("deal.background"), "plain")),
    el("div", { class: "parties" }, d.roles.map((r, i) => el("span", { class: "party" }, i ? " · " : "",
      r.company ? el("a", { href: `/companies/${encodeURIComponent(r.company)}` }, r.name) : r.name, " ", el("span", { class: "role" }, term("role", r.role))))),
    facts([
      [t("deal.amount"), d.amount ? amount(plain(d.amount)) : d.undisclosed ? t("deal.undisclosed") : null],
      [t("deal.valuation"), d.valuation ? amount(plain(d.valuation)) : null],
      [t("deal.stake"), d.stake !== null ? percent(d.stake) : null],
      [t("deal.date"), d.date ? date(d.date) : null],
      [t("deal.duration"), d.duration ? duration(d.duration) : null],
      [t("deal.subject"), d.subject],
      [t("deal.confidence"), percent(Math.round(d.confidence * 100))],
    ]),
    el("div", { class: "small soft" }, d.evidence.map((e) => t("deal.because", { text: e.trigger.text, rule: e.rule })).join(" · ")),
    report ? el("a", { class: "small", href: `/deals/${report}` }, t("deal.open")) : null,
  );
}

export async function article(main, id) {
  const { article: a, reports } = await get(`articles/${encodeURIComponent(id)}`);
  show(main,
    el("h1", { lang: a.lang }, a.headline || a.url || id),
    el("p", { class: "small soft" }, [
      a.site, a.authors?.length ? t("article.by", { authors: a.authors.join(", ") }) : null, a.published ? date(a.published) : null,
      a.modified && date(a.modified) !== date(a.published) ? t("article.modified", { date: date(a.modified) }) : null, a.lang ? languageName(a.lang) : null,
    ].filter(Boolean).join(" · "), a.url ? [" · ", outward(a.url, t("deal.read", { site: a.site ?? a.url }))] : null),
    legend(a),
    el("div", { class: "columns" }, body(a),
      el("section", {}, el("h2", {}, t("article.deals")), a.deals.length ? el("ul", { class: "cards" }, a.deals.map((d, i) => mention(d, reports[i]))) : el("p", {}, t("article.none")))),
  );
  return a.headline || id;
}

export async function extraction(main) {
  const text = el("textarea", { id: "text", name: "text", maxlength: "1000000", required: true, spellcheck: "false" });
  const language = el("select", { id: "text-language" }, el("option", { value: "" }, t("extract.auto")), Object.entries(languages).map(([code]) => el("option", { value: code }, languageName(code))));
  const published = el("input", { type: "date", id: "published" });
  const go = el("button", { type: "submit", class: "first" }, t("extract.go"));
  const answer = el("div", { "aria-live": "polite" });
  const form = el(
    "form",
    { onsubmit: async (event) => {
      event.preventDefault();
      go.disabled = true;
      answer.replaceChildren(el("p", { class: "soft" }, t("extract.busy")));
      try {
        const request = { text: text.value };
        if (language.value) request.lang = language.value;
        if (published.value) request.published = published.value;
        answer.replaceChildren(...told(await ask(request)));
      } catch (problem) {
        if (problem.name !== "AbortError") answer.replaceChildren(el("div", { class: "fault", role: "alert" }, problem.problem ? problem.message : t("problem.offline")));
      } finally {
        go.disabled = false;
      }
    } },
    el("p", {}, el("label", { for: "text" }, t("extract.text")), text),
    el("div", { class: "row" },
      el("label", {}, t("extract.lang"), " ", language),
      el("label", {}, t("extract.published"), " ", published),
      go,
      el("button", { type: "button", class: "plain", onclick: () => { text.value = t("extract.sample"); } }, t("extract.example"))),
  );
  show(main, el("h1", {}, t("extract.title")), form, answer);
  return t("title.extract");
}

function told(a) {
  const why = a.explanation ?? [];
  return [
    el("h2", {}, [t("search.deals", { n: a.deals.length }), t("extract.amounts", { n: a.amounts.length }), t("extract.names", { n: a.entities.length })].join(", "), a.lang ? ` · ${languageName(a.lang)}` : ""),
    legend(a),
    el("div", { class: "columns" }, body(a), el("ul", { class: "cards" }, a.deals.length ? a.deals.map((d) => mention(d)) : el("li", { class: "card" }, t("article.none")))),
    a.notes?.length ? el("p", { class: "warn" }, pair(t("article.notes"), a.notes.join("; "))) : null,
    el("h2", {}, t("extract.why")),
    why.length
      ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("extract.why") }, el("table", {},
          el("thead", {}, el("tr", {}, ["trigger", "rule", "roles", "marks", "outcome"].map((c) => el("th", { scope: "col" }, t(`extract.${c}`))))),
          el("tbody", {}, why.map((w) => el("tr", {},
            el("td", {}, el("mark", { class: "trigger" }, w.trigger.text)), el("td", {}, w.rule),
            el("td", {}, w.roles.map((r) => pair(term("role", r.role), r.name)).join(", ")), el("td", {}, w.marks.map(noticed).join(", ")),
            el("td", {}, w.kept ? t("extract.kept") : t("extract.dropped")))))))
      : el("p", {}, t("extract.none")),
    el("details", {}, el("summary", {}, t("extract.json")), el("pre", { class: "scroll", tabindex: "0" }, JSON.stringify(a, null, 2))),
  ].filter(Boolean);
}

/** What was noticed of a trigger, in words: "support:sign" is support, with the word. */
function noticed(mark) {
  const [, kind, word] = /^([^:]*):?(.*)$/.exec(mark);
  if (!has(`noticed.${kind}`)) return mark;
  return t(`noticed.${kind}`, { word: has(`role.${word}`) ? term("role", word) : word });
}

export async function kept(main, again) {
  const list = saved.all();
  const alerts = (await get("alerts")).alerts;
  show(main,
    el("h1", {}, t("title.saved")),
    el("h2", {}, t("saved.searches")),
    list.length
      ? el("ul", { class: "cards" }, list.map((s) => el("li", { class: "card row" },
          el("a", { href: `${s.what === "deals" ? "/" : "/articles"}?${new URLSearchParams({ q: s.query })}` }, s.query || t("meaning.all")),
          el("span", { class: "soft small" }, t(`nav.${s.what}`)),
          el("button", { type: "button", class: "plain push", "aria-label": pair(t("saved.remove"), s.query), onclick: () => { saved.remove(s); again(); } }, t("saved.remove")))))
      : el("p", { class: "soft" }, t("saved.none")),
    el("h2", {}, t("saved.alerts")),
    alerts.length
      ? el("ul", { class: "cards" }, alerts.map((a) => el("li", { class: "card row" },
          el("strong", {}, a.name), el("a", { href: `/?${new URLSearchParams({ q: a.query })}` }, a.query),
          el("a", { class: "push", href: `/api/v1/alerts/${encodeURIComponent(a.name)}/feed.atom`, type: "application/atom+xml" }, t("saved.feed")))))
      : [el("p", { class: "soft" }, t("saved.noAlerts")), el("pre", { class: "scroll", tabindex: "0" }, 'milliard alerts add --home DIR NAME "QUERY"')],
  );
  return t("title.saved");
}

export async function sources(main) {
  const [health, told] = await Promise.all([get("sources"), get("articles", { limit: 1 })]);
  const when = (iso) => (iso ? moment(iso) : t("sources.never"));
  const share = (part, whole) => (whole ? percent(Math.round((100 * part) / whole)) : "–");
  const columns = ["name", "state", "fetched", "fresh", "articles", "dated", "signed", "waiting", "failed"];
  const sites = told.facets.find((f) => f.field === "site");
  show(main,
    el("h1", {}, t("title.sources")),
    health.sources.length
      ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("title.sources") }, el("table", {},
          el("thead", {}, el("tr", {}, columns.map((c, i) => el("th", { scope: "col", class: i > 3 ? "number" : null }, t(`sources.${c}`))))),
          el("tbody", {}, health.sources.map((s) => el("tr", {},
            el("td", {}, outward(s.url, s.name || s.url), el("div", { class: "soft small" }, s.kind)),
            el("td", {}, !s.active ? t("sources.inactive") : s.warnings.length || s.error ? el("span", { class: "warn" }, [s.error, ...s.warnings].filter(Boolean).join("; ")) : t("sources.ok")),
            el("td", { class: "day" }, when(s.fetched)), el("td", { class: "day" }, when(s.fresh)), el("td", { class: "number" }, s.read ? number(s.articles) : "–"),
            el("td", { class: "number" }, share(s.dated, s.read)), el("td", { class: "number" }, share(s.signed, s.read)),
            el("td", { class: "number" }, number(s.waiting)), el("td", { class: "number" }, number(s.failed)))))))
      : el("p", { class: "soft" }, t("sources.none")),
    sites
      ? [el("h2", {}, t("sources.told")), el("ul", {}, sites.values.map((v) => el("li", {}, el("a", { href: `/articles?${new URLSearchParams({ q: `site:"${v.value.replace(/"/g, " ")}"` })}` }, v.value), ` ${number(v.hits)}`)))]
      : null,
  );
  return t("title.sources");
}

/** What went wrong, for people. */
export function fault(main, problem) {
  const p = problem.problem;
  show(
    main,
    el("h1", {}, p?.status === 404 ? t("problem.notFound") : t("problem")),
    el("div", { class: "fault", role: "alert" }, el("span", { lang: p ? "en" : null }, p ? problem.message : t("problem.offline")), p?.request ? el("div", { class: "soft small" }, t("problem.request", { request: p.request })) : null),
  );
  return t("problem");
}
