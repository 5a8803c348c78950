// Talks to the people's side of the server.

import { language } from "./dom.js";

const spoken = { "Accept-Language": language };

export async function get(path) {
  return answered(await fetch(`/play/${path}`, { headers: spoken }));
}

export async function post(path, body = {}) {
  const headers = { ...spoken, "Content-Type": "application/json" };
  return answered(await fetch(`/play/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function upload(path, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  return answered(await fetch(`/play/${path}`, { method: "POST", headers: spoken, body: form }));
}

async function answered(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
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
