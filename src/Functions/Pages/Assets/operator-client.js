// A client: the account, the requisites, the numbers, the ledger and the letters.
import { changeForm } from "./change-form.js";
import { copyButton } from "./copy.js";
import { badge, button, facts, h, heading, notice } from "./dom.js";
import { kopecks, money, shortDate } from "./format.js";
import { clientBadge } from "./operator-clients.js";
import { clientEntries, clientLetters } from "./operator-history.js";
import { phone } from "./phone.js";

export async function client(context, id) {
  const { api } = context;
  const found = await api.get(`operator/clients/${id}`);
  const { requisites, account } = found;
  const [entries, letters] = await Promise.all([
    clientEntries(context, id, account?.number),
    clientLetters(context, id),
  ]);
  return h("div.stack",
    h("p.screen", h("a", { href: "#clients" }, "← Все клиенты")),
    account?.isFrozen && notice("bad", "Оплаты остановлены",
      "Сверка нашла расхождение в операциях. Проверьте ", h("a", { href: "#failures" }, "сбои"), "."),
    h("section.card.stack",
      h("div.row", heading(requisites.name, "h1"), clientBadge(found.status)),
      account && figures(account)),
    h("div.columns",
      h("section.card.stack", h("h2", "Операции"), entries),
      h("div.stack",
        data(context, id, requisites),
        numbers(found.connections),
        h("section.card.stack", h("h2", "Письма"), letters))));
}

function figures({ number, balance, debt }) {
  const text = h("span.number", number);
  return h("div.summary", h("dl",
    h("div", h("dt", "На балансе"), h("dd.display.number", money(balance))),
    debt && kopecks(debt) > 0 && h("div", h("dt", "Долг"), h("dd.figure.number.owed", money(debt))),
    h("div", h("dt", "Лицевой счёт"), h("dd.figure.account", text, copyButton("номер лицевого счёта", number, text)))));
}

function data({ api, refresh }, id, requisites) {
  const { kind, inn, kpp, ogrn, legalAddress, bank, contact } = requisites;
  const card = h("section.card.stack");
  const show = () => card.replaceChildren(
    h("h2", "Реквизиты"),
    facts(
      ["ИНН", h("span.number", inn)],
      ["КПП", kpp && h("span.number", kpp)],
      [kind === "organization" ? "ОГРН" : "ОГРНИП", h("span.number", ogrn)],
      ["Адрес", legalAddress],
      ["Р/с", bank?.account && [h("span.number", bank.account), h("span.under.soft", `БИК ${bank.bic}`)]],
      ["Контакт", contact.name],
      ["Почта", h("a", { href: `mailto:${contact.email}` }, contact.email)],
      ["Бухгалтер", contact.accountantEmail],
      ["Телефон", h("span.number", phone(contact.phone))]),
    button("Изменить данные", edit, { class: "button screen" }));
  const edit = () => {
    card.replaceChildren(changeForm({
      client: { requisites },
      keep: () => {},
      send: async changes => {
        await api.patch(`operator/clients/${id}`, changes);
        await refresh("Данные клиента изменены");
      },
      leave: show,
    }));
    card.querySelector("input").focus();
  };
  show();
  return card;
}

const numbers = (connections = []) => h("section.card.stack",
  h("h2", "Номера"),
  connections.length === 0 ? h("p.soft", "Номеров пока нет.") : h("ul.stack", connections.map(one => h("li",
    h("div.row", h("span.number", phone(one.phone)), badge(one.statusText, one.status)),
    h("p.soft.small",
      [one.label, one.paidThrough && `оплачен до ${shortDate(one.paidThrough)}`].filter(Boolean).join(", "))))));
