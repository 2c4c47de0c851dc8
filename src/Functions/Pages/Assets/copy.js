// Copying a value by a button, and the short message that says so.
import { button, h } from "./dom.js";

const shownFor = 2500;

/** A small button that copies a text. If the browser forbids it, `value` is selected: the reader copies it himself. */
export function copyButton(name, text, value) {
  const element = button(null, () => copy(element, text, value), {
    class: "copy", title: "Скопировать", "aria-label": `Скопировать: ${name}`,
  });
  return element;
}

/** Copies a text; `element` is the button that was pressed, and `value` the part of the page that has the text. */
export async function copy(element, text, value) {
  try {
    await navigator.clipboard.writeText(text);
    toast(element, "Скопировано");
    element.classList.add("copied");
    setTimeout(() => element.classList.remove("copied"), shownFor);
  } catch {
    getSelection().selectAllChildren(value);
    toast(element, "Браузер не разрешил копировать. Текст выделен: скопируйте его сами.");
  }
}

/** Says a short text at the lower edge of the window, for a moment. `near` is a part of the page that it belongs to. */
export function toast(near, text) {
  const root = near.closest(".sheet");
  const place = root.querySelector(":scope > .toast") ?? root.appendChild(h("div.toast", { role: "status" }));
  const message = h("span", text);
  // A screen reader tells of what changes in a place that it knows already.
  requestAnimationFrame(() => place.replaceChildren(message));
  setTimeout(() => message.remove(), shownFor + text.length * 40);
}
