// The day at a glance: what waits for somebody, the money, and whether the books agree with the bank.
import { h, heading, notice } from "./dom.js";
import { date, kopecks, money } from "./format.js";
import { readDay } from "./operator-day.js";

export async function today({ api }) {
  const found = await readDay(api);
  // Balances are added up by the hourly check.
  const counted = !found.books.isSettled && "по последней проверке";
  return h("div.stack",
    heading(`Сегодня, ${date(found.day)}`, "h1"),
    waiting(found),
    h("section.stack.tight",
      h("h2.label", "Деньги"),
      h("ul.tiles",
        tile("#statements", "Поступило сегодня", money(found.received)),
        tile("#registers", "Списано сегодня", money(found.charged)),
        tile("#clients", "На балансах клиентов", money(found.balances), null, counted),
        tile("#reconciliation", "Долги клиентов", money(found.debts), kopecks(found.debts) > 0 && "warn", counted))),
    h("section.stack.tight", h("h2.label", "Сверка с банком"), agreement(found.books)));
}

function waiting({ suspense, claims, failures }) {
  const all = [
    ["#suspense", "Невыясненные", suspense.count, suspense.count > 0 && `на ${money(suspense.amount)}`],
    ["#suspense", "Клиенты ищут деньги", claims],
    ["#failures", "Сбои и письма, которые не ушли", failures],
  ];
  const some = all.some(([, , count]) => count > 0);
  return h("section.stack.tight",
    h("h2.label", some ? "Ждёт вас" : "Ничего не ждёт: всё разобрано"),
    h("ul.tiles", all.map(([href, name, count, more]) => tile(href, name, count, count > 0 && "warn", more))));
}

/** A figure that leads to where it comes from. */
const tile = (href, name, value, tone, more) => h("li",
  h("a", { href, class: `tile ${tone || ""}` },
    h("span.soft", name), " ", h("span.display.number", String(value)), more && [" ", h("span.soft.small", more)]));

/** Whether all that came in at the bank is somewhere in the books. */
export function agreement({ difference, isSettled }, link = true) {
  const [tone, title, text] = !isSettled
    ? ["info", "Новые операции ещё проверяются", "Итог будет в течение часа."]
    : kopecks(difference) === 0
      ? ["good", "Всё сходится", "Каждый рубль, пришедший в банк, учтён у нас."]
      : ["bad", `Расхождение ${money(difference)}`, "Деньги банка и наш учёт не сходятся."];
  const message = notice(tone, title, text, link && h("p", h("a", { href: "#reconciliation" }, "Открыть сверку")));
  // It is no news: a screen reader need not be interrupted.
  message.removeAttribute("role");
  return message;
}
