// What this browser remembers: which chats are open, and what is being written in each.

/** `storage` may be closed to this page; then it is forgotten with the page. */
function recalled(storage, key) {
  try {
    return JSON.parse(storage().getItem(key));
  } catch {
    return null;
  }
}

function remember(storage, key, value) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
  } catch {
    // full or closed: nothing to be done about it
  }
}

const browser = () => localStorage;
const tab = () => sessionStorage; // two tabs may write to the same person
const OPEN = "mitra-playground-open";
const draft = (id) => `mitra-playground-draft-${id}`;

export const openChats = () => recalled(browser, OPEN);
export const rememberOpen = (ids) => remember(browser, OPEN, ids);
export const draftOf = (id) => recalled(tab, draft(id)) ?? "";
export const rememberDraft = (id, text) => remember(tab, draft(id), text || null);
