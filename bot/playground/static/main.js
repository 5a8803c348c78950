// Puts the page together and keeps it up to date.

import { follow, get } from "./api.js";
import { Chat } from "./chat.js";
import { clockSwitch } from "./clock.js";
import { el, language, languages, word } from "./dom.js";
import { showPeople } from "./people.js";

const FIRST = [1001, 2001, 3001]; // owner, buyer, officer: a story side by side
const MEMORY = "mitra-playground-open";
const room = document.getElementById("room");
const lost = document.getElementById("lost");
const wide = matchMedia("(min-width: 760px)");

let open = remembered();
const chats = new Map();
const clock = clockSwitch();
let latest = { people: [], bot: { username: "" } };

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(MEMORY)) ?? FIRST;
  } catch {
    return FIRST;
  }
}

function choose(id) {
  if (open.includes(id) && wide.matches) return close(id);
  open = wide.matches ? [...open, id] : [id, ...open.filter((other) => other !== id)];
  arrange();
  room.classList.add("reading");
  return refresh().then(() => {
    chats.get(id)?.root.scrollIntoView({ inline: "end", block: "nearest" });
    chats.get(id)?.composer.focus();
  });
}

function close(id) {
  room.classList.remove("reading");
  if (wide.matches) open = open.filter((other) => other !== id);
  arrange();
}

/** Show the open chats: all of them side by side, or on a phone the newest alone. */
function arrange() {
  localStorage.setItem(MEMORY, JSON.stringify(open));
  const shown = wide.matches ? open : open.slice(0, 1);
  for (const [id, chat] of chats) {
    if (shown.includes(id)) continue;
    chat.root.remove();
    chats.delete(id);
  }
  for (const id of shown) {
    const person = latest.people.find((one) => one.id === id);
    if (!person || chats.has(id)) continue;
    chats.set(id, new Chat(person, latest.bot, () => close(id)));
    document.getElementById("chats").append(chats.get(id).root);
  }
  showPeople(document.getElementById("people"), latest.people, shown, choose);
}

let round = Promise.resolve();
let planned = false;

/** Read everything that is shown; changes during a round lead to one more. */
function refresh() {
  if (!planned) {
    planned = true;
    round = round.then(read);
  }
  return round;
}

async function read() {
  planned = false;
  try {
    latest = await get("people");
    clock.show(latest.now, latest.moves_clock);
    arrange();
    await Promise.all([...chats.values()].map((chat) => chat.refresh()));
    lost.hidden = true;
  } catch {
    lost.hidden = false; // the feed says when to try again
  }
}

function languageSwitch() {
  const options = Object.entries(languages).map(([code, name]) => el("option", { value: code, selected: code === language, lang: code }, name));
  const turn = (event) => {
    location.search = `?language=${event.target.value}`;
  };
  return el("label", { class: "language" }, el("span", { class: "unseen" }, word("language")), el("select", { onchange: turn }, options));
}

document.title = word("title");
document.getElementById("title").textContent = word("title");
document.getElementById("notice").textContent = word("notice");
document.getElementById("tools").append(clock.root, languageSwitch());
lost.textContent = word("lost");
wide.addEventListener("change", () => (arrange(), refresh()));
document.addEventListener("visibilitychange", refresh);
follow(refresh, () => {
  lost.hidden = false;
});
