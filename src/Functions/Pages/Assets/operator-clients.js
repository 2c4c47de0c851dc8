// Clients: found by whatever is known of them.
import { badge, failure, h, heading, skeleton } from "./dom.js";
import { field } from "./fields.js";
import { money } from "./format.js";
import { paged } from "./operator-tables.js";
import { phone } from "./phone.js";
import { clean } from "./text.js";

// Nobody types faster than this without a stop at the end of a word.
const pause = 250;
// Who comes back from a client finds the same list.
let wanted = "";

export async function clients({ api }) {
  const place = h("div.stack");
  const said = h("p.visually-hidden", { role: "status" });
  const search = field("Найти клиента", {
    name: "search", type: "search", value: wanted, placeholder: "Название, ИНН, лицевой счёт, почта или телефон",
  });
  let asked = 0;
  let timer;

  async function open() {
    const mine = ++asked;
    let found;
    try {
      found = await list(api, wanted);
    } catch (problem) {
      found = h("div.stack", failure(problem, open));
    }
    if (mine === asked) {
      place.classList.remove("late");
      place.replaceChildren(found);
      said.textContent = wanted && `Показано клиентов: ${place.querySelectorAll("tbody tr").length}`;
    }
  }

  search.input.addEventListener("input", () => {
    wanted = clean(search.input.value);
    place.classList.add("late");
    clearTimeout(timer);
    timer = setTimeout(open, pause);
  });
  place.replaceChildren(skeleton());
  await open();
  return h("div.stack", heading("Клиенты", "h1"), h("section.card.stack", search, said, place));
}

const list = (api, text) => paged(api, `operator/clients${text && `?search=${encodeURIComponent(text)}`}`, {
  of: "clients",
  caption: "Клиенты",
  columns: ["Клиент", "ИНН / КПП", "Лицевой счёт", "Контакт", ["Баланс", "sum"]],
  row,
  none: h("p.soft", text
    ? `Никого не нашли по запросу «${text}». Проверьте опечатки или ищите по ИНН.`
    : "Клиентов пока нет."),
});

const row = one => h("tr",
  h("td.main", h("a", { href: `#clients/${one.clientId}` }, one.name), clientBadge(one.status)),
  h("td.number.soft", one.inn, one.kpp && ` / ${one.kpp}`),
  h("td.number", one.accountNumber),
  h("td.soft", one.email, h("span.under.number", phone(one.phone))),
  h("td.sum.number", one.balance && money(one.balance)));

const odd = {
  "submitted": "Кабинет готовится",
  "cabinet-created": "Письмо не отправлено",
  "failed": "Кабинет не создан",
};

/** What is unusual about a client: most have got their e-mail. */
export const clientBadge = status => odd[status] && [" ", badge(odd[status], "expired")];
