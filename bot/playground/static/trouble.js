// A sheet for what goes wrong between the bot and Telegram, and a button that says how much does.

import { get } from "./api.js";
import { button, el, word } from "./dom.js";
import { faultForm, faultList } from "./faults.js";
import { limitsForm, webhookFacts } from "./traffic.js";
import { sheet } from "./sheet.js";

/** `show(people)` brings the button and, if it is open, the sheet up to date. */
export function troubleButton() {
  const root = button(word("trouble"), open);
  let people = [];
  let opened = null; // {faults, webhook}: the parts of the open sheet that change

  function open() {
    opened = { faults: faultList(), webhook: webhookFacts() };
    const limits = el("div", { class: "part" });
    const parts = [
      el("p", { class: "hint" }, word("trouble_hint")),
      faultForm(people),
      el("h3", {}, word("faults_now")),
      opened.faults.root,
      el("h3", {}, word("limits")),
      limits,
      el("h3", {}, word("webhook")),
      opened.webhook.root,
    ];
    sheet(word("trouble"), () => parts, () => (opened = null));
    const filled = Promise.all([get("limits").then((set) => limits.append(limitsForm(set))), show(people)]);
    filled.catch(() => {}); // the page says that the connection is gone
  }

  async function show(known) {
    people = known;
    const { faults } = await get("faults");
    const active = faults.filter(({ times, hits }) => times === null || hits < times);
    root.textContent = active.length ? word("trouble_now", { number: active.length }) : word("trouble");
    root.classList.toggle("warning", active.length > 0);
    opened?.faults.show(faults, people);
    if (opened) opened.webhook.show(await get("webhook"));
  }
  return { root, show };
}
