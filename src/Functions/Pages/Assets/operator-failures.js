// Work that failed: what it was, why, and what to do about it.
import { badge, button, h, heading, problemNotice } from "./dom.js";
import { date, money, time } from "./format.js";
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

// What the check of the books against the bank found is written for people.
const finding = /^(?:Bank day (?<day>[0-9-]{10}), |All the books: )(?<found>[^]*)$/;
const vanished = /^Movement (?<id>\S+) \((?<amount>[0-9.]+)\) is not in the bank's statement/;

function workOf({ queue, reason }) {
  const { day, found } = finding.exec(reason)?.groups ?? {};
  if (found) {
    return {
      title: day ? `Не сходится сверка за ${date(day)}` : "Книги не сходятся с банком",
      advice: [found, h("span.under", h("a", { href: `#reconciliation${day ? `/${day}` : ""}` }, "Открыть сверку"))],
    };
  }
  const line = vanished.exec(reason)?.groups;
  if (line) {
    return {
      title: "Строка исчезла из выписки",
      advice: [`В новой выписке банка нет операции на ${money(line)}. Узнайте в банке, что с ней.`,
        h("span.under", h("a", { href: `#suspense/${line.id}` }, "Открыть операцию"))],
    };
  }
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
