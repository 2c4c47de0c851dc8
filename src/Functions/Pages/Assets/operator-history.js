// The ledger and the letters of a client, as its own card shows them.
import { badge, button, h } from "./dom.js";
import { descriptionOf, signed, usedUp } from "./entries.js";
import { money, time } from "./format.js";
import { correctEntry, returnMoney } from "./operator-entries.js";
import { paged } from "./operator-tables.js";

export const clientEntries = (context, id, accountNumber) => paged(context.api, `operator/clients/${id}/entries`, {
  of: "entries",
  caption: "Операции, новые сверху, время московское",
  columns: ["Операция", ["Сумма", "sum"], ["Баланс после", "sum"]],
  row: entry => h("tr",
    h("td.main",
      h("span.soft.small.number", `№ ${entry.number} · ${time(entry.at)}`),
      h("div", descriptionOf(entry)),
      entry.details && h("p.soft.small", entry.details),
      h("div.does.screen",
        usedUp(entry, number => context.api.get(`operator/clients/${id}/entries/${number}/top-ups`)),
        decisions(context, accountNumber, entry))),
    h("td", { class: `number sum ${signed(entry).startsWith("+") ? "plus" : ""}` }, signed(entry)),
    h("td.number.sum.soft", h("span.visually-hidden", "Баланс после: "), money(entry.balanceAfter))),
  none: h("p.soft", "Операций пока не было."),
});

const named = (entry, text) => ({ class: "link small", "aria-label": `${text}: операция ${entry.number}` });

const decisions = (context, accountNumber, entry) => [
  button("Исправить", () => correctEntry(context, accountNumber, entry), named(entry, "Исправить")),
  entry.kind === "top-up" && button("Вернуть плательщику", () => returnMoney(context, accountNumber, entry),
    named(entry, "Вернуть плательщику")),
];

const tones = { failed: "expired", "given-up": "expired", sent: "paid", accepted: "paid" };

export const clientLetters = ({ api }, id) => paged(api, `operator/clients/${id}/letters`, {
  of: "letters",
  caption: "Письма",
  columns: ["Письмо", ["Что с ним", "sum"]],
  row: letter => h("tr",
    h("td.main", letter.kindText, h("span.under.soft.number", time(letter.createdAt))),
    h("td.sum", badge(letter.statusText, tones[letter.status]))),
  none: h("p.soft", "Писем пока не было."),
});
