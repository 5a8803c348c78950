// One person's chat with the bot: its head, its messages, its composer.

import { get, post } from "./api.js";
import { composer } from "./composer.js";
import { button, el, hints, word } from "./dom.js";
import { messageLog } from "./log.js";
import { more } from "./more.js";
import { avatar, fullName } from "./people.js";
import { alertBox } from "./sheet.js";

const TOAST = 4000; // milliseconds, enough to read a callback answer of 200 characters twice

export class Chat {
  /** `place` is its place among the others: {close, sides, move}. */
  constructor(person, bot, place) {
    this.person = person;
    this.bot = bot;
    this.place = place;
    this.path = `people/${person.id}`;
    this.commands = [];
    this.taps = new Map(); // query id -> the button that waits for its answer
    const name = fullName(person);
    this.composer = composer(this);
    this.messages = messageLog(name, this.acts(), () => this.enter());
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.title = el("h2", { tabindex: "-1" }, name);
    this.menu = button(word("more"), () => more(this), { sign: "more", kind: "quiet" });
    const head = el(
      "header",
      { class: "chat-head" },
      button(word("back"), place.close, { sign: "back", kind: "quiet back" }),
      avatar(person),
      el("div", { class: "who" }, this.title, el("p", {}, hints[person.id] ?? word("added"))),
      this.menu,
      button(word("close_chat"), place.close, { sign: "close", kind: "quiet close" }),
    );
    const parts = [head, this.messages.root, this.toasts, this.composer.root];
    this.root = el("section", { class: "chat", "aria-label": name }, parts);
  }

  /** What can be done from within a message. */
  acts() {
    return {
      username: this.bot.username,
      language: this.person.language_code,
      tap: (message_id, data, key) => this.tap(message_id, data, key),
      edit: (message) => this.composer.edit(message),
      command: (text) => this.run(post(`${this.path}/say`, { text })),
      start: (parameter) => this.run(post(`${this.path}/start`, { parameter })),
      toast: (text) => this.toast(text),
    };
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

  /** Read the chat again and show what is different. */
  async refresh() {
    const data = await get(this.path);
    this.person = data.person;
    this.commands = data.commands;
    this.composer.show(data);
    this.messages.show(data);
    await this.answers();
    const seen = document.visibilityState === "visible" && this.root.offsetParent !== null;
    if (seen && data.person.unread) await post(`${this.path}/read`);
  }

  async tap(message_id, data, key) {
    key.setAttribute("aria-busy", "true");
    const answer = await this.run(post(`${this.path}/tap`, { message_id, data }));
    if (answer) this.taps.set(answer.query_id, key);
    else key.removeAttribute("aria-busy");
    await this.answers();
  }

  /** Show what the bot answered to taps. */
  async answers() {
    for (const [id, key] of [...this.taps]) {
      const { answer } = await get(`queries/${id}`).catch(() => ({ answer: {} }));
      if (!answer || !this.taps.delete(id)) continue;
      key.removeAttribute("aria-busy");
      if (answer.text && answer.show_alert) alertBox(answer.text);
      else if (answer.text) this.toast(answer.text);
    }
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
