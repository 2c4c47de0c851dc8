// The list of invoices, newest first.
import { badge, button, failure, h, show } from "./dom.js";
import { date, numbers, price, shortDate } from "./format.js";
import { phone } from "./phone.js";

const tones = { issued: "unpaid", "partly-paid": "expired", paid: "paid" };
const pageSize = 20;

/** What became of an invoice, in a frame. */
export const invoiceBadge = ({ status, statusText }) => badge(statusText, tones[status]);

/** What an invoice is for, in a line. */
export function subjectOf({ items }) {
  const until = items.map(item => item.paidThrough).sort().at(-1);
  return items.length === 0 ? "Пополнение лицевого счёта"
    : [h("span.number", items.length === 1 ? phone(items[0].phone) : numbers(items.length)), ` до ${shortDate(until)}`];
}

/** `open(invoice)` makes what opens an invoice, a button or a link, with a text; `none` stands where there is none. */
export async function invoiceList({ api, path, title = "h3", open, none }) {
  const list = h("ul.stack");
  const more = h("div.stack");

  async function load(after) {
    const { invoices, next } = await api.get(`${path}?limit=${pageSize}${after ? `&after=${after}` : ""}`);
    list.append(...invoices.map(one => row(one, title, open)));
    more.replaceChildren(...next ? [button("Показать ещё", () => showMore(next))] : []);
  }

  async function showMore(after) {
    try {
      await load(after);
    } catch (problem) {
      show(more, failure(problem, () => showMore(after)), false);
    }
  }

  await load();
  return list.firstChild ? [list, more] : none;
}

const row = (invoice, title, open) => h("li.box.row.apart.invoice-row",
  h("div.stack.tight",
    h("div.row", h(`${title}.number`, `№ ${invoice.number}`), invoiceBadge(invoice)),
    h("p", subjectOf(invoice)),
    h("p.soft.small", `от ${date(invoice.issuedAt)}`)),
  h("p.amount",
    h("span.figure.number", price(invoice.amount)),
    invoice.status === "partly-paid" && h("span.soft.under", `не хватает ${price(invoice.missing)}`)),
  open(invoice));
