// A statement: how far it is worked through, then what became of each line.
import { h, heading, notice } from "./dom.js";
import { money, time } from "./format.js";
import { pageOf } from "./operator-api.js";
import { statementLines } from "./operator-lines.js";
import { lines, periodOf, statementBadge } from "./operator-statements.js";

const pause = 700;
const isAtWork = ({ status }) => status === "received" || status === "booking";

export async function statement(context, id) {
  const path = `statements/${id}`;
  const found = await context.api.get(pageOf(path, null, 1));
  const place = h("div.stack");
  const view = h("div.stack",
    h("p.screen", h("a", { href: "#statements" }, "← Все выписки")),
    place);
  if (isAtWork(found)) {
    place.replaceChildren(...head(found), progress(found));
    follow(context, path, view, place);
  } else {
    place.replaceChildren(...await report(context, path, found));
  }
  return view;
}

/** Asks again until it is done, or until the reader goes away. */
async function follow(context, path, view, place) {
  for (let found; !found || isAtWork(found);) {
    await new Promise(resolve => setTimeout(resolve, pause));
    if (found && !view.isConnected) {
      return;
    }
    try {
      found = await context.api.get(pageOf(path, null, 1));
    } catch {
      // Asked again in a moment: the statement is worked through without this page.
      found = null;
      continue;
    }
    place.querySelector(".progress")?.replaceWith(progress(found));
    if (!isAtWork(found)) {
      context.refresh(found.status === "done" ? "Выписка разнесена" : "Выписка не принята");
      return;
    }
  }
}

function progress({ lineCount, bookedCount }) {
  const text = lineCount == null ? "Файл проверяется…" : `Разнесено ${bookedCount ?? 0} из ${lineCount}`;
  return h("section.card.stack.tight.progress",
    h("p", { role: "status" }, text),
    h("progress", {
      max: lineCount ?? 1, value: lineCount == null ? null : bookedCount ?? 0, "aria-label": "Ход обработки",
    }),
    h("p.soft.small", "Страницу можно закрыть: выписка обработается сама."));
}

async function report({ api }, path, found) {
  if (found.status === "refused") {
    return [...head(found), refusal(found.refusal)];
  }
  return [...head(found), accounts(found.accounts ?? []), await statementLines(api, path, found.lineCount)];
}

const head = found => [
  h("div.row", heading(`Выписка ${periodOf(found) ? `за ${periodOf(found)}` : `от ${time(found.uploadedAt)}`}`, "h1"),
    statementBadge(found)),
  h("p.soft", [`Загружена ${time(found.uploadedAt)}`, found.operator, found.lineCount != null && lines(found.lineCount)]
    .filter(Boolean).join(" · ")),
];

const refusal = ({ text, line }) => {
  const message = notice("bad", "Выписка не принята, деньги не зачислены",
    h("p.figure", text), line && h("p", `Строка файла: ${line}`),
    h("p", h("a", { href: "#statements" }, "Загрузить другой файл")));
  message.removeAttribute("role");
  return message;
};

const accounts = all => h("section.card.stack", all.map(one => h("div.stack.tight",
  h("h2.label", "Счёт ", h("span.number", one.account)),
  h("dl.equation",
    term("На начало", one.opening),
    term("Поступило", one.credits, "+"),
    term("Списано", one.debits, "−"),
    term("На конец", one.closing, "=")))));

/** A term of an equation. */
export const term = (name, sum, sign) => h("div",
  h("dt", name), h("dd.number", sign && h("span.soft.sign", sign), " ", money(sum)));
