// A field for a client's account, which finds the client by name or ИНН, and shows whose account it is.
import { button, h } from "./dom.js";
import { field } from "./fields.js";
import { clean } from "./text.js";

const pause = 250;
const shown = 5;

/** What keeps a text from being an account's number. */
export const noAccount = text =>
  /^\d{10}$/.test(text) ? null : "Выберите клиента из списка или введите десять цифр лицевого счёта.";

export function accountField(api, value = "") {
  const element = field("Кому", {
    name: "accountNumber", value, spellcheck: "false", hint: "Название, ИНН или лицевой счёт", readonly: Boolean(value),
  });
  const found = h("ul.found", { "aria-label": "Найденные клиенты" });
  const owner = h("p.small", { role: "status" });
  let asked = 0;
  let timer;

  async function look() {
    const mine = ++asked;
    const text = clean(element.input.value);
    const path = `operator/clients?limit=${shown}&search=${encodeURIComponent(text)}`;
    const { clients } = text.length < 3 ? { clients: [] } : await api.get(path).catch(() => ({ clients: [] }));
    if (mine !== asked) {
      return;
    }
    const exact = clients.find(one => one.accountNumber === text);
    owner.textContent = exact ? `${exact.name}, ИНН ${exact.inn}`
      : text.length >= 3 && clients.length === 0 ? "Никого не нашли." : "";
    found.replaceChildren(...exact ? [] : clients.map(one => h("li", button(
      [one.name, h("span.soft.small.number", ` ИНН ${one.inn}, л/с ${one.accountNumber}`)],
      () => choose(one),
      { class: "link" }))));
  }

  function choose(one) {
    element.input.value = one.accountNumber;
    element.fail();
    look();
    element.input.focus();
  }

  element.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  });
  if (value) {
    look();
  }
  element.append(found, owner);
  return element;
}
