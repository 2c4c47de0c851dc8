// What is behind: queues, timers, and the ledger of an account with its chain verified.
import { ask, client } from "./calls.js";
import { button, form, h, heading, notice, problemNotice, show } from "./dom.js";
import { field } from "./fields.js";
import { money, time } from "./format.js";

const table = (name, columns, rows) => h("div.scroll", { tabindex: "0", role: "region", "aria-label": name }, h("table",
  h("thead", h("tr", columns.map(column => h("th", { scope: "col" }, column)))),
  h("tbody", rows.map(cells => h("tr", cells.map(cell => h("td", cell ?? "—")))))));

export function behind(place) {
  return async () => {
    try {
      const [state, made] = await Promise.all([ask("/behind"), client().catch(() => null)]);
      show(place, [heading("Что внутри"), queues(state.queues), timers(state.timers), ledger(made?.cabinet?.accountNumber)]);
    } catch (problem) {
      show(place, [heading("Что внутри"), problemNotice(problem)]);
    }
  };

  function queues(all) {
    return h("section.card.stack", h("h3", "Очереди"),
      all.length === 0 ? h("p.soft", "Очереди появятся с первым сообщением.") : table("Очереди", ["Очередь", "Сообщений", "Не обработано (poison)"], all.map(queue => [queue.name, String(queue.length), String(queue.poison)])));
  }

  function timers(all) {
    const outcome = h("div");
    const run = name => button("Запустить", async () => {
      try {
        await ask(`/behind/timers/${encodeURIComponent(name)}`, undefined, "POST");
        show(outcome, notice("good", `${name} запущен`), false);
      } catch (problem) {
        show(outcome, problemNotice(problem), false);
      }
    }, { "aria-label": `Запустить ${name}` });
    return h("section.card.stack", h("h3", "Таймеры"),
      table("Таймеры", ["Таймер", "Расписание (UTC)", "Прошлый запуск", "Следующий", "Действие"], all.map(timer =>
        [timer.name, h("code", timer.schedule), timer.last && time(timer.last), timer.next && time(timer.next), run(timer.name)])), outcome);
  }

  function ledger(accountNumber) {
    const account = field("Лицевой счёт", { inputmode: "numeric", value: accountNumber ?? "" });
    const outcome = h("div.stack");
    return h("section.card.stack", h("h3", "Проводки лицевого счёта"),
      form(async () => {
        try {
          const { entries, mismatch } = await ask(`/behind/ledger/${encodeURIComponent(account.input.value.trim())}`);
          show(outcome, [
            mismatch ? notice("bad", "Цепочка нарушена", mismatch) : notice("good", "Цепочка сходится", `Проводок: ${entries.length}. Номера, хэши, остатки и баланс счёта согласованы.`),
            table("Проводки", ["№", "Когда", "Что", "Сумма", "Баланс", "Хэш"], entries.map(entry =>
              [String(entry.number), time(entry.at), entry.description, money(entry.amount), money(entry.balanceAfter), h("code", { title: entry.hash }, entry.hash.slice(0, 12))])),
          ], false);
        } catch (problem) {
          show(outcome, problemNotice(problem), false);
        }
      }, {}, account, h("div", h("button.button", { type: "submit" }, "Проверить"))), outcome);
  }
}
