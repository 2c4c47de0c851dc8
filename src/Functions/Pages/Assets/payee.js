// Whom to transfer money to: each value ready to be copied into a payment order.
import { copy, copyButton } from "./copy.js";
import { button, h } from "./dom.js";
import { money } from "./format.js";

/** The values of `payee` as the service gives them, and the sum to transfer, if one is missing: {"amount":"900.00"}. */
export function payeeDetails(payee, missing) {
  const lines = [
    ["Сумма", missing && money(missing), missing?.amount.replace(".", ",")],
    ["Назначение платежа", payee.purpose],
    ["Получатель", payee.name],
    ["ИНН", payee.inn],
    ["КПП", payee.kpp],
    ["Банк", payee.bank],
    ["БИК", payee.bic],
    ["Расчётный счёт", payee.account],
    ["Корр. счёт", payee.correspondentAccount],
  ].filter(([, shown]) => shown);
  const list = h("dl.payee", lines.map(line));
  const all = button("Скопировать всё",
    () => copy(all, lines.map(([name, shown]) => `${name}: ${shown}`).join("\n"), list));
  return h("div.stack", list, all);
}

function line([name, shown, copied = shown]) {
  const value = h("span", shown);
  return h("div", h("dt", name), h("dd", value, copyButton(name, copied, value)));
}
