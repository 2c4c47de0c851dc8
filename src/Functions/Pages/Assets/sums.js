// Sums of money as people type them.
import { field } from "./fields.js";
import { clean } from "./text.js";

const written = new Intl.NumberFormat("ru-RU", { maximumFractionDigits: 2 });

/** «5 500,50 ₽» as the service takes it, "5500.50"; null if it is no sum. */
export function amountOf(text) {
  const bare = clean(text).replace(/(₽|р(уб)?\.?)$/i, "").replace(/[ '’]/g, "").replace(",", ".");
  return /^\d{1,12}(\.\d{1,2})?$/.test(bare) && Number(bare) > 0 ? Number(bare).toFixed(2) : null;
}

/** What keeps a text from being a sum. */
export const noAmount = text => amountOf(text) ? null : "Укажите сумму, например 5 500 или 5 500,50.";

/** A field for a sum in roubles; `value` is a sum of the service's, if any. */
export function sumField(value, hint) {
  const element = field("Сумма, ₽", {
    name: "amount",
    look: "sum-field",
    inputmode: "decimal",
    needed: true,
    value: value && written.format(value.amount),
    hint,
    check: () => noAmount(element.input.value),
    tidy: text => amountOf(text) ? written.format(amountOf(text)) : clean(text),
  });
  return element;
}
