// What a person can send besides text.

import { post, upload } from "./api.js";
import { button, el, icon, word } from "./dom.js";
import { form, sheet } from "./sheet.js";

/** Cities in Indonesia's three time zones, and one on each of the larger islands. */
const CITIES = [
  ["Malang", -7.9666, 112.6326],
  ["Bandung", -6.9175, 107.6191],
  ["Medan", 3.5952, 98.6722],
  ["Pontianak", -0.0263, 109.3425],
  ["Makassar", -5.1477, 119.4327],
  ["Kupang", -10.1772, 123.607],
  ["Jayapura", -2.5337, 140.7181],
];

/** Choose one of the bot's commands. */
export function commands(chat) {
  sheet(word("commands"), (close) =>
    chat.commands.map(({ command, description }) => {
      const say = () => (close(), chat.run(post(`${chat.path}/say`, { text: `/${command}` })));
      const shown = el("span", { lang: chat.person.language_code }, el("b", {}, `/${command}`), ` ${description}`);
      return el("button", { type: "button", class: "button choice", onclick: say }, shown);
    }),
  );
}

/** Ask what to send to `chat` ({path, person, run}) and send it. */
export function attach(chat) {
  const choices = [
    ["contact", "card", () => contact(chat)],
    ["location", "pin", () => location(word("location"), (place) => post(`${chat.path}/location`, place), chat)],
    ["photo", "photo", () => file(chat, "photo", "image/png,image/jpeg")],
    ["video", "photo", () => file(chat, "video", "video/mp4")],
    ["album", "photo", () => chat.run(post(`${chat.path}/album`))],
    ["document", "file", () => file(chat, "document", "")],
    ["voice", "voice", () => chat.run(post(`${chat.path}/send`, { kind: "voice" }))],
    ["sticker", "sticker", () => chat.run(post(`${chat.path}/send`, { kind: "sticker" }))],
    ["forward", "forward", () => forward(chat)],
  ];
  sheet(word("attach"), (close) => choices.map(([name, sign, open]) => choice(word(name), sign, () => (close(), open()))));
}

function choice(text, sign, act) {
  return el("button", { type: "button", class: "button choice", onclick: act }, icon(sign), el("span", {}, text));
}

function contact(chat) {
  const path = `${chat.path}/contact`;
  sheet(word("contact"), (close) => [
    choice(word("own_contact", { phone: chat.person.phone }), "card", () => (close(), chat.run(post(path)))),
    el("h3", {}, word("other_contact")),
    form(
      [
        ["first_name", word("name"), { required: true }],
        ["phone_number", word("phone"), { required: true, type: "tel" }],
      ],
      word("send"),
      (values) => post(path, values).then(close),
    ),
  ]);
}

function forward(chat) {
  sheet(word("forward"), (close) => [
    form(
      [
        ["author", word("forward_author"), { required: true, maxlength: 64 }],
        ["text", word("forward_text"), { required: true, maxlength: 4096 }],
      ],
      word("send"),
      (values) => post(`${chat.path}/forward`, values).then(close),
    ),
  ]);
}

/** Choose a place and hand it to `send`, as {latitude, longitude} in degrees. */
export function location(title, send, chat) {
  sheet(title, (close) => {
    const go = (latitude, longitude) => (close(), chat.run(send({ latitude, longitude })));
    const typed = ({ latitude, longitude }) => send({ latitude: Number(latitude), longitude: Number(longitude) }).then(close);
    const degrees = { required: true, type: "number", step: "any" };
    return [
      CITIES.map(([name, ...place]) => choice(name, "pin", () => go(...place))),
      el("h3", {}, word("other_place")),
      form(
        [
          ["latitude", word("latitude"), { ...degrees, min: -90, max: 90 }],
          ["longitude", word("longitude"), { ...degrees, min: -180, max: 180 }],
        ],
        word("send"),
        typed,
      ),
    ];
  });
}

function file(chat, kind, accept) {
  const path = `${chat.path}/send`;
  sheet(word(kind), (close) => [
    choice(word("sample"), kind === "document" ? "file" : "photo", () => (close(), chat.run(post(path, { kind })))),
    el("h3", {}, word("own_file")),
    form(
      [
        ["file", word("file"), { type: "file", accept, required: true }],
        ["caption", word("caption"), { maxlength: 1024 }],
      ],
      word("send"),
      (values) => upload(path, { kind, ...values }).then(close),
    ),
  ]);
}
