/** Searches kept in this browser. */

const KEY = "milliard.searches";

export function all() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((s) => typeof s?.query === "string" && ["deals", "articles"].includes(s.what)) : [];
  } catch {
    return [];
  }
}

function keep(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, 200)));
  } catch {
    // A browser that keeps nothing keeps no searches.
  }
}

function same(a, b) {
  return a.what === b.what && a.query === b.query;
}

export function add(search) {
  keep([search, ...all().filter((s) => !same(s, search))]);
}

export function remove(search) {
  keep(all().filter((s) => !same(s, search)));
}
