// The form of requisites: its fields change with the kind of client.
import { form, h, heading, newId, problemNotice, show } from "./dom.js";
import { failFields, field } from "./fields.js";
import { checkRequisites } from "./requisites.js";

/** The text of the consent that this form shows; the service keeps which one was given. */
const consentVersion = "2026-11";

const digits = length => ({ inputmode: "numeric", spellcheck: "false", length });

/** `draft`: what was typed before; `keep(draft)` is called as one types; `send(requisites)` may throw a Problem. */
export function requisitesForm({ draft, keep, send }) {
  let fields = [];
  const outcome = h("div", {});
  const identity = h("div", { class: "fields" });
  const bank = h("fieldset", { class: "stack" });
  const contact = h("fieldset", { class: "stack" });
  const kinds = [kind("organization", "Организация"), kind("entrepreneur", "Индивидуальный предприниматель")];
  const consent = h("input", { type: "checkbox", name: "consent.version", "aria-describedby": `${newId()}` });
  const consentError = h("p", { class: "error", id: consent.getAttribute("aria-describedby"), hidden: true });
  const element = form(submit, {},
    heading("Клиент Телфин"),
    h("p", { class: "soft" }, "Заполните реквизиты — мы создадим кабинет с лицевым счётом и пришлём логин и пароль на почту."),
    h("fieldset", { class: "fields" }, h("legend", { class: "visually-hidden" }, "Кто платит"), kinds.map(one => one.element)),
    identity, bank, contact,
    h("div", { class: "field" },
      h("label", { class: "choice" }, consent, h("span", {}, "Согласен на обработку персональных данных, указанных в этой форме")), consentError),
    outcome,
    h("div", { class: "row" }, h("button", { class: "button primary", type: "submit" }, "Отправить")));

  function kind(value, label) {
    const input = h("input", { type: "radio", name: "kind", value, onchange: () => draw(read()) });
    return { input, element: h("label", { class: "choice box" }, input, label) };
  }

  function read() {
    const value = Object.fromEntries(fields.map(one => [one.input.name, one.input.value]));
    const part = name => Object.fromEntries(Object.entries(value).filter(([key]) => key.startsWith(`${name}.`)).map(([key, text]) => [key.slice(name.length + 1), text]));
    const bankPart = part("bank");
    return {
      kind: kinds.find(one => one.input.checked)?.input.value ?? "organization",
      name: value.name, inn: value.inn, kpp: value.kpp ?? null, ogrn: value.ogrn, legalAddress: value.legalAddress,
      bank: Object.values(bankPart).some(text => text?.trim()) ? bankPart : null,
      contact: part("contact"),
      consent: consent.checked ? { version: consentVersion } : null,
    };
  }

  function draw(value) {
    const company = value?.kind !== "entrepreneur";
    kinds[company ? 0 : 1].input.checked = true;
    consent.checked = Boolean(value?.consent);
    // One check of the whole form judges each field, so that fields which must fit each other do.
    const make = (name, label, attributes) => field(label, {
      name, ...attributes,
      value: name.split(".").reduce((part, key) => part?.[key], value) ?? "",
      check: () => checkRequisites(read())[name],
    });
    const identityFields = [
      make("name", company ? "Название" : "Фамилия, имя, отчество", { wide: true, autocomplete: company ? "organization" : "name",
        hint: company ? "Как в уставе, например: ООО «Ромашка»" : "Полностью, как в паспорте" }),
      make("inn", "ИНН", digits(company ? 10 : 12)),
      company && make("kpp", "КПП", { ...digits(9), inputmode: "text" }),
      make("ogrn", company ? "ОГРН" : "ОГРНИП", digits(company ? 13 : 15)),
      make("legalAddress", company ? "Юридический адрес" : "Адрес регистрации", { wide: true, autocomplete: "street-address",
        hint: "С индексом, как в выписке" }),
    ].filter(Boolean);
    const bankFields = [
      make("bank.bic", "БИК", digits(9)),
      make("bank.account", "Расчётный счёт", digits(20)),
      make("bank.correspondentAccount", "Корреспондентский счёт", digits(20)),
    ];
    const contactFields = [
      make("contact.name", "Контактное лицо", { autocomplete: "name" }),
      make("contact.email", "Электронная почта", { type: "email", autocomplete: "email", hint: "Сюда придут логин, пароль и уведомления" }),
      make("contact.phone", "Телефон", { type: "tel", autocomplete: "tel", hint: "Например, +7 900 123-45-67" }),
    ];
    fields = [...identityFields, ...bankFields, ...contactFields];
    identity.replaceChildren(...identityFields);
    bank.replaceChildren(h("legend", {}, "Банк ", h("span", { class: "soft small" }, "можно не заполнять")), h("div", { class: "fields" }, bankFields));
    contact.replaceChildren(h("legend", {}, "Контакт"), h("div", { class: "fields" }, contactFields));
  }

  function fail(errors) {
    consentError.textContent = errors["consent.version"] ?? "";
    consentError.hidden = !errors["consent.version"];
    if (!failFields(fields, errors) && errors["consent.version"]) {
      consent.focus();
    }
  }

  async function submit() {
    outcome.replaceChildren();
    const requisites = read();
    const errors = checkRequisites(requisites);
    fail(errors);
    if (Object.keys(errors).length > 0) {
      return;
    }
    try {
      await send(requisites);
    } catch (problem) {
      fail(problem.fields);
      show(outcome, problemNotice(problem), false);
    }
  }

  draw(draft);
  element.addEventListener("input", () => keep(read()));
  return Object.assign(element, {
    fill: requisites => {
      draw(requisites);
      keep(read());
    },
  });
}
