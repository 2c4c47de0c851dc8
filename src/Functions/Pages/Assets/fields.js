import { h, newId } from "./dom.js";
import { number } from "./text.js";

/**
 * One field of a form: label, input, hint and error; `look` adds a class, `needed` marks it. `check` returns what is
 * wrong now, or nothing; it runs while one types after the field was left for the first time or a number has its
 * `length`. `tidy` cleans what is pasted, and what stands there when the field is left.
 */
export function field(label, { name, hint, check, tidy, length, look, needed, ...attributes }) {
  const id = newId();
  const input = h("input", {
    id, name, part: "input", autocomplete: "off", "aria-describedby": `${id}-hint ${id}-error`,
    // The attribute `required` would have an empty field read out as wrong before anything is typed.
    "aria-required": needed && "true", ...attributes,
  });
  const error = h("p.error", { id: `${id}-error`, hidden: true });
  const help = h("p.hint", { id: `${id}-hint`, hidden: !hint }, hint);
  const caption = h("label", { for: id, part: "label" }, label);
  const element = h("div", { class: `field ${needed ? "needed" : ""} ${look ?? ""}` },
    attributes.type === "checkbox" ? [input, caption] : [caption, input], help, error);
  let judged = false;

  /** Shows an error, or that there is none. */
  const fail = text => {
    error.textContent = text ?? "";
    error.hidden = !text;
    // In its place, so that nothing below moves.
    help.hidden = !hint || Boolean(text);
    input.setAttribute("aria-invalid", Boolean(text));
    element.classList.toggle("right", Boolean(check && judged && !text && input.value.trim()));
  };
  const judge = () => {
    judged = true;
    fail(check?.());
  };
  const tidyUp = () => {
    const better = tidy?.(input.value) ?? input.value;
    if (better !== input.value) {
      input.value = better;
    }
  };
  input.addEventListener("input", ({ inputType }) => {
    if (inputType === "insertFromPaste") {
      tidyUp();
    }
    if (judged || (length && number(input.value).length >= length)) {
      judge();
    } else {
      fail();
    }
  });
  input.addEventListener("change", () => {
    tidyUp();
    judge();
  });
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
