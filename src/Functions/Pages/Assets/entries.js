// Lines of the ledger as a table with the running balance.
import { h } from "./dom.js";
import { money, time } from "./format.js";

const kinds = { "top-up": "Пополнение", payment: "Оплата", correction: "Исправление", return: "Возврат" };

const isOut = entry => entry.amount.amount.startsWith("-");
export const descriptionOf = entry => entry.description || kinds[entry.kind];
export const signed = entry => `${isOut(entry) ? "" : "+"}${money(entry.amount)}`;

const column = (text, look) => h("th", { scope: "col", class: look }, text);

/** The table; `rows` is its body. */
export const entryTable = rows => h("table.entries",
  h("caption.visually-hidden", "Операции, новые сверху, время московское"),
  h("thead", h("tr", column("Когда"), column("Что"), column("Сумма", "sum"), column("Баланс после", "sum"))),
  rows);

export const entryRow = entry => h("tr",
  h("td.soft.small.number", time(entry.at)),
  h("td", descriptionOf(entry)),
  h("td", { class: `number sum ${isOut(entry) ? "" : "plus"}` }, signed(entry)),
  h("td.number.sum.soft", h("span.visually-hidden", "Баланс после: "), money(entry.balanceAfter)));
