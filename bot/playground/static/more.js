// What can be done with a whole chat: move it, block the bot, open an invitation.

import { post } from "./api.js";
import { button, el, word } from "./dom.js";
import { startParameter } from "./entities.js";
import { form, sheet } from "./sheet.js";

const MOVES = { "-1": "move_left", 1: "move_right" };

/** `chat` is a Chat. */
export function more(chat) {
  const { blocked, started, first_name } = chat.person;
  sheet(first_name, (close) => {
    const choice = (name, act) => button(word(name), () => (close(), act()), { kind: "choice" });
    const go = (action) => choice(action, () => chat.run(post(`${chat.path}/${action}`)));
    return [
      moves(chat, close),
      started ? go(blocked ? "unblock" : "block") : null,
      el("h3", {}, word("open_link")),
      form([["link", word("link"), { required: true }]], word("start"), ({ link }) => open(chat, link.trim()).then(close)),
    ];
  });
}

/** Buttons that let a chat change places with its neighbours. */
export function moves(chat, close) {
  return chat.place.sides().map((side) => button(word(MOVES[side]), () => (close(), chat.place.move(side)), { kind: "choice" }));
}

/** Start by a whole link or by the parameter at its end. */
function open(chat, link) {
  return post(`${chat.path}/start`, { parameter: startParameter(link, chat.bot.username) ?? link });
}
