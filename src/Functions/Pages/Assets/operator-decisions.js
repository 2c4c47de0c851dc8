// What an operator decides about money that belongs to nobody yet.
import { h } from "./dom.js";
import { field } from "./fields.js";
import { kopecks, money } from "./format.js";
import { accountField, noAccount } from "./operator-account-field.js";
import { ask, reasonField, sumOf } from "./operator-ask.js";

const about = ({ counterparty, rest }, text) => h("div.stack.tight",
  h("p", h("strong.number", money(rest)), ` от ${counterparty.name || "неизвестного плательщика"}`), h("p.soft", text));

const key = name => ({ "Idempotency-Key": name });

/** Gives the money, or a part of it, to a client: the suggested one, or one that is looked for. */
export function credit({ api, refresh }, movement, suggestion) {
  const whole = movement.rest;
  ask({
    title: suggestion ? `Зачислить: ${suggestion.name}` : "Зачислить клиенту",
    about: about(movement, suggestion
      ? `На лицевой счёт ${suggestion.accountNumber}. Клиент получит письмо, что деньги поступили.`
      : "Клиент получит письмо, что деньги поступили."),
    fields: [
      accountField(api, suggestion?.accountNumber),
      field("Сумма, ₽", {
        name: "amount.amount", inputmode: "decimal", value: money(whole).replace(/\s*₽$/, ""),
        hint: "Можно часть: остаток будет ждать здесь",
      }),
      reasonField("Для истории: клиент её не увидит", suggestion?.why.slice(0, 150)),
    ],
    verb: "Зачислить",
    check: ({ accountNumber, "amount.amount": typed }) => {
      const sum = sumOf(typed);
      return {
        accountNumber: noAccount(accountNumber),
        "amount.amount": !sum ? "Сумма в рублях, например 1 250,50."
          : kopecks(sum) > kopecks(whole) ? `Не больше ${money(whole)}.` : null,
      };
    },
    send: ({ "amount.amount": typed, ...body }, name) =>
      api.post(`suspense/${movement.id}/assignments`, { ...body, amount: sumOf(typed) }, key(name)),
    done: () => refresh("Деньги зачислены"),
  });
}

const simple = (title, text, verb, path, said) => ({ api, refresh }, movement) => ask({
  title,
  about: about(movement, text),
  fields: [reasonField("Для истории")],
  verb,
  send: body => api.post(`suspense/${movement.id}/${path}`, body),
  done: () => refresh(said),
});

/** It goes back to its payer. */
export const sendBack = simple("Вернуть плательщику",
  "Платёжку отправьте в банке сами, на тот же счёт. Когда она появится в выписке, возврат отметится сам.",
  "Отметить к возврату", "return", "Отмечено к возврату");

/** A report of money that a statement has brought otherwise. */
export const dismiss = simple("Уже зачислено",
  "Это сообщение банка повторяет деньги, которые уже на счёте клиента. Оно закроется, балансы не изменятся.",
  "Закрыть сообщение", "dismissal", "Сообщение закрыто");

/** A line that the bank has taken back. */
export const strike = simple("В банке этого нет",
  "Банк убрал эту строку из выписки, и ни на чьём счёте этих денег нет. Операция закроется, балансы не изменятся.",
  "Закрыть операцию", "dismissal", "Операция закрыта");

/** A return that came back. */
export const bounce = ({ api, refresh }, movement) => ask({
  title: "Возврат вернулся",
  about: about(movement, "Наш возврат не дошёл, и банк прислал деньги обратно. Они снова появятся на балансе клиента."),
  fields: [
    accountField(api),
    field("Номер операции возврата", { name: "entry", inputmode: "numeric", hint: "Из карточки клиента, например 7" }),
    reasonField("Клиент прочитает её в истории операций"),
  ],
  verb: "Вернуть на баланс",
  check: ({ accountNumber, entry }) => ({
    accountNumber: noAccount(accountNumber),
    entry: /^\d{1,9}$/.test(entry) ? null : "Номер — целое число.",
  }),
  send: body => api.post(`suspense/${movement.id}/bounce`, { ...body, entry: Number(body.entry) }),
  done: () => refresh("Деньги снова на балансе клиента"),
});
