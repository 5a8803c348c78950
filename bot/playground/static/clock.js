// The playground's clock: shows its time and moves it on, so that what is due tomorrow comes now.

import { post } from "./api.js";
import { button, el, word } from "./dom.js";
import { sheet } from "./sheet.js";
import { inShort, ZONE } from "./time.js";

const STEPS = {
  hour_later: { hours: 1 },
  tomorrow: { to: "08:00", days: 1, zone: ZONE },
  week_later: { hours: 7 * 24 },
};

/** A button with the time, which opens what moves it; `show` brings both up to date. */
export function clockButton() {
  const root = button("", open, { kind: "clock", hidden: true });
  const now = el("p", { class: "now", role: "status" });
  const problem = el("p", { class: "problem", role: "alert" });
  const move = (step) => {
    problem.textContent = "";
    post("clock", step).catch((error) => (problem.textContent = error.message));
  };
  const steps = Object.entries(STEPS).map(([name, step]) => button(word(name), () => move(step), { kind: "choice" }));

  function open() {
    problem.textContent = "";
    sheet(word("clock"), () => [now, el("p", { class: "hint" }, word("clock_hint")), steps, problem]);
  }

  const show = (time, moves) => {
    root.hidden = !moves;
    const shown = inShort(new Date(time));
    if (now.textContent === shown) return;
    now.textContent = root.textContent = shown;
    root.setAttribute("aria-label", `${word("clock")}: ${shown}`);
  };
  return { root, show };
}
