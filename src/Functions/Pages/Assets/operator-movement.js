// A movement at the bank: whose it may be, what can be decided, and what was.
import { copyButton } from "./copy.js";
import { badge, button, facts, h, heading, notice, primary } from "./dom.js";
import { date, kopecks, money, time } from "./format.js";
import { bounce, credit, dismiss, sendBack, strike } from "./operator-decisions.js";

const tones = { suspense: "expired", "return-due": "expired", credited: "paid", confirmed: "paid", returned: "paid" };

export async function movement(context, id) {
  const found = await context.api.get(`movements/${id}`);
  const { counterparty, number, day, source, direction, status, purpose } = found;
  return h("div.stack",
    h("p.screen", h("a", { href: "#suspense" }, "← Невыясненные")),
    h("section.card.stack",
      h("div.row.apart",
        heading(counterparty.name || "Плательщик не указан", "h1"),
        h("div.total", h("p.display.number", money(found.amount)), rest(found))),
      h("div.row", badge(found.statusText, tones[status]), found.reasonText && h("span.soft", found.reasonText),
        found.isPaidByOther && badge("Платит другая компания"),
        found.isVanished && badge("Нет в новой выписке", "expired")),
      h("div.stack.tight", h("h2.label", "Назначение платежа"), h("p.quote", purpose || "Не указано")),
      facts(
        [direction === "in" ? "Поступило" : "Списано", `${date(day)}${number && `, платёжка №\u00a0${number}`}`],
        ["Источник", source === "reported" ? "сообщение банка, выписки ещё не было" : "выписка"],
        ["ИНН", counterparty.inn && h("span.number", counterparty.inn)],
        ["Счёт", counterparty.account && h("span.number", counterparty.account)],
        ["Банк", [counterparty.bank, counterparty.bic && `БИК ${counterparty.bic}`].filter(Boolean).join(", ")])),
    status === "suspense" && (found.isVanished ? strikeIt(context, found) : decide(context, found)),
    status === "return-due" && sendIt(found),
    parts(found.parts),
    steps(found.steps));
}

// What is left of the sum, where a part has found its owner.
const rest = ({ status, rest: left, parts: { length } }) => length > 0 && kopecks(left) > 0
  && h("p.soft.small.number", `${status === "return-due" ? "к возврату" : "осталось"} ${money(left)}`);

/** What the payment order at the bank needs. */
function sendIt({ rest: left, counterparty: { account } }) {
  const [sum, number] = [h("strong.number", money(left)), h("span.number", account)];
  return notice("warn", "Отправьте платёжку плательщику",
    h("p.copied-out", "К возврату", h("span", sum, copyButton("сумму", left.amount, sum))),
    account && h("p.copied-out", "На счёт плательщика",
      h("span", number, copyButton("счёт плательщика", account, number))),
    h("p", "Когда она появится в выписке банка, возврат отметится сам."));
}

/** The bank does not have the money any more: there is nothing to give to anybody. */
const strikeIt = (context, found) => h("section.card.stack.screen",
  h("h2", "В банке этих денег больше нет"),
  found.canBeDismissed
    ? h("div.row", button("Закрыть операцию", () => strike(context, found), primary))
    : h("p.soft", "Часть их ещё на счетах клиентов. Исправьте эти операции, потом закройте эту."));

function decide(context, found) {
  const isWhole = found.parts.length === 0;
  return h("section.card.stack.screen",
    h("h2", isWhole ? "Чьи это деньги?" : `Чьи оставшиеся ${money(found.rest)}?`),
    found.suggestions?.length > 0
      ? h("ul.stack", found.suggestions.map((one, at) => h("li.box.row.apart",
        h("div",
          h("strong", one.name),
          h("p.soft.small", h("span.number", `л/с ${one.accountNumber} · ИНН ${one.inn}`)),
          h("p.small", one.why)),
        button("Зачислить сюда", () => credit(context, found, one),
          { ...at === 0 ? primary : {}, "aria-label": `Зачислить сюда: ${one.name}` }))))
      : h("p.soft", "Подсказок нет. Найдите клиента по названию, ИНН или лицевому счёту."),
    h("div.row",
      button("Зачислить другому клиенту", () => credit(context, found)),
      button("К возврату", () => sendBack(context, found)),
      found.canBeDismissed && button("Уже зачислено", () => dismiss(context, found)),
      isWhole && button("Возврат вернулся", () => bounce(context, found))));
}

const parts = all => all.length > 0 && h("section.card.stack",
  h("h2", "На счетах клиентов"),
  h("ul.stack.tight", all.map(one => h("li.row.apart",
    h("a.number", { href: `#clients/${one.clientId}` }, `Л/с ${one.accountNumber}`),
    h("span.soft.small", one.entry ? `операция № ${one.entry}` : "зачисляется"),
    h("strong.number", money(one.amount))))));

const deeds = {
  assigned: "Зачислено клиенту", "return-due": "Отмечено к возврату", ignored: "Закрыто без зачисления",
  bounced: "Возврат вернулся", vanished: "Строка исчезла из выписки банка", restored: "Строка снова в выписке",
  outgoing: "Списание",
  "by-invoice": "Зачислено по номеру счёта на оплату", "by-account": "Зачислено по номеру лицевого счёта",
  "by-inn-and-sum": "Зачислено по ИНН и сумме счёта", "by-inn": "Зачислено по ИНН",
  "by-claim": "Зачислено по данным клиента",
  "same-as-report": "Подтверждено выпиской", "ignored-payer": "Плательщик не из клиентов",
  "own-transfer": "Перевод между своими счетами",
};

const deedOf = what => deeds[what]
  ?? (what.startsWith("released-") ? "Зачисление исправлено, деньги снова невыясненные" : "Отложено в невыясненные");

const steps = all => all.length > 0 && h("section.card.stack",
  h("h2", "Что было"),
  h("ol.steps-list", all.map(({ at, operator, what, note }) => h("li",
    h("span.soft.small.number", time(at)), " ", deedOf(what),
    h("span.soft", ` · ${operator ?? "автоматически"}`), note && h("p.small", `«${note}»`)))));
