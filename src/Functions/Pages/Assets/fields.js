import { h, newId } from "./dom.js";
import { number } from "./text.js";

/**
 * One field of a form: label, input, hint and error; `look` adds a class. `check` returns what is wrong now, or nothing; it runs
 * while the reader types once he has left the field for the first time or filled a number to its `length`.
 */
export function field(label, { name, hint, check, length, look, ...attributes }) {
  const id = newId();
  const input = h("input", { id, name, autocomplete: "off", "aria-describedby": `${id}-hint ${id}-error`, ...attributes });
  const error = h("p.error", { id: `${id}-error`, hidden: true });
  const element = h("div", { class: `field ${look ?? ""}` },
    h("label", { for: id }, label), input, h("p.hint", { id: `${id}-hint`, hidden: !hint }, hint), error);
  let judged = false;

  /** Shows an error, or that there is none. */
  const fail = text => {
    error.textContent = text ?? "";
    error.hidden = !text;
    input.setAttribute("aria-invalid", Boolean(text));
    element.classList.toggle("right", Boolean(check && judged && !text && input.value.trim()));
  };
  const judge = () => {
    judged = true;
    fail(check?.());
  };
  input.addEventListener("input", () => {
    if (judged || (length && number(input.value).length >= length)) {
      judge();
    } else {
      fail();
    }
  });
  input.addEventListener("change", judge);
  return Object.assign(element, { input, fail, judge });
}

/** Shows the errors by field name, and puts the cursor into the first field that has one. False if there is none. */
export function failFields(fields, errors = {}) {
  for (const one of fields) {
    one.fail(errors[one.input.name]);
  }
  const first = fields.find(one => errors[one.input.name]);
  first?.input.focus();
  return Boolean(first);
}
