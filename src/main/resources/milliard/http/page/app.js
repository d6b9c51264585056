/** The page: what the address asks for, in the reader's language. */

import { leave } from "./api.js";
import * as search from "./search.js";
import * as views from "./views.js";
import * as words from "./words.js";
import { el } from "./dom.js";

const main = document.getElementById("main");
let turn = 0;

const PAGES = [
  [/^\/$/, (p) => search.page(main, p, go, "deals")],
  [/^\/articles$/, (p) => search.page(main, p, go, "articles")],
  [/^\/deals\/([^/]+)$/, (p, id) => views.deal(main, id)],
  [/^\/companies\/([^/]+)$/, (p, id) => views.company(main, id, go)],
  [/^\/articles\/([^/]+)$/, (p, id) => views.article(main, id)],
  [/^\/charts$/, async (p) => (await import("./charts.js")).page(main, p, go)],
  [/^\/extract$/, () => views.extraction(main)],
  [/^\/saved$/, () => views.kept(main, () => open(false))],
  [/^\/sources$/, () => views.sources(main)],
];

/** Goes to an address of the page. */
function go(address) {
  history.pushState(null, "", address);
  open(true);
}

/** Shows what the address asks for; moves the focus there after a step of the reader. */
async function open(moved) {
  leave();
  const mine = ++turn;
  document.querySelectorAll("nav a").forEach((a) => {
    if (a.pathname === location.pathname) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  });
  const found = PAGES.map(([path, view]) => [path.exec(location.pathname), view]).find(([match]) => match);
  let title;
  try {
    title = found ? await found[1](new URLSearchParams(location.search), ...found[0].slice(1).map(decodeURIComponent)) : views.fault(main, { problem: { status: 404 } });
  } catch (problem) {
    if (problem.name === "AbortError" || mine !== turn) return;
    if (!problem.problem && !(problem instanceof TypeError && /fetch|network/i.test(problem.message))) console.error(problem);
    title = views.fault(main, problem);
  }
  if (mine !== turn) return;
  document.title = `${title} – Milliard`;
  document.getElementById("announce").textContent = title;
  main.dataset.ready = location.pathname + location.search;
  if (moved) {
    scrollTo(0, 0);
    const box = main.querySelector("#q");
    if (!box || document.activeElement !== box) main.focus({ preventScroll: true });
  }
}

function name() {
  document.querySelectorAll("[data-text]").forEach((element) => { element.textContent = words.t(element.dataset.text); });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const address = typeof link.href === "string" ? link.href : link.href.baseVal;
  const url = new URL(address, location.href);
  if (url.origin !== location.origin || link.getAttribute("target") || link.hasAttribute("download") || url.hash || /^\/(api|assets)\//.test(url.pathname)) return;
  event.preventDefault();
  go(url.pathname + url.search);
});
addEventListener("popstate", () => open(true));

await words.load();
const select = document.getElementById("language");
select.append(...Object.entries(words.languages).map(([code, own]) => el("option", { value: code, lang: code, selected: code === words.language }, own)));
select.addEventListener("change", async () => {
  await words.choose(select.value);
  name();
  open(false);
});
name();
open(false);
