// The reply keyboard that the bot put below a chat.

import { post } from "./api.js";
import { location } from "./attach.js";
import { button, el, word } from "./dom.js";

/** `show(keyboard)` brings it up to date; null takes it away. */
export function replyKeyboard(chat) {
  const root = el("div", { class: "keyboard reply", role: "group", "aria-label": word("keyboard") });
  const show = (keyboard) => {
    const wanted = JSON.stringify(keyboard);
    if (root.dataset.shown === wanted) return; // keep the focus on a key
    root.dataset.shown = wanted;
    root.lang = chat.person.language_code;
    root.replaceChildren(...(keyboard?.keyboard ?? []).map((row) => keys(chat, row)));
  };
  return { root, show };
}

function keys(chat, row) {
  return el("div", { class: "row" }, row.map((key) => button(key.text, () => press(chat, key), { kind: "key" })));
}

function press(chat, key) {
  const send = (place = {}) => post(`${chat.path}/press`, { text: key.text, ...place });
  if (key.request_location) location(key.text, send, chat);
  else chat.run(send());
}
