// Webhooks: which event went where, what the receiver answered, and sending one again.
import { badge, button, h, heading, problemNotice } from "./dom.js";
import { count, time } from "./format.js";
import { signed } from "./operator-identity.js";
import { paged } from "./operator-tables.js";

const names = {
  "subscription-paid": "Оплачены подключения",
  "subscription-ended": "Закончились подключения",
  "subscription-changed": "Изменён список подключений",
  "money-arrived": "Пришли деньги",
  "invoice-issued": "Выставлен счёт",
  "client-changed": "Изменился клиент",
};
const statuses = { trying: "В пути", delivered: "Доставлено", failed: "Не доставлено" };
const tones = { delivered: "paid", failed: "expired" };
const errors = {
  "timeout": "не ответил вовремя",
  "name-not-found": "адрес не найден",
  "address-refused": "адрес внутри сети, туда не отправляем",
  "tls": "нет защищённого соединения",
  "connection": "нет связи",
};

const answerOf = ({ status, error }) => status ? `ответ ${status}` : errors[error] ?? error;
const attemptsOf = n => count(n, "попытка", "попытки", "попыток");

export async function events(context, status) {
  const list = await paged(context.api, `operator/webhook-deliveries${status ? `?status=${status}` : ""}`, {
    of: "deliveries",
    caption: "События, новые сверху",
    columns: ["Событие", "Кому", "Попытки", ["Состояние", "sum"], ["Повтор", "sum"]],
    row: one => row(context, one),
    none: h("p.soft", status ? "Таких событий нет." : "Событий пока не было, или получатели не настроены."),
  });
  return h("div.stack",
    heading("События", "h1"),
    h("p.soft", "Что сервис сообщил вебхуками тем, кто включает номера. "
      + "Повтор безвреден: получатель узнаёт событие по его номеру."),
    h("nav.row", { "aria-label": "Какие события" }, choice("Все", "", status),
      Object.entries(statuses).map(([key, name]) => choice(name, key, status))),
    h("section.card.stack", list));
}

const choice = (name, key, chosen = "") => key === chosen
  ? h("strong", { "aria-current": "true" }, name)
  : h("a", { href: key ? `#events/${key}` : "#events" }, name);

function row({ api, refresh }, { id, number, type, clientId, url, status, attempts, retriedBy, retriedAt }) {
  const last = attempts.at(-1);
  const outcome = h("div");
  const retry = button("Повторить", async () => {
    try {
      outcome.replaceChildren();
      await api.post(`operator/webhook-deliveries/${id}/retry`, signed({}));
      await refresh("Отправлено ещё раз");
    } catch (problem) {
      outcome.replaceChildren(problemNotice(problem));
    }
  }, { class: "link screen", "aria-label": `Повторить: событие ${number}` });
  return h("tr",
    h("td.main", h("a", { href: `#clients/${clientId}` }, names[type] ?? type),
      h("p.soft.small.number", `№ ${number}`)),
    h("td.what.reason", url),
    h("td.what", last && [h("span.number", time(last.at)),
      h("p.soft.small", `${attemptsOf(last.number)}, ${answerOf(last)}`),
      attempts.length > 1 && h("details.small", h("summary", "Все"), h("ul", attempts.map(attempt)))],
    retriedBy && h("p.soft.small", `Повторил(а) ${retriedBy}, ${time(retriedAt)}`), outcome),
    h("td.sum", badge(statuses[status], tones[status])),
    h("td.sum", retry));
}

const attempt = one =>
  h("li", `${time(one.at)}: ${answerOf(one)}, ${(one.milliseconds / 1000).toFixed(1).replace(".", ",")} с`);
