// The lower end of a chat: what the person writes with, and the bot's reply keyboard.

import { post } from "./api.js";
import { attach, commands } from "./attach.js";
import { button, el, word } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { writer } from "./writer.js";

/** Builds it once; `show(data)` keeps what is being written. `chat` is {path, person, run}. */
export function composer(chat) {
  const menu = button(word("commands"), () => commands(chat), { sign: "slash", kind: "quiet" });
  const add = button(word("attach"), () => attach(chat), { sign: "attach", kind: "quiet" });
  const label = word("write_to_bot", { name: chat.person.first_name });
  const writing = writer({ id: chat.person.id, label, beside: [add, menu], send });
  const { form, input } = writing;
  let editing = null;

  function send(text) {
    if (!editing) return writing.keeping(post(`${chat.path}/say`, { text }), text);
    const corrected = editing;
    stopEditing();
    return post(`${chat.path}/edit`, { message_id: corrected.message_id, text }).catch((error) => {
      edit(corrected, text);
      throw error;
    });
  }
  function edit(message, text = message.text) {
    editing = message;
    banner.hidden = false;
    writing.write(text);
    input.focus();
  }
  function stopEditing() {
    editing = null;
    banner.hidden = true;
    writing.restore();
  }
  const cancel = () => (stopEditing(), input.focus());
  const banner = el("div", { class: "banner", hidden: true }, el("span", {}, word("editing")), button(word("cancel"), cancel, { sign: "close", kind: "quiet" }));
  input.addEventListener("input", () => editing || writing.remember());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && editing) stopEditing();
  });

  const begin = button("", () => chat.run(post(`${chat.path}/start`)), { kind: "main wide" });
  const keyboard = replyKeyboard(chat);
  const root = el("footer", { class: "composer" }, banner, form, writing.problem, begin, keyboard.root);
  const focus = () => (form.hidden ? begin : input).focus();
  menu.hidden = form.hidden = begin.hidden = true; // until it is known which of them fits

  const show = ({ person, keyboard: shown, commands: known }) => {
    const held = root.contains(document.activeElement);
    const closed = !person.started || person.blocked;
    form.hidden = closed;
    begin.hidden = !closed;
    begin.textContent = word(person.blocked ? "unblock_and_start" : "start");
    menu.hidden = !known.length;
    input.placeholder = shown?.input_field_placeholder ?? word("write");
    keyboard.show(closed ? null : shown);
    writing.grow(); // it has a height only once it is shown
    if (held && !visible(document.activeElement, root)) focus();
  };
  return { root, show, edit, focus };
}

/** Whether what had the focus is still there to have it. */
function visible(focused, root) {
  return root.contains(focused) && focused.offsetParent !== null;
}
