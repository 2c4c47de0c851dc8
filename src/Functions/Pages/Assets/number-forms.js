// Forms about one number: adding it to the list, and what the customer calls it.
import { form, h, heading, submit } from "./dom.js";
import { failFields, field } from "./fields.js";
import { noPhone, normalPhone, phone } from "./phone.js";
import { clean } from "./text.js";

const longest = 40;
const labelField = value => {
  const label = field("Как называть", {
    name: "label", value, maxlength: longest, hint: "Необязательно. Например: приёмная",
    check: () => clean(label.input.value).length > longest ? `Не длиннее ${longest} символов.` : null,
  });
  return label;
};

/** Asks for a number; `go` is told {phone, label}. */
export function addNumber(known, go) {
  const number = field("Номер телефона", {
    name: "phone", type: "tel", autocomplete: "off", value: known ? phone(known.phone) : null,
    hint: "Например, +7 900 123-45-67",
    check: () => noPhone(number.input.value),
  });
  const label = labelField();
  return form(() => {
    const errors = { phone: noPhone(number.input.value) };
    return failFields([number], errors)
      || go({ phone: normalPhone(number.input.value), label: clean(label.input.value) || undefined });
  }, {}, heading("Новый номер"), h("div.fields", number, label), h("div.row", submit("Выбрать тариф")));
}

/** Asks what to call a number; `save(label)` may throw a problem. */
export function nameNumber({ phone: number, label: before }, save, cancel) {
  const label = labelField(before);
  return form(async () => {
    try {
      await save(clean(label.input.value));
    } catch (problem) {
      failFields([label], problem.fields);
      throw problem;
    }
  }, {}, heading(["Название для ", h("span.number", phone(number))]), label, h("div.row", submit("Сохранить"), cancel));
}
