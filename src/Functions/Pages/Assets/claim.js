// «Где мои деньги?»: a transfer that is not on the account.
import { button, h, heading, plain, show } from "./dom.js";
import { field } from "./fields.js";
import { card } from "./passwords.js";
import { amountOf, noAmount, sumField } from "./sums.js";
import { clean } from "./text.js";

const longestNumber = 35;

export async function claim({ api, go }) {
  const { contact, today } = await api.get("cabinet/account");
  const number = field("Номер платёжного поручения", {
    name: "number", needed: true, hint: "Стоит вверху поручения, например 42", tidy: clean,
    check: () => noNumber(number.input.value),
  });
  const day = field("Дата поручения", { name: "date", type: "date", needed: true, min: "2000-01-01", max: today });
  const view = card("Где мои деньги?", [
    "Перевод из банка обычно приходит до конца следующего рабочего дня. ",
    "Если прошло больше, назовите платёжное поручение: мы поищем по нему.",
  ], [number, day, sumField()], "Найти перевод",
  values => ({
    number: noNumber(values.number),
    date: values.date ? null : "Укажите дату поручения.",
    amount: noAmount(values.amount),
  }),
  async values => {
    try {
      await api.post("cabinet/claims", {
        number: clean(values.number), date: values.date, amount: { amount: amountOf(values.amount), currency: "RUB" },
      });
    } catch (problem) {
      if (problem.status === 429) {
        problem.title = "На сегодня попытки закончились";
        problem.detail = "За день можно проверить пять переводов. Попробуйте завтра или напишите в поддержку.";
      }
      throw problem;
    }
    show(view, searching(contact.email, go));
  },
  h("a", { href: "#" }, "Отмена"));
  return view;
}

// The same whatever was found: it is to tell nothing of the money of others.
const searching = (email, go) => [
  heading("Ищем ваш перевод", "h1"),
  h("p", `Если он уже у нас, деньги появятся на балансе через минуту, и мы напишем на ${email}.`),
  h("p", "Если нет, его проверит наш сотрудник. Ничего больше делать не нужно."),
  h("div.row", h("a.button", { href: "#" }, "К балансу"), button("Назвать другой перевод", () => go("#claim"), plain)),
];

const noNumber = text => !clean(text) ? "Укажите номер платёжного поручения."
  : clean(text).length > longestNumber ? `Не длиннее ${longestNumber} знаков.` : null;
