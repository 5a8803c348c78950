// Taps on buttons under messages, which wait for the bot's answer.

import { get, post } from "./api.js";
import { alertBox } from "./sheet.js";

/** `chat` is a Frame with a `path`; `who()` gives what else a tap says. */
export class Taps {
  constructor(chat, who = () => ({})) {
    this.chat = chat;
    this.who = who;
    this.waiting = new Map(); // query id -> the button
  }

  async tap(message_id, data, key) {
    key.setAttribute("aria-busy", "true");
    const answer = await this.chat.run(post(`${this.chat.path}/tap`, { message_id, data, ...this.who() }));
    if (answer) this.waiting.set(answer.query_id, key);
    else key.removeAttribute("aria-busy");
    await this.look();
  }

  /** Show what the bot answered. */
  async look() {
    for (const [id, key] of [...this.waiting]) {
      const { answer } = await get(`queries/${id}`).catch(() => ({ answer: {} }));
      if (!answer || !this.waiting.delete(id)) continue;
      key.removeAttribute("aria-busy");
      if (answer.text && answer.show_alert) alertBox(answer.text);
      else if (answer.text) this.chat.toast(answer.text);
    }
  }
}
