// What every chat has: a head, a place among the others, and short notes over its messages.

import { button, el, word } from "./dom.js";

const TOAST = 4000; // milliseconds, enough to read a callback answer of 200 characters twice

export class Frame {
  /** `place` is its place among the others: {close, sides, move}; `more` opens a sheet about it. */
  constructor({ name, hint, picture, place, more }) {
    this.place = place;
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.title = el("h2", { tabindex: "-1" }, name);
    this.menu = button(word("more"), more, { sign: "more", kind: "quiet" });
    const head = el(
      "header",
      { class: "chat-head" },
      button(word("back"), place.close, { sign: "back", kind: "quiet back" }),
      picture,
      el("div", { class: "who" }, this.title, el("p", {}, hint)),
      this.menu,
      button(word("close_chat"), place.close, { sign: "close", kind: "quiet close" }),
    );
    this.root = el("section", { class: "chat", "aria-label": name }, head);
  }

  /** Put in what it is about: {root} of the messages, {root, focus} of what one writes with. */
  fill(messages, composer) {
    this.messages = messages;
    this.composer = composer;
    this.root.append(messages.root, this.toasts, composer.root);
  }

  /** Stand at this place of `row`, scrolled as before. */
  stand(row, index) {
    if (row.children[index] === this.root) return;
    const log = this.messages.root;
    const scrolled = log.scrollTop;
    row.insertBefore(this.root, row.children[index] ?? null);
    log.scrollTop = scrolled;
  }

  /** Begin to write, or on a phone to read: its keyboard would cover half of the messages. */
  enter() {
    if (matchMedia("(pointer: coarse)").matches) this.title.focus();
    else this.composer.focus();
  }

  moved(text) {
    this.root.scrollIntoView({ inline: "nearest", block: "nearest" });
    this.menu.focus();
    this.toast(text);
  }

  /** Wait for an action; say why if it is not possible. */
  async run(action) {
    try {
      return await action;
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }

  toast(text) {
    const shown = el("p", { class: "toast" }, text);
    this.toasts.append(shown);
    setTimeout(() => shown.remove(), TOAST);
  }
}
