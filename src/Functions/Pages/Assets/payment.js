// The payment page: what is paid, from what, and the password.
import { awaitMoney } from "./await-money.js";
import { confirmForm } from "./confirm.js";
import { button, facts, h, heading, link, notice, plain, primary, problemNotice, show } from "./dom.js";
import { kopecks, money, numbers, price, shortDate, time, total } from "./format.js";
import { missingInvoice } from "./issue-invoice.js";
import { payeeDetails } from "./payee.js";
import { keyOf } from "./payment-key.js";
import { phone } from "./phone.js";
import { sumOf } from "./terms.js";

/** The view for a term of some numbers; `leave` goes back to its choice, `finish` to the list. */
export async function payment({ api, emit, term, client, tariffName, leave, finish, showInvoice }) {
  const place = h("div.stack");
  let { requisites, cabinet, links } = await api.get(client());
  const isOne = term.items.length === 1;
  const figure = amount => h("span.number", money(amount));

  function draw(message) {
    const [{ phone: number, tariff }] = term.items;
    const isShort = cabinet && kopecks(term.amount) > kopecks(cabinet.balance);
    show(place, [
      // While it is being paid there is no way back: the answer has to be seen.
      button("← Назад", () => place.querySelector("form[aria-busy=true]") || leave(), plain),
      heading("Оплата подписки"),
      sumOf(term),
      h("fieldset", h("legend.visually-hidden", "Способ оплаты"),
        h("label.choice.box", h("input", { type: "radio", name: "method", checked: true }),
          h("span", "Оплатить с баланса личного кабинета Телфин",
            cabinet && h("span.soft.under", "На балансе ", figure(cabinet.balance))))),
      // What is missing stands before the data of a payment that cannot be made yet.
      !isShort && facts(["Плательщик", requisites.name], ["ИНН", requisites.inn],
        ["Лицевой счёт", cabinet?.accountNumber],
        isOne && ["Номер", h("span.number", phone(number))], isOne && ["Тариф", tariffName(tariff)],
        !isOne && ["Номера", numbers(term.items.length)]),
      message,
      !cabinet ? notice("warn", "Кабинет ещё создаётся", "Оплатить можно, когда придёт письмо с логином и паролем.")
        : isShort ? shortfall(total([term.amount, { amount: `-${cabinet.balance.amount}` }])) : passwordForm(),
    ].filter(Boolean), !message);
    message?.setAttribute("tabindex", "-1");
    message?.focus();
  }

  function shortfall(missing) {
    const get = missingInvoice({ api, path: `${client()}/invoices`, items: term.items, missing });
    const outcome = h("div");
    const view = h("div.stack",
      notice("warn", `Не хватает ${price(missing)}`,
        "Получите счёт и оплатите его со счёта компании. Когда деньги поступят, "
        + `страница обновится сама, а на ${requisites.contact.email} придёт письмо.`),
      outcome,
      h("div.row",
        button("Получить счёт", async () => {
          try {
            await showInvoice(await get());
          } catch (problem) {
            show(outcome, problemNotice(problem), false);
          }
        }, primary),
        button("Обновить баланс", refresh), link(links.cabinet, "Открыть кабинет")),
      h("details", h("summary", "Оплатить без счёта, по реквизитам"), payeeDetails(cabinet.payee, missing)));
    awaitMoney(() => api.get(client()), cabinet.balance, view, found => {
      ({ requisites, cabinet, links } = found);
      draw(notice("good", "Деньги поступили", `На балансе ${price(cabinet.balance)}.`));
    });
    return view;
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
    return confirmForm({
      text: `Оплатить ${price(term.amount)}`,
      login: cabinet.login,
      restore: links.restorePassword,
      send: async password => {
        const { amount, items } = term;
        paid(await api.post(`${client()}/payments`, { amount, items, method: "cabinet-balance", password },
          { "Idempotency-Key": keyOf(term) }));
      },
      refused: problem => {
        switch (problem.code) {
          case "price-changed":
            term = termOf(problem.quotes ?? [problem.quote]);
            draw(notice("warn", problem.title, problem.detail));
            return true;
          case "insufficient-funds":
            cabinet.balance = problem.balance;
            draw();
            return true;
        }
      },
    });
  }

  function paid(receipt) {
    const { items, amount, balanceAfter, paidAt, paymentId } = receipt;
    const until = shortDate(items.map(item => item.paidThrough).sort().at(-1));
    emit("subscription-paid", receipt);
    show(place, [
      heading("Оплачено"),
      h("p.display.number", price(amount)),
      notice("good", items.length === 1 ? `Номер ${phone(items[0].phone)} оплачен до ${until}`
        : `Оплачено до ${until}: ${numbers(items.length)}`,
        `Квитанцию мы отправили на ${requisites.contact.email}.`),
      facts(items.length === 1 && ["Тариф", tariffName(items[0].tariff)], ["Осталось на балансе", figure(balanceAfter)],
        ["Оплачено", `${time(paidAt)} (Москва)`], ["Номер оплаты", paymentId]),
      items.length > 1 && h("ul.numbers.stack.tight", items.map(item => h("li", h("span.number", phone(item.phone)),
        h("span.soft", tariffName(item.tariff)), h("span.number", price(item.amount))))),
      button("К подключениям", finish, primary),
    ].filter(Boolean));
  }

  draw();
  return place;
}

/** A term of the quotes that the service says are right now. */
const termOf = quotes => ({
  amount: total(quotes.map(quote => quote.amount)),
  discount: discountOf(quotes.map(quote => quote.discount).filter(Boolean)),
  paidThrough: quotes.map(quote => quote.paidThrough).sort().at(-1),
  items: quotes.map(({ phone, tariff, months, amount, periodStart, lines: [first] }) => ({
    phone, tariff, months, amount, periodStart, partOfMonth: first.days < first.daysInMonth ? first : undefined,
  })),
});

const discountOf = discounts => discounts.length > 0 ? {
  percent: Math.max(...discounts.map(discount => discount.percent)),
  amount: total(discounts.map(discount => discount.amount)),
} : undefined;
