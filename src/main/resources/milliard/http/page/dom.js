/** Elements out of names and text. Text is always a text node: nothing read from the web becomes markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element: el("a", {href: "/", class: "x", onclick: f}, "text", other).
 * Attributes that are null, undefined or false are left out.
 */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

export function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** Puts these in the place of what is there. */
export function show(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

/** A link to the web: only http and https, and nothing of us goes along; else plain text. */
export function outward(address, ...children) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return el("span", {}, ...children);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return el("span", {}, ...children);
  return el("a", { href: url.href, rel: "noopener noreferrer nofollow", target: "_blank", class: "out" }, ...children);
}

/** Text with places marked; offsets in code points. make(mark, words) gives the element of a place. */
export function marked(text, marks, make = (mark, words) => el("mark", { class: mark.is }, words)) {
  const points = Array.from(text);
  const parts = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < at || mark.end <= mark.start) continue;
    parts.push(points.slice(at, mark.start).join(""), make(mark, points.slice(mark.start, mark.end).join("")));
    at = mark.end;
  }
  parts.push(points.slice(at).join(""));
  return parts;
}
