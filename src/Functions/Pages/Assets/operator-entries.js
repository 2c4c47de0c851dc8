// What an operator does about an entry of a client: undo it, or give its money back to the payer.
import { h } from "./dom.js";
import { descriptionOf } from "./entries.js";
import { field } from "./fields.js";
import { kopecks, money, time } from "./format.js";
import { ask, reasonField, sumOf } from "./operator-ask.js";

// What follows, by what is undone.
const consequences = {
  "top-up": "Деньги спишутся с баланса клиента и снова окажутся в «Невыясненных». "
    + "Если часть уже потрачена, недостающее станет долгом клиента.",
  payment: "Деньги вернутся на баланс клиента. Номера при этом остаются оплаченными.",
  return: "Деньги снова появятся на балансе клиента: возврат не состоялся.",
  correction: "Исправление отменится, баланс изменится обратно. "
    + "Если это отмена пополнения с долгом, с баланса спишется "
    + "долг; её деньги — в «Невыясненных».",
};

export const correctEntry = ({ api, refresh }, accountNumber, entry) => ask({
  title: `Исправить операцию № ${entry.number}`,
  ...question(entry, consequences[entry.kind]),
  verb: "Исправить",
  send: (body, key) => api.post(`accounts/${accountNumber}/corrections`, form(entry, body), { "Idempotency-Key": key }),
  done: () => refresh("Операция исправлена"),
});

export const returnMoney = ({ api, refresh }, accountNumber, entry) => ask({
  title: `Вернуть деньги по операции № ${entry.number}`,
  ...question(entry, "Сумма сразу спишется с баланса клиента. Платёжку на возврат отправьте в банке сами: "
    + "на тот же счёт, с которого пришли деньги. Назначение платежа будет в описании операции."),
  verb: "Вернуть",
  send: (body, key) => api.post(`accounts/${accountNumber}/returns`, form(entry, body), { "Idempotency-Key": key }),
  done: () => refresh("Возврат записан. Отправьте платёжку в банке"),
});

function question(entry, consequence) {
  const whole = entry.amount.amount.replace("-", "");
  return {
    about: h("div.stack.tight",
      h("p", h("strong", money({ amount: whole })), `, ${time(entry.at)}`, h("span.under.soft", descriptionOf(entry))),
      h("p.notice.info", consequence)),
    fields: [
      field("Сумма, ₽", {
        name: "amount.amount", inputmode: "decimal", hint: "Пусто — всё, что ещё не исправлено и не возвращено",
      }),
      reasonField("Клиент прочитает её в истории операций"),
    ],
    check: values => ({ "amount.amount": wrongSum(values["amount.amount"],
      entry.kind === "correction" ? null : whole) }),
  };
}

function wrongSum(text, whole) {
  const sum = sumOf(text);
  return text && !sum ? "Сумма в рублях, например 1 250,50."
    : sum && whole && kopecks(sum) > kopecks({ amount: whole }) ? `Не больше ${money({ amount: whole })}.` : null;
}

/** Without a sum, all that is left. */
const form = (entry, { reason, operator, ...typed }) =>
  ({ entry: entry.number, amount: sumOf(typed["amount.amount"]), reason, operator });
