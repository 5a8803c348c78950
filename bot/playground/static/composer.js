// The lower end of a chat: what the person writes with, and the bot's reply keyboard.

import { attach, location } from "./attach.js";
import { post } from "./api.js";
import { button, el, word } from "./dom.js";
import { sheet } from "./sheet.js";

/** Builds it once; `show(data)` keeps what is being written. `chat` is {path, person, run}. */
export function composer(chat) {
  const input = el("textarea", {
    rows: 1,
    maxlength: 4096,
    placeholder: word("write"),
    "aria-label": word("write_to_bot", { name: chat.person.first_name }),
  });
  let editing = null;
  const banner = el("div", { class: "banner", hidden: true });
  const keyboard = el("div", { class: "keyboard reply", role: "group", "aria-label": word("keyboard") });
  const stopEditing = () => {
    editing = null;
    input.value = "";
    banner.hidden = true;
    grow(input);
  };
  const submit = async (event) => {
    event?.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    const sent = editing
      ? post(`${chat.path}/edit`, { message_id: editing, text })
      : post(`${chat.path}/say`, { text });
    stopEditing();
    await chat.run(sent);
  };
  input.addEventListener("input", () => grow(input));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && editing) stopEditing();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  const menu = button(word("commands"), () => commands(chat), { sign: "slash", kind: "quiet" });
  const writing = el(
    "form",
    { class: "writing", onsubmit: submit },
    button(word("attach"), () => attach(chat), { sign: "attach", kind: "quiet" }),
    menu,
    input,
    el("button", { class: "button main round", type: "submit", "aria-label": word("send"), title: word("send") }),
  );
  writing.lastChild.append(button(word("send"), null, { sign: "send" }).firstChild);
  const begin = button("", () => chat.run(post(`${chat.path}/start`)), { kind: "main wide" });
  const root = el("footer", { class: "composer" }, banner, writing, begin, keyboard);

  const show = ({ person, keyboard: shown, commands: known }) => {
    const closed = !person.started || person.blocked;
    writing.hidden = closed;
    begin.hidden = !closed;
    begin.textContent = word(person.blocked ? "unblock_and_start" : "start");
    menu.hidden = !known.length;
    input.placeholder = shown?.input_field_placeholder ?? word("write");
    const wanted = JSON.stringify(closed ? null : shown);
    if (keyboard.dataset.shown === wanted) return; // keep the focus on a key
    keyboard.dataset.shown = wanted;
    keyboard.replaceChildren(...(closed ? [] : (shown?.keyboard ?? [])).map((row) => keys(chat, row)));
  };
  const edit = (message) => {
    editing = message.message_id;
    input.value = message.text;
    banner.replaceChildren(
      el("span", {}, word("editing")),
      button(word("cancel"), stopEditing, { sign: "close", kind: "quiet tiny" }),
    );
    banner.hidden = false;
    grow(input);
    input.focus();
  };
  return { root, show, edit, focus: () => input.focus() };
}

function keys(chat, row) {
  return el("div", { class: "row" }, row.map((key) => button(key.text, () => press(chat, key), { kind: "key" })));
}

function press(chat, key) {
  const send = (place = {}) => post(`${chat.path}/press`, { text: key.text, ...place });
  if (key.request_location) location(key.text, send, chat);
  else chat.run(send());
}

function commands(chat) {
  sheet(word("commands"), (close) =>
    chat.commands.map(({ command, description }) =>
      el(
        "button",
        { type: "button", class: "button choice", onclick: () => (close(), chat.run(post(`${chat.path}/say`, { text: `/${command}` }))) },
        el("span", {}, el("b", {}, `/${command}`), ` ${description}`),
      ),
    ),
  );
}

function grow(input) {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
}
