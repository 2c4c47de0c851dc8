// One invoice: what to pay and until when, its files, the requisites to copy, and what its document says.
import { awaitChange } from "./await-money.js";
import { button, done, facts, h, heading, notice, plain, primary, problemNotice, show } from "./dom.js";
import { download } from "./download.js";
import { businessDay, date, kopecks, money, price, shortDate } from "./format.js";
import { invoiceBadge } from "./invoice-list.js";
import { orderPart } from "./order.js";
import { payeeDetails } from "./payee.js";
import { qrCode } from "./qr.js";

/**
 * `path` is the address of the client's invoices, `back` leads away, `next`, if any, is the button that goes on when
 * the money has come. The view is up to date by itself while money is awaited.
 */
export function invoiceView({ api, path, invoice, back, next, title = "h2" }) {
  const place = h("div.stack");
  const own = `${path}/${invoice.number}`;
  const part = title === "h1" ? "h2" : "h3";
  let shown;

  function draw(message, moved = true) {
    const isOpen = kopecks(invoice.missing) > 0;
    const outcome = h("div", { role: "status" });
    shown = h("div.stack",
      h("div.row.apart", h("div.stack.tight",
        heading(["Счёт № ", h("span.number", invoice.number)], title), h("p.soft", `от ${date(invoice.issuedAt)}`)),
      invoiceBadge(invoice)),
      message, state(invoice),
      overview(outcome, isOpen),
      outcome,
      orderPart({ api, path: own, invoice, isOpen, changed: ordered }),
      isOpen && h("section.group", h(part, "Реквизиты для платежа"),
        h("p.soft", "Назначение платежа не меняйте: по номеру счёта в нём деньги сами придут на ваш баланс."),
        h("div.pay", payeeDetails({ ...invoice.seller, purpose: invoice.purpose }, invoice.missing),
          invoice.qr && h("figure", qrCode(invoice.qr),
            h("figcaption.soft.small", "Или наведите камеру в приложении банка")))),
      h("section.group", h(part, "Что оплачивается"), lines()),
      h("section.group", h(part, "Стороны"),
        facts(["Исполнитель", party(invoice.seller)], ["Заказчик", party(invoice.buyer)],
          ["Основание", invoice.basis])),
      invoice.status === "issued" && canceling());
    show(place, [back, shown], moved && !message);
    message?.focus();
    if (isOpen) {
      awaitChange(() => api.get(own), found => kopecks(found.received) > kopecks(invoice.received), shown, arrived);
    }
  }

  function ordered(order) {
    invoice = { ...invoice, order };
    draw(order.status === "waiting" ? done("Поручение принято", "Теперь оплатите счёт со счёта компании.")
      : done("Поручение отменено", "Деньги, которые придут, останутся на балансе."));
  }

  function arrived(found) {
    const came = kopecks(found.received) - kopecks(invoice.received);
    invoice = found;
    draw(done("Деньги поступили", `${price({ amount: (came / 100).toFixed(2) })} — на лицевом счёте.`));
  }

  const overview = (outcome, isOpen) => h("section.summary", { "aria-label": "Сумма и файлы" },
    h("dl",
      figure(invoice.status === "partly-paid" ? "Осталось оплатить" : isOpen ? "К оплате" : "Сумма",
        h("span.display.number", price(isOpen ? invoice.missing : invoice.amount)),
        invoice.status !== "partly-paid" && (invoice.vat ? `включая ${invoice.vatText}` : invoice.vatText)),
      isOpen && figure("Оплатить до", h("span.figure", shortDate(invoice.validUntil)))),
    h("div.row",
      next && invoice.status === "paid" && next,
      fileButton("Скачать PDF", "pdf", `Счёт ${invoice.number}.pdf`, outcome,
        next && invoice.status === "paid" ? {} : primary),
      invoice.status === "issued"
        && fileButton("Файл для банк-клиента", "payment-order", `1c_to_kl-${invoice.number}.txt`, outcome)));

  const fileButton = (text, file, name, outcome, look) => button(text, async () => {
    outcome.replaceChildren();
    try {
      download(name, await api.file(`${own}/${file}`));
    } catch (problem) {
      show(outcome, problemNotice(problem), false);
    }
  }, look);

  function lines() {
    const total = (name, value) => h("tr", h("th", { scope: "row" }, name), h("td.number.sum", value));
    return h("div.stack",
      h("table.lines", h("caption.visually-hidden", "Услуги и суммы"),
        h("tbody", invoice.lines.map(line => h("tr",
          h("td", line.name, h("span.soft.under.number", `${line.quantity} ${line.unit} × ${money(line.price)}`)),
          h("td.number.sum", money(line.amount))))),
        h("tfoot", invoice.vat ? total(`В том числе ${invoice.vatText}`, money(invoice.vat))
          : total(invoice.vatText, "—"),
          total("Всего к оплате", money(invoice.amount)))),
      h("p", invoice.amountInWords));
  }

  /** The button, and the question before what cannot be undone. */
  function canceling() {
    const question = h("div", { role: "status" });
    const cancel = button("Отменить счёт", () => {
      const asked = heading(`Отменить счёт № ${invoice.number}?`, part);
      show(question, h("div.notice.warn.stack", asked,
        h("p", "Если платёж уже отправлен, отменять не нужно: деньги придут на лицевой счёт."),
        h("div.row", button("Да, отменить", takeBack), button("Не отменять", keep, plain))), false);
      asked.focus();
    }, plain);
    function keep() {
      question.replaceChildren();
      cancel.focus();
    }
    async function takeBack() {
      try {
        invoice = await api.post(`${own}/void`);
        draw(done("Счёт отменён", "Если он всё же будет оплачен, деньги придут на лицевой счёт."));
      } catch (problem) {
        show(question, problemNotice(problem), false);
      }
    }
    return h("div.stack", question, cancel);
  }

  draw(null, false);
  return place;
}

const figure = (name, value, more) => h("div", h("dt", name), h("dd", value, more && h("span.soft.under", more)));

const party = ({ name, inn, kpp, address }) =>
  [h("strong", name), h("span.soft.under", [`ИНН ${inn}`, kpp && `КПП ${kpp}`, address].filter(Boolean).join(", "))];

/** What a reader has to know first of an invoice that does not simply wait for its money; null of one that does. */
function state({ status, amount, received, missing, validUntil }) {
  switch (true) {
    case status === "partly-paid":
      return notice("warn", `Поступило ${price(received)} из ${price(amount)}`,
        "Остаток переведите по тем же реквизитам. "
        + "В назначении оставьте номер счёта, а сумму и НДС укажите для остатка.");
    case kopecks(missing) > 0 && validUntil < businessDay():
      return notice("warn", `Счёт действовал до ${shortDate(validUntil)}`,
        "Цены могли измениться. Если вы его оплатите, деньги всё равно придут на лицевой счёт.");
    default:
      return null;
  }
}
