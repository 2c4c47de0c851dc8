import { h } from "./dom.js";
import { date, lineDays, money, monthOf } from "./format.js";

/** What a quote asks for, line by line. */
export const quoteTable = quote => h("table", {},
  h("caption", { class: "visually-hidden" }, "Расчёт стоимости"),
  h("thead", { class: "visually-hidden" }, h("tr", {}, ["Месяц", "За сколько дней", "Сумма"].map(name => h("th", { scope: "col" }, name)))),
  h("tbody", {}, quote.lines.map(line => h("tr", {},
    h("td", {}, monthOf(line.from)), h("td", { class: "soft" }, lineDays(line)), h("td", { class: "number sum" }, money(line.amount))))),
  h("tfoot", {}, h("tr", {},
    h("th", { scope: "row", colspan: "2" }, `Итого по ${date(quote.paidThrough)}`), h("td", { class: "number sum" }, money(quote.amount)))));
