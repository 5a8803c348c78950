// The playground's clock: shows its time and moves it on, so that what is due tomorrow comes now.

import { post } from "./api.js";
import { el, language, word } from "./dom.js";

const STEPS = { hour_later: 1, day_later: 24, week_later: 7 * 24 }; // hours

/** A list whose first line is the time; `show` brings it up to date. */
export function clockSwitch() {
  const now = el("option", { value: "" });
  const steps = Object.entries(STEPS).map(([name, hours]) => el("option", { value: hours }, word(name)));
  const move = async (event) => {
    const hours = Number(event.target.value);
    event.target.value = "";
    if (hours) await post("clock", { hours });
  };
  const list = el("select", { onchange: move }, now, steps);
  const root = el("label", { class: "clock", hidden: true }, el("span", { class: "unseen" }, word("clock")), list);
  const show = (time, moves) => {
    root.hidden = !moves;
    const form = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
    now.textContent = form.format(new Date(time));
  };
  return { root, show };
}
