// What stands around each view: brand, parts of the cabinet, the ways out, whom to ask.
import { button, h, plain } from "./dom.js";
import { operator } from "./settings.js";

const parts = [["#", "Счёт"], ["#numbers", "Номера"], ["#history", "История"], ["#access", "Доступ"]];
const digits = text => text.replace(/[^+\d]/g, "");
const at = id => document.getElementById(id);

/** Where the customer pays: the CRM, if it is configured. */
export const crmLink = (text, look = {}) => operator.crmUrl ? h("a", { ...look, href: operator.crmUrl }, text) : null;

/** Draws what stays the same in all views. */
export function drawFrame() {
  at("brand").textContent = operator.name;
  const { phone, email } = operator;
  const ways = [
    phone && h("a.number", { href: `tel:${digits(phone)}` }, phone),
    email && h("a", { href: `mailto:${email}` }, email),
  ].filter(Boolean);
  at("support").replaceChildren(h("div",
    ways.length > 0 && h("p", "Вопросы? ", ways.flatMap(way => [" или ", way]).slice(1)),
    h("p", operator.name)));
}

/** Draws what depends on the view: `part` is the address of the one that it belongs to. */
export function drawParts(hasSession, part, leave) {
  at("parts").hidden = !hasSession;
  at("parts").replaceChildren(
    ...parts.map(([href, name]) => h("a", { href, "aria-current": href === part && "page" }, name)));
  at("who").replaceChildren(...[crmLink([h("span.long", "Вернуться "), "в CRM"]), hasSession && button("Выйти", leave, plain)].filter(Boolean));
}

/** The document is named as its view is. */
export const nameDocument = title => {
  document.title = [title, operator.name].filter(Boolean).join(" · ");
};
