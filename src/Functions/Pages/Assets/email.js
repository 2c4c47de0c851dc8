// E-mail addresses, read as the service does it (src/Billing/Clients/EmailAddress.cs).
import { clean } from "./text.js";

/** What keeps a text from being one e-mail address. */
export function noEmail(text) {
  const typed = clean(text);
  const at = typed.lastIndexOf("@");
  const local = typed.slice(0, Math.max(at, 0));
  const labels = typed.slice(at + 1).toLowerCase().split(".");
  if (/[\u0400-\u04FF]/.test(local)) {
    return "Слева от @ нужны латинские буквы: почта на русские адреса доходит не везде.";
  }
  if (!labels.every(label => isAscii(label)
    || /^([\u0400-\u04FF\d-]+|[a-z\u00DF-\u00F6\u00F8-\u017E\d-]+)$/.test(label))) {
    return "Справа от @ смешаны буквы разных алфавитов: похоже, опечатка.";
  }
  return isAddress(`${local}@${labels.map(toAscii).join(".")}`) ? null
    : "Нужен один адрес электронной почты вида name@example.ru.";
}

const isAscii = text => /^[\0-\x7F]*$/.test(text);

/** A label of another alphabet as the domain name system has it: «рф» is xn--p1ai. */
function toAscii(label) {
  try {
    return isAscii(label) || /^-|-$/.test(label) ? label : new URL(`http://${label}.example`).hostname.split(".")[0];
  } catch {
    return label;
  }
}

const localPart = /[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*/.source;
const domainName = /([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]([a-z\d-]{0,61}[a-z\d])/.source;
const address = new RegExp(`^${localPart}@${domainName}$`, "i");
const isAddress = text => text.length <= 254 && text.indexOf("@") <= 64 && address.test(text);
