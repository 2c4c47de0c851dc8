// «Оплатить, когда поступит»: what an invoice is for is paid for by itself once its money comes.
import { confirmForm } from "./confirm.js";
import { button, h, notice, plain } from "./dom.js";
import { newKey } from "./issue-invoice.js";

/**
 * The part of an invoice's view about its order; null if it can have none. `path` is the invoice's address,
 * `changed(order)` is told what became of it.
 */
export function orderPart({ api, path, invoice: { items, order, status }, isOpen, changed }) {
  switch (true) {
    case order?.status === "waiting":
      return h("section.stack",
        notice("info", "Оплатим, когда поступят деньги",
          "Подписка оплатится сама, квитанция придёт на почту. Если денег не хватит, "
          + "они останутся на балансе, а мы напишем, сколько не хватает."),
        button("Отменить поручение", async () => changed(await api.post(`${path}/order/cancellation`)), plain));
    case order?.status === "paid":
      return notice("good", "Оплачено по вашему поручению", "Квитанция отправлена на почту.");
    case order?.status === "closed":
      return notice("warn", "Поручение закрыто без оплаты",
        "Номера уже оплачены, или их срок прошёл. Деньги на балансе.");
    case items.length > 0 && isOpen && status !== "void":
      return asking({ api, path, changed });
    default:
      return null;
  }
}

function asking({ api, path, changed }) {
  const key = newKey();
  return h("details.group",
    h("summary", "Оплатить подписку сразу, когда поступят деньги"),
    h("div.stack",
      h("p.soft", "Подтвердите сейчас паролем от кабинета — и возвращаться не придётся: "
        + "деньги поступят, и подписка оплатится. "
        + "Отменить поручение можно, пока денег нет."),
      confirmForm({
        text: "Оплатить, когда поступят",
        send: async password => changed(await api.post(`${path}/order`, { password }, { "Idempotency-Key": key })),
      })));
}
