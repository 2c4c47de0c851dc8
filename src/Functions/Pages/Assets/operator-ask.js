// A question before money moves: what follows from it, what has to be typed, and who answers for it.
import { button, form, h, newId, plain, submit } from "./dom.js";
import { failFields, field } from "./fields.js";
import { signed } from "./operator-identity.js";
import { amountOf } from "./sums.js";
import { clean } from "./text.js";

/** Why it is done; the hint says whether the client reads it. */
export const reasonField = (hint, value = "") =>
  field("Причина", { name: "reason", needed: true, maxlength: 150, tidy: clean, hint, value });

/** A sum that was typed, as the service takes it; null if it is none. */
export function sumOf(text) {
  const amount = amountOf(text);
  return amount && { amount, currency: "RUB" };
}

/**
 * Opens the question. `about` says what follows, `check(values)` gives the errors by field, `send(body, key)` may throw
 * a problem: `key` is the same for every try of this question, so that a lost answer cannot do it twice. `done()` is
 * called after it.
 */
export function ask({ title, about, fields, verb, check = () => ({}), send, done }) {
  const [titleId, key] = [newId(), crypto.randomUUID()];
  const close = () => dialog.close();
  const typed = () => Object.fromEntries(fields.map(({ input }) => [input.name, clean(input.value)]));
  const dialog = h("dialog.dialog", { "aria-labelledby": titleId, onclose: () => dialog.remove() },
    h("h2", { id: titleId }, title),
    form(async () => {
      const values = typed();
      const missing = fields.some(({ input }) => input.name === "reason") && !values.reason
        ? { reason: "Напишите, почему: это останется в истории." } : {};
      if (failFields(fields, { ...missing, ...check(values) })) {
        return;
      }
      try {
        await send(signed(values), key);
      } catch (problem) {
        if (!failFields(fields, problem.fields)) {
          throw problem;
        }
        return;
      }
      close();
      await done();
    }, {}, about, fields, h("div.row", submit(verb), button("Отмена", close, plain))));
  document.body.append(dialog);
  dialog.showModal();
  (fields.find(({ input }) => !input.value)?.input ?? dialog.querySelector("[type=submit]")).focus();
}
