// The mailbox: everybody's letters, newest first, and each as HTML in two widths and as text.
import { ask, memory, remember } from "./calls.js";
import { facts, h, heading, show } from "./dom.js";
import { time } from "./format.js";

const refresh = 2000;

// Ids begin anew with empty state; the time tells such letters apart.
const key = letter => `${letter.id} ${letter.at}`;

/** All letters, newest first. */
export const letters = async () => (await ask("/mail")).letters;

/** Shows the list, or the letter whose id it is called with; `news` is called when a letter comes or is read. */
export function mail(place, count, news) {
  let known = null;
  let opened = null;

  const isUnread = letter => !(memory().letters ?? []).includes(key(letter));

  const list = box => [
    heading("Почта", "h1"),
    h("p.soft", "Сюда приходит всё, что рассылает сервис, — кому бы ни было адресовано."),
    box.length === 0 ? h("div.card", h("p.soft", "Писем пока нет. Первое придёт, когда вы отправите реквизиты."))
      : h("ul.letters", box.map(item)),
  ];

  const item = letter => h("li", h(isUnread(letter) ? "a.unread" : "a", { href: `#mail/${letter.id}` },
    h("strong", letter.subject, isUnread(letter) && h("span.visually-hidden", " (не прочитано)")),
    h("span.soft.small.number", time(letter.at)),
    h("span.soft.small.snippet", `${letter.to} — ${letter.text.replace(/\s+/g, " ").slice(0, 160)}`)));

  const fileLink = (letter, { name, size }, at) => h("p",
    h("a", { href: `/letters/${encodeURIComponent(letter.id)}/files/${at}`, download: name }, name),
    h("span.soft", `, ${Math.ceil(size / 1024)} КБ`));

  function view(letter) {
    const frame = h("iframe",
      { title: "Письмо", src: `/letters/${encodeURIComponent(letter.id)}`,
      sandbox: "allow-popups allow-popups-to-escape-sandbox" });
    const text = h("pre", { hidden: true, tabindex: "0" }, letter.text);
    const choose = (name, shown) => h("button.button", { type: "button", "aria-pressed": "false", onclick: event => {
      for (const other of event.target.parentElement.children) {
        other.setAttribute("aria-pressed", String(other === event.target));
      }
      shown();
    } }, name);
    const html = thin => () => {
      frame.hidden = false;
      text.hidden = true;
      frame.classList.toggle("thin", thin);
    };
    const choices = h("div.row", { role: "group", "aria-label": "Как показать" }, choose("Широко", html(false)),
      choose("Узко", html(true)),
      choose("Текстом", () => {
        frame.hidden = true;
        text.hidden = false;
      }));
    choices.firstChild.setAttribute("aria-pressed", "true");
    return [
      h("p", h("a", { href: "#mail" }, "← Все письма")),
      h("article.card.letter",
        h("div.head", heading(letter.subject, "h1"),
          facts(["Кому", letter.to], ["От", letter.from], ["Когда", `${time(letter.at)} (мск)`],
            letter.files.length > 0 && ["Вложение", letter.files.map((file, at) => fileLink(letter, file, at))]),
            choices),
        frame, text),
    ];
  }

  function mark(box) {
    const unread = box.filter(isUnread).length;
    count.hidden = unread === 0;
    count.textContent = unread;
    count.title = "не прочитано";
  }

  async function look() {
    const box = await letters();
    const fresh = known !== null && box.length > known;
    const changed = known !== box.length;
    known = box.length;
    mark(box);
    if (fresh) {
      news();
    }
    if (changed && !place.hidden && opened === null) {
      show(place, list(box), false);
    }
  }

  setInterval(() => look().catch(() => {}), refresh);
  return async id => {
    const box = await letters();
    known = box.length;
    const letter = box.find(one => one.id === id);
    opened = letter?.id ?? null;
    if (letter) {
      const existing = new Set(box.map(key));
      remember({ read: true,
        letters: [...(memory().letters ?? []).filter(one => existing.has(one) && one !== key(letter)), key(letter)] });
      news();
    }
    mark(box);
    show(place, letter ? view(letter) : list(box));
  };
}
