// The mailbox: everybody's letters, newest first, and each as HTML in two widths and as text.
import { ask, remember } from "./calls.js";
import { h, heading, show } from "./dom.js";
import { time } from "./format.js";

const refresh = 2000;

/** All letters, newest first. */
export const letters = async () => (await ask("/mail")).letters;

/** Shows the list, or the letter whose id it is called with; `news` is called when a letter comes or is read. */
export function mail(place, unread, news) {
  let known = null;
  let opened = null;

  const list = box => h("div.stack",
    heading("Почта"),
    box.length === 0 && h("p.soft", "Писем пока нет."),
    h("ul.letters", box.map(letter => h("li.box", h("a", { href: `#mail/${letter.id}` },
      h("strong", letter.subject), h("span.soft.small.number", time(letter.at)), h("span.soft", letter.to))))));

  function view(letter) {
    const frame = h("iframe", { title: "Письмо", src: `/letters/${encodeURIComponent(letter.id)}`, sandbox: "allow-popups allow-popups-to-escape-sandbox" });
    const text = h("pre", { hidden: true, tabindex: "0" }, letter.text);
    const choose = (name, shown) => h("button.button", { type: "button", "aria-pressed": "false", onclick: event => {
      for (const other of event.target.parentElement.children) {
        other.setAttribute("aria-pressed", other === event.target);
      }
      shown();
    } }, name);
    const html = thin => () => {
      frame.hidden = false;
      text.hidden = true;
      frame.classList.toggle("thin", thin);
    };
    const choices = h("div.row", choose("Широко", html(false)), choose("Узко", html(true)), choose("Текстом", () => {
      frame.hidden = true;
      text.hidden = false;
    }));
    choices.firstChild.setAttribute("aria-pressed", "true");
    return h("div.stack",
      h("p", h("a", { href: "#mail" }, "← Все письма")),
      heading(letter.subject),
      h("p.soft", `${time(letter.at)}. Кому: ${letter.to}. От: ${letter.from}.`),
      choices, frame, text);
  }

  async function look() {
    const box = await letters();
    const fresh = known !== null && box.length > known;
    known ??= box.length;
    unread.hidden = box.length <= known;
    unread.textContent = box.length - known;
    unread.title = "новых писем";
    if (fresh) {
      news();
    }
    if (!place.hidden && opened === null && place.querySelectorAll("li").length !== box.length) {
      show(place, list(box), false);
    }
  }

  setInterval(() => look().catch(() => {}), refresh);
  return async id => {
    const box = await letters();
    known = box.length;
    unread.hidden = true;
    const letter = box.find(one => one.id === id);
    opened = letter?.id ?? null;
    show(place, letter ? view(letter) : list(box));
    if (letter) {
      remember({ read: true });
      news();
    }
  };
}
