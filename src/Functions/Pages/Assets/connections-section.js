// «Подключения»: numbers, their tariffs, and what a period costs.
import { button, form, h, heading, notice, problemNotice, show } from "./dom.js";
import { field } from "./fields.js";
import { date, money, months } from "./format.js";
import { normalPhone, phone } from "./phone.js";
import { quoteTable } from "./quote.js";

export function start(element, context) {
  const { api, memory, goToClient } = context;
  let tariffs = [];
  const path = () => `clients/${encodeURIComponent(memory.clientId)}`;
  const tariffName = id => tariffs.find(one => one.id === id)?.name ?? id;
  const back = (text, work) => button(text, work, { class: "link" });

  let asked = 0;

  /** Shows what `load` makes, or the problem it met with a way to try again; unless something else was asked for meanwhile. */
  async function view(load, moved = true) {
    const mine = ++asked;
    try {
      const parts = await load();
      if (mine === asked) {
        show(element, h("div", { class: "stack" }, parts), moved);
      }
    } catch (problem) {
      if (mine !== asked) {
        return;
      }
      if (problem.status === 404 && load === list) {
        memory.clientId = null; // the service knows no such client of this account: begin anew
        return goToClient();
      }
      show(element, h("div", { class: "stack" }, heading("Подключения"), problemNotice(problem),
        h("div", {}, button("Повторить", () => view(load)))), moved);
    }
  }

  async function list() {
    const [{ connections }, offer] = await Promise.all([api.get(`${path()}/connections`), api.get("tariffs")]);
    tariffs = offer.tariffs;
    const number = field("Номер телефона", { name: "phone", type: "tel", hint: "Например, +7 900 123-45-67",
      check: () => normalPhone(number.input.value) ? null : "Нужен номер с кодом страны, например +7 900 123-45-67." });
    return [
      heading("Подключения"),
      connections.length === 0 && h("p", { class: "soft" }, "Добавьте номер, выберите для него тариф и оплатите нужное число месяцев."),
      h("ul", { class: "stack" }, connections.map(row)),
      form(() => {
        number.judge();
        return number.input.ariaInvalid === "true" ? number.input.focus() : view(() => choice(normalPhone(number.input.value)));
      }, { class: "box stack" },
      h("h3", {}, "Новый номер"), number,
      h("div", {}, h("button", { class: "button", type: "submit" }, "Добавить номер"))),
    ];
  }

  function row(connection) {
    const paid = connection.status === "paid";
    return h("li", { class: "box connection" },
      h("div", { class: "stack tight" },
        h("div", { class: "row" }, h("h3", { class: "number" }, phone(connection.phone)),
          h("span", { class: `badge ${connection.status}` }, connection.statusText)),
        h("p", { class: "soft" }, `Тариф «${tariffName(connection.tariff)}»`, connection.paidThrough && `, оплачен по ${date(connection.paidThrough)}`)),
      h("div", { class: "row" },
        button(paid ? "Продлить" : "Оплатить", () => view(() => period(connection.phone, connection.tariff)),
          { class: paid ? "button" : "button primary", "aria-label": `${paid ? "Продлить" : "Оплатить"} ${phone(connection.phone)}` }),
        button("Сменить тариф", () => view(() => choice(connection.phone, connection.tariff)),
          { class: "link", "aria-label": `Сменить тариф для ${phone(connection.phone)}` })));
  }

  const choice = (number, current) => [
    back("← К подключениям", () => view(list)),
    heading(`Тариф для ${phone(number)}`),
    h("ul", { class: "stack" }, tariffs.map(tariff => h("li", { class: "box row apart" },
      h("div", {}, h("h3", {}, tariff.name, tariff.id === current && h("span", { class: "badge" }, "сейчас")),
        h("p", { class: "soft" }, `${money(tariff.monthlyPrice)} в месяц`)),
      button("Выбрать", () => view(async () => {
        await api.put(`${path()}/connections/${encodeURIComponent(number)}`, { tariff: tariff.id });
        return period(number, tariff.id);
      }), { "aria-label": `Выбрать тариф «${tariff.name}»` })))),
  ];

  async function period(number, tariff) {
    const outcome = h("div", { class: "stack", "aria-live": "polite" });
    const length = h("select", { id: "months", onchange: () => quoted() },
      Array.from({ length: 12 }, (_, at) => h("option", { value: at + 1 }, months(at + 1))));
    let newest = 0;
    async function quoted() {
      const mine = ++newest;
      try {
        const quote = await ask(Number(length.value));
        if (mine === newest) {
          show(outcome, [quoteTable(quote), h("div", {}, button("Оплатить", () => view(() => pay(quote)), { class: "button primary" }))], false);
        }
      } catch (problem) {
        show(outcome, problemNotice(problem), false);
      }
    }
    const ask = count => api.get(`${path()}/connections/${encodeURIComponent(number)}/quote?tariff=${encodeURIComponent(tariff)}&months=${count}`);
    await quoted();
    return [
      back("← К подключениям", () => view(list)),
      heading(`Оплата номера ${phone(number)}`),
      h("p", { class: "row" }, `Тариф «${tariffName(tariff)}»`, back("Сменить тариф", () => view(() => choice(number, tariff)))),
      h("div", { class: "field months" }, h("label", { for: "months" }, "На сколько месяцев"), length),
      outcome,
    ];
  }

  async function pay(quote) {
    const { payment } = await import("./payment.js");
    return payment({
      ...context, quote, client: path(), tariffName: tariffName(quote.tariff),
      leave: () => view(() => period(quote.phone, quote.tariff)),
      finish: () => view(list),
    });
  }

  return {
    enter: moved => {
      if (!memory.clientId) {
        show(element, h("div", { class: "stack" }, heading("Подключения"),
          notice("", "Сначала отправьте реквизиты", "Подключения оплачиваются с баланса кабинета, а его ещё нет."),
          h("div", {}, button("Заполнить реквизиты", goToClient))), moved);
      } else if (!element.querySelector("form:not(.box), select")) {
        return view(list, moved); // a payment or a choice under way stays as it is
      }
    },
  };
}
