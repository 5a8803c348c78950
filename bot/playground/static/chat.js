// One person's chat with the bot: its head, its messages, its composer.

import { get, post } from "./api.js";
import { composer } from "./composer.js";
import { avatar } from "./people.js";
import { button, el, hints, word } from "./dom.js";
import { startParameter } from "./entities.js";
import { bubble, day } from "./message.js";
import { alertBox, form, sheet } from "./sheet.js";

const TOAST = 4000; // milliseconds, enough to read a callback answer of 200 characters twice
const NEAR_END = 80; // pixels; who has scrolled further up is reading and stays there

export class Chat {
  constructor(person, bot, close) {
    this.person = person;
    this.path = `people/${person.id}`;
    this.commands = [];
    this.taps = new Map(); // query id -> the button that waits for its answer
    this.known = new Map(); // message id -> what its element shows
    const name = `${person.first_name} ${person.last_name}`.trim();
    this.log = el("ol", { class: "log", role: "log", "aria-live": "polite", "aria-label": word("messages_of", { name }), tabindex: "0" });
    this.following = true;
    this.log.addEventListener("scroll", () => this.follow());
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.composer = composer(this);
    this.act = {
      username: bot.username,
      tap: (message_id, data, key) => this.tap(message_id, data, key),
      edit: (message) => this.composer.edit(message),
      command: (text) => this.run(post(`${this.path}/say`, { text })),
      start: (parameter) => this.run(post(`${this.path}/start`, { parameter })),
      toast: (text) => this.toast(text),
    };
    this.root = el(
      "section",
      { class: "chat", "aria-label": name },
      el(
        "header",
        { class: "chat-head" },
        button(word("back"), close, { sign: "back", kind: "quiet back" }),
        avatar(person),
        el("div", { class: "who" }, el("h2", {}, name), el("p", {}, hints[person.id] ?? word("added"))),
        button(word("more"), () => this.more(), { sign: "more", kind: "quiet" }),
        button(word("close_chat"), close, { sign: "close", kind: "quiet close" }),
      ),
      this.log,
      this.toasts,
      this.composer.root,
    );
  }

  /** Newest messages stay in view, also in a chat that was filled before it was shown. */
  follow() {
    const below = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
    this.following = below < NEAR_END;
  }

  /** Read the chat again and show what is different. */
  async refresh() {
    const data = await get(this.path);
    this.person = data.person;
    this.commands = data.commands;
    this.composer.show(data);
    this.show(data);
    await this.answers();
    const seen = document.visibilityState === "visible" && this.root.offsetParent !== null;
    if (seen && data.person.unread) await post(`${this.path}/read`);
  }

  show({ messages, description }) {
    const present = new Set(messages.map((message) => message.message_id));
    for (const [id, { nodes }] of this.known) {
      if (present.has(id)) continue;
      nodes.forEach((node) => node.remove());
      this.known.delete(id);
    }
    this.log.querySelector(".empty")?.remove();
    if (!messages.length) this.log.append(el("li", { class: "empty" }, description || word("empty")));
    let before = null;
    for (const message of messages) {
      this.place(message, before !== day(message));
      before = day(message);
    }
    if (this.following) this.log.scrollTop = this.log.scrollHeight;
  }

  place(message, newDay) {
    const content = JSON.stringify([message, newDay]);
    const known = this.known.get(message.message_id);
    if (known?.content === content) return;
    const nodes = [bubble(message, this.act)];
    if (newDay) nodes.unshift(el("li", { class: "day" }, day(message)));
    if (known) {
      known.nodes[0].before(...nodes);
      known.nodes.forEach((node) => node.remove());
    } else {
      this.log.append(...nodes);
    }
    this.known.set(message.message_id, { content, nodes });
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

  more() {
    const { blocked, started } = this.person;
    sheet(this.person.first_name, (close) => {
      const go = (path, body) => (close(), this.run(post(`${this.path}/${path}`, body)));
      const parameter = (text) => startParameter(text, this.act.username) ?? text;
      return [
        started ? button(word(blocked ? "unblock" : "block"), () => go(blocked ? "unblock" : "block"), { kind: "choice" }) : null,
        el("h3", {}, word("open_link")),
        form([["link", word("link"), { required: true }]], word("start"), ({ link }) => go("start", { parameter: parameter(link.trim()) })),
      ];
    });
  }
}
