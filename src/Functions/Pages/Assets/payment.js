// The payment page: what is paid, from what, and the password.
import { button, facts, form, h, heading, link, notice, plain, primary, problemNotice, show, submit } from "./dom.js";
import { field } from "./fields.js";
import { date, kopecks, money, months, time } from "./format.js";
import { phone } from "./phone.js";
import { quoteTable } from "./quote.js";
import { howToTopUp } from "./top-up.js";

/**
 * Names what is paid for: the same number, period and price have the same key. A second press, another tab or a reload
 * in between can therefore not pay it twice. At most 64 visible ASCII characters, as the service asks.
 */
const keyOf = quote => encodeURIComponent([quote.phone.slice(1), quote.periodStart, quote.months, kopecks(quote.amount), quote.tariff].join(".")).slice(0, 64);

/** The view for a quote; `leave` goes back to it, `finish` to the list. */
export async function payment({ api, emit, quote, client, tariffName, leave, finish }) {
  const place = h("div.stack");
  let { requisites, cabinet, links } = await api.get(client());
  const term = of => ["Срок", `${months(of.months)}: с ${date(of.periodStart)} по ${date(of.paidThrough)}`];
  const figure = amount => h("span.number", money(amount));

  function draw(message) {
    show(place, [
      // While it is being paid there is no way back: the answer has to be seen.
      button("← Назад", () => place.querySelector("form[aria-busy=true]") || leave(), plain),
      heading("Оплата подписки"),
      h("fieldset", h("legend.visually-hidden", "Способ оплаты"),
        h("label.choice.box", h("input", { type: "radio", name: "method", checked: true }),
          h("span", "Оплатить с баланса личного кабинета Телфин", cabinet && h("span.soft.under", "На балансе ", figure(cabinet.balance))))),
      facts(["Плательщик", requisites.name], ["ИНН", requisites.inn], ["Лицевой счёт", cabinet?.accountNumber], ["Номер", phone(quote.phone)],
        ["Тариф", tariffName], term(quote)),
      quoteTable(quote),
      message ?? "",
      cabinet ? settle() : notice("warn", "Кабинет ещё создаётся", "Оплатить можно, когда придёт письмо с логином и паролем."),
    ], !message);
    message?.setAttribute("tabindex", "-1");
    message?.focus();
  }

  function settle() {
    const missing = kopecks(quote.amount) - kopecks(cabinet.balance);
    return missing > 0 ? h("div.stack",
      notice("warn", `Не хватает ${money({ amount: (missing / 100).toFixed(2) })}`, howToTopUp(cabinet.accountNumber, requisites.contact.email)),
      h("div.row", button("Обновить баланс", refresh), link(links.cabinet, "Реквизиты для перевода"))) : passwordForm();
  }

  async function refresh() {
    try {
      ({ requisites, cabinet, links } = await api.get(client()));
      draw();
    } catch (problem) {
      draw(problemNotice(problem));
    }
  }

  function passwordForm() {
    const password = field("Пароль от кабинета", { name: "password", type: "password", autocomplete: "current-password", required: true });
    const { input } = password;

    function refused(problem) {
      switch (problem.code) {
        case "price-changed":
          quote = problem.quote;
          return draw(notice("warn", problem.title, problem.detail));
        case "insufficient-funds":
          cabinet.balance = problem.balance;
          return draw();
        case "wrong-password":
          password.fail(problem.detail);
          return input.select();
        case "offline":
          problem.detail = "Неизвестно, прошла ли оплата. Нажмите «Оплатить» ещё раз, когда связь появится: деньги спишутся один раз.";
      }
      password.fail(problem.fields?.password);
      throw problem;
    }

    return form(async () => {
      password.fail(input.value ? null : "Введите пароль: он был в письме, или вы задали его в кабинете.");
      if (!input.value) {
        return input.focus();
      }
      try {
        const { phone: number, tariff, months, amount, periodStart } = quote;
        paid(await api.post(`${client()}/payments`, { phone: number, tariff, months, amount, periodStart, method: "cabinet-balance", password: input.value },
          { "Idempotency-Key": keyOf(quote) }));
      } catch (problem) {
        refused(problem);
      }
    }, {},
    h("input", { autocomplete: "username", value: cabinet.login, readonly: true, hidden: true }),
    password,
    h("div.row", submit(`Оплатить ${money(quote.amount)}`), link(links.restorePassword, "Восстановить пароль")));
  }

  function paid(receipt) {
    emit("subscription-paid", receipt);
    show(place, [
      heading("Оплачено"),
      notice("good", `Номер ${phone(receipt.phone)} оплачен по ${date(receipt.paidThrough)}`, "Квитанцию мы отправили на почту."),
      facts(["Тариф", tariffName], term(receipt), ["Списано", figure(receipt.amount)], ["Осталось на балансе", figure(receipt.balanceAfter)],
        ["Оплачено", `${time(receipt.paidAt)} (Москва)`], ["Номер оплаты", receipt.paymentId]),
      button("К подключениям", finish, primary),
    ]);
  }

  draw();
  return place;
}
