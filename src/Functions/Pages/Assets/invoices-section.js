// «Счета»: the list of invoices, one of them, and a new one over any sum.
import { button, h, heading, plain, primary } from "./dom.js";
import { invoiceList } from "./invoice-list.js";
import { invoiceView } from "./invoice.js";
import { sumInvoice } from "./issue-invoice.js";
import { missingFor } from "./summary.js";
import { noClient, viewer } from "./views.js";

export function start(element, { api, memory, client, goToClient }) {
  const path = () => `${client()}/invoices`;
  const toList = (text = "← К счетам") => button(text, () => view(list), plain);
  const view = viewer(element, "Счета", load => {
    if (load === list) {
      memory.clientId = null;
      goToClient();
    }
    return load === list;
  });

  const none = () => noClient("Счета", "Счета на оплату выставляются на вашу компанию.", goToClient);

  const list = async () => h("div.stack.connections",
    h("div.row.spread", heading("Счета"), button("Выставить счёт", () => view(issue), primary)),
    await invoiceList({
      api,
      path: path(),
      open: invoice => button("Открыть", () => view(() => one(invoice.number)),
        { "aria-label": `Открыть счёт № ${invoice.number}` }),
      none: h("p.soft", "Счетов пока нет. Выставите счёт на любую сумму — или из оплаты номера, "
        + "когда на балансе не хватает денег."),
    }));

  async function issue() {
    const { cabinet } = await api.get(client());
    return [toList(), sumInvoice({
      api,
      path: path(),
      amount: cabinet && missingFor(cabinet.due),
      heading: heading("Новый счёт"),
      intro: h("p.soft", "Счёт в PDF придёт и на почту."),
      open: invoice => view(() => one(invoice.number)),
    })];
  }

  const one = async number =>
    invoiceView({ api, path: path(), invoice: await api.get(`${path()}/${number}`), back: toList() });

  return {
    enter(moved) {
      if (!memory.clientId) {
        return view(none, moved);
      }
      // An invoice or a form stays as it is.
      if (!element.querySelector("h2") || element.querySelector(".connections")) {
        return view(list, moved);
      }
    },
    issue: () => memory.clientId && view(issue, true),
  };
}
