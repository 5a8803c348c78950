// One message as a bubble: what it holds, its buttons, its time.

import { button, el, icon, word } from "./dom.js";
import { written, startParameter } from "./entities.js";
import { dayOf, timeOf } from "./time.js";

const QUOTED = 90; // characters of the message that is answered
const NAMED = 40; // characters that tell one button "Edit" from another

const moment = (message) => new Date(message.date * 1000);
export const day = (message) => dayOf(moment(message));

/** A list item; `act` does what its buttons say. */
export function bubble(message, act) {
  const own = !message.from?.is_bot && !message.sender_chat;
  const content = el(
    "div",
    { class: "bubble", "data-kind": message.sticker ? "sticker" : "plain" },
    sender(message, own, act),
    message.forward_origin ? passedOn(message.forward_origin) : null,
    message.reply_to_message ? quoted(message.reply_to_message) : null,
    media(message),
    text(message, act),
    el("div", { class: "meta" }, foot(message)),
  );
  const keyboard = message.reply_markup ? inline(message, act) : null;
  const corrigible = own && act.edit && message.text !== undefined && !message.forward_origin;
  const correct = corrigible ? editButton(message, act) : null;
  return el("li", { class: own ? "message own" : "message", "data-id": message.message_id }, correct, content, keyboard);
}

/** In a group everybody sees who wrote; with the bot alone only who cannot see the sides asks. */
function sender(message, own, act) {
  if (!act.named) return el("span", { class: "unseen" }, `${word(own ? "you_said" : "bot_said")}: `);
  const who = message.sender_chat ?? message.from;
  return el("b", { class: "sender" }, who.title ?? fullName(who), el("span", { class: "unseen" }, ": "));
}

function passedOn({ sender_user, sender_user_name }) {
  const name = sender_user ? fullName(sender_user) : sender_user_name;
  return el("i", { class: "passed-on" }, word("forwarded_from", { name }));
}

function fullName({ first_name, last_name }) {
  return `${first_name} ${last_name ?? ""}`.trim();
}

function editButton(message, act) {
  const text = shortened(message.text, NAMED);
  return button(word("edit", { text }), () => act.edit(message), { sign: "edit", kind: "quiet" });
}

function shortened(text, length) {
  const signs = [...text]; // not through the middle of an emoji
  return signs.length > length ? `${signs.slice(0, length - 1).join("")}…` : text;
}

function foot(message) {
  const sent = moment(message);
  return [
    message.edit_date ? el("span", {}, word("edited")) : null,
    el("time", { datetime: sent.toISOString() }, timeOf(sent)),
  ];
}

function text(message, act) {
  const said = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  return said === undefined ? null : el("div", { class: "text", lang: act.language }, written(said, entities, act));
}

function quoted(message) {
  return el("div", { class: "quoted" }, shortened(message.text ?? message.caption ?? "…", QUOTED));
}

const url = (part) => `/play/files/${part.file_id}`;

function media(message) {
  if (message.photo) {
    const photo = message.photo[message.photo.length - 1];
    const size = { width: photo.width, height: photo.height };
    return el("img", { class: "photo", src: url(photo), alt: word("photo"), ...size });
  }
  if (message.video) {
    const size = { width: message.video.width, height: message.video.height };
    return el("video", { class: "photo", controls: true, preload: "metadata", src: url(message.video), "aria-label": word("video"), ...size });
  }
  if (message.sticker) return el("img", { class: "sticker", src: url(message.sticker), alt: word("sticker") });
  if (message.voice) return el("audio", { controls: true, preload: "none", src: url(message.voice), "aria-label": word("voice") });
  if (message.document) return document_(message.document);
  if (message.contact) return fact("card", `${message.contact.first_name} ${message.contact.last_name ?? ""}`, message.contact.phone_number);
  if (message.new_chat_members) return el("i", {}, word("group_joined"));
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return el("i", {}, word("group_upgraded"));
  if (message.location) return fact("pin", word("location"), place(message.location));
  return null;
}

function document_(file) {
  const size = word("kilobytes", { number: Math.max(1, Math.round(file.file_size / 1024)) });
  return el("a", { class: "fact", href: url(file), download: file.file_name }, icon("file"), el("span", {}, el("b", {}, file.file_name), size));
}

function fact(sign, title, detail) {
  return el("div", { class: "fact" }, icon(sign), el("span", {}, el("b", {}, title), detail));
}

function place({ latitude, longitude }) {
  return `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
}

function inline(message, act) {
  const rows = message.reply_markup.inline_keyboard;
  return el(
    "div",
    { class: "keyboard inline", role: "group", "aria-label": word("buttons") },
    rows.map((row) => el("div", { class: "row", lang: act.language }, row.map((key) => inlineKey(message, key, act)))),
  );
}

function inlineKey(message, key, act) {
  if (key.callback_data !== undefined) {
    const tap = (event) => act.tap(message.message_id, key.callback_data, event.currentTarget);
    return button(key.text, tap, { kind: "key" });
  }
  const parameter = key.url ? startParameter(key.url, act.username) : null;
  if (parameter !== null) return button(key.text, () => act.start(parameter), { kind: "key" });
  if (key.url && /^https?:/i.test(key.url)) {
    return el("a", { class: "button key", href: key.url, target: "_blank", rel: "noopener noreferrer" }, `${key.text} ↗`);
  }
  if (key.copy_text) return button(key.text, () => navigator.clipboard.writeText(key.copy_text.text), { kind: "key" });
  return button(key.text, () => act.toast(word("not_here")), { kind: "key" });
}
