// The choice of a period: one of the usual ones by a button, or two days that are typed.
import { button, form, h, submit } from "./dom.js";
import { failFields, field } from "./fields.js";
import { periods } from "./periods.js";

/**
 * The buttons, and the days to type, which are hidden until they are wanted. `open(from, to)` is called with what is
 * chosen, and at once with the first.
 */
export function periodChoice(today, open, verb = "Показать") {
  const offered = periods(today);
  const choices = [...offered.map(([name, from, to]) => choice(name, () => {
    own.hidden = true;
    return open(from, to);
  })), choice("Свои даты", () => {
    own.hidden = false;
    own.querySelector("input").focus();
  })];
  const own = ownDays(today, open, verb);
  choices[0].setAttribute("aria-pressed", true);
  open(offered[0][1], offered[0][2]);
  return [h("div.choices.screen", { role: "group", "aria-label": "Период" }, choices), own];

  function choice(name, work) {
    const element = button(name, () => {
      choices.forEach(one => one.setAttribute("aria-pressed", one === element));
      return work();
    }, { class: "button choose", "aria-pressed": false });
    return element;
  }
}

function ownDays(today, open, verb) {
  const day = (label, name) => field(label, { name, type: "date", min: "2000-01-01", max: today, value: today });
  const fields = [day("С какого дня", "from"), day("По какой день", "to")];
  return form(async () => {
    const [from, to] = fields.map(({ input }) => input.value);
    const errors = {
      from: from ? null : "Укажите день.",
      to: !to ? "Укажите день." : from > to ? "Конец периода раньше начала." : null,
    };
    if (!failFields(fields, errors)) {
      await open(from, to);
    }
  }, { class: "stack screen", hidden: true }, h("div.fields", fields), h("div.row", submit(verb)));
}
