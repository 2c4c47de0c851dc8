// How figures and dates are written for a Russian reader. Days and times are Moscow's.

const roubles = new Intl.NumberFormat("ru-RU", { style: "currency", currency: "RUB" });
const day = new Intl.DateTimeFormat("ru-RU", { dateStyle: "long", timeZone: "Europe/Moscow" });
const dayOfYear = new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("ru-RU", { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Moscow" });
const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Moscow" });
const plural = new Intl.PluralRules("ru");

/** {"amount":"900.00"} as «900,00 ₽»; exact, for the text goes in as text. */
export const money = value => roubles.format(value.amount).replace("-", "−");

/** The same without kopecks if there are none: «900 ₽», as a price or a sum to pay is written. */
export const price = value => money(value).replace(/,00(?=\D*$)/, "");

/** Whole kopecks of an amount. */
export const kopecks = value => Number(value.amount.replace(".", ""));

/** The sum of amounts. */
export const total = values =>
  ({ amount: (values.reduce((sum, value) => sum + kopecks(value), 0) / 100).toFixed(2), currency: "RUB" });

/** 2026-11-30, or an instant of that day in Moscow, as «30 ноября 2026 г.» */
export const date = text => day.format(new Date(text));

/** A day as «30 ноября», with the year where it is not this one. */
export const shortDate = text =>
  (text.startsWith(`${new Date().getFullYear()}-`) ? dayOfYear.format(new Date(text)) : date(text))
    .replaceAll(" ", "\u00a0");

/** The business day now: 2026-11-30. */
export const businessDay = () => isoDay.format(new Date());

/** The day after a day. */
export const dayAfter = text => new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);

/** An instant as «22.11.2026, 17:40», Moscow time. */
export const time = text => moment.format(new Date(text));

/** «1 месяц», «2 месяца», «5 месяцев» */
export const count = (n, one, few, many) => `${n} ${{ one, few }[plural.select(n)] ?? many}`;

/** A number of days in words. */
export const days = n => count(n, "день", "дня", "дней");

/** A number of phone numbers in words. */
export const numbers = n => count(n, "номер", "номера", "номеров");

/** The month of a date in the genitive: «ноября» */
export const monthOf = text => dayOfYear.format(new Date(text)).replace(/^\d+\s/, "");

const hour = new Intl.DateTimeFormat("ru-RU", { timeStyle: "short", timeZone: "Europe/Moscow" });

/** An instant as «17:40», Moscow time. */
export const clock = text => hour.format(new Date(text));
