// Where a text is written: it grows, it is remembered, and it comes back if it could not be sent.

import { button, el, word } from "./dom.js";
import { draftOf, rememberDraft } from "./memory.js";

const TALLEST = 140; // pixels; the rest of a long text scrolls

/**
 * `id` is whose draft it is, `label` the field's name, `beside` what stands before it.
 * `send(text)` may refuse, and then the reason is shown.
 */
export function writer({ id, label, beside, send }) {
  const input = el("textarea", { rows: 1, maxlength: 4096, placeholder: word("write"), "aria-label": label });
  const problem = el("p", { class: "problem", role: "alert" });
  const write = (text) => {
    input.value = text;
    grow();
  };
  const grow = () => {
    input.style.height = "auto";
    if (input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight, TALLEST)}px`; // none while it is hidden
  };
  const restore = () => write(draftOf(id));
  const remember = () => rememberDraft(id, input.value);

  /** Ready for the next text at once. */
  const submit = async (event) => {
    event?.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    write("");
    problem.textContent = "";
    try {
      await send(text);
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  /** For what is new, not for a correction: what failed stands before what was typed since. */
  const keeping = async (sent, text) => {
    try {
      await sent;
    } catch (error) {
      write([text, input.value].filter(Boolean).join("\n"));
      throw error;
    } finally {
      remember();
    }
  };
  input.addEventListener("input", () => {
    problem.textContent = "";
    grow();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  input.value = draftOf(id);
  const go = button(word("send"), null, { sign: "send", kind: "main round", type: "submit" });
  const form = el("form", { class: "writing", onsubmit: submit }, beside, input, go);
  return { form, input, problem, write, grow, restore, remember, keeping };
}
