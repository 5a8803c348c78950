// Which chats are open: all of them side by side on a wide screen, one at a time on a phone.

import { openChats, rememberOpen } from "./memory.js";

const FIRST = [1001, 2001, 3001]; // owner, buyer, officer: a story side by side
const wide = matchMedia("(min-width: 760px)");

let open = openChats() ?? FIRST;
let front = null; // the one that a phone shows; null is the list of people

export const isWide = () => wide.matches;
export const onTurn = (act) => wide.addEventListener("change", act);
export const shownChats = () => (wide.matches ? open : open.filter((id) => id === front));

export function show(id) {
  if (!open.includes(id)) arranged([...open, id]);
  front = id;
}

/** On a phone this only goes back to the list. */
export function hide(id) {
  front = null;
  if (wide.matches) arranged(open.filter((other) => other !== id));
}

/** Whether there is a chat on that side (-1 left, 1 right) to change places with. */
export function canMove(id, side) {
  const to = open.indexOf(id) + side;
  return wide.matches && to >= 0 && to < open.length;
}

/** Returns the new place, counted from 1. */
export function move(id, side) {
  const at = open.indexOf(id);
  const others = open.filter((other) => other !== id);
  arranged(others.toSpliced(at + side, 0, id));
  return at + side + 1;
}

function arranged(ids) {
  open = ids;
  rememberOpen(ids);
}
