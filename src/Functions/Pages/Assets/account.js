// The account: balance and what is due next, the latest entries, and how to top it up.
import { addressOf } from "./cabinet-invoices.js";
import { copyButton } from "./copy.js";
import { h, heading, notice, primary } from "./dom.js";
import { entryRow, entryTable, topUpsBy } from "./entries.js";
import { date, numbers as countNumbers } from "./format.js";
import { sumInvoice } from "./issue-invoice.js";
import { payeeDetails } from "./payee.js";
import { missingFor, summary } from "./summary.js";

const latest = 5;

export async function account({ api }) {
  const paths = ["cabinet/account", "cabinet/connections", `cabinet/entries?limit=${latest}`];
  const [mine, { connections }, { entries }] = await Promise.all(paths.map(path => api.get(path)));
  return h("div.stack", passwordEnds(mine), overview(mine), unpaid(connections), history(entries, topUpsBy(api)));
}

const passwordEnds = ({ passwordExpiresAt }) => passwordExpiresAt && notice("warn",
  `Пароль из письма действует до ${date(passwordExpiresAt)}`,
  "Задайте свой, чтобы не потерять доступ: ", h("a", { href: "#password" }, "сменить пароль"));

function overview({ name, accountNumber, balance, due }) {
  const number = h("span.number", accountNumber);
  return h("section.card.stack",
    h("div.row.apart",
      heading(name, "h1"),
      h("p.account.soft", "Лицевой счёт ", number, copyButton("номер лицевого счёта", accountNumber, number))),
    summary(balance, due, h("a", { ...primary, href: "#top-up" }, "Пополнить счёт")));
}

function unpaid(connections) {
  const count = connections.filter(({ status }) => status !== "paid").length;
  return count > 0 && notice("info", `Не оплачено: ${countNumbers(count)}`,
    "Какие и где их оплатить, видно в разделе ", h("a", { href: "#numbers" }, "«Номера»"), ".");
}

const history = (entries, load) => h("section.card.stack",
  h("div.row.apart", h("h2", "Последние операции"), entries.length > 0 && h("a", { href: "#history" }, "Вся история")),
  entries.length > 0
    ? entryTable(h("tbody", entries.map(entry => entryRow(entry, load))))
    : h("p.soft", "Здесь появятся пополнения и оплаты. Начните с ",
      h("a", { href: "#top-up" }, "пополнения счёта"), "."));

/** How to top the account up: by an invoice over the sum that is missing, or without one. */
export async function transfer({ api }) {
  const { payee, due, contact } = await api.get("cabinet/account");
  const missing = missingFor(due);
  return h("div.stack",
    h("section.card.stack", sumInvoice({
      api,
      path: "cabinet/invoices",
      amount: missing,
      heading: heading("Пополнение счёта", "h1"),
      intro: h("p", `Выставим счёт на оплату на вашу компанию. PDF придёт и на ${contact.email}.`),
      open: ({ number }) => { location.hash = addressOf(number); },
    }, h("a", { href: "#invoices" }, "Прежние счета"))),
    h("section.card.stack",
      h("h2", "Или переведите без счёта"),
      h("p.soft", "Назначение платежа не меняйте: по номеру лицевого счёта в нём мы узнаем, кому зачислить деньги."),
      payeeDetails(payee, missing)),
    h("p.row", h("a", { href: "#claim" }, "Перевели, а денег нет?"), h("a", { href: "#" }, "Вернуться к балансу")));
}
