// The client's numbers: which are paid until when, and where to pay for the others.
import { badge, h, heading, notice, primary } from "./dom.js";
import { money, numbers as countNumbers } from "./format.js";
import { crmLink } from "./frame.js";
import { phone } from "./phone.js";
import { goingOn, tariffLine } from "./tariff-views.js";

// What needs the customer stands first.
const order = ["expired", "unpaid", "paid"];
const rank = ({ status, paidThrough, phone: number }) => `${order.indexOf(status)} ${paidThrough ?? ""} ${number}`;

export async function numbers({ api }) {
  const { connections, tariffs } = await api.get("cabinet/connections");
  const find = id => tariffs.find(one => one.id === id);
  const nameOf = id => find(id)?.name ?? id;
  const unpaid = connections.filter(({ status }) => status !== "paid").length;
  const sorted = [...connections].sort((a, b) => rank(a) < rank(b) ? -1 : 1);
  return h("div.stack",
    heading("Номера", "h1"),
    connections.length === 0 ? none() : [
      unpaid > 0 && notice("warn", `Не оплачено: ${countNumbers(unpaid)}`,
        where, h("div.row", crmLink("Оплатить в CRM", primary))),
      h("section.card", h("ul.numbers", sorted.map(one => row(one, nameOf, find(one.tariff))))),
      unpaid === 0 && h("p.soft", where, " ", crmLink("Открыть CRM"))]);
}

const where = "Номера добавляют, продлевают и оплачивают с этого баланса в вашей CRM: раздел «Подключения».";

const none = () => h("section.card.stack",
  h("p", "Номеров пока нет."), h("p.soft", where), crmLink("Добавить номер в CRM", primary));

const row = (connection, nameOf, next) => h("li.row.apart",
  h("div",
    h("div.row", h("h2.phone.number", phone(connection.phone)), badge(connection.statusText, connection.status)),
    connection.label && h("p", connection.label),
    h("p.soft", tariffLine(connection, nameOf)),
    goingOn(connection)),
  next && h("p.soft.number", `${money(next.monthlyPrice)} в месяц`));
