// What the product told of by webhooks, newest first: as the CRM's back end would hear it.
import { ask } from "./calls.js";
import { h, heading, show } from "./dom.js";
import { date, money, time } from "./format.js";
import { phone } from "./phone.js";

const refresh = 2000;

const names = {
  "subscription-paid": "Оплачены подключения",
  "subscription-ended": "Подключения закончились",
  "subscription-changed": "Изменился список подключений",
  "money-arrived": "Пришли деньги",
  "invoice-issued": "Выставлен счёт",
  "client-changed": "Изменился клиент",
};

const paid = ({ paidPeriods }) => paidPeriods.length === 0 ? "не оплачен"
  : paidPeriods.map(period => `${period.tariff} до ${date(period.paidThrough)}`).join(", ");

const item = ({ at, event: { id, type, data } }) => h("li.card.stack.tight",
  h("div.row.apart", h("h2", names[type] ?? type), h("span.soft.small.number", time(at))),
  h("p", `Лицевой счёт ${data.accountNumber}, баланс ${money(data.balance)}`),
  h("ul", data.connections.slice(0, 5).map(one => h("li", `${phone(one.phone)}: ${paid(one)}`))),
  data.connections.length > 5 && h("p.soft", `и ещё ${data.connections.length - 5}`),
  h("details.small", h("summary", `Событие ${data.sequence}, состояние ${data.stateOf}`),
    h("pre", { tabindex: "0" }, JSON.stringify({ id, type, data }, null, 2))));

const view = events => [
  heading("События", "h1"),
  h("p.soft", "Так сервис рассказывает о себе тем, кто включает номера: что оплачено и до какого дня. "
    + "Подпись каждого проверена."),
  events.length === 0
    ? h("div.card", h("p.soft", "Событий пока нет. Первое придёт, когда будет готов кабинет."))
    : h("ul.stack", events.map(item)),
];

/** Shows the list, and what comes while it is open. */
export function events(place) {
  let known = null;

  async function look(moved) {
    const { events: all } = await ask("/webhooks");
    const newest = all[0]?.id ?? "";
    if (moved || newest !== known) {
      known = newest;
      show(place, view(all), moved);
    }
  }

  setInterval(() => place.hidden || look(false).catch(() => {}), refresh);
  return () => look(true);
}
