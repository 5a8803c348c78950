// Puts the page together and keeps it up to date.

import { follow, get } from "./api.js";
import { Chat } from "./chat.js";
import { clockButton } from "./clock.js";
import * as desk from "./desk.js";
import { el, language, languages, word } from "./dom.js";
import { groupAsPerson, GroupChat } from "./group.js";
import { peopleList } from "./people.js";
import { troubleButton } from "./trouble.js";

const room = document.getElementById("room");
const lost = document.getElementById("lost");
const places = document.getElementById("chats");
const people = peopleList(document.getElementById("people"), choose);
const clock = clockButton();
const trouble = troubleButton();
const chats = new Map();
let latest = { people: [], groups: [], bot: { username: "" } };

async function choose(id) {
  if (desk.isWide() && desk.shownChats().includes(id)) return close(id);
  desk.show(id);
  arrange();
  await refresh();
  const chat = chats.get(id);
  chat?.root.scrollIntoView({ inline: "end", block: "nearest" });
  chat?.enter();
}

function close(id) {
  desk.hide(id);
  arrange();
  people.focus(id);
}

function move(id, side) {
  const number = desk.move(id, side);
  arrange();
  chats.get(id).moved(word("place", { number, total: desk.shownChats().length }));
}

/** Show the open chats, in their order. */
function arrange() {
  const shown = desk.shownChats();
  room.classList.toggle("reading", shown.length > 0);
  for (const [id, chat] of chats) {
    if (shown.includes(id)) continue;
    chat.root.remove();
    chats.delete(id);
  }
  const everybody = [...latest.people, ...latest.groups.map(groupAsPerson)];
  const known = shown.filter((id) => everybody.some((one) => one.id === id));
  for (const [index, id] of known.entries()) {
    if (!chats.has(id)) chats.set(id, newChat(id));
    chats.get(id).stand(places, index);
  }
  people.show(everybody, shown);
}

function newChat(id) {
  const place = {
    close: () => close(id),
    sides: () => [-1, 1].filter((side) => desk.canMove(id, side)),
    move: (side) => move(id, side),
  };
  const group = latest.groups.find((one) => one.id === id);
  if (group) return new GroupChat(group, latest.people, latest.bot, place);
  return new Chat(latest.people.find((one) => one.id === id), latest.bot, place);
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
    latest = { ...(await get("people")), ...(await get("groups")) };
    clock.show(latest.now, latest.moves_clock);
    arrange();
    await Promise.all([trouble.show(latest.people), ...[...chats.values()].map((chat) => chat.refresh())]);
    lost.textContent = "";
  } catch {
    gone(); // the feed says when to try again
  }
}

function gone() {
  if (!lost.textContent) lost.textContent = word("lost");
}

/** The page in its other languages. */
function languageLinks() {
  const others = Object.entries(languages).filter(([code]) => code !== language);
  return others.map(([code, name]) => el("a", { class: "button", href: `?language=${code}`, lang: code, hreflang: code }, name));
}

document.title = word("title");
document.getElementById("title").textContent = word("title");
document.getElementById("notice").textContent = word("notice");
document.getElementById("skip").textContent = word("skip");
document.getElementById("tools").append(clock.root, trouble.root);
document.getElementById("languages").append(...languageLinks());
desk.onTurn(() => (arrange(), refresh()));
document.addEventListener("visibilitychange", refresh);
follow(refresh, gone);
