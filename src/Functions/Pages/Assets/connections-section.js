// «Подключения»: numbers, their tariffs, and what a period costs.
import { button, failure, form, h, heading, notice, plain, primary, show } from "./dom.js";
import { field } from "./fields.js";
import { date, money, months } from "./format.js";
import { noPhone, normalPhone, phone } from "./phone.js";
import { quoteTable } from "./quote.js";

export function start(element, context) {
  const { api, memory, client, goToClient } = context;
  let tariffs = [];
  let asked = 0;

  const tariffName = id => tariffs.find(one => one.id === id)?.name ?? id;
  const back = () => button("← К подключениям", () => view(list), plain);

  /** Shows what `load` makes, or the problem it met with a way to try again; unless something else was asked for meanwhile. */
  async function view(load, moved) {
    const mine = ++asked;
    let parts;
    try {
      parts = await load();
    } catch (problem) {
      if (mine === asked && problem.status === 404 && load === list) {
        // The service knows no such client of this account: begin anew.
        memory.clientId = null;
        return goToClient();
      }
      parts = [heading("Подключения"), failure(problem, () => view(load))];
    }
    if (mine === asked) {
      show(element, h("div.stack", parts), moved);
    }
  }

  const none = () => [
    heading("Подключения"),
    notice("info", "Сначала отправьте реквизиты", "Подключения оплачиваются с баланса кабинета, а его ещё нет."),
    button("Заполнить реквизиты", goToClient),
  ];

  async function list() {
    const [{ connections }, offer] = await Promise.all([api.get(`${client()}/connections`), api.get("tariffs")]);
    tariffs = offer.tariffs;
    const number = field("Номер телефона", { name: "phone", type: "tel", hint: "Например, +7 900 123-45-67", check: () => noPhone(number.input.value) });
    return [
      heading("Подключения"),
      connections.length === 0 && h("p.soft", "Добавьте номер, выберите тариф и оплатите нужное число месяцев."),
      h("ul.stack", connections.map(row)),
      form(() => {
        number.judge();
        const wanted = normalPhone(number.input.value);
        return wanted ? view(() => choice(wanted)) : number.input.focus();
      }, { class: "box stack" }, h("h3", "Новый номер"), number, h("div.row", h("button.button", { type: "submit" }, "Добавить номер"))),
    ];
  }

  function row({ phone: number, tariff, paidTariff, status, statusText, paidThrough }) {
    const paid = status === "paid";
    const pay = paid ? "Продлить" : "Оплатить";
    return h("li.box.row.apart",
      h("div.stack.tight",
        h("div.row", h("h3.number", phone(number)), h(`span.badge.${status}`, statusText)),
        h("p.soft", `Тариф «${tariffName(paid ? paidTariff : tariff)}»`, paidThrough && `, оплачен по ${date(paidThrough)}`,
          paid && tariff !== paidTariff && `, дальше «${tariffName(tariff)}»`)),
      h("div.row",
        button(pay, () => view(() => period(number, tariff)), { ...!paid && primary, "aria-label": `${pay} ${phone(number)}` }),
        button("Сменить тариф", () => view(() => choice(number, tariff)), { ...plain, "aria-label": `Сменить тариф для ${phone(number)}` })));
  }

  const choice = (number, current) => [
    back(),
    heading(`Тариф для ${phone(number)}`),
    h("ul.stack", tariffs.map(({ id, name, monthlyPrice }) => h("li.box.row.apart",
      h("div", h("h3", name, id === current && h("span.badge", "сейчас")), h("p.soft", `${money(monthlyPrice)} в месяц`)),
      button("Выбрать", () => view(async () => {
        await api.post(`${client()}/connections`, { phone: number, tariff: id });
        return period(number, id);
      }), { "aria-label": `Выбрать тариф «${name}»` })))),
  ];

  async function period(number, tariff, chosen) {
    const outcome = h("div.stack", { "aria-live": "polite" });
    // The same button for every quote, so that it keeps the focus when the sum under it changes.
    const payButton = button("Оплатить", payNewest, primary);
    const length = h("select", { id: "months", onchange: () => newest = quoted() }, Array.from({ length: 12 }, (_, i) => h("option", { value: i + 1, selected: i + 1 === chosen }, months(i + 1))));
    let newest = quoted();

    /** Shows the quote for the chosen months, or why there is none; answers it unless other months were chosen meanwhile. */
    async function quoted() {
      const term = length.value;
      outcome.ariaBusy = "true";
      let quote, parts;
      try {
        quote = await api.post(`${client()}/quotes`, { phone: number, tariff, months: Number(term) });
        parts = quoteTable(quote);
      } catch (problem) {
        parts = failure(problem, () => newest = quoted());
      }
      if (term !== length.value) {
        return null;
      }
      outcome.ariaBusy = null;
      outcome.replaceChildren(...[parts].flat());
      payButton.hidden = !quote;
      return quote;
    }

    /** Waits for a sum that is still being worked out: the one on the page is not for the months that are chosen. */
    async function payNewest() {
      const quote = await newest;
      if (quote) {
        await view(() => pay(quote));
      }
    }

    await newest;
    return [
      back(),
      heading(`Оплата номера ${phone(number)}`),
      h("p.row", `Тариф «${tariffName(tariff)}»`, button("Сменить тариф", () => view(() => choice(number, tariff)), plain)),
      h("div.field.months", h("label", { for: "months" }, "На сколько месяцев"), length),
      outcome,
      payButton,
    ];
  }

  async function pay(quote) {
    const { payment } = await import("./payment.js");
    return payment({
      ...context, quote, tariffName: tariffName(quote.tariff),
      leave: () => view(() => period(quote.phone, quote.tariff, quote.months)),
      finish: () => view(list),
    });
  }

  return {
    enter: moved => {
      if (!memory.clientId) {
        return view(none, moved);
      }
      if (!element.querySelector("form:not(.box), select") && !element.querySelector("input")?.value) {
        // A payment, a choice or a number under way stays as it is.
        return view(list, moved);
      }
    },
  };
}
