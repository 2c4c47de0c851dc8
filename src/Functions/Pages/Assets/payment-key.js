import { kopecks } from "./format.js";

/**
 * Names what is paid for: the same numbers, periods and prices have the same key. A second press, another tab or a
 * reload in between can therefore not pay it twice. At most 64 visible ASCII characters, as the service asks.
 */
export function keyOf({ amount, items }) {
  const texts = items.map(item =>
    [item.phone.slice(1), item.periodStart, item.months, kopecks(item.amount), item.tariff].join("."));
  return encodeURIComponent(items.length === 1 ? texts[0].slice(0, 64)
    : [items.length, kopecks(amount), hash(texts.join())].join(".")).slice(0, 64);
}

/**
 * 64 bits of a text, by two FNV-1a hashes: crypto.subtle is not there on pages without https. The service refuses a key
 * that comes with another content, so that two contents of one hash would cost nobody money.
 */
const hash = text => [0x811c9dc5, 0x01000193].map(seed => [...text]
  .reduce((state, char) => Math.imul(state ^ char.codePointAt(0), 0x01000193), seed) >>> 0)
    .map(part => part.toString(16)).join("");
