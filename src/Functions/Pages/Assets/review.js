// What is about to be sent, as the service will keep it, and what looks like a slip in it.
import { button, form, group, h, heading, submit } from "./dom.js";
import { likelyEmail, oddName } from "./odd.js";
import { phone } from "./phone.js";

/**
 * `send()` may throw a problem; `correct(name)` goes back to the form and into the field `name`, if it is given;
 * `take(email)` puts another address in place of the one that was typed.
 */
export function review(requisites, { send, correct, take }) {
  const { kind, name, inn, kpp, ogrn, legalAddress, bank, contact } = requisites;
  const company = kind === "organization";
  const odd = oddName(name, company);
  const meant = likelyEmail(contact.email);
  const back = button("Исправить", () => correct());

  return form(send, {},
    heading("Всё верно?"),
    h(meant ? "div.notice.warn" : "div.notice",
      h("p", "Логин и пароль придут на почту"),
      h("p.large", contact.email),
      meant && h("p", `Возможно, вы имели в виду ${meant}?`),
      meant && h("div.row", button("Да, исправить", () => take(meant)))),
    odd && h("div.notice.warn",
      h("strong", odd), h("div.row", button(company ? "Исправить название" : "Исправить имя", () => correct("name")))),
    group(company ? "Организация" : "Индивидуальный предприниматель",
      [company ? "Название" : "Имя", name], ["ИНН", figures(inn)], ["КПП", kpp && figures(kpp)],
      [company ? "ОГРН" : "ОГРНИП", figures(ogrn)], ["Адрес", legalAddress]),
    bank && group("Банк", ["БИК", figures(bank.bic)], ["Расчётный счёт", figures(bank.account)],
      ["Корр. счёт", bank.correspondentAccount && figures(bank.correspondentAccount)]),
    group("Контакт", ["Имя", contact.name], ["Телефон", figures(phone(contact.phone))],
      ["Почта бухгалтера", contact.accountantEmail]),
    h("p.soft.small", `${company ? "ИНН, КПП и ОГРН" : "ИНН и ОГРНИП"} потом не изменить, остальное — в любой момент.`),
    h("div.row", submit("Отправить"), back));
}

const figures = text => h("span.number", text);
