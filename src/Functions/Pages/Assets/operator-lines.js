// The lines of a statement, counted and filtered by what became of them.
import { button, failure, h } from "./dom.js";
import { money, shortDate } from "./format.js";
import { pageOf } from "./operator-api.js";
import { table } from "./operator-tables.js";

const pageSize = 200;
// What a browser draws at once without a pause; a day has fewer.
const atOnce = 2000;

// What needs somebody stands first.
const order = ["suspense", "return-due", "waiting", "credited", "confirmed", "bounced", "returned", "return-sent",
  "ignored", "outgoing", "seen-before", "not-ours"];
const rank = result => (order.indexOf(result) + order.length + 1) % (order.length + 1);
const tones = { suspense: "expired", "return-due": "expired", credited: "paid", confirmed: "paid" };

export async function statementLines(api, path, lineCount) {
  const all = [];
  const place = h("div.stack");
  let next;
  let chosen = null;

  async function load() {
    const until = all.length + atOnce;
    do {
      const page = await api.get(pageOf(path, next, pageSize));
      all.push(...page.lines);
      next = page.next;
    } while (next && all.length < until);
    draw();
  }

  async function goOn() {
    try {
      await load();
    } catch (problem) {
      place.append(...failure(problem, goOn));
    }
  }

  function draw() {
    const shown = all.filter(({ result }) => !chosen || result === chosen);
    place.replaceChildren(
      h("div.choices.screen", { role: "group", "aria-label": "Что с операцией" },
        choice(null, "Все", all.length), kinds(all).map(([result, name, count]) => choice(result, name, count))),
      h("p.visually-hidden", { role: "status" }, `Показано операций: ${shown.length}`),
      table("Операции выписки", ["Операция", ["Сумма", "sum"], "Что с ней"], h("tbody", shown.map(row))),
      ...next ? [h("p.soft", `Показаны первые ${all.length} из ${lineCount}.`), button("Показать ещё", goOn)] : []);
  }

  const choice = (result, name, count) => button([name, " ", h("span.number", String(count))], () => {
    chosen = result;
    draw();
    place.querySelector("[aria-pressed=true]").focus();
  }, { class: "button choose", "aria-pressed": String(chosen === result) });

  await load();
  return h("section.card.stack",
    h("h2", "Операции"),
    all.length > 0 ? place : h("p.soft", "В этой выписке операций нет."));
}

/** Result, its text and how many lines have it. */
function kinds(all) {
  const counts = new Map();
  for (const { result, resultText } of all) {
    counts.set(result, [result, resultText.split(":")[0], (counts.get(result)?.[2] ?? 0) + 1]);
  }
  return [...counts.values()].sort(([a], [b]) => rank(a) - rank(b));
}

const isIn = ({ direction }) => direction === "in";

const row = line => h("tr",
  h("td.main",
    h("div", line.counterparty || "Плательщик не указан",
      line.inn && [" ", h("span.soft.number.small", `ИНН ${line.inn}`)]),
    h("p.soft.small.purpose", `${shortDate(line.day)}${line.number && `, п/п № ${line.number}`}. ${line.purpose}`)),
  h("td", { class: `number sum ${isIn(line) ? "plus" : ""}` }, isIn(line) ? "+" : "−", money(line.amount)),
  h("td.what",
    h("div", { class: tones[line.result] ? `mark ${tones[line.result]}` : "mark" },
      line.movementId ? h("a", { href: `#suspense/${line.movementId}` }, line.resultText) : line.resultText),
    h("p.soft.small",
      [line.reasonText, ...line.accountNumbers.map(number => `л/с ${number}`)].filter(Boolean).join(" · "))));
