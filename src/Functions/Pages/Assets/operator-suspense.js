// Money that belongs to nobody yet, and clients who miss money.
import { h, heading } from "./dom.js";
import { money, shortDate, time } from "./format.js";
import { paged } from "./operator-tables.js";

export async function suspense({ api }) {
  const [movements, claims] = await Promise.all([
    paged(api, "suspense", {
      of: "movements",
      caption: "Невыясненные, старые сверху",
      columns: ["Плательщик и назначение", "Почему", ["Сумма", "sum"]],
      row,
      none: h("p.good-news", "Невыясненных нет: все деньги на своих счетах."),
    }),
    paged(api, "claims", {
      of: "claims",
      caption: "Клиенты ищут деньги, новые сверху",
      columns: ["Платёжка", ["Сумма", "sum"]],
      row: claim,
      none: h("p.soft", "Никто не ищет денег."),
    }),
  ]);
  return h("div.stack", heading("Невыясненные", "h1"),
    h("div.columns",
      h("section.card.stack", h("h2", "Чьи это деньги?"), movements),
      h("section.card.stack", h("h2", "Клиенты ищут деньги"),
        h("p.soft.small", "Вопросы «Где мои деньги?» из кабинета. Что нашлось сразу, уже зачислено."), claims)));
}

const row = one => h("tr",
  h("td.main",
    h("a", { href: `#suspense/${one.id}` }, one.counterparty.name || "Плательщик не указан"),
    one.counterparty.inn && [" ", h("span.soft.small.number", `ИНН ${one.counterparty.inn}`)],
    h("p.small.purpose", one.purpose || "Без назначения"),
    h("p.soft.small", `${shortDate(one.day)}${one.number && `, п/п № ${one.number}`}`,
      one.source === "reported" && ", по сообщению банка")),
  h("td.what",
    h("div", { class: "mark expired" },
      one.status === "return-due" ? one.statusText : one.reasonText || one.statusText)),
  h("td.sum.number", money(one.rest),
    one.rest.amount !== one.amount.amount && h("span.under.soft", `из ${money(one.amount)}`)));

const claim = one => h("tr",
  h("td.main",
    h("div", `№ ${one.number} от ${shortDate(one.date)}`),
    h("p.soft.small",
      h("a.number", { href: `#clients/${one.clientId}` }, `Л/с ${one.accountNumber}`), ` · спросили ${time(one.at)}`),
    one.movementId && h("p.small", h("a", { href: `#suspense/${one.movementId}` }, "Похожее поступление"))),
  h("td.sum.number", money(one.amount)));
