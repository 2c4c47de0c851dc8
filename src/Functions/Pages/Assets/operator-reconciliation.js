// The day's equation of each bank account, and the equation over all money: they hold, or somebody has to look.
import { badge, h, heading, notice } from "./dom.js";
import { field } from "./fields.js";
import { date, dayAfter, kopecks } from "./format.js";
import { term } from "./operator-statement.js";
import { agreement } from "./operator-today.js";

const dayBefore = day => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

export async function reconciliation({ api }, day) {
  const found = await api.get(`reconciliations${day ? `?day=${day}` : ""}`);
  return h("div.stack", heading("Сверка", "h1"), days(found.day), verdict(found),
    found.accounts.map(account), total(found.total));
}

function days(day) {
  const choice = field("День", { type: "date", name: "day", value: day, min: "2000-01-01" });
  choice.input.addEventListener("change", () => {
    if (choice.input.value) {
      location.hash = `#reconciliation/${choice.input.value}`;
    }
  });
  return h("div.days.screen",
    h("a.button", { href: `#reconciliation/${dayBefore(day)}`, "aria-label": "День раньше" }, "←"),
    choice,
    h("a.button", { href: `#reconciliation/${dayAfter(day)}`, "aria-label": "День позже" }, "→"));
}

function verdict({ day, accounts }) {
  const problems = accounts.flatMap(one => one.problems);
  const message = problems.length > 0
    ? notice("bad", `${date(day)}: не сходится`, h("ul.dots", problems.map(text => h("li", text))))
    : accounts.some(one => one.isKnown) ? notice("good", `${date(day)}: всё сходится`)
      : notice("warn", `${date(day)}: выписки нет`, "В выходные так и бывает. Если банк работал, ",
        h("a", { href: "#statements" }, "загрузите выписку"), ".");
  message.removeAttribute("role");
  return message;
}

const account = one => h("section.card.stack",
  h("div.row", h("h2", "Счёт ", h("span.number", one.account)),
    one.isClosed ? badge("День закрыт", "paid") : badge("День ещё открыт")),
  one.isKnown && equation("По выписке банка",
    ["На начало", one.opening], ["Поступило", one.credits, "+"], ["Списано", one.debits, "−"],
    ["На конец", one.closing, "="]),
  equation("Что стало с поступлениями", ["Клиентам", one.topUps], ["Невыясненные", one.suspense, "+"],
    ["Не для клиентов", one.ignored, "+"], ["Возвраты", one.returns, "+"], ["Поступило", one.credits, "="]));

const total = all => h("section.card.stack",
  h("h2", "За всё время"),
  agreement(all, false),
  equation("Пришло",
    ["В банк, по выпискам", all.bankIn], ["По сообщениям банка, выписки ещё нет", all.unconfirmed, "+"]),
  equation("Где эти деньги", ["На балансах клиентов", all.balances], ["Списано за услуги", all.charged, "+"],
    ["Возвращено клиентам", all.returned, "+"], ["Невыясненные", all.suspense, "+"],
    ["Не для клиентов", all.ignored, "+"],
    ["Возвращено из невыясненных", all.returnedSuspense, "+"], ["Долги клиентов", all.debts, "−"],
    kopecks(all.corrections) !== 0 && ["Прежние исправления", all.corrections, "−"]));

const equation = (name, ...terms) => h("div.stack.tight",
  h("h3.label", name),
  h("dl.equation", terms.filter(Boolean).map(([label, sum, sign]) => term(label, sum, sign))));
