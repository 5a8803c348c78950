// Talks to the people's side of the server.

import { language, word } from "./dom.js";

const spoken = { "Accept-Language": language };

export function get(path) {
  return answered(path, { headers: spoken });
}

export function post(path, body = {}) {
  const headers = { ...spoken, "Content-Type": "application/json" };
  return answered(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export function upload(path, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  return answered(path, { method: "POST", headers: spoken, body: form });
}

/** The answer, or an error whose message a person may read. */
async function answered(path, request) {
  const response = await fetch(`/play/${path}`, request).catch(() => {
    throw new Error(word("unanswered"));
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? word("failed"));
  return answer;
}

const RETRY = 1000; // milliseconds; a restart of the server takes about as long

/** Call `changed` at once and after every change, and `lost` while there is no connection. */
export function follow(changed, lost) {
  const feed = new EventSource("/play/events");
  feed.onmessage = () => changed();
  feed.onerror = () => {
    lost();
    if (feed.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    setTimeout(() => follow(changed, lost), RETRY);
  };
}
