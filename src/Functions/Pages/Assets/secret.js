// A field for a password, which can be looked at.
import { h } from "./dom.js";
import { field } from "./fields.js";

/** Like a field, with a button that shows what is typed and hides it again. */
export function secret(label, attributes) {
  const element = field(label, { type: "password", ...attributes });
  const { input } = element;
  const show = shown => {
    input.type = shown ? "text" : "password";
    eye.setAttribute("aria-pressed", shown);
  };
  const eye = h("button.eye", {
    type: "button",
    "aria-label": "Показать пароль",
    title: "Показать пароль",
    "aria-pressed": "false",
    onclick: () => show(input.type === "password"),
  });
  const line = h("div.secret");
  input.replaceWith(line);
  line.append(input, eye);
  // A browser keeps what is sent as text among the values that it offers for other fields.
  return Object.assign(element, { hide: () => show(false) });
}
