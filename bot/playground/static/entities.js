// Shows a text with its entities (offsets in UTF-16 units, as JavaScript counts too).

import { el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const LINKS = /^(https?|mailto|tel):/i;

/** Nodes for `text`; `act.command(text)` and `act.start(parameter)` follow what is tapped. */
export function written(text, entities, act) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, sorted, 0, text.length, act);
}

function between(text, entities, from, until, act) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, until);
    if (entity.offset < at) continue; // crosses the one before, which already shows it
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    nodes.push(text.slice(at, entity.offset));
    const inner = between(text, entities.slice(i + 1, next), entity.offset, end, act);
    nodes.push(shown(entity, text.slice(entity.offset, end), inner, act));
    at = end;
    i = next - 1;
  }
  nodes.push(text.slice(at, until));
  return nodes.filter((node) => node !== "");
}

function shown(entity, plain, inner, act) {
  switch (entity.type) {
    case "bot_command":
      return el("button", { type: "button", class: "inline-link", onclick: () => act.command(plain) }, plain);
    case "spoiler":
      return spoiler(inner);
    case "url":
      return link(plain, inner, act);
    case "text_link":
      return link(entity.url, inner, act);
    case "email":
      return link(`mailto:${plain}`, inner, act);
    case "mention":
    case "hashtag":
      return el("span", { class: "tag" }, inner);
    default:
      return el(TAGS[entity.type] ?? "span", {}, inner);
  }
}

function link(url, inner, act) {
  const parameter = startParameter(url, act.username);
  if (parameter !== null) {
    return el("button", { type: "button", class: "inline-link", onclick: () => act.start(parameter) }, inner);
  }
  if (!LINKS.test(url)) return el("span", {}, inner);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inner);
}

/** The parameter of a link that opens this bot, or null if it is any other link. */
export function startParameter(url, username) {
  const found = /^https?:\/\/t\.me\/(\w+)(?:\?start=([\w-]{0,64}))?$/.exec(url);
  return found && found[1].toLowerCase() === username.toLowerCase() ? (found[2] ?? "") : null;
}

function spoiler(inner) {
  const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-expanded": "false" }, inner);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.classList.add("revealed");
    hidden.setAttribute("aria-expanded", "true");
  };
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("keydown", reveal);
  return hidden;
}
