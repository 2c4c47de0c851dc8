// «Подключения»: numbers, their tariffs, and what a period costs.
import { badge, button, done, failure, form, h, heading, notice, plain, primary, show } from "./dom.js";
import { field } from "./fields.js";
import { dayAfter, months, shortDate } from "./format.js";
import { noPhone, normalPhone, phone } from "./phone.js";
import { quoteTable } from "./quote.js";
import { isChanging, tariffChange, tariffLine, tariffList } from "./tariff-views.js";

export function start(element, context) {
  const { api, memory, client, goToClient } = context;
  let tariffs = [];
  let asked = 0;

  const isSold = id => tariffs.some(one => one.id === id);
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
      element.querySelector(".notice[tabindex]")?.focus();
    }
  }

  const none = () => [
    heading("Подключения"),
    notice("info", "Сначала отправьте реквизиты", "Подключения оплачиваются с баланса кабинета, а его ещё нет."),
    button("Заполнить реквизиты", goToClient),
  ];

  async function list(message) {
    const [{ connections }, offer] = await Promise.all([api.get(`${client()}/connections`), api.get("tariffs")]);
    tariffs = offer.tariffs;
    const number = field("Номер телефона", { name: "phone", type: "tel", hint: "Например, +7 900 123-45-67", check: () => noPhone(number.input.value) });
    return [
      heading("Подключения"),
      message,
      connections.length === 0 && h("p.soft", "Добавьте номер, выберите тариф и оплатите нужное число месяцев."),
      h("ul.stack", connections.map(row)),
      form(() => {
        number.judge();
        const wanted = normalPhone(number.input.value);
        return wanted ? view(() => choice(connections.find(one => one.phone === wanted) ?? { phone: wanted })) : number.input.focus();
      }, { class: "box stack" }, h("h3", "Новый номер"), number, h("div.row", h("button.button", { type: "submit" }, "Добавить номер"))),
    ];
  }

  function row(connection) {
    const { phone: number, status, statusText, paidTariff } = connection;
    const paid = status === "paid";
    const action = (text, load, look) => button(text, () => view(load), { ...look, "aria-label": `${text}: ${phone(number)}` });
    return h("li.box.row.apart",
      h("div.stack.tight",
        h("div.row", h("h3.number", phone(number)), badge(statusText, status)),
        h("p.soft", tariffLine(connection, tariffName))),
      h("div.row",
        action(paid ? "Продлить" : "Оплатить", () => period(connection), paid ? {} : primary),
        action("Сменить тариф", () => choice(connection), plain),
        // A tariff that is no longer sold cannot be picked again.
        isChanging(connection) && isSold(paidTariff) && action(`Оставить ${tariffName(paidTariff)}`, () => save(connection, paidTariff, listAfter), plain)));
  }

  /** `after` makes the view that follows, from the connection as it is then, and whether it was changed. */
  const choice = (connection, after = connection.status === "paid" ? listAfter : saved => period(saved)) => [
    back(),
    heading(["Тариф для ", h("span.number", phone(connection.phone))]),
    tariffList(connection, tariffs, tariff => view(() => pick(connection, tariff, after))),
  ];

  const listAfter = (connection, changed) => list(changed && (isChanging(connection)
    ? done(`Тариф сменится ${shortDate(dayAfter(connection.paidThrough))}`, `${phone(connection.phone)}: дальше ${tariffName(connection.tariff)}. Деньги не списаны: новый тариф оплачивается, когда вы продлеваете номер.`)
    : done("Смена тарифа отменена", `${phone(connection.phone)}: остаётся ${tariffName(connection.tariff)}. Деньги не списывались.`)));

  function pick(connection, tariff, after) {
    switch (true) {
      case tariff === connection.tariff:
        return after(connection);
      case connection.status === "paid" && tariff !== connection.paidTariff:
        return change(connection, tariff, after);
      default:
        return save(connection, tariff, after);
    }
  }

  const save = async ({ phone: number }, tariff, after) => after(await api.post(`${client()}/connections`, { phone: number, tariff }), true);

  const change = (connection, tariff, after) => [
    back(),
    heading("Сменить тариф?"),
    tariffChange(connection, tariffs, tariff, tariffName),
    h("div.row",
      button("Сменить тариф", () => view(() => save(connection, tariff, after)), primary),
      button(`Оставить ${tariffName(connection.tariff)}`, () => view(() => after(connection)))),
  ];

  async function period(connection, chosen) {
    const { phone: number, tariff } = connection;
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
        await view(() => pay(connection, quote));
      }
    }

    await newest;
    return [
      back(),
      heading(["Оплата номера ", h("span.number", phone(number))]),
      h("p.row", `Тариф «${tariffName(tariff)}»`, button("Сменить тариф", () => view(() => choice(connection, changed => period(changed, Number(length.value)))), plain)),
      h("div.field.months", h("label", { for: "months" }, "На сколько месяцев"), length),
      outcome,
      payButton,
    ];
  }

  async function pay(connection, quote) {
    const { payment } = await import("./payment.js");
    return payment({
      ...context, quote, tariffName: tariffName(quote.tariff),
      leave: () => view(() => period(connection, quote.months)),
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
