// What is done to a number that is paid for: another tariff at once, its removal, and its renewal month by month.
import { confirmForm } from "./confirm.js";
import { facts, h, heading, notice, show } from "./dom.js";
import { kopecks, numbers, price, shortDate, total } from "./format.js";
import { newKey } from "./issue-invoice.js";
import { phone } from "./phone.js";

/**
 * `client` is the address of the client, `found` what the service says of it; `finish(title, text)` goes on when it is
 * done. Each view names one request by a key, so that a second press does nothing twice.
 */
const asked = ({ api, client, found: { cabinet, links } }) => ({
  account: { login: cabinet?.login, restore: links?.restorePassword },
  post: (path, body, key) => api.post(`${client}/${path}`, body, key && { "Idempotency-Key": key }),
});

/** Another tariff from today on. */
export async function tariffNow({ connection, tariff, tariffName, finish, ...context }, ...ways) {
  const { account, post } = asked(context);
  const number = connection.phone;
  const key = newKey();
  const place = h("div.stack");

  function draw({ credit, charge, direction, amount, paidThrough }, message) {
    const isDebit = direction === "debit";
    const nothing = kopecks(amount) === 0;
    show(place, [
      ...ways,
      heading("Сменить тариф сразу?"),
      h("p.soft", nothing ? "Доплаты нет" : isDebit ? "К доплате" : "Вернётся на баланс"),
      h("p.display.number", price(amount)),
      facts(["Номер", phone(number)], ["Новый тариф", tariffName(tariff)],
        ["Действует", `с сегодняшнего дня до ${shortDate(paidThrough)}`],
        ["Эти дни стоили", price(credit)], ["Теперь стоят", price(charge)]),
      message,
      confirmForm({
        ...account,
        text: nothing ? "Сменить тариф" : isDebit ? `Доплатить ${price(amount)}` : "Сменить и вернуть деньги",
        send: async password => {
          await post("tariff-changes", { phone: number, tariff, direction, amount, password },
            `${key}-${kopecks(amount)}`);
          await finish("Тариф изменён", `${phone(number)}: теперь ${tariffName(tariff)}.`);
        },
        refused: problem => problem.code === "price-changed"
          && (draw(problem.change, notice("warn", problem.title, problem.detail)), true),
      }),
    ].filter(Boolean), !message);
  }

  draw(await post("tariff-changes/preview", { phone: number, tariff }));
  return place;
}

/** The removal of a number whose whole months after this one are given back. */
export async function removePaid({ connection, finish, ...context }, ...ways) {
  const { account, post } = asked(context);
  const number = connection.phone;
  const key = newKey();
  const place = h("div.stack");

  function draw({ amount, paidThrough }, message) {
    show(place, [
      ...ways,
      heading("Убрать номер?"),
      h("p.soft", "Вернётся на баланс"),
      h("p.display.number", price(amount)),
      facts(["Номер", phone(number)], ["Работает до", shortDate(paidThrough)]),
      notice("info", `До ${shortDate(paidThrough)} номер работает`, kopecks(amount) > 0
        ? "Деньги за целые месяцы после этого вернутся на баланс. "
          + "Скидка, если она была, пересчитывается на оставшийся срок."
        : "Возвращать нечего: целых месяцев после этого не оплачено, или скидка за срок была больше."),
      message,
      confirmForm({
        ...account,
        text: "Убрать номер",
        send: async password => {
          await post("removals", { phone: number, amount, password }, `${key}-${kopecks(amount)}`);
          await finish("Номер убран", `${phone(number)} работает до ${shortDate(paidThrough)}.`);
        },
        refused: problem => problem.code === "price-changed"
          && (draw(problem.removal, notice("warn", problem.title, problem.detail)), true),
      }),
    ].filter(Boolean), !message);
  }

  draw(await post("removals/preview", { phone: number }));
  return place;
}

/** The renewal of numbers month by month. */
export function renewal({ chosen, tariffs, finish, ...context }, ...ways) {
  const { account, post } = asked(context);
  const phones = chosen.map(each => each.phone);
  const which = phones.length === 1 ? phone(phones[0]) : numbers(phones.length);
  const prices = chosen.map(each => tariffs.find(one => one.id === each.tariff)?.monthlyPrice).filter(Boolean);
  const key = newKey();
  return h("div.stack",
    ...ways,
    heading(["Продлевать ", h("span.number", which), "?"]),
    h("p", "Каждый месяц, когда закончится оплаченный срок, мы спишем с баланса за следующий"
      + `${prices.length === phones.length ? `: сейчас это ${price(total(prices))}` : ""}. `
      + "За пять дней напишем, сколько спишем и хватает ли денег. "
      + "Отключить можно в любой момент, пароль для этого не нужен."),
    phones.length > 1 && h("p.soft", phones.map(phone).join(", ")),
    confirmForm({
      ...account,
      text: "Продлевать",
      send: async password => {
        await post("renewals", { phones, password }, key);
        await finish("Продление включено", `Будем продлевать сами: ${which}.`);
      },
    }));
}
