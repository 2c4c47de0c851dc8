// The fields of a client's data, for every form that asks for them: new requisites, their change, and the contact in
// the cabinet.
import { h } from "./dom.js";
import { field } from "./fields.js";
import { noPhone, normalPhone, phone } from "./phone.js";
import { checkRequisites, valueAt } from "./requisites.js";
import { clean, number } from "./text.js";

const digits = (length, hint) =>
  ({ inputmode: "numeric", spellcheck: "false", length, hint: hint ?? `${length} цифр`, tidy: number });
const asPhone = text => noPhone(text) ? clean(text) : phone(normalPhone(text));

/**
 * Makes fields, and keeps them in `all`. `value` is what stands in them at first; `read()` gives the whole form as it
 * is typed: one check of it judges each field, so that fields which must fit each other do.
 */
export function clientFields(value, read, company = true) {
  const all = [];
  const add = (name, label, attributes) => {
    const check = () => checkRequisites(read())[name];
    const one = field(label, { name, value: valueAt(value, name), check, tidy: clean, ...attributes });
    all.push(one);
    return one;
  };
  return {
    all,
    add,
    name: () => add("name", company ? "Название" : "Фамилия, имя, отчество", {
      look: "wide",
      needed: true,
      autocomplete: company ? "organization" : "name",
      hint: company ? "Как в уставе, например: ООО «Ромашка»" : "Полностью, как в паспорте",
    }),
    inn: () => add("inn", "ИНН",
      { needed: true, ...digits(company ? 10 : 12, `${company ? 10 : 12} цифр, из выписки или договора`) }),
    kpp: () => add("kpp", "КПП", {
      needed: true, ...digits(9, "9 знаков, там же, где ИНН"), inputmode: "text",
      tidy: text => number(text).toUpperCase(),
    }),
    ogrn: () => add("ogrn", company ? "ОГРН" : "ОГРНИП",
      { needed: true, ...digits(company ? 13 : 15, `${company ? 13 : 15} цифр, в выписке с egrul.nalog.ru`) }),
    legalAddress: () => add("legalAddress", company ? "Юридический адрес" : "Адрес регистрации",
      { look: "wide", needed: true, autocomplete: "street-address", hint: "С индексом, как в выписке" }),
    bank: () => h("fieldset.stack",
      h("legend", "Банк"),
      h("p.soft.small", "Можно не заполнять. Реквизиты есть в договоре с банком и в интернет-банке."),
      h("div.fields",
        add("bank.bic", "БИК", digits(9)),
        add("bank.account", "Расчётный счёт", digits(20)),
        add("bank.correspondentAccount", "Корреспондентский счёт", digits(20)))),
    contact: email => [
      add("contact.name", "Контактное лицо", { needed: true, autocomplete: "name", hint: "С кем связаться об оплате" }),
      add("contact.email", "Электронная почта", { needed: true, type: "email", autocomplete: "email", ...email }),
      add("contact.phone", "Телефон",
        { needed: true, type: "tel", autocomplete: "tel", hint: "Например, +7 900 123-45-67", tidy: asPhone }),
      add("contact.accountantEmail", "Почта бухгалтера",
        { type: "email", hint: "Необязательно. Сюда придут копии счетов и уведомлений о деньгах" }),
    ],
  };
}

/** What stands in fields, in the shape of requisites: the field "bank.bic" is {bank: {bic}}. */
export function typedIn(fields) {
  const typed = { bank: {}, contact: {}, consent: {} };
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

/** Requisites with what was typed since. */
export const withTyped = (requisites, typed) => ({
  ...requisites,
  ...typed,
  bank: { ...requisites.bank, ...typed?.bank },
  contact: { ...requisites.contact, ...typed?.contact },
  consent: { ...requisites.consent, ...typed?.consent },
});

/**
 * The fields that differ from the requisites: only these are sent, so that a change which somebody else made meanwhile
 * is not taken back. A bank is sent as a whole.
 */
export function changedFields(fields, requisites) {
  const differs = ({ input }) => input.value !== valueAt(requisites, input.name);
  const ofBank = ({ input }) => input.name.startsWith("bank.");
  const bankDiffers = fields.some(one => ofBank(one) && differs(one));
  return fields.filter(one => ofBank(one) ? bankDiffers : differs(one));
}
