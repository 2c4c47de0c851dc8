// The history: a period with its turnover, its entries to search, to save and to print.
import { button, failure, form, h, heading, submit } from "./dom.js";
import { descriptionOf, entryRow, entryTable, signed, topUpsBy } from "./entries.js";
import { failFields, field } from "./fields.js";
import { money, time } from "./format.js";
import { operator } from "./settings.js";
import { csvFile } from "./csv.js";
import { download } from "./download.js";
import { periods, periodText } from "./periods.js";

const pageSize = 200;

export async function history({ api }) {
  const mine = await api.get("cabinet/account");
  const place = h("div.stack");
  const said = h("p.visually-hidden", { role: "status" });
  const offered = periods(mine.today);
  // Grows with every period, so that one which arrives late does not take the place of a newer one.
  let asked = 0;

  async function open([, from, to]) {
    const number = ++asked;
    place.classList.add("late");
    let content;
    let heard = "";
    try {
      const found = await load(api, from, to);
      content = results(api, mine, from, to, found);
      heard = `${periodText(from, to)}, операций: ${found.entries.length}`;
    } catch (problem) {
      // The days have fields of their own only where they were typed.
      const refused = problem.fields?.from ?? problem.fields?.to;
      content = refused ? h("p.card", refused) : h("div.card.stack", failure(problem, () => open([null, from, to])));
    }
    if (number === asked) {
      place.classList.remove("late");
      place.replaceChildren(...[content].flat());
      said.textContent = heard;
    }
  }

  const choices = [...offered.map(period => choice(period[0], () => {
    own.hidden = true;
    return open(period);
  })), choice("Свои даты", () => {
    own.hidden = false;
    own.querySelector("input").focus();
  })];
  const own = ownDates(mine.today, open);
  function choice(name, work) {
    const element = button(name, () => {
      choices.forEach(one => one.setAttribute("aria-pressed", one === element));
      return work();
    }, { class: "button choose", "aria-pressed": false });
    return element;
  }

  choices[0].setAttribute("aria-pressed", true);
  await open(offered[0]);
  return h("div.stack",
    h("div.screen", heading("История", "h1")),
    h("div.choices.screen", { role: "group", "aria-label": "Период" }, choices),
    own,
    said,
    place);
}

/** Two days that the customer types. */
function ownDates(today, open) {
  const day = (label, name) => field(label, { name, type: "date", min: "2000-01-01", max: today, value: today });
  const fields = [day("С какого дня", "from"), day("По какой день", "to")];
  const element = form(async () => {
    const [from, to] = fields.map(({ input }) => input.value);
    const errors = {
      from: from ? null : "Укажите день.",
      to: !to ? "Укажите день." : from > to ? "Конец периода раньше начала." : null,
    };
    if (!failFields(fields, errors)) {
      await open([null, from, to]);
    }
  }, { class: "card stack screen", hidden: true }, h("div.fields", fields), h("div.row", submit("Показать")));
  return element;
}

/** The turnover, and all entries of the period. */
async function load(api, from, to) {
  const days = `from=${from}&to=${to}`;
  const turnover = await api.get(`cabinet/turnover?${days}`);
  const entries = [];
  for (let after = ""; after !== null;) {
    const page = await api.get(`cabinet/entries?${days}&limit=${pageSize}${after && `&after=${after}`}`);
    entries.push(...page.entries);
    after = page.next;
  }
  return { turnover, entries };
}

function results(api, mine, from, to, { turnover, entries }) {
  return [
    h("div.paper",
      h("p", h("strong", operator.name)),
      h("p.title", `Операции по лицевому счёту ${mine.accountNumber}`),
      h("p", mine.name),
      h("p", `Сформировано ${time(new Date())}`)),
    h("section.card.stack",
      h("h2", periodText(from, to)),
      h("dl.turnover",
        total("На начало", turnover.openingBalance),
        total("Поступило", turnover.moneyIn, Number(turnover.moneyIn.amount) > 0 && "plus"),
        total("Списано", turnover.moneyOut),
        total("На конец", turnover.closingBalance))),
    entries.length === 0 ? none() : list(mine, from, to, entries, topUpsBy(api)),
  ];
}

const total = (name, value, look) => h("div", h("dt", name), h("dd", { class: `number ${look || ""}` }, money(value)));

const none = () => h("section.card.stack",
  h("p", "В этом периоде операций не было."),
  h("p.soft", "Выберите другой период или ", h("a", { href: "#top-up" }, "пополните счёт"), "."));

// Spaces, hyphens and brackets aside: «900 123-45» finds +79001234567.
const squeezed = text => text.toLowerCase().replace(/[\s()−-]/g, "");

function list(mine, from, to, entries, load) {
  const lines = entries.map(entry => ({
    row: entryRow(entry, load),
    text: squeezed([time(entry.at), descriptionOf(entry), signed(entry), entry.amount.amount].join("|")),
  }));
  const found = h("p.soft", { role: "status" });
  const search = field("Найти", { name: "search", type: "search", placeholder: "Номер, сумма или описание" });
  search.input.addEventListener("input", () => {
    const wanted = squeezed(search.input.value);
    let count = 0;
    for (const { row, text } of lines) {
      row.hidden = !text.includes(wanted);
      count += row.hidden ? 0 : 1;
    }
    found.textContent = wanted && `Найдено операций: ${count} из ${lines.length}`;
  });
  const save = () => download(`${operator.name} ${mine.accountNumber} ${from} ${to}.csv`, csvFile(entries));
  return h("section.card.stack",
    h("div.tools.screen",
      search,
      h("div.row", button("Скачать для Excel", save), button("Распечатать", () => print()))),
    found,
    entryTable(h("tbody", lines.map(({ row }) => row))));
}
