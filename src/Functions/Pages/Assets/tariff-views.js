// Tariffs of a number: what is paid for and what comes next, the choice of one, and the question before a change.
import { badge, button, facts, h, notice } from "./dom.js";
import { dayAfter, price, shortDate } from "./format.js";
import { phone } from "./phone.js";

/** Whether the next payment is for another tariff than what is paid now. */
export const isChanging = ({ status, tariff, paidTariff }) => status === "paid" && tariff !== paidTariff;

/**
 * «Базовый до 31 декабря, дальше Расширенный». A tariff that has a day is paid for through that day; without one it is
 * chosen.
 */
export function tariffLine({ status, tariff, paidTariff, paidThrough, paidPeriods }, nameOf) {
  if (status === "unpaid") {
    return `Тариф «${nameOf(tariff)}»`;
  }
  const paid = status === "paid"
    ? paidPeriods.map(period => `${nameOf(period.tariff)} до ${shortDate(period.paidThrough)}`).join(", дальше ")
    : `${nameOf(paidTariff)}, был оплачен до ${shortDate(paidThrough)}`;
  return tariff === paidTariff ? paid : `${paid}, дальше ${nameOf(tariff)}`;
}

/** How a number goes on after what is paid for, if there is more to say than that it ends. */
export const goingOn = ({ removedAt, paidThrough, renewedFor, graceUntil }) => [
  removedAt && h("p.soft", `Убран: работает до ${shortDate(paidThrough)}, дальше не продлевается`),
  renewedFor && h("p.soft", "Продлевается каждый месяц, до ", h("span.number", price(renewedFor))),
  graceUntil && h("p.soft", `Не оплачен, работает до ${shortDate(graceUntil)}`),
];

/** The tariffs on offer; `pick` is told the id of the one that is pressed. */
export const tariffList = (connection, tariffs, pick) => h("ul.stack", tariffs.map(({ id, name, monthlyPrice }) => {
  const paid = connection.status === "paid" && id === connection.paidTariff;
  const verb = paid ? "Оставить" : "Выбрать";
  return h("li.box.row.apart",
    h("div.stack.tight",
      h("div.row", h("h3", name), paid && badge(`оплачен до ${shortDate(connection.paidThrough)}`, "paid"),
        !paid && id === connection.tariff && badge(isChanging(connection) ? "дальше" : "сейчас")),
      h("p.soft", `${price(monthlyPrice)} в месяц`)),
    button(verb, () => pick(id), { "aria-label": `${verb} тариф «${name}»` }));
}));

/** What a change does, from when, and at what price. */
export function tariffChange({ phone: number, paidTariff, paidThrough, paidPeriods }, tariffs, tariff, nameOf) {
  const monthly = id => tariffs.find(one => one.id === id)?.monthlyPrice;
  const before = monthly(paidTariff);
  return [
    facts(["Номер", phone(number)],
      ...paidPeriods.map(period => [`До ${shortDate(period.paidThrough)}`, `${nameOf(period.tariff)}, уже оплачен`]),
      [`С ${shortDate(dayAfter(paidThrough))}`,
        [`${nameOf(tariff)}, `, h("span.number", price(monthly(tariff))), " в месяц",
        before && [" вместо ", h("span.number", price(before))]]]),
    notice("info", "Сейчас деньги не спишутся",
      "За новый тариф вы заплатите, когда продлите номер. Пока он не оплачен, смену можно отменить."),
  ];
}
