// Getting an invoice: over any sum, or over what is missing for some numbers.
import { form, h, submit } from "./dom.js";
import { failFields } from "./fields.js";
import { businessDay, kopecks } from "./format.js";
import { amountOf, noAmount, sumField } from "./sums.js";

/** Names one request. crypto.randomUUID() is not there on pages without https. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0"))
  .join("");

/**
 * Gets the invoice over what is missing for a term of some numbers. One that was issued for the same before, and still
 * waits for its money, is that invoice: a second press or another day's visit makes no second one.
 */
export function missingInvoice({ api, path, items, missing }) {
  const key = newKey();
  const wanted = contentOf(items);
  const isThat = one => one.status === "issued" && one.validUntil >= businessDay()
    && kopecks(one.amount) === kopecks(missing) && contentOf(one.items) === wanted;
  return async () => {
    const { invoices } = await api.get(`${path}?limit=100`);
    return invoices.find(isThat) ?? api.post(path,
      { items: items.map(({ phone, tariff, months }) => ({ phone, tariff, months })) }, { "Idempotency-Key": key });
  };
}

const contentOf = items => items
  .map(item => [item.phone, item.tariff, item.months, item.periodStart, item.amount.amount].join()).sort().join(";");

/** A form for an invoice over any sum; `amount` is what it offers, `open(invoice)` shows the result. */
export function sumInvoice({ api, path, amount, open, heading, intro }, ...others) {
  const key = newKey();
  const sum = sumField(amount, "Любая: деньги останутся на балансе, пока вы не оплатите подключения");
  return form(async () => {
    const typed = sum.input.value;
    if (failFields([sum], { amount: noAmount(typed) })) {
      return;
    }
    const value = { amount: amountOf(typed), currency: "RUB" };
    try {
      // Another sum is another request.
      await open(await api.post(path, { amount: value }, { "Idempotency-Key": `${key}-${kopecks(value)}` }));
    } catch (problem) {
      failFields([sum], { amount: problem.fields?.["amount.amount"] ?? problem.fields?.amount });
      throw problem;
    }
  }, {}, heading, intro, sum, h("div.row", submit("Выставить счёт"), others));
}
