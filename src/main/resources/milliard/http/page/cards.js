/** A deal as a card: what, who, how much, how far, who says so. */

import { el, marked } from "./dom.js";
import { amount, date, euros, languageName, number } from "./format.js";
import { has, pair, t, term } from "./words.js";

export function tag(text, kind = "") {
  return el("span", { class: `tag ${kind}` }, text);
}

export function party(p) {
  return el(
    "span",
    { class: "party" },
    p.company ? el("a", { href: `/companies/${encodeURIComponent(p.company)}` }, p.name) : p.name,
    " ",
    el("span", { class: "role" }, term("role", p.role)),
  );
}

export function parties(deal) {
  return el("span", {}, deal.parties.length ? deal.parties.map((p, i) => [i ? " · " : "", party(p)]) : t("deal.untitled"));
}

/** The names of the parties, for titles and links. */
export function title(deal) {
  return deal.parties.map((p) => p.name).join(" · ") || t("deal.untitled");
}

/** The amount as said and in euros, with rate and date. */
export function sum(deal) {
  if (!deal.amount) return el("span", { class: "soft" }, deal.undisclosed ? t("deal.undisclosed") : t("deal.noAmount"));
  const parts = [el("strong", {}, amount(deal.amount)), " ", el("span", { class: "soft small" }, t("deal.said", { text: deal.amount.text }))];
  if (deal.euros && deal.amount.currency !== "EUR") {
    const converted = t("deal.converted", {
      amount: euros(deal.euros, deal.amount.modality),
      period: date(deal.euros.period),
      rate: `1 ${deal.amount.currency} = ${number(deal.euros.rate)} EUR`,
    });
    parts.push(el("br"), el("span", { class: "soft small" }, converted, deal.euros.approximate ? `, ${t("deal.approximate")}` : ""));
  }
  return el("span", { class: "sum" }, parts);
}

export function life(deal) {
  return el(
    "ol",
    { class: "life", "aria-label": t("deal.history") },
    deal.history.map((stage) =>
      el("li", {}, tag(term("status", stage.status), stage.status), " ", el("span", { class: "soft" }, stage.day ? date(stage.day) : "")),
    ),
  );
}

/** The tags in the head of a card. */
export function tags(deal) {
  return el(
    "div",
    { class: "tags" },
    tag(term("type", deal.type), `t-${deal.type}`),
    deal.round ? tag(deal.round, "plain") : null,
    deal.main ? null : tag(t("deal.background"), "plain"),
    deal.certain === false ? el("span", { class: "tag plain", title: t("deal.possibleWhy") }, t("deal.possible")) : null,
    deal.date ? el("span", { class: "soft" }, date(deal.date)) : null,
  );
}

/** The languages and sites of the sources. */
function told(deal) {
  const languages = [...new Set(deal.claims.map((c) => c.source.lang).filter(Boolean))];
  const sites = [...new Set(deal.claims.map((c) => c.source.site).filter(Boolean))];
  return el(
    "div",
    { class: "small soft" },
    t("deal.sources", { n: deal.independent_sources }),
    sites.length ? ` · ${sites.slice(0, 4).join(", ")}${sites.length > 4 ? " …" : ""}` : "",
    languages.length ? ` · ${languages.map(languageName).join(", ")}` : "",
  );
}

export function disagreement(deal) {
  if (!deal.disagreements.length) return null;
  const fields = deal.disagreements.map((d) => fieldName(d.field)).join(", ");
  return el("div", { class: "disagree small" }, t("deal.disagree", { fields }));
}

/** The name of a field or role. */
export function fieldName(field) {
  return has(`role.${field}`) ? term("role", field) : term("field", field);
}

/** The claim to show: the one of the snippet, else the first. */
function shown(deal) {
  return deal.claims.find((c) => c.sentence === deal.snippet?.text) ?? deal.claims[0];
}

export function sentence(claim) {
  return el(
    "blockquote",
    { lang: claim.source.lang },
    marked(claim.sentence, claim.marks, (mark, words) =>
      el("mark", { class: mark.is, title: ["trigger", "amount"].includes(mark.is) ? t(`mark.${mark.is}`) : term("role", mark.is) }, words),
    ),
  );
}

/** A card under a heading of the level above. */
export function card(deal, heading = "h2") {
  const claim = shown(deal);
  return el(
    "li",
    { class: "card deal" },
    tags(deal),
    el(heading, { class: "parties" }, parties(deal)),
    el("div", {}, sum(deal)),
    life(deal),
    sentence(claim),
    disagreement(deal),
    el("div", { class: "row" }, told(deal), el("a", { class: "push small", href: `/deals/${deal.id}`, "aria-label": pair(t("deal.open"), title(deal)) }, t("deal.open"))),
  );
}
