// Work that failed: what it was, why, and what to do about it.
import { badge, button, h, heading, problemNotice } from "./dom.js";
import { date, time } from "./format.js";
import { pageOf } from "./operator-api.js";
import { ask, reasonField } from "./operator-ask.js";

// What each queue does, for somebody who knows the business and not the queues.
const works = {
  "create-cabinet": ["Не создан кабинет", "Клиент ждёт логин и пароль. Повторите."],
  "events": ["Не выполнено то, что следует за операцией",
    "Деньги на месте; письмо или отметка могли не появиться. Повторите."],
  "send-credentials": ["Не ушло письмо с паролем или ссылкой", "Проверьте почту в карточке клиента и повторите."],
  "send-email": ["Не ушло письмо", "Проверьте адрес получателя и повторите."],
  "make-reset-link": ["Не создана ссылка для пароля", "Повторите, или клиент попросит ссылку ещё раз."],
  "topups": ["Не зачислены деньги",
    "Посмотрите причину. Если деньги в «Невыясненных», разнесите их там и закройте сбой."],
  "statements": ["Не обработана выписка", "Посмотрите причину и сверьтесь с выпиской банка."],
  "reconcile-account": ["Не сходится лицевой счёт", "Повторите проверку. Если не помогло, позовите разработчика."],
  "webhooks": ["Не доставлено событие",
    [h("a", { href: "#events/failed" }, "Посмотрите, что отвечает получатель"), ", и повторите, когда он заработает."]],
  "expire-client": ["Не завершены подключения", "Повторите: клиент увидит верный статус номеров."],
};

// What checks found, for the same reader.
const findings = {
  "books-differ": ({ reason, day }) => ({
    title: day ? `Не сходится сверка за ${date(day)}` : "Книги не сходятся с банком",
    advice: [reason, h("span.under", h("a", { href: `#reconciliation${day ? `/${day}` : ""}` }, "Открыть сверку"))],
  }),
  "line-vanished": ({ movementId }) => ({
    title: "Строка исчезла из выписки",
    advice: ["В новой выписке банка нет операции, которая была в прежней. Узнайте в банке, что с ней.",
      h("span.under", h("a", { href: `#suspense/${movementId}` }, "Открыть операцию"))],
  }),
};

function workOf(failure) {
  const finding = findings[failure.found];
  if (finding) {
    return finding(failure);
  }
  const { queue, reason } = failure;
  const [title, advice] = works[queue] ?? [`Сбой: ${queue}`, "Посмотрите причину и повторите."];
  return { title, advice, reason };
}

export async function failures(context) {
  const { api } = context;
  const list = h("ul.stack");
  const outcome = h("div");
  const more = button("Показать ещё", async () => {
    try {
      outcome.replaceChildren();
      await load();
    } catch (problem) {
      outcome.replaceChildren(problemNotice(problem));
    }
  });
  let next;
  async function load() {
    const page = await api.get(pageOf("failures", next));
    list.append(...page.failures.map(one => card(context, one)));
    next = page.next;
    more.hidden = !next;
  }
  await load();
  return h("div.stack",
    heading("Сбои", "h1"),
    h("p.soft", "Здесь то, что не получилось само. Обычно достаточно повторить."),
    list.childElementCount === 0 ? h("p.card.good-news", "Сбоев нет: всё работает.") : [list, outcome, more]);
}

function card({ api, refresh }, failure) {
  const { title, advice, reason } = workOf(failure);
  const outcome = h("div");
  const retry = button("Повторить", async () => {
    try {
      await api.post(`failures/${failure.id}/retry`);
      await refresh("Отправлено на повтор");
    } catch (problem) {
      outcome.replaceChildren(problemNotice(problem));
    }
  }, { "aria-label": `Повторить: ${title}` });
  const close = button("Закрыть", () => ask({
    title: "Закрыть сбой",
    about: h("p", `${title}. Он исчезнет из списка, ничего больше не произойдёт.`),
    fields: [reasonField("Например: разнесли вручную")],
    verb: "Закрыть сбой",
    send: body => api.post(`failures/${failure.id}/close`, body),
    done: () => refresh("Сбой закрыт"),
  }), { class: "link", "aria-label": `Закрыть: ${title}` });
  return h("li.card.stack.tight",
    h("div.row.apart", h("h2", title), h("span.soft.small.number", time(failure.at))),
    h("p", advice, failure.clientId && [" ", h("a", { href: `#clients/${failure.clientId}` }, "Карточка клиента")]),
    // Reasons are written for whoever looks after the service.
    reason && h("details.small", h("summary", "Что записала программа"), h("p.reason.soft", { lang: "en" }, reason)),
    outcome,
    h("div.row.screen", retry, close, failure.retriedAt && badge(`Повторяли ${time(failure.retriedAt)}`)));
}
