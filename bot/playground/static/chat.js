// One person's chat with the bot.

import { get, post } from "./api.js";
import { composer } from "./composer.js";
import { hints, word } from "./dom.js";
import { Frame } from "./frame.js";
import { messageLog } from "./log.js";
import { more } from "./more.js";
import { avatar, fullName } from "./people.js";
import { Taps } from "./taps.js";

export class Chat extends Frame {
  constructor(person, bot, place) {
    const name = fullName(person);
    const hint = hints[person.id] ?? word("added");
    super({ name, hint, picture: avatar(person), place, more: () => more(this) });
    this.person = person;
    this.bot = bot;
    this.path = `people/${person.id}`;
    this.commands = [];
    this.taps = new Taps(this);
    this.fill(messageLog(name, this.acts(), () => this.enter()), composer(this));
  }

  /** What can be done from within a message. */
  acts() {
    return {
      username: this.bot.username,
      language: this.person.language_code,
      tap: (message_id, data, key) => this.taps.tap(message_id, data, key),
      edit: (message) => this.composer.edit(message),
      command: (text) => this.run(post(`${this.path}/say`, { text })),
      start: (parameter) => this.run(post(`${this.path}/start`, { parameter })),
      toast: (text) => this.toast(text),
    };
  }

  /** Read the chat again and show what is different. */
  async refresh() {
    const data = await get(this.path);
    this.person = data.person;
    this.commands = data.commands;
    this.composer.show(data);
    this.messages.show(data);
    await this.taps.look();
    const seen = document.visibilityState === "visible" && this.root.offsetParent !== null;
    if (seen && data.person.unread) await post(`${this.path}/read`);
  }
}
