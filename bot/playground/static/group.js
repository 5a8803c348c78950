// A group: whoever is chosen below writes in it. The bot may be added and removed.

import { get, post } from "./api.js";
import { button, el, word } from "./dom.js";
import { Frame } from "./frame.js";
import { messageLog } from "./log.js";
import { moves } from "./more.js";
import { avatar, fullName } from "./people.js";
import { sheet } from "./sheet.js";
import { Taps } from "./taps.js";
import { writer } from "./writer.js";

/** Who is no member; the names are the server's actions. */
const OTHERS = { anonymous: "group_anonymous", channel: "group_channel", other_bot: "group_bot" };

export class GroupChat extends Frame {
  constructor(group, people, bot, place) {
    super({ name: group.title, hint: hint(group), picture: avatar(groupAsPerson(group)), place, more: () => this.more() });
    this.group = group;
    this.path = `groups/${group.id}`;
    const members = people.filter((person) => group.members.includes(person.id));
    const speaker = speakers(members);
    const member = () => ({ person_id: Number(speaker.value) || group.members[0] });
    this.taps = new Taps(this, member);
    const say = (text) => this.said(speaker.value, text);
    const acts = {
      username: bot.username,
      named: true,
      tap: (message_id, data, key) => this.taps.tap(message_id, data, key),
      command: (text) => this.run(say(text)),
      // A link to the bot opens the private chat of whoever is chosen below.
      start: (parameter) => this.run(post(`people/${member().person_id}/start`, { parameter })),
      toast: (text) => this.toast(text),
    };
    this.fill(messageLog(group.title, acts, () => this.enter()), this.composed(speaker, say));
  }

  composed(speaker, say) {
    const label = word("write_in_group");
    const send = (text) => writing.keeping(say(text), text);
    const writing = writer({ id: this.group.id, label, beside: [], send });
    writing.input.addEventListener("input", writing.remember);
    const chosen = el("label", { class: "speaker" }, el("span", {}, word("group_speaker")), speaker);
    const root = el("footer", { class: "composer" }, chosen, writing.form, writing.problem);
    return { root, focus: () => writing.input.focus() };
  }

  async said(speaker, text) {
    if (!(speaker in OTHERS)) return post(`${this.path}/say`, { person_id: Number(speaker), text });
    await post(`${this.path}/${speaker}`, { text });
    if (speaker === "channel") this.toast(word("group_posted")); // which is not a message of the group
  }

  async refresh() {
    const data = await get(this.path);
    this.group = data.group;
    this.messages.show({ ...data, description: word(isChannel(this.group) ? "channel_empty" : "group_empty") });
    await this.taps.look();
  }

  more() {
    const inside = ["member", "administrator"].includes(this.group.bot);
    const kind = isChannel(this.group) ? "channel" : "group";
    sheet(this.group.title, (close) => {
      const does = (label, action) =>
        button(word(label), () => (close(), this.run(post(`${this.path}/${action}`))), { kind: "choice" });
      return [
        moves(this, close),
        does(inside ? `${kind}_remove_bot` : `${kind}_add_bot`, inside ? "remove_bot" : "add_bot"),
        this.group.kind === "group" ? does("group_upgrade", "upgrade") : null,
      ];
    });
  }
}

const isChannel = (group) => group.kind === "channel";
const hint = (group) => word(isChannel(group) ? "channel_hint" : "group_hint", { number: group.members.length });

/** As the list of people shows it. */
export function groupAsPerson(group) {
  return { id: group.id, first_name: group.title, started: true, hint: hint(group) };
}

function speakers(members) {
  const known = members.map((person) => [person.id, fullName(person)]);
  const others = Object.entries(OTHERS).map(([action, name]) => [action, word(name)]);
  return el("select", {}, [...known, ...others].map(([value, name]) => el("option", { value }, name)));
}
