// «Подключения»: which view is shown. The views themselves stand in files of their own.
import { connectionList } from "./connection-list.js";
import { button, done, h, heading, plain, primary } from "./dom.js";
import { load as loadFile } from "./files.js";
import { dayAfter, numbers, shortDate } from "./format.js";
import { addNumber, nameNumber } from "./number-forms.js";
import { phone } from "./phone.js";
import { termChoice, sumOf, usualTerm } from "./terms.js";
import { isChanging, tariffChange, tariffList } from "./tariff-views.js";
import { noClient, viewer } from "./views.js";

export function start(element, context) {
  const { api, memory, client, goToClient } = context;
  let tariffs = [];
  let connections = [];

  const invoices = () => `${client()}/invoices`;
  const tariffName = id => tariffs.find(one => one.id === id)?.name ?? id;
  const toList = (text = "← К подключениям") => button(text, () => view(list), plain);

  const view = viewer(element, "Подключения", load => {
    // The service knows no such client of this account: begin anew.
    if (load === list) {
      memory.clientId = null;
      goToClient();
    }
    return load === list;
  });

  const none = () =>
    noClient("Подключения", "Подключения оплачиваются с баланса кабинета, а его ещё нет.", goToClient);

  async function load() {
    const [found, list, offer] = await Promise.all([api.get(client()), api.get(`${client()}/connections`),
      api.get("tariffs")]);
    tariffs = offer.tariffs;
    connections = list.connections;
    return found;
  }

  async function list(message) {
    const found = await load();
    return connectionList({
      ...context, found, connections, message, tariffName,
      isSold: id => tariffs.some(one => one.id === id),
      reload: text => view(() => list(text)),
      go: {
        add: () => view(() => adding()),
        pay: chosen => view(() => period(chosen)),
        invoice: (chosen, due) => view(() => invoiceFor(chosen, due)),
        tariff: connection => view(() => choice(connection)),
        keep: connection => view(() => save(connection, connection.paidTariff, listAfter)),
        name: connection => view(() => naming(connection)),
        remove: connection =>
          view(() => connection.status === "paid" ? changing("removePaid", { connection, found }) : remove(connection)),
        renew: chosen => view(() => changing("renewal", { chosen, found, tariffs })),
        stop: chosen => view(() => stopRenewal(chosen)),
      },
    });
  }

  const adding = known => [
    toList(),
    addNumber(known, connection =>
      view(() => choice(connections.find(one => one.phone === connection.phone) ?? connection))),
  ];

  const naming = connection => [
    toList(),
    nameNumber(connection, async label => {
      await api.post(`${client()}/connections`, { phone: connection.phone, label });
      await view(() => list(done(label ? "Название сохранено" : "Название убрано")));
    }, toList("Отмена")),
  ];

  async function remove({ phone: number, tariff, label }) {
    await api.post(`${client()}/connection-removals`, { phone: number });
    const undo = button("Вернуть", () => view(async () => {
      await api.post(`${client()}/connections`, { phone: number, tariff, label });
      return list();
    }), plain);
    return list(done("Номер убран из списка", `${phone(number)}. История оплат сохранилась. `, undo));
  }

  /** A view of change-number.js, by its name. */
  async function changing(name, what) {
    const views = await loadFile("change-number.js");
    return views[name]({
      api, client: client(), tariffName, ...what,
      finish: (title, text) => view(() => list(done(title, text))),
    }, toList());
  }

  async function stopRenewal(chosen) {
    await api.post(`${client()}/renewals/stop`, { phones: chosen.map(each => each.phone) });
    return list(done("Продление отключено", chosen.length === 1
      ? `${phone(chosen[0].phone)} больше не продлевается.`
      : `Больше не продлеваем сами: ${numbers(chosen.length)}.`));
  }

  /** `after` makes the view that follows, from the connection as it is then, and whether it was changed. */
  const choice = (connection, after = connection.status === "paid" ? listAfter : saved => period([saved])) => [
    toList(),
    heading(["Тариф для ", h("span.number", phone(connection.phone))]),
    tariffList(connection, tariffs, tariff => view(() => pick(connection, tariff, after))),
  ];

  const listAfter = (connection, changed) => list(changed && (isChanging(connection)
    ? done(`Тариф сменится ${shortDate(dayAfter(connection.paidThrough))}`,
      `${phone(connection.phone)}: дальше ${tariffName(connection.tariff)}. `
        + "Деньги не списаны: новый тариф оплачивается, когда вы продлеваете номер.")
    : done("Смена тарифа отменена",
      `${phone(connection.phone)}: остаётся ${tariffName(connection.tariff)}. Деньги не списывались.`)));

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

  const save = async ({ phone: number, label }, tariff, after) =>
    after(await api.post(`${client()}/connections`, { phone: number, tariff, label }), true);

  const change = (connection, tariff, after) => [
    toList(),
    heading("Сменить тариф?"),
    tariffChange(connection, tariffs, tariff, tariffName),
    h("div.row",
      button("Сменить тариф", () => view(() => save(connection, tariff, after)), primary),
      button("Сменить сразу",
        () => view(async () => changing("tariffNow", { connection, tariff, found: await api.get(client()) }))),
      button(`Оставить ${tariffName(connection.tariff)}`, () => view(() => after(connection)))),
  ];

  /** The choice of an end of month for numbers that are paid for together. */
  async function period(chosen, wanted) {
    const items = chosen.map(({ phone, tariff }) => ({ phone, tariff }));
    const { terms } = await api.post(`${client()}/terms`, { items });
    let term = terms.find(each => each.paidThrough === wanted) ?? usualTerm(terms);
    const sum = h("div", { "aria-live": "polite" }, sumOf(term));
    const pick = picked => {
      term = picked;
      sum.replaceChildren(sumOf(term));
    };
    const change = connection => button("Сменить тариф",
      () => view(() => choice(connection, changed => period([changed], term.paidThrough))), plain);
    return [
      toList(),
      heading(chosen.length === 1 ? ["Оплата номера ", h("span.number", phone(chosen[0].phone))] : "Оплата номеров"),
      chosen.length === 1
        ? h("p.row", h("span", chosen[0].label && `${chosen[0].label}. `, `Тариф «${tariffName(chosen[0].tariff)}»`),
          change(chosen[0]))
        : h("ul.numbers.stack.tight", chosen.map(each => h("li", h("span.number", phone(each.phone)),
          h("span.soft", each.label && `${each.label}. `, `Тариф «${tariffName(each.tariff)}»`)))),
      termChoice(terms, term, pick),
      sum,
      button("Оплатить", () => view(() => pay(term, chosen)), primary),
    ];
  }

  async function pay(term, chosen) {
    const { payment } = await loadFile("payment.js");
    return payment({
      ...context, term, tariffName,
      leave: () => view(() => period(chosen, term.paidThrough)),
      finish: () => view(list),
      showInvoice: invoice => view(() => invoiceOf(invoice, {
        back: button("← К оплате", () => view(() => pay(term, chosen)), plain),
        next: button("Перейти к оплате", () => view(() => pay(term, chosen)), primary),
      })),
    });
  }

  /** The invoice over what is missing for what is due. */
  async function invoiceFor(chosen, due) {
    const items = chosen.map(({ phone, tariff }) => ({ phone, tariff }));
    const [{ terms }, { missingInvoice }] = await Promise.all(
      [api.post(`${client()}/terms`, { items }), loadFile("issue-invoice.js")]);
    const term = terms.find(each => each.paidThrough === due.paidThrough);
    const invoice = await missingInvoice({ api, path: invoices(), items: term.items, missing: due.missing })();
    return invoiceOf(invoice, {
      back: toList(),
      next: button("Перейти к оплате", () => view(() => period(chosen, due.paidThrough)), primary),
    });
  }

  async function invoiceOf(invoice, ways) {
    const { invoiceView } = await loadFile("invoice.js");
    return invoiceView({ api, path: invoices(), invoice, ...ways });
  }

  return {
    enter(moved) {
      if (!memory.clientId) {
        return view(none, moved);
      }
      // A payment, a choice or a form under way stays as it is.
      if (!element.querySelector("h2") || element.querySelector(".connections")) {
        return view(list, moved);
      }
    },
    /** Goes to the payment of a number, or to adding it. */
    async open(number) {
      if (memory.clientId) {
        await view(async () => {
          await load();
          const known = connections.find(one => one.phone === number);
          return known ? period([known]) : adding({ phone: number });
        }, true);
      }
    },
  };
}
