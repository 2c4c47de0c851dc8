// What stands around each view: brand, parts of the cabinet, the ways out, whom to ask.
import { button, h, plain } from "./dom.js";
import { operator } from "./settings.js";
import { support } from "./support.js";

const parts = [["#", "Баланс"], ["#invoices", "Счета"], ["#numbers", "Номера"], ["#history", "История"],
  ["#access", "Доступ"]];
const at = id => document.getElementById(id);

/** Where the customer pays: the CRM, if it is configured. */
export const crmLink = (text, look = {}) => operator.crmUrl ? h("a", { ...look, href: operator.crmUrl }, text) : null;

/** Draws what stays the same in all views. */
export function drawFrame() {
  at("brand").textContent = operator.name;
  at("support").replaceChildren(h("div", support(), h("p", operator.name)));
}

/** Draws what depends on the view: `part` is the address of the one that it belongs to. */
export function drawParts(hasSession, part, leave) {
  at("parts").hidden = !hasSession;
  at("parts").replaceChildren(
    ...parts.map(([href, name]) => h("a", { href, "aria-current": href === part && "page" }, name)));
  const back = crmLink([h("span.long", "Вернуться в CRM"), h("span.short", "В CRM")]);
  at("who").replaceChildren(...[back, hasSession && button("Выйти", leave, plain)].filter(Boolean));
}

/** The document is named as its view is. */
export const nameDocument = title => {
  document.title = [title, operator.name].filter(Boolean).join(" · ");
};
