// Statements: a file is dropped or chosen, and those that were uploaded before.
import { badge, h, heading, newId, problemNotice } from "./dom.js";
import { count, shortDate, time } from "./format.js";
import { identity } from "./operator-identity.js";
import { paged } from "./operator-tables.js";

const largest = 20 * 1024 * 1024;
const tones = { done: "paid", refused: "expired" };

export const statementBadge = ({ status, statusText }) => badge(statusText, tones[status]);

export async function statements({ api }) {
  const list = await paged(api, "statements", {
    of: "statements",
    caption: "Выписки, новые сверху",
    columns: ["Загружена", "Период", "Операции", "Кто загрузил", ["Состояние", "sum"]],
    row,
    none: h("p.soft", "Выписок пока не было."),
  });
  return h("div.stack", heading("Выписки", "h1"), drop(api),
    h("section.card.stack", h("h2", "Загруженные"), list));
}

const row = one => h("tr",
  h("td.main", h("a.number", { href: `#statements/${one.id}` }, time(one.uploadedAt))),
  h("td", periodOf(one)),
  h("td.number", one.lineCount != null && lines(one.lineCount)),
  h("td.soft", one.operator),
  h("td.sum", statementBadge(one)));

/** The days that a statement covers. */
export function periodOf({ accounts }) {
  const days = (accounts ?? []).flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).sort();
  const [first, last] = [days[0], days.at(-1)];
  return !first ? "" : first === last ? shortDate(first) : `${shortDate(first)} – ${shortDate(last)}`;
}

function drop(api) {
  const id = newId();
  const said = h("span.soft", { role: "status" },
    "1С (ClientBankExchange) или camt.053, до 20 МБ. Повторная загрузка деньги дважды не зачислит");
  const outcome = h("div");
  const input = h("input.visually-hidden", {
    id, type: "file", accept: ".txt,.xml,text/plain,application/xml,text/xml", onchange: () => upload(input.files),
  });
  const zone = h("label.drop", {
    for: id,
    ondragover: event => over(event, true),
    ondragleave: event => over(event, false),
    ondrop: event => {
      over(event, false);
      upload(event.dataTransfer.files);
    },
  }, input, h("strong", h("span.wide-only", "Перетащите файл сюда или "), h("u", "выберите файл выписки")), said);

  function over(event, yes) {
    event.preventDefault();
    zone.classList.toggle("over", yes);
  }

  async function upload([file, ...others]) {
    if (!file || input.disabled) {
      return;
    }
    const refusal = others.length > 0 ? "Загружайте выписки по одной: так понятнее, что с какой."
      : file.size > largest ? "Файл больше 20 МБ. Выгрузите из банка период покороче."
        : file.size === 0 ? "Файл пустой. Выгрузите выписку из банка ещё раз." : null;
    outcome.replaceChildren();
    if (refusal) {
      outcome.replaceChildren(problemNotice({ title: "Файл не загружен", detail: refusal }));
      return;
    }
    input.disabled = true;
    zone.setAttribute("aria-busy", "true");
    said.textContent = `Загружается ${file.name}…`;
    const here = location.hash;
    try {
      const { id: statement } = await api.upload(`statements?operator=${encodeURIComponent(identity().name)}`, file);
      // Who has gone elsewhere meanwhile stays there.
      if (location.hash === here) {
        location.hash = `#statements/${statement}`;
      }
    } catch (problem) {
      outcome.replaceChildren(problemNotice(problem));
      said.textContent = "Файл не загружен";
    } finally {
      input.disabled = false;
      input.value = "";
      zone.removeAttribute("aria-busy");
    }
  }
  return h("section.stack", zone, outcome);
}

/** A number of a statement's lines in words. */
export const lines = n => count(n, "операция", "операции", "операций");
