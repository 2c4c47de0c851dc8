// The form of requisites: its fields change with the kind of client.
import { button, form, h, heading, plain, show, submit } from "./dom.js";
import { failFields, field } from "./fields.js";
import { checkRequisites, kindOfInn, valueAt } from "./requisites.js";

/** The text of the consent that this form shows; the service keeps which one was given. */
const consentVersion = "2026-11";

const digits = (length, hint) => ({ inputmode: "numeric", spellcheck: "false", length, hint });

/** `draft`: what was typed before; `keep(draft)` is called as one types; `send(requisites)` may throw a problem. */
export function requisitesForm({ draft, keep, send }) {
  let fields;
  const place = h("div.stack");
  const kinds = ["organization", "entrepreneur"].map(value => h("input", { type: "radio", name: "kind", value, onchange: () => draw(read()) }));
  const element = form(sendChecked, { oninput: () => keep(read()) },
    heading("Клиент Телфин"),
    h("p.soft", "Заполните реквизиты — мы создадим кабинет с лицевым счётом и пришлём логин и пароль на почту."),
    h("fieldset.fields", h("legend.visually-hidden", "Кто платит"),
      ["Организация", "Индивидуальный предприниматель"].map((label, at) => h("label.choice.box", kinds[at], label))),
    place,
    h("div.row", submit("Отправить")));

  function read() {
    const typed = { kind: kinds.find(one => one.checked).value, bank: {}, contact: {}, consent: {} };
    for (const { input } of fields) {
      const [part, key] = input.name.split(".");
      const value = input.type !== "checkbox" || input.checked ? input.value : "";
      if (key) {
        typed[part][key] = value;
      } else {
        typed[part] = value;
      }
    }
    return typed;
  }

  function draw(value) {
    const company = value?.kind !== "entrepreneur";
    kinds[company ? 0 : 1].checked = true;
    fields = [];
    // One check of the whole form judges each field, so that fields which must fit each other do.
    const add = (name, label, attributes) => {
      const one = field(label, { name, value: valueAt(value, name), check: () => checkRequisites(read())[name], ...attributes });
      fields.push(one);
      return one;
    };
    show(place, [
      h("div.fields",
        add("name", company ? "Название" : "Фамилия, имя, отчество",
          { look: "wide", autocomplete: company ? "organization" : "name", hint: company ? "Как в уставе, например: ООО «Ромашка»" : "Полностью, как в паспорте" }),
        offeringOtherKind(add("inn", "ИНН", digits(company ? 10 : 12, "В свидетельстве о постановке на налоговый учёт")), company ? "entrepreneur" : "organization"),
        company && add("kpp", "КПП", { ...digits(9, "Там же, где ИНН"), inputmode: "text" }),
        add("ogrn", company ? "ОГРН" : "ОГРНИП", digits(company ? 13 : 15, `В выписке из ${company ? "ЕГРЮЛ" : "ЕГРИП"} (egrul.nalog.ru)`)),
        add("legalAddress", company ? "Юридический адрес" : "Адрес регистрации", { look: "wide", autocomplete: "street-address", hint: "С индексом, как в выписке" })),
      h("fieldset.stack", h("legend", "Банк"), h("p.soft.small", "Можно не заполнять. Реквизиты есть в договоре с банком и в интернет-банке."), h("div.fields",
        add("bank.bic", "БИК", digits(9)),
        add("bank.account", "Расчётный счёт", digits(20)),
        add("bank.correspondentAccount", "Корреспондентский счёт", digits(20)))),
      h("fieldset.stack", h("legend", "Контакт"), h("div.fields",
        add("contact.name", "Контактное лицо", { autocomplete: "name" }),
        add("contact.email", "Электронная почта", { type: "email", autocomplete: "email", hint: "Сюда придут логин, пароль и уведомления" }),
        add("contact.phone", "Телефон", { type: "tel", autocomplete: "tel", hint: "Например, +7 900 123-45-67" }))),
      add("consent.version", "Согласен на обработку персональных данных, указанных в этой форме",
        { look: "consent", type: "checkbox", value: consentVersion, checked: valueAt(value, "consent.version") !== "" }),
    ], false);
  }

  /** Who types the ИНН of the other kind of client may have overlooked that there is a choice. */
  function offeringOtherKind(inn, kind) {
    const offer = button(kind === "entrepreneur" ? "Я индивидуальный предприниматель" : "Мы организация", () => {
      draw({ ...read(), kind });
      keep(read());
      fields.find(one => one.input.name === "inn").input.focus();
    }, { ...plain, hidden: true });
    inn.input.addEventListener("input", () => offer.hidden = kindOfInn(inn.input.value) !== kind);
    inn.append(offer);
    return inn;
  }

  async function sendChecked() {
    const requisites = read();
    if (failFields(fields, checkRequisites(requisites))) {
      return;
    }
    try {
      await send(requisites);
    } catch (problem) {
      failFields(fields, problem.fields);
      throw problem;
    }
  }

  draw(draft);
  return Object.assign(element, { fill: draw });
}
