// The payment page: what is paid, from what, and the password.
import { button, facts, form, h, heading, notice, problemNotice, show } from "./dom.js";
import { field } from "./fields.js";
import { date, kopecks, money, months, time } from "./format.js";
import { phone } from "./phone.js";
import { quoteTable } from "./quote.js";

/**
 * Names what is paid for: the same number, period and price have the same key. A second press, another tab or a reload
 * in between can therefore not pay it twice. At most 64 visible ASCII characters, as the service asks.
 */
const keyOf = quote => encodeURIComponent([quote.phone.slice(1), quote.periodStart, quote.months, kopecks(quote.amount), quote.tariff].join(".")).slice(0, 64);

/** The view for a quote; `leave` goes back to it, `finish` to the list. */
export async function payment({ api, emit, quote, client, tariffName, leave, finish }) {
  const place = h("div", { class: "stack" });
  let { requisites, cabinet, links } = await api.get(client);
  const restore = () => h("a", { href: links.restorePassword, target: "_blank", rel: "noopener" }, "Восстановить пароль");

  function draw(...messages) {
    const missing = cabinet ? kopecks(quote.amount) - kopecks(cabinet.balance) : 0;
    show(place, [
      h("div", {}, button("← Назад", leave, { class: "link" })),
      heading("Оплата подписки"),
      h("fieldset", {}, h("legend", { class: "visually-hidden" }, "Способ оплаты"),
        h("label", { class: "choice box" }, h("input", { type: "radio", name: "method", value: "cabinet-balance", checked: true }),
          h("span", {}, "Оплатить с баланса личного кабинета Телфин",
            cabinet && h("span", { class: "soft" }, h("br"), "На балансе ", h("span", { class: "number" }, money(cabinet.balance)))))),
      facts(["Плательщик", requisites.name], ["ИНН", requisites.inn], ["Лицевой счёт", cabinet?.accountNumber], ["Номер", phone(quote.phone)],
        ["Тариф", tariffName], ["Срок", `${months(quote.months)}: с ${date(quote.periodStart)} по ${date(quote.paidThrough)}`]),
      quoteTable(quote),
      ...messages,
      !cabinet ? notice("warn", "Кабинет ещё создаётся", "Оплатить можно, когда придёт письмо с логином и паролем.")
        : missing > 0 ? topUp(missing) : passwordForm(),
    ], messages.length === 0);
    messages[0]?.setAttribute("tabindex", "-1");
    messages[0]?.focus();
  }

  const topUp = missing => h("div", { class: "stack" },
    notice("warn", `Не хватает ${money({ amount: (missing / 100).toFixed(2) })}`,
      `Переведите деньги любым удобным способом, указав в назначении платежа номер лицевого счёта ${cabinet.accountNumber}. Когда они поступят, мы напишем на ${requisites.contact.email}.`),
    h("div", {}, button("Обновить баланс", refresh)));

  async function refresh() {
    try {
      ({ requisites, cabinet, links } = await api.get(client));
      draw();
    } catch (problem) {
      draw(problemNotice(problem));
    }
  }

  function passwordForm() {
    const password = field("Пароль от кабинета", { name: "password", type: "password", autocomplete: "current-password", required: true });
    const outcome = h("div", { class: "stack tight" });
    return form(async () => {
      outcome.replaceChildren();
      password.fail(password.input.value ? null : "Введите пароль: он был в письме, или вы задали его в кабинете.");
      if (!password.input.value) {
        return password.input.focus();
      }
      try {
        const { phone: number, tariff, months, amount } = quote;
        paid(await api.post(`${client}/payments`, { phone: number, tariff, months, amount, method: "cabinet-balance", password: password.input.value },
          { "Idempotency-Key": keyOf(quote) }));
      } catch (problem) {
        refused(problem, password, outcome);
      }
    }, {},
    h("input", { type: "text", autocomplete: "username", value: cabinet.login, readonly: true, hidden: true }),
    password, outcome,
    h("div", { class: "row" }, h("button", { class: "button primary", type: "submit" }, `Оплатить ${money(quote.amount)}`), restore()));
  }

  function refused(problem, password, outcome) {
    const say = (...message) => show(outcome, message, false);
    switch (problem.code) {
      case "price-changed": {
        const before = quote.amount;
        quote = problem.quote;
        return draw(notice("warn", "Цена изменилась", `Было ${money(before)}, стало ${money(quote.amount)}. Деньги не списаны. Проверьте новый расчёт и подтвердите оплату ещё раз.`));
      }
      case "insufficient-funds":
        cabinet.balance = problem.balance;
        return draw();
      case "wrong-password":
        password.fail(problem.detail);
        return password.input.select();
      case "validation-failed":
        password.fail(problem.fields.password);
        return problem.fields.password ? password.input.focus() : say(problemNotice(problem));
      case "offline":
        return say(notice("bad", "Нет связи", "Неизвестно, прошла ли оплата. Нажмите «Оплатить» ещё раз, когда связь появится: деньги спишутся только один раз."));
      default:
        return say(problemNotice(problem), problem.code === "password-expired" ? restore() : "");
    }
  }

  function paid(receipt) {
    emit("subscription-paid", receipt);
    show(place, [
      heading("Оплачено"),
      notice("good", `Номер ${phone(receipt.phone)} оплачен по ${date(receipt.paidThrough)}`, "Квитанцию мы отправили на почту."),
      facts(["Тариф", tariffName], ["Срок", `${months(receipt.months)}: с ${date(receipt.periodStart)} по ${date(receipt.paidThrough)}`],
        ["Списано", h("span", { class: "number" }, money(receipt.amount))], ["Осталось на балансе", h("span", { class: "number" }, money(receipt.balanceAfter))],
        ["Оплачено", `${time(receipt.paidAt)} (Москва)`], ["Номер оплаты", receipt.paymentId]),
      h("div", {}, button("К подключениям", finish, { class: "button primary" })),
    ]);
  }

  draw();
  return place;
}
