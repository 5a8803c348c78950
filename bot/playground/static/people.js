// The list of people, with what each has not read yet.

import { post } from "./api.js";
import { button, el, hints, language, word } from "./dom.js";
import { form, sheet } from "./sheet.js";

const TONES = 6; // colours in page.css

export function avatar(person) {
  const initials = `${person.first_name[0]}${person.last_name?.[0] ?? ""}`.toUpperCase();
  return el("span", { class: "avatar", "data-tone": person.id % TONES, "aria-hidden": "true" }, initials);
}

/** Fill `list`; `open` holds the ids shown as chats, `choose(id)` opens one. */
export function showPeople(list, people, open, choose) {
  const focused = document.activeElement?.dataset?.person;
  const rows = people.map((person) => el("li", {}, row(person, open.includes(person.id), choose)));
  list.setAttribute("aria-label", word("people"));
  list.replaceChildren(
    el("h2", {}, word("people")),
    el("ul", {}, rows),
    button(word("new_person"), () => addPerson(choose), { kind: "new" }),
  );
  if (focused) list.querySelector(`[data-person="${focused}"]`)?.focus();
}

function row(person, open, choose) {
  const name = `${person.first_name} ${person.last_name}`.trim();
  const state = person.blocked ? word("has_blocked") : person.started ? null : word("not_started");
  return el(
    "button",
    { type: "button", class: "person", "data-person": person.id, "aria-pressed": String(open), onclick: () => choose(person.id) },
    avatar(person),
    el("span", { class: "who" }, el("b", {}, name), el("small", {}, state ?? hints[person.id] ?? word("added"))),
    person.unread ? el("span", { class: "unread", "aria-label": word("unread", { number: person.unread }) }, String(person.unread)) : null,
  );
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
        close();
        choose((await post("people", values)).id);
      },
    ),
  );
}
