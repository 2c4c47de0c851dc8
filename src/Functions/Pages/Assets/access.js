// Who gets in and who gets the e-mails.
import { copyButton } from "./copy.js";
import { facts, h, heading } from "./dom.js";
import { clock, date } from "./format.js";
import { phone } from "./phone.js";
import { session } from "./session.js";

export async function access({ api }) {
  const { login, contact, passwordExpiresAt } = await api.get("cabinet/account");
  const name = h("span", login);
  return h("div.stack",
    heading("Доступ", "h1"),
    h("section.card.stack",
      h("h2", "Вход"),
      facts(["Логин", [name, " ", copyButton("логин", login, name)]],
        ["Пароль", passwordExpiresAt ? `из письма, действует до ${date(passwordExpiresAt)}` : "вы задали сами"],
        ["Сеанс", `закончится в ${clock(session().expiresAt)} по Москве`]),
      h("a.button", { href: "#password" }, "Сменить пароль")),
    h("section.card.stack",
      h("h2", "Контакт"),
      facts(
        ["Письма приходят на", contact.email],
        ["Копии о деньгах", contact.accountantEmail],
        ["Контактное лицо", contact.name],
        ["Телефон", h("span.number", phone(contact.phone))]),
      h("a.button", { href: "#contact" }, "Изменить контакт")));
}
