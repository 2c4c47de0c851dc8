// The history as a file that a Russian Excel opens: semicolons, decimal commas, a mark that it is UTF-8.
import { descriptionOf } from "./entries.js";
import { time } from "./format.js";

const sum = ({ amount }) => amount.replace(".", ",");

/** Payer and purpose come from outside: what a spreadsheet would take for a formula gets an apostrophe before it. */
const harmless = text => /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
const cell = text => /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const line = cells => cells.map(cell).join(";");

/** Entries come newest first, and stand oldest first in the file. */
export const toCsv = entries => `\uFEFF${[
  line(["Дата", "Время", "Операция", "Сумма", "Баланс после"]),
  ...[...entries].reverse().map(entry => line([
    ...time(entry.at).split(", "), harmless(descriptionOf(entry)), sum(entry.amount), sum(entry.balanceAfter)])),
].join("\r\n")}\r\n`;

/** The same as a file. */
export const csvFile = entries => new Blob([toCsv(entries)], { type: "text/csv;charset=utf-8" });
