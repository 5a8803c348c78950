// The list of people, with what each has not read yet.

import { post } from "./api.js";
import { button, el, hints, language, word } from "./dom.js";
import { form, sheet } from "./sheet.js";

const TONES = 6; // colours in page.css

export const fullName = (person) => `${person.first_name} ${person.last_name ?? ""}`.trim();

export function avatar(person) {
  const initials = `${person.first_name[0]}${person.last_name?.[0] ?? ""}`.toUpperCase();
  return el("span", { class: "avatar", "data-tone": Math.abs(person.id) % TONES, "aria-hidden": "true" }, initials);
}

/** The list; `choose(id)` opens a chat. `show(people, open)` brings it up to date. */
export function peopleList(root, choose) {
  const rows = el("ul", { onkeydown: walk });
  let known = "";
  const show = (people, open) => {
    const content = JSON.stringify([people, open]);
    if (content === known) return;
    known = content;
    const focused = document.activeElement?.dataset?.person;
    rows.replaceChildren(...people.map((person) => el("li", {}, row(person, open.includes(person.id), choose))));
    if (focused) focus(focused);
  };
  const focus = (id) => rows.querySelector(`[data-person="${id}"]`)?.focus();
  root.setAttribute("aria-label", word("people"));
  root.append(el("h2", {}, word("people")), rows, button(word("new_person"), () => addPerson(choose), { kind: "new" }));
  return { show, focus };
}

/** Arrow keys, Home and End move along a list of a dozen faster than Tab. */
function walk(event) {
  const all = [...event.currentTarget.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined || !all[to]) return;
  event.preventDefault();
  all[to].focus();
}

function row(person, open, choose) {
  const state = person.blocked ? word("has_blocked") : person.started ? null : word("not_started");
  return el(
    "button",
    { type: "button", class: "person", "data-person": person.id, "aria-pressed": String(open), onclick: () => choose(person.id) },
    avatar(person),
    el("span", { class: "who" }, el("b", {}, fullName(person)), el("small", {}, state ?? person.hint ?? hints[person.id] ?? word("added"))),
    person.unread ? unread(person.unread) : null,
  );
}

function unread(number) {
  const said = el("span", { class: "unseen" }, word("unread", { number }));
  return el("span", { class: "unread" }, el("span", { "aria-hidden": "true" }, String(number)), said);
}

function addPerson(choose) {
  const languages = [
    ["id", "Bahasa Indonesia"],
    ["en", "English"],
    ["jv", "Basa Jawa"],
  ];
  sheet(word("new_person"), (close) =>
    form(
      [
        ["first_name", word("name"), { required: true, maxlength: 64 }],
        ["language_code", word("phone_language"), { options: languages.sort(([code]) => (code === language ? -1 : 1)) }],
      ],
      word("add"),
      async (values) => {
        const { id } = await post("people", values);
        close();
        choose(id);
      },
    ),
  );
}
