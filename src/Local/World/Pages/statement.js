// The statement of the day: transfers that only it tells of, as companies make them, and the file itself.
import { ask, functions } from "./calls.js";
import { button, h, heading, link, notice, primary, problemNotice, show } from "./dom.js";

const slip = number => number.slice(0, -1) + (Number(number.at(-1)) + 1) % 10;

// How companies transfer money: what they write, and who pays.
const ways = {
  "С номером счёта": ({ number }) => ({ purpose: `Пополнение лицевого счета ${number}` }),
  "Без номера": () => ({ purpose: "Оплата за услуги связи" }),
  "С опечаткой в номере": ({ number }) => ({ purpose: `Пополнение лицевого счета ${slip(number)}` }),
  "Другой компанией": ({ number }) =>
    ({ purpose: `За ООО «Ромашка», лицевой счет ${number}`, payer: "ООО «Лютик»", payerInn: "7715034360" }),
};

/**
 * The card; `key` opens the operator's page, `values` are the form's, `sent` is called when the statement was uploaded.
 */
export function statement(made, key, values, sent) {
  const outcome = h("div");
  const tell = (title, text) => show(outcome, notice("good", title, text), false);
  const tried = work => () => work().catch(problem => show(outcome, problemNotice(problem), false));
  const add = name => button(name, tried(async () => {
    const { amount, accountNumber, payer } = values();
    const number = accountNumber || "0000000018";
    await ask("/bank/transfers", {
      silent: true, payer, payerInn: made?.requisites.inn ?? "", payerAccount: "40702810900000002851",
      amount: { amount: amount.replace(",", "."), currency: "RUB" }, ...ways[name]({ number }),
    });
    tell("Перевод в выписке", "Сервис узнает о нём, когда выписку загрузят.");
  }));
  const upload = button("Загрузить выписку в сервис", tried(async () => {
    await ask("/bank/statement", {});
    tell("Выписка загружена", "Что стало с каждой строкой, видно на странице оператора.");
    sent();
  }), primary);
  return h("section.card.stack", heading("Выписка за день", "h2"),
    h("p.soft", "Перевод, о котором сервис узнаёт только из выписки:"),
    h("div.row", Object.keys(ways).map(add)), outcome,
    h("div.row", upload,
      h("a", { href: "/bank/statement", download: "kl_to_1c.txt" }, "Скачать для 1С"),
      h("a", { href: "/bank/statement?format=camt", download: "camt.053.xml" }, "Скачать camt.053")),
    h("p", link(`${functions}api/pages/operator`, "Страница оператора"), ", ключ: ", h("code", key)));
}
