// The account: balance, how to top up, and the history with its running balance.
import { button, facts, h, heading, notice, problemNotice } from "./dom.js";
import { date, money, time } from "./format.js";
import { payeeDetails } from "./payee.js";

const pageSize = 20;
const kinds = { "top-up": "Пополнение", payment: "Оплата", correction: "Исправление" };

export async function account({ api }) {
  const [mine, first] = await Promise.all([api.get("cabinet/account"), api.get(`cabinet/entries?limit=${pageSize}`)]);
  return h("div.stack",
    mine.passwordExpiresAt && notice("warn", `Пароль из письма действует до ${date(mine.passwordExpiresAt)}`,
      "Задайте свой, чтобы не потерять доступ: ", h("a", { href: "#password" }, "сменить пароль")),
    h("section.card.stack",
      heading(mine.name, "h1"),
      h("div", h("p.soft", "На балансе"), h("p.big.number", money(mine.balance))),
      facts(["Лицевой счёт", h("span.number", mine.accountNumber)], ["Логин", mine.login],
        ["Письма приходят на", [mine.contact.email, " ", h("a", { href: "#contact", "aria-label": "Изменить адрес для писем" }, "Изменить")]])),
    topUp(mine.payee),
    history(api, first));
}

const topUp = payee => h("section.card.stack",
  h("h2", "Как пополнить"),
  h("p", "Переведите деньги с расчётного счёта по этим реквизитам. Назначение платежа не меняйте: по номеру в нём мы узнаем, кому зачислить деньги."),
  payeeDetails(payee),
  h("p.soft", "Когда деньги поступят, они появятся на балансе, а на почту придёт уведомление."));

function history(api, first) {
  const rows = h("tbody");
  const more = button("Показать ещё", load);
  const outcome = h("div");
  let next = null;

  function add(page) {
    next = page.next;
    rows.append(...page.entries.map(row));
    more.hidden = !next;
  }

  async function load() {
    outcome.replaceChildren();
    try {
      const page = await api.get(`cabinet/entries?limit=${pageSize}&after=${encodeURIComponent(next)}`);
      const from = rows.children.length;
      add(page);
      rows.children[from].tabIndex = -1;
      rows.children[from].focus();
    } catch (problem) {
      outcome.replaceChildren(problemNotice(problem));
    }
  }

  add(first);
  return h("section.card.stack",
    h("h2", "История"),
    first.entries.length === 0
      ? h("p.soft", "Здесь появятся пополнения и оплаты.")
      : h("table.entries",
        h("caption.visually-hidden", "История операций, время московское"),
        h("thead", h("tr", h("th", { scope: "col" }, "Когда"), h("th", { scope: "col" }, "Что"),
          h("th", { scope: "col", class: "sum" }, "Сумма"), h("th", { scope: "col", class: "sum" }, "Баланс после"))),
        rows),
    more, outcome);
}

const row = entry => h("tr",
  h("td.soft.small.number", time(entry.at)),
  h("td", entry.description || kinds[entry.kind]),
  h("td", { class: `number sum ${entry.amount.amount.startsWith("-") ? "" : "plus"}` }, `${entry.amount.amount.startsWith("-") ? "" : "+"}${money(entry.amount)}`),
  h("td.number.sum.soft", h("span.visually-hidden", "Баланс после: "), money(entry.balanceAfter)));
