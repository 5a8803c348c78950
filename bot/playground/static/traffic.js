// Telegram's limits, and the webhook by which it brings the bot what people write.

import { post } from "./api.js";
import { el, word } from "./dom.js";
import { form } from "./sheet.js";

const NUMBERS = { overall: "limit_overall", per_chat: "limit_chat", per_group_minute: "limit_group" };
const WEBHOOK = { pending: "webhook_pending", in_flight: "webhook_in_flight", delivered: "webhook_delivered", failed: "webhook_failed" };

export function limitsForm(limits) {
  const numbers = Object.entries(NUMBERS).map(([name, label]) => [
    name,
    word(label),
    { type: "number", min: 0.1, step: "any", required: true, value: limits[name] },
  ]);
  const said = el("p", { class: "hint", role: "status" });
  const root = form([["on", word("limits_on"), { type: "checkbox", checked: limits.on }], ...numbers], word("limits_set"), async (values) => {
    said.textContent = "";
    const set = Object.keys(NUMBERS).map((name) => [name, Number(values[name])]);
    const { on } = await post("limits", { ...Object.fromEntries(set), on: "on" in values });
    said.textContent = word(on ? "limits_hold" : "limits_off");
  });
  root.append(said);
  return root;
}

export function webhookFacts() {
  const root = el("div", { class: "part" });
  const show = (state) => {
    if (!state.url) return root.replaceChildren(el("p", {}, word("webhook_none")));
    const facts = Object.entries(WEBHOOK).map(([name, label]) => [word(label), String(state[name])]);
    if (state.last_error) facts.push([word("webhook_error"), state.last_error]);
    const lines = [[word("webhook_url"), state.url], ...facts].map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]);
    return root.replaceChildren(el("dl", {}, lines));
  };
  return { root, show };
}
