// Registers of a period for the accounts department: files that Excel and 1C open.
import { button, h, heading, problemNotice } from "./dom.js";
import { download } from "./download.js";
import { businessDay } from "./operator-day.js";
import { periodChoice } from "./period-choice.js";
import { periodText } from "./periods.js";
import { toast } from "./copy.js";

const files = [
  ["top-ups", "Пополнения", "Все деньги, зачисленные клиентам: день банка, платёжка, плательщик, лицевой счёт, сумма."],
  ["charges", "Списания", "Оплата подключений с балансов: клиент, номера, период, сумма."],
];

export async function registers({ api }) {
  let period;
  const named = h("h2");
  const choice = periodChoice(await businessDay(api), (...chosen) => {
    period = chosen;
    named.textContent = periodText(...chosen);
  }, "Выбрать");
  return h("div.stack",
    heading("Реестры", "h1"),
    choice,
    h("section.card.stack", named, h("ul.stack", files.map(one => row(api, one, () => period)))));
}

function row(api, [key, name, text], period) {
  const outcome = h("div");
  const save = button("Скачать", async () => {
    const [from, to] = period();
    outcome.replaceChildren();
    try {
      download(`${name} ${from} ${to}.csv`, await api.file(`registers/${key}?from=${from}&to=${to}`));
      toast(save, "Файл сохранён");
    } catch (problem) {
      const detail = problem.fields?.from ?? problem.fields?.to ?? problem.detail;
      outcome.replaceChildren(problemNotice({ title: problem.title, detail }));
    }
  }, { "aria-label": `Скачать: ${name}` });
  return h("li.box.stack.tight", h("div.row.apart", h("div", h("h3", name), h("p.soft", text)), save), outcome);
}
