// «Счета» in the cabinet: the list, and one of them under an address of its own.
import { h, heading, primary } from "./dom.js";
import { invoiceList } from "./invoice-list.js";
import { invoiceView } from "./invoice.js";

const path = "cabinet/invoices";

/** The address of an invoice's view. */
export const addressOf = number => `#invoices/${number}`;

export const invoices = async ({ api }) => h("div.stack",
  h("div.row.apart", heading("Счета", "h1"), h("a", { ...primary, href: "#top-up" }, "Выставить счёт")),
  await invoiceList({
    api,
    path,
    title: "h2",
    open: ({ number }) =>
      h("a.button", { href: addressOf(number), "aria-label": `Открыть счёт № ${number}` }, "Открыть"),
    none: h("p.card.soft", "Счетов пока нет. ", h("a", { href: "#top-up" }, "Выставите счёт"), " на любую сумму."),
  }));

export const invoice = async ({ api }, number) => h("section.card.stack", invoiceView({
  api,
  path,
  invoice: await api.get(`${path}/${encodeURIComponent(number)}`),
  title: "h1",
  back: h("p", h("a", { href: "#invoices" }, "← К счетам")),
}));
