// Whom a customer can ask.
import { h } from "./dom.js";
import { operator } from "./settings.js";

/** The line at the foot; null where no contact is configured. */
export function support() {
  const { phone, email } = operator;
  const ways = [
    phone && h("a.number", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone),
    email && h("a", { href: `mailto:${email}` }, email),
  ].filter(Boolean);
  return h("p.support.soft.small", { part: "support", hidden: ways.length === 0 },
    "Вопросы? ", ways.flatMap((way, at) => at > 0 ? [" · ", way] : way));
}
