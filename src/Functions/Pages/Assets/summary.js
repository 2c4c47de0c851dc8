// What stands first on the views of a client: the balance, what is due next and when, and what is missing.
import { h } from "./dom.js";
import { kopecks, numbers, price, shortDate } from "./format.js";

/** `due` as the service gives it, or null; `actions`: the view's one primary button, and others. */
export const summary = (balance, due, ...actions) => h("section.summary", { "aria-label": "Баланс и оплата" },
  h("dl",
    figure("На балансе", h("span.display.number", price(balance))),
    due
      ? figure(due.isNow ? "К оплате сейчас" : `К оплате ${shortDate(due.from)}`,
        h("span.figure.number", price(due.amount)),
        `${numbers(due.connections)} до ${shortDate(due.paidThrough)}`)
      : figure("К оплате", h("span.figure", "Ничего")),
    isShort(due) && figure("Не хватает", h("span.figure.number.lacking", price(due.missing)))),
  actions);

/** What is missing for what is due; null if the balance suffices. */
export const missingFor = due => isShort(due) ? due.missing : null;

/** Whether the balance does not suffice for what is due. */
export const isShort = due => Boolean(due) && kopecks(due.missing) > 0;

const figure = (name, value, more) => h("div", h("dt", name), h("dd", value, more && h("span.soft.under", more)));
