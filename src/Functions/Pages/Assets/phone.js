// Phone numbers, read as the service does it (src/Billing/Clients/Phone.cs).
import { clean } from "./text.js";

/** A phone number as people write it, as E.164: «8 (900) 123-45-67» is +79001234567. Null if it is no number. */
export const normalPhone = text => noPhone(text) ? null : bare(text);

/** What keeps a text from being a phone number. */
export function noPhone(text) {
  const number = bare(text);
  switch (true) {
    case /^\+8[^0-9]/.test(clean(text)) || number.startsWith("+89"):
      return "Номер начинается с +7, а не с +8, например +7 900 123-45-67.";
    case number.startsWith("+7") && !/^\+7[3-9][0-9]{9}$/.test(number):
      return "После +7 нужно ровно десять цифр, первая — от 3 до 9, например +7 900 123-45-67.";
    case number.startsWith("+375") && !/^\+375[0-9]{9}$/.test(number):
      return "После +375 нужно ровно девять цифр, например +375 29 123-45-67.";
    case number.startsWith("80"):
      return "Номер Беларуси начинается с +375, например +375 29 123-45-67.";
    default:
      return /^\+[1-9][0-9]{6,14}$/.test(number) ? null : "Нужен номер с кодом страны, например +7 900 123-45-67.";
  }
}

// Ten digits after 7, after the trunk prefix 8 or alone; alone, those that begin with 7 or 8 lack one.
const bare = text => clean(text).replace(/[ \p{Pd}\u2212()./]/gu, "")
  .replace(/^([78](?=[3-9][0-9]{9}$)|(?=[34569][0-9]{9}$))/, "+7");

/** +79001234567 as «+7 900 123-45-67»; a foreign number as it is. */
export const phone = number => number.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, "+7 $1 $2-$3-$4");
