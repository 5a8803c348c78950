// Builds elements from data. Texts only ever become text nodes, so a message is never markup.

const facts = JSON.parse(document.getElementById("facts").textContent);

export const language = facts.language;
export const languages = facts.languages;
export const hints = facts.words.hints;

/** The sentence of this name in the page's language, with `{named}` values filled in. */
export function word(name, values = {}) {
  return facts.words[name].replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

/** An element: attributes, `on…` listeners and DOM properties by name, then its children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button with a visible text, or with a sign and the text as its label. */
export function button(text, act, { sign, kind = "", ...attributes } = {}) {
  const named = sign ? { "aria-label": text, title: text } : {};
  const options = { type: "button", class: `button ${kind}`, onclick: act, ...named, ...attributes };
  return el("button", options, sign ? icon(sign) : text);
}

const SIGNS = {
  attach: "M12 5v14M5 12h14",
  send: "M4 12h15M13 6l6 6-6 6",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  slash: "M15 4L9 20",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  pin: "M12 21s6-6.2 6-11a6 6 0 10-12 0c0 4.8 6 11 6 11zM12 10v.01",
  forward: "M4 17c1-6 6-8 11-8M11 5l5 4-5 4",
  card: "M4 6h16v12H4zM8 11v.01M12 11h5M8 15h9",
  photo: "M4 6h16v12H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.01",
  voice: "M12 4v9M9 7v4M15 7v4M6 11a6 6 0 0012 0M12 17v3",
  sticker: "M5 5h14v9l-5 5H5zM14 19v-5h5M9 10v.01M14 10v.01",
};

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return svg;
}

export { icon };
