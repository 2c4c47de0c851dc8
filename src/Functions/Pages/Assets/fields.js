import { h, newId } from "./dom.js";

/**
 * One field of a form: label, input, hint and error. `check` returns what is wrong now, or nothing; it runs while
 * the reader types once he has left the field for the first time or filled it to its `length`.
 */
export function field(label, { name, hint, check, length, wide, value = "", ...attributes } = {}) {
  const id = newId();
  const input = h("input", { id, name, value, autocomplete: "off", "aria-describedby": `${hint ? `${id}-hint ` : ""}${id}-error`, ...attributes });
  const error = h("p", { class: "error", id: `${id}-error`, hidden: true });
  const element = h("div", { class: wide ? "field wide" : "field" },
    h("label", { for: id }, label), input, hint && h("p", { class: "hint", id: `${id}-hint` }, hint), error);
  let judged = false;

  /** Shows an error, or that there is none. */
  const fail = text => {
    error.textContent = text ?? "";
    error.hidden = !text;
    input.setAttribute("aria-invalid", text ? "true" : "false");
    element.classList.toggle("right", Boolean(check) && !text && input.value.trim() !== "");
  };
  const judge = () => {
    judged = true;
    fail(check?.());
  };
  input.addEventListener("input", () => {
    if (judged || (length && input.value.trim().length >= length)) {
      judge();
    } else {
      fail(null);
      element.classList.remove("right");
    }
  });
  input.addEventListener("change", judge);
  return Object.assign(element, { input, fail, judge });
}

/** Shows the errors by field name, and puts the cursor into the first field that has one. False if there is none. */
export function failFields(fields, errors) {
  for (const one of fields) {
    one.fail(errors[one.input.name]);
  }
  const first = fields.find(one => errors[one.input.name]);
  first?.input.focus();
  return first !== undefined;
}
