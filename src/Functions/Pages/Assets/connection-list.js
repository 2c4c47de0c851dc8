// The list of numbers: what has run out stands first, and several can be paid for together.
import { awaitMoney } from "./await-money.js";
import { badge, button, done, h, heading, plain, primary } from "./dom.js";
import { numbers, price } from "./format.js";
import { payeeDetails } from "./payee.js";
import { phone } from "./phone.js";
import { isShort, summary } from "./summary.js";
import { goingOn, isChanging, tariffLine } from "./tariff-views.js";

// A transaction of the service has rows for so many.
const mostAtOnce = 80;
const order = ["expired", "unpaid", "paid"];

/** Whether a number can go on by itself. */
const goesOn = ({ status, removedAt }) => status === "paid" && !removedAt;

const inOrder = connections => [...connections].sort((one, other) =>
  order.indexOf(one.status) - order.indexOf(other.status)
  || (one.paidThrough ?? "").localeCompare(other.paidThrough ?? "")
  || one.phone.localeCompare(other.phone));

/** `go` has the ways to other views; `reload(message)` shows the list anew. */
export function connectionList({ api, client, found: { cabinet }, message, tariffName, isSold, go, reload,
  ...context }) {
  const connections = inOrder(context.connections);
  const sold = connections.filter(({ tariff }) => isSold(tariff));
  const isMany = sold.length > 1;
  const due = cabinet?.due;
  const selected = new Set();
  const top = h("div");
  const bar = h("div.bar.box.row.apart", { hidden: true, role: "status" });

  // There is no account yet while the cabinet is being made.
  const dueNumbers = due
    ? sold.filter(({ status, paidThrough }) => due.isNow ? status !== "paid" : paidThrough < due.from)
      .slice(0, mostAtOnce)
    : [];
  const payDue = dueNumbers.length > 0 && !isShort(due) && (dueNumbers.length > 1
    ? button(`Оплатить ${numbers(dueNumbers.length)}`, () => go.pay(dueNumbers), primary)
    : payOne(dueNumbers[0], primary));

  if (cabinet) {
    top.append(summary(cabinet.balance, due, isShort(due) ? getInvoice() : payDue));
  }
  if (isShort(due)) {
    awaitMoney(() => api.get(client()), cabinet.balance, top,
      now => reload(done("Деньги поступили", `На балансе ${price(now.cabinet.balance)}.`)));
  }

  /** The invoice is what companies pay by; the bare requisites are for those who write the payment order themselves. */
  function getInvoice() {
    return [
      dueNumbers.length > 0 && button("Получить счёт", () => go.invoice(dueNumbers, due), primary),
      h("details", h("summary", "Оплатить без счёта"), payeeDetails(cabinet.payee, due.missing)),
    ];
  }

  function select(connection, isOn) {
    selected[isOn ? "add" : "delete"](connection);
    bar.hidden = selected.size === 0;
    bar.replaceChildren(h("span", `Выбрано: ${numbers(selected.size)}`),
      button("Оплатить вместе", () => go.pay(sold.filter(each => selected.has(each)).slice(0, mostAtOnce))));
  }

  /** A button that does something with one number, and says so to whoever does not see where it stands. */
  function actionOn(connection, text, work, look) {
    return button(text, () => work(connection), { ...look, "aria-label": `${text}: ${phone(connection.phone)}` });
  }

  function payOne(connection, look) {
    return actionOn(connection, connection.status === "paid" ? "Продлить" : "Оплатить", each => go.pay([each]), look);
  }

  function row(connection) {
    const { phone: number, status, statusText, paidTariff, label, removedAt, renewedFor } = connection;
    const isPaid = status === "paid";
    const action = (...what) => actionOn(connection, ...what);
    return h("li.box.connection",
      isMany && h("input", { type: "checkbox", "aria-label": `Выбрать ${phone(number)}`,
        disabled: !isSold(connection.tariff),
        onchange: ({ target }) => select(connection, target.checked) }),
      h("div.stack.tight",
        h("div.row", h("h3.number", phone(number)), label && h("span", label), badge(statusText, status)),
        h("p.soft", tariffLine(connection, tariffName)),
        goingOn(connection)),
      // Where one number is all that there is, the button above is for it.
      (connections.length > 1 || !payDue) && payOne(connection),
      h("div.row.more",
        action("Сменить тариф", go.tariff, plain),
        // A tariff that is no longer sold cannot be picked again.
        isChanging(connection) && isSold(paidTariff) && action(`Оставить ${tariffName(paidTariff)}`, go.keep, plain),
        action(label ? "Переименовать" : "Назвать", go.name, plain),
        goesOn(connection) && (renewedFor
          ? action("Не продлевать", each => go.stop([each]), plain)
          : action("Продлевать", each => go.renew([each]), plain)),
        !removedAt && action("Убрать", go.remove, plain)));
  }

  /** What one press does for all numbers that can be renewed. */
  function renewAll() {
    const [renewed, others] = [true, false].map(yes =>
      sold.filter(each => goesOn(each) && !!each.renewedFor === yes).slice(0, mostAtOnce));
    return h("div.row",
      others.length > 1 && button(`Продлевать ${numbers(others.length)}`, () => go.renew(others), plain),
      renewed.length > 1 && button(`Не продлевать ${numbers(renewed.length)}`, () => go.stop(renewed), plain));
  }

  return h("div.stack.connections",
    top,
    h("div.row.spread", heading("Подключения"),
      button("Добавить номер", go.add, connections.length === 0 ? primary : {})),
    message,
    connections.length === 0
      ? h("p.soft", "Добавьте номер, выберите тариф и срок — и оплатите с баланса.")
      : [h("ul.stack", connections.map(row)), renewAll()],
    bar);
}
