// Until when numbers can be paid for: the choice of an end of month, what it costs, and how that comes about.
import { h, newId } from "./dom.js";
import { days, kopecks, monthOf, numbers, price, shortDate } from "./format.js";
import { phone } from "./phone.js";

const shownAtFirst = 4;

/** The end that is offered first: nobody comes to pay for three days, so it has a whole month in it. */
export const usualTerm = terms => terms[0].items.some(item => item.partOfMonth) ? terms[1] : terms[0];

/** A choice of one of the `terms`; `pick(term)` is called as one chooses. */
export function termChoice(terms, chosen, pick) {
  const name = newId();
  const option = term => h("label.choice.box.term",
    h("input", { type: "radio", name, checked: term === chosen, onchange: () => pick(term) }),
    h("span", `до ${shortDate(term.paidThrough)}`, partOf(term)), h("span.number", price(term.amount)));
  const isFar = terms.indexOf(chosen) >= shownAtFirst;
  return h("fieldset.terms", h("legend.visually-hidden", "До какого дня оплатить"),
    h("div.options", terms.slice(0, shownAtFirst).map(option)),
    h("details", { open: isFar }, h("summary", "Дольше"), h("div.options", terms.slice(shownAtFirst).map(option))));
}

const partOf = ({ items: [first, ...others] }) =>
  first.partOfMonth && first.months === 1 && others.every(item => item.months === 1)
    && h("span.soft.under", days(first.partOfMonth.days));

/** What a term costs, in display type, and in one line how that comes about; the numbers of several on demand. */
export const sumOf = ({ amount, discount, paidThrough, items }) => h("div.stack.tight",
  h("p.soft", items.length === 1 ? `К оплате, до ${shortDate(paidThrough)}`
    : `К оплате за ${numbers(items.length)}, до ${shortDate(paidThrough)}`),
  h("p.display.number", price(amount)),
  discount && h("p.number", `Скидка ${discount.percent} %: −${price(discount.amount)}`),
  items.length === 1 ? h("p.soft.number.wrap", partsOf(items[0])) : h("details", h("summary", "Из чего складывается"),
    h("table", h("caption.visually-hidden", "Сумма по номерам"), h("tbody", items.map(item => h("tr",
      h("th.number", { scope: "row" }, phone(item.phone)), h("td.soft", partsOf(item)),
      h("td.number.sum", price(item.amount))))))));

/** «3 дня ноября: 300 ₽, 3 000 ₽ × 2» */
function partsOf({ amount, months, partOfMonth }) {
  const whole = months - (partOfMonth ? 1 : 0);
  const monthly = whole > 0
    && { amount: ((kopecks(amount) - (partOfMonth ? kopecks(partOfMonth.amount) : 0)) / whole / 100).toFixed(2) };
  return [
    partOfMonth && `${days(partOfMonth.days)} ${monthOf(partOfMonth.from)}: ${price(partOfMonth.amount)}`,
    monthly && `${price(monthly)} × ${whole} мес.`,
  ].filter(Boolean).join(" + ");
}
