// The bank: money goes to an account, as a company's transfer does, and the bank's statement of the day.
import { ask, client } from "./calls.js";
import { form, h, heading, notice, show, submit } from "./dom.js";
import { field } from "./fields.js";
import { money } from "./format.js";
import { statement } from "./statement.js";

/** Shows the form; `sent` is called when a transfer went through. */
export function bank(place, sent) {
  return async () => {
    const made = await client().catch(() => null);
    const { key } = await ask("/operator-key");
    const outcome = h("div");
    const fields = [
      field("Лицевой счёт", {
        name: "accountNumber", inputmode: "numeric", value: made?.cabinet?.accountNumber ?? "",
        hint: "Виден в виджете, в кабинете и в письме",
      }),
      field("Сумма, ₽", { name: "amount", inputmode: "decimal", value: "10000.00" }),
      field("Плательщик", { name: "payer", value: made?.requisites.name ?? "ООО «Ромашка»" }),
      field("Назначение платежа", { name: "purpose", value: "Пополнение лицевого счёта" }),
    ];
    const values = () => Object.fromEntries(fields.map(one => [one.input.name, one.input.value.trim()]));
    const transfer = form(async () => {
      const { amount, ...rest } = values();
      const booked = await ask("/bank/transfers",
        { ...rest, amount: { amount: amount.replace(",", "."), currency: "RUB" } });
      show(outcome, notice("good", `Зачислено ${money(booked.amount)}`,
        `На счёте ${booked.accountNumber} теперь ${money(booked.balanceAfter)}. На почту придёт уведомление.`), false);
      sent();
    }, { class: "card stack" },
    heading("Банк", "h1"),
    h("p.soft", "Перевод приходит в сервис тем же вызовом, которым пользуется банк или учётная система."),
    h("div.fields", fields), outcome,
    h("div", submit("Перевести деньги")));
    show(place, h("div.stack", transfer, statement(made, key, values, sent)));
  };
}
