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
      show(place, [heading("Что внутри"), queues(state.queues), failures(state.failures), timers(state.timers), ledger(made?.cabinet?.accountNumber)]);
    } catch (problem) {
      show(place, [heading("Что внутри"), problemNotice(problem)]);
    }
  };

  function queues(all) {
    return h("section.card.stack", h("h3", "Очереди"),
      table("Очереди", ["Очередь", "Сообщений", "Не обработано (poison)"], all.map(queue => [queue.name, String(queue.length), String(queue.poison)])));
  }

  function failures(all) {
    return h("section.card.stack", h("h3", "Ждёт оператора"),
      all.length === 0 ? h("p.soft", "Пусто. Здесь появится то, что не удалось с нескольких попыток.")
        : actions("Ждёт оператора", ["Когда", "Очередь", "Причина"], "Повторить", all.map(({ id, at, queue, reason, retriedAt }) =>
          [`/behind/failures/${encodeURIComponent(id)}`, queue, [time(at), queue, retriedAt ? `${reason} Повторено ${time(retriedAt)}.` : reason]])));
  }

  /** A table with a button in each row, which asks the world behind to do something. */
  function actions(name, columns, text, rows) {
    const outcome = h("div");
    const act = (path, what) => button(text, async () => {
      try {
        await ask(path, undefined, "POST");
        show(outcome, notice("good", `${text}: ${what}`, "Принято."), false);
      } catch (problem) {
        show(outcome, problemNotice(problem), false);
      }
    }, { "aria-label": `${text}: ${what}` });
    return [table(name, [...columns, "Действие"], rows.map(([path, what, cells]) => [...cells, act(path, what)])), outcome];
  }

  function timers(all) {
    return h("section.card.stack", h("h3", "Таймеры"),
      actions("Таймеры", ["Таймер", "Расписание (UTC)", "Прошлый запуск", "Следующий"], "Запустить", all.map(timer => [`/behind/timers/${encodeURIComponent(timer.name)}`, timer.name,
        [timer.name, h("code", timer.schedule), timer.last && time(timer.last), timer.next && time(timer.next)]])));
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
