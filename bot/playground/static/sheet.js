// Small dialogs: they keep the focus inside and close with Escape, as <dialog> does by itself.

import { button, el, word } from "./dom.js";

/** Open a dialog; `fill(close)` gives its content. The focus returns to where it was. */
export function sheet(title, fill, closed = () => {}) {
  const dialog = el("dialog", { class: "sheet", "aria-label": title });
  const close = () => dialog.close();
  dialog.append(
    el("header", {}, el("h2", {}, title), button(word("close"), close, { sign: "close", kind: "quiet" })),
    el("div", { class: "sheet-body" }, fill(close)),
  );
  dialog.addEventListener("close", () => (dialog.remove(), closed()));
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
}

export function alertBox(text) {
  sheet(word("bot_says"), (close) => [
    el("p", { class: "alert-text" }, text),
    button(word("ok"), close, { kind: "main", autofocus: true }),
  ]);
}

/** Labelled inputs and one button. `fields`: [name, label, attributes]; `submit(values)` may
 *  refuse: the form then says why and keeps what was typed. */
export function form(fields, action, submit) {
  const inputs = fields.map(([name, label, attributes]) => field(name, label, attributes));
  const problem = el("p", { class: "problem", role: "alert" });
  const send = async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await submit(Object.fromEntries(new FormData(event.target)));
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  return el("form", { onsubmit: send }, inputs, problem, el("button", { class: "button main", type: "submit" }, action));
}

function field(name, label, { options, ...attributes } = {}) {
  const choices = options?.map(([value, shown]) => el("option", { value }, shown));
  const input = choices ? el("select", { name }, choices) : el("input", { name, autocomplete: "off", ...attributes });
  return el("label", { class: attributes.type }, el("span", {}, label), input);
}
