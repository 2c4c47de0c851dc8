// Lines of the ledger as a table with the running balance.
import { button, h, problemNotice } from "./dom.js";
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

/** Gets the top-ups that an entry of the cabinet's own ledger used up. */
export const topUpsBy = api => number => api.get(`cabinet/entries/${number}/top-ups`);

/** Of a charge: which top-ups it used up, once that is asked for. `load` gets them by the entry's number. */
export function usedUp(entry, load) {
  const element = button("Из каких поступлений", async () => {
    try {
      const { topUps } = await load(entry.number);
      const list = h("ul.used.soft.small", { tabindex: "-1" }, topUps.map(part => h("li",
        h("span.number", money(part.amount)), ` — ${part.description}, ${time(part.at)}`)));
      element.replaceWith(list);
      list.focus();
    } catch (problem) {
      element.after(problemNotice(problem));
    }
  }, { class: "link small screen", "aria-label": `Из каких поступлений: ${descriptionOf(entry)}` });
  return isOut(entry) && element;
}

export const entryRow = (entry, load) => h("tr",
  h("td.soft.small.number", time(entry.at)),
  h("td", h("div", descriptionOf(entry)), usedUp(entry, load)),
  h("td", { class: `number sum ${isOut(entry) ? "" : "plus"}` }, signed(entry)),
  h("td.number.sum.soft", h("span.visually-hidden", "Баланс после: "), money(entry.balanceAfter)));
