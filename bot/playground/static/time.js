// Times and days as the playground's clock shows them, wherever the browser stands.

import { language } from "./dom.js";

export const ZONE = "Asia/Jakarta";
const SHORT = "WIB"; // English formats would say GMT+7

const form = (parts) => new Intl.DateTimeFormat(language, { timeZone: ZONE, ...parts });
const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const hours = form(hour);
const days = form({ weekday: "long", day: "numeric", month: "long" });
const shortDays = form({ weekday: "short", day: "numeric", month: "short" });

export const timeOf = (moment) => hours.format(moment);
export const dayOf = (moment) => days.format(moment);
export const inShort = (moment) => `${shortDays.format(moment)}, ${hours.format(moment)} ${SHORT}`;
