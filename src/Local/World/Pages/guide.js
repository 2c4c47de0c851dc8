// The five steps, as a newcomer goes through them.
import { client, memory } from "./calls.js";
import { button, h, show } from "./dom.js";
import { samples } from "./samples.js";
import { letters } from "./mail.js";

/** Keeps the list of steps in `place`; `draw()` looks anew what is done. */
export function guide(place, widget) {
  let drawn;
  async function draw() {
    const made = await client().catch(() => null);
    const box = await letters().catch(() => []);
    const mine = made ? box.filter(letter => letter.to === made.requisites.contact.email) : [];
    const { read, paid } = memory();
    const rich = paid || Number(made?.cabinet?.balance.amount ?? 0) > 0;
    const done = [
      made !== null,
      read || rich,
      rich,
      paid,
      paid,
    ];
    const now = done.findIndex(one => !one);
    const state = JSON.stringify([done, made, mine.length]);
    if (state === drawn) {
      return; // drawing anew would take the focus from a button
    }
    drawn = state;
    show(place, [h("h2", "Пять шагов"), h(now === -1 ? "ol.guide.finished" : "ol.guide", [
      step("Отправьте реквизиты в разделе «Клиент Телфин».",
        [sample("Заполнить пример: ООО", samples.organization), sample("Заполнить пример: ИП", samples.entrepreneur)]),
      step("Найдите в почте логин и пароль.",
        mine.length > 0 && h("a.button", { href: `#mail/${mine.at(-1).id}` }, "Открыть письмо")),
      step("Пополните лицевой счёт.", made?.cabinet && h("a.button", { href: "#bank" }, "Перейти в банк")),
      step("В разделе «Подключения» добавьте номер, выберите тариф и срок.",
        h("a.button", { href: "#crm" }, "К виджету")),
      step("Оплатите с баланса паролем от кабинета.",
        made?.links.cabinet && h("a.button", { href: made.links.cabinet, target: "_blank", rel: "noopener" },
        "Кабинет")),
    ].map((item, at) => {
      item.dataset.step = at + 1;
      item.classList.add(done[at] ? "done" : at === now ? "now" : "later");
      if (at === now) {
        item.setAttribute("aria-current", "step");
      }
      return item;
    })), now === -1 && h("p", "Готово: подписка оплачена. "
      + "Переведите часы на месяц вперёд и посмотрите, что станет с подпиской.")].filter(Boolean), false);
  }

  const step = (text, actions) => h("li", h("span", text), actions && h("div.row", actions));
  const sample = (text, requisites) => button(text, async () => {
    location.hash = "#crm";
    await customElements.whenDefined("telphin-billing");
    // What was typed goes before what the page knows; here the example was asked for.
    sessionStorage.removeItem("telphin-billing.draft.demo");
    await widget.prefill(requisites);
  });

  draw();
  setInterval(draw, 3000);
  return { draw };
}
