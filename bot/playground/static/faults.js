// Faults: a form that makes one, and the list of those there are.

import { post } from "./api.js";
import { button, el, word } from "./dom.js";
import { fullName } from "./people.js";
import { form } from "./sheet.js";

const KINDS = { 429: "too_many", "5xx": "server_error", hang_before: "hang_before", hang_after: "hang_after", drop_before: "drop_before", drop_after: "drop_after" };
const LASTING = { 429: "retry_after", hang_before: "seconds", hang_after: "seconds" };
const METHODS = { sendMessage: "when_sends", editMessageText: "when_edits", answerCallbackQuery: "when_answers", getUpdates: "when_asks", "*": "when_any" };
const IN_A_CHAT = ["sendMessage", "editMessageText", "answerCallbackQuery", "*"];
const SECONDS = 15; // longer than the bot waits for an answer (telegram.request_seconds)

const options = (names) => Object.entries(names).map(([value, name]) => [value, word(name)]);

export function faultForm(people) {
  const chats = [["", word("every_chat")], ...people.map((person) => [person.id, fullName(person)])];
  const fields = [
    ["kind", word("fault_kind"), { options: options(KINDS) }],
    ["method", word("fault_method"), { options: options(METHODS) }],
    ["person_id", word("fault_chat"), { options: chats }],
    ["lasting", word("fault_seconds"), { type: "number", min: 1, max: 600, value: SECONDS, required: true }],
    ["times", word("fault_times"), { type: "number", min: 1, max: 1000, value: 1, placeholder: word("until_removed") }],
  ];
  const root = form(fields, word("fault_add"), (values) => post("faults", faultOf(values)));
  /** What does not apply is not asked. */
  const adapt = () => {
    const { kind, method, person_id, lasting } = root.elements;
    lasting.closest("label").hidden = lasting.disabled = !(kind.value in LASTING);
    person_id.closest("label").hidden = person_id.disabled = !IN_A_CHAT.includes(method.value);
  };
  root.addEventListener("change", adapt);
  adapt();
  return root;
}

function faultOf({ kind, method, person_id, lasting, times }) {
  const fault = { kind, method };
  if (person_id) fault.person_id = Number(person_id);
  if (lasting) fault[LASTING[kind]] = Number(lasting);
  if (times) fault.times = Number(times);
  return fault;
}

export function faultList() {
  const root = el("ul", { class: "part faults", "aria-live": "polite", tabindex: "-1" });
  let known = "";
  const show = (faults, people) => {
    const content = JSON.stringify(faults);
    if (content === known) return;
    known = content;
    const held = root.contains(document.activeElement);
    root.replaceChildren(...faults.map((fault) => row(fault, people)));
    if (!faults.length) root.append(el("li", {}, word("faults_none")));
    if (held) (root.querySelector("button") ?? root).focus();
  };
  return { root, show };
}

function row(fault, people) {
  const person = people.find((one) => one.id === fault.person_id);
  const what = word(KINDS[fault.kind]);
  const where = [METHODS[fault.method] ? word(METHODS[fault.method]) : fault.method, person ? fullName(person) : word("every_chat")];
  const remove = () => post("faults/clear", { id: fault.id }).catch(() => {}); // then it stays, as one sees
  return el(
    "li",
    {},
    el("div", {}, el("b", {}, what), el("small", {}, where.join(" · ")), el("small", {}, count(fault))),
    button(`${word("remove")}: ${what}`, remove, { sign: "close", kind: "quiet" }),
  );
}

function count({ hits, times }) {
  if (times === null) return word("hits_so_far", { number: hits });
  return word(hits < times ? "hits_of" : "hits_over", { number: hits, total: times });
}
