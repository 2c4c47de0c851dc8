// What is behind: the rows that each step of a client left, the queues, what waits for an operator, and the timers.
import { ask, client } from "./calls.js";
import { copyButton } from "./copy.js";
import { badge, button, form, h, heading, notice, problemNotice, show } from "./dom.js";
import { field } from "./fields.js";
import { time } from "./format.js";

const refresh = 3000;
const longestKey = 34;

const queueNames = {
  "create-cabinet": "Создать кабинет", events: "Проследить за событием",
  "send-credentials": "Письма с паролем или ссылкой",
  "send-email": "Остальные письма", "make-reset-link": "Ссылки для пароля", topups: "Поступления от банка",
  statements: "Выписки и сверка с банком",
  "reconcile-account": "Проверить проводки", "expire-client": "Завершить подписки",
};

const timerNames = {
  ReconcileBalances: "Сверка балансов", ReconcileBank: "Сверка с банком",
  ExpireSubscriptions: "Окончание подписок и напоминания",
};

export function behind(place) {
  const parts = {
    operator: section("Страница оператора",
      "Здесь бухгалтер загружает выписки, разбирает невыясненные деньги и сбои, сверяет книги с банком.", operator),
    queues: section("Очереди", "Работа, которую сервис делает после ответа клиенту. В покое они пусты.", queues),
    failures: section("Ждёт оператора", "Что не удалось с нескольких попыток. Здесь же это можно повторить.", failures),
    timers: section("Таймеры", "Выбирают, что пора сделать, и кладут это в очереди. Запустить можно и не дожидаясь.",
      timers),
  };

  async function load() {
    const state = await ask("/behind");
    for (const [name, part] of Object.entries(parts)) {
      part.draw(state[name]);
    }
  }

  setInterval(() => place.hidden || load().catch(() => {}), refresh);
  return async () => {
    try {
      const [, made] = await Promise.all([load(), client().catch(() => null)]);
      show(place, [
        heading("Что внутри", "h1"),
        h("p.soft", "Каждый шаг оставляет след: строки в таблице и сообщения в очередях. "
          + "Здесь видно, что записано и что ещё ждёт."),
        steps(made?.cabinet?.accountNumber),
        Object.values(parts).map(part => part.element),
      ].flat());
    } catch (problem) {
      show(place, [heading("Что внутри", "h1"), problemNotice(problem)]);
    }
  };
}

/** A card that draws its content anew when it changed, unless the reader is in it. */
function section(title, about, content) {
  const inside = h("div.stack");
  const element = h("section.card.stack", { "aria-label": title }, h("h2", title), h("p.soft", about), inside);
  let drawn;
  return {
    element,
    draw(value) {
      const now = JSON.stringify(value);
      if (now !== drawn && !inside.contains(document.activeElement)) {
        drawn = now;
        inside.replaceChildren(...[content(value)].flat());
      }
    },
  };
}

/** The key is typed once at the page's own door. */
function operator({ url, key }) {
  const text = h("code", key);
  return [
    h("p.row", h("a.button", { href: url, target: "_blank" }, "Открыть страницу оператора")),
    h("div.row", h("span.soft", "Ключ доступа"), text, copyButton("ключ доступа", key, text)),
  ];
}

const named = (title, name) => h("div", title, h("code", name));

const queues = all => h("ul.rows.columns", all.map(queue => h("li",
  named(queueNames[queue.name] ?? queue.name, queue.name),
  h("div.row",
    queue.length > 0 ? badge(`ждут: ${queue.length}`, "expired") : badge("пусто"),
    queue.poison > 0 && badge(`не удалось: ${queue.poison}`, "bad")))));

const failures = all => all.length === 0 ? h("p", "Пусто: всё удалось.")
  : actions("Повторить", all.map(({ id, at, queue, reason, retriedAt }) => ({
    path: `/behind/failures/${encodeURIComponent(id)}`,
    what: queue,
    content: h("div", h("span.soft.small.under", time(at)),
      named(retriedAt ? `${reason} Повторено ${time(retriedAt)}.` : reason, queue)),
  })));

const timers = all => actions("Запустить", all.map(timer => ({
  path: `/behind/timers/${encodeURIComponent(timer.name)}`,
  what: timer.name,
  content: h("div", named(timerNames[timer.name] ?? timer.name, `${timer.name} · ${timer.schedule} UTC`),
    h("span.soft.small.under",
      `Прошлый запуск: ${timer.last ? time(timer.last) : "не было"}. Следующий: ${time(timer.next)}.`)),
})));

/** Rows with a button each, which asks the world behind to do something. */
function actions(text, rows) {
  const outcome = h("div");
  const act = (path, what) => button(text, async () => {
    try {
      await ask(path, undefined, "POST");
      show(outcome, notice("good", `${text}: ${what}`, "Принято."), false);
    } catch (problem) {
      show(outcome, problemNotice(problem), false);
    }
  }, { "aria-label": `${text}: ${what}` });
  return [h("ul.rows", rows.map(({ path, what, content }) => h("li", content, act(path, what)))), outcome];
}

/** The rows of an account's client: those that each step left, and what stands there now. */
function steps(accountNumber) {
  const account = field("Лицевой счёт", { inputmode: "numeric", value: accountNumber ?? "" });
  const outcome = h("div.stack");
  const look = async () => {
    try {
      const view = await ask(`/behind/accounts/${encodeURIComponent(account.input.value.trim())}`);
      show(outcome, [
        view.mismatch ? notice("bad", "Цепочка нарушена", view.mismatch)
          : notice("good", "Цепочка сходится", "Номера проводок, хэши, остатки и баланс счёта согласованы."),
        h("h3", "Что оставил каждый шаг"),
        h("ol.timeline", view.steps.map(step)),
        h("h3", "Что записано сейчас"),
        h("ul.rows", view.rows.map(row)),
      ], false);
    } catch (problem) {
      show(outcome, problemNotice(problem), false);
    }
  };
  if (accountNumber) {
    look();
  }
  return h("section.card.stack", { "aria-label": "Шаги клиента" }, h("h2", "Шаги клиента"),
    h("p.soft", "Строки таблицы Clients. "
      + "Деньги меняются одной записью: счёт, проводка, подписка и событие — или всё, или ничего."),
    form(look, {}, account, h("div", h("button.button", { type: "submit" }, "Проверить"))), outcome);
}

const step = ({ title, at, isDone, rows }) => h(isDone ? "li" : "li.waits",
  h("div.row", h("strong", title), h("span.soft.small.number", isDone ? time(at) : `${time(at)}, ещё идёт`)),
  h("ul", rows.map(row)));

const row = ({ key, text }) => h("li", h("div", text,
  h("code", { title: key }, key.length > longestKey ? `${key.slice(0, longestKey)}…` : key)));
