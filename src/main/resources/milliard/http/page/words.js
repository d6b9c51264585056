/** The interface's words in the reader's language, out of data files. */

let words = {};
let plural = new Intl.PluralRules("en");
let count = new Intl.NumberFormat("en");
export let language = "en";
export let languages = {};

const KEY = "milliard.language";

export async function load() {
  languages = await (await fetch("/assets/languages.json")).json();
  const asked = [stored(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  await use(asked.find((code) => code && languages[code]) ?? (languages.en ? "en" : Object.keys(languages)[0]));
}

export async function choose(code) {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // A browser that keeps nothing forgets the choice.
  }
  await use(code);
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

async function use(code) {
  words = await (await fetch(`/assets/words.${code}.json`)).json();
  language = code;
  plural = new Intl.PluralRules(code);
  count = new Intl.NumberFormat(code);
  document.documentElement.lang = code;
}

/** The text of a key, with {names} filled in; an own key for one: "hits.one". */
export function t(key, values = {}) {
  let text = words[key];
  if (values.n !== undefined) text = words[`${key}.${plural.select(values.n)}`] ?? words[`${key}.other`] ?? text;
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (typeof values[name] === "number" ? count.format(values[name]) : values[name] ?? whole));
}

/** A name with what it is the name of, as the language writes it: "target: Wiz". */
export function pair(name, value) {
  return t("pair", { name, value });
}

/** Whether there is a text for it. */
export function has(key) {
  return words[key] !== undefined;
}

/** A value of the vocabulary in words; the value itself where there are none. */
export function term(kind, value) {
  return words[`${kind}.${value}`] ?? String(value);
}
