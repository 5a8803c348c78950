// The messages of one chat, kept up to date one by one; who reads further up stays there.

import { el, word } from "./dom.js";
import { bubble, day } from "./message.js";

const NEAR_END = 80; // pixels; who has scrolled further up is reading

/** `act` does what the messages' buttons say; `leave()` takes the focus of a button that is gone. */
export function messageLog(name, act, leave) {
  const list = el("ol", {});
  const label = word("messages_of", { name });
  // Busy until it is filled: what was said before is not read aloud as news.
  const root = el("div", { class: "log", role: "log", "aria-label": label, "aria-busy": "true", tabindex: "0" }, list);
  const known = new Map(); // message id -> {content, nodes}: what is shown of it
  let following = true;
  root.addEventListener("scroll", () => {
    following = root.scrollHeight - root.scrollTop - root.clientHeight < NEAR_END;
  });

  const show = ({ messages, description }) => {
    drop(new Set(messages.map((message) => message.message_id)));
    list.querySelector(".empty")?.remove();
    if (!messages.length) list.append(el("li", { class: "empty" }, description || word("empty")));
    let before = null;
    for (const message of messages) {
      place(message, before !== day(message));
      before = day(message);
    }
    if (following) root.scrollTop = root.scrollHeight;
    root.removeAttribute("aria-busy");
  };

  const drop = (present) => {
    for (const [id, { nodes }] of known) {
      if (present.has(id)) continue;
      replace(nodes, []);
      known.delete(id);
    }
  };

  const place = (message, newDay) => {
    const content = JSON.stringify([message, newDay]);
    const shown = known.get(message.message_id);
    if (shown?.content === content) return;
    const nodes = [bubble(message, act)];
    if (newDay) nodes.unshift(el("li", { class: "day" }, day(message)));
    if (shown) replace(shown.nodes, nodes);
    else list.append(...nodes);
    known.set(message.message_id, { content, nodes });
  };

  /** Who stood on a button stands on the same one afterwards. */
  const replace = (old, nodes) => {
    const focused = old.some((node) => node.contains(document.activeElement)) && document.activeElement;
    old[0].before(...nodes);
    old.forEach((node) => node.remove());
    if (!focused) return;
    const buttons = nodes.flatMap((node) => [...node.querySelectorAll("button")]);
    const same = buttons.find((one) => said(one) === said(focused));
    if (same) same.focus();
    else leave();
  };

  return { root, show };
}

const said = (button) => button.getAttribute("aria-label") ?? button.textContent;
