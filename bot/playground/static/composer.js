// The lower end of a chat: what the person writes with, and the bot's reply keyboard.

import { post } from "./api.js";
import { attach, commands } from "./attach.js";
import { button, el, word } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { draftOf, rememberDraft } from "./memory.js";

const TALLEST = 140; // pixels; the rest of a long text scrolls

/** Builds it once; `show(data)` keeps what is being written. `chat` is {path, person, run}. */
export function composer(chat) {
  const input = el("textarea", {
    rows: 1,
    maxlength: 4096,
    placeholder: word("write"),
    "aria-label": word("write_to_bot", { name: chat.person.first_name }),
  });
  const banner = el("div", { class: "banner", hidden: true });
  const problem = el("p", { class: "problem", role: "alert" });
  let editing = null;
  const write = (text) => {
    input.value = text;
    grow(input);
  };
  const stopEditing = () => {
    editing = null;
    banner.hidden = true;
    write(draftOf(chat.person.id));
  };
  const edit = (message, text = message.text) => {
    editing = message;
    banner.hidden = false;
    write(text);
    input.focus();
  };
  banner.append(el("span", {}, word("editing")), button(word("cancel"), () => (stopEditing(), input.focus()), { sign: "close", kind: "quiet" }));

  /** Ready for the next text at once; what could not be sent comes back. */
  const submit = async (event) => {
    event?.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    const corrected = editing;
    const sent = corrected
      ? post(`${chat.path}/edit`, { message_id: corrected.message_id, text })
      : post(`${chat.path}/say`, { text });
    if (corrected) stopEditing();
    else write("");
    problem.textContent = "";
    try {
      await sent;
      if (!corrected) rememberDraft(chat.person.id, input.value);
    } catch (error) {
      problem.textContent = error.message;
      if (corrected) edit(corrected, text);
      else write([text, input.value].filter(Boolean).join("\n"));
    }
  };
  input.addEventListener("input", () => {
    problem.textContent = "";
    if (!editing) rememberDraft(chat.person.id, input.value);
    grow(input);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && editing) stopEditing();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });

  const menu = button(word("commands"), () => commands(chat), { sign: "slash", kind: "quiet" });
  const send = button(word("send"), null, { sign: "send", kind: "main round", type: "submit" });
  const add = button(word("attach"), () => attach(chat), { sign: "attach", kind: "quiet" });
  const writing = el("form", { class: "writing", onsubmit: submit }, add, menu, input, send);
  const begin = button("", () => chat.run(post(`${chat.path}/start`)), { kind: "main wide" });
  const keyboard = replyKeyboard(chat);
  const root = el("footer", { class: "composer" }, banner, writing, problem, begin, keyboard.root);
  const focus = () => (writing.hidden ? begin : input).focus();

  const show = ({ person, keyboard: shown, commands: known }) => {
    const held = root.contains(document.activeElement);
    const closed = !person.started || person.blocked;
    writing.hidden = closed;
    begin.hidden = !closed;
    begin.textContent = word(person.blocked ? "unblock_and_start" : "start");
    menu.hidden = !known.length;
    input.placeholder = shown?.input_field_placeholder ?? word("write");
    keyboard.show(closed ? null : shown);
    grow(input); // it has a height only once it is shown
    if (held && !visible(document.activeElement, root)) focus();
  };
  menu.hidden = writing.hidden = begin.hidden = true; // until it is known which of them fits
  input.value = draftOf(chat.person.id);
    return { root, show, edit, focus };
}

/** Whether what had the focus is still there to have it. */
function visible(focused, root) {
  return root.contains(focused) && focused.offsetParent !== null;
}

function grow(input) {
  input.style.height = "auto";
  if (input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight, TALLEST)}px`; // none while it is hidden
}
