import { h } from "./dom.js";
import { date, lineDays, money, monthOf } from "./format.js";

/** What a quote asks for, line by line. */
export const quoteTable = quote => h("table",
  h("caption.visually-hidden", "Расчёт стоимости"),
  h("thead.visually-hidden", h("tr", ["Месяц", "Сумма"].map(name => h("th", { scope: "col" }, name)))),
  h("tbody", quote.lines.map(line => h("tr", h("td", monthOf(line.from), h("span.soft.under", lineDays(line))), h("td.number.sum", money(line.amount))))),
  h("tfoot", h("tr", h("th", { scope: "row" }, `Итого по ${date(quote.paidThrough)}`), h("td.number.sum", money(quote.amount)))));
