import { noPhone } from "./phone.js";

// The checks of requisites, so that a customer sees a mistake while typing. The service judges by the same rules and with the
// same words (src/Billing/Requisites); a test feeds both the same cases.

/** What stands at a path like "bank.account" of a form, as text. */
export const valueAt = (form, path) => path.split(".").reduce((part, key) => part?.[key], form) ?? "";

/** What is wrong with a form of an "organization" or "entrepreneur", by the path of the field: {"bank.account": "…"}. */
export function checkRequisites(form) {
  const errors = {};
  const company = form.kind === "organization";
  const judge = (path, missing, check) => {
    const text = valueAt(form, path);
    const wrong = invisible.test(text) ? "Уберите невидимые символы: переносы строк, табуляцию." : tidy(text) ? check(tidy(text)) : missing;
    if (wrong) {
      errors[path] = wrong;
    }
  };

  judge("name", "Укажите название или фамилию, имя и отчество.", size(1, 250));
  judge("inn", "Укажите ИНН.", digits(company ? "ИНН организации" : "ИНН предпринимателя", company ? 10 : 12,
    inn => isInn(inn) ? null : "В ИНН опечатка: контрольные цифры не сходятся."));
  if (company) {
    judge("kpp", "Укажите КПП.", kpp => /^\d{4}[\dA-Z]{2}\d{3}$/.test(kpp) ? null
      : "КПП — 9 знаков: четыре цифры, две цифры или заглавные латинские буквы, три цифры.");
  }
  judge("ogrn", "Укажите ОГРН или ОГРНИП.", digits(company ? "ОГРН организации" : "ОГРНИП", company ? 13 : 15,
    ogrn => !(company ? /^[15]/ : /^3/).test(ogrn) ? (company ? "ОГРН организации начинается с 1 или 5." : "ОГРНИП начинается с 3.")
      : hasOgrnKey(ogrn) ? null : "В номере опечатка: контрольная цифра не сходится."));
  judge("legalAddress", "Укажите юридический адрес, как в ЕГРЮЛ или ЕГРИП.", size(5, 500));
  const bank = ["bic", "account", "correspondentAccount"].map(key => tidy(valueAt(form, `bank.${key}`)));
  // A bank may be left out as a whole.
  if (bank.some(Boolean)) {
    judge("bank.bic", "Укажите БИК.", digits("БИК", 9, bic => /^[012]/.test(bic) ? null : "БИК начинается с 0, 1 или 2."));
    judge("bank.account", "Укажите расчётный счёт.", isAccount);
    judge("bank.correspondentAccount", "Укажите корр. счёт.", isAccount);
    if (!Object.keys(errors).some(path => path.startsWith("bank."))) {
      Object.assign(errors, misfits(...bank));
    }
  }
  judge("contact.name", "Укажите имя контактного лица.", size(1, 150));
  judge("contact.email", "Укажите электронную почту: на неё придут логин и пароль.",
    email => isEmail(email) ? null : "Нужен один адрес электронной почты вида name@example.ru.");
  judge("contact.phone", "Укажите телефон контактного лица.", noPhone);
  judge("consent.version", "Нужно согласие на обработку персональных данных.", size(1, 32));
  return errors;
}

/** Which of a bank's three numbers does not fit the others; both accounts if nothing fits. */
function misfits(bic, account, correspondent) {
  const atCentralBank = `0${bic.slice(4, 6)}`;
  const accountFits = hasAccountKey((bic.slice(6, 8) === "00" ? atCentralBank : bic.slice(6)) + account);
  const correspondentFits = correspondent.slice(17) === bic.slice(6) && hasAccountKey(atCentralBank + correspondent);
  return !accountFits && !correspondentFits && hasAccountKey(correspondent.slice(17) + account)
    ? { "bank.bic": "БИК не подходит к счетам: похоже, в нём опечатка." }
    : {
      ...!accountFits && { "bank.account": "Расчётный счёт не подходит к БИК: похоже, в счёте опечатка." },
      ...!correspondentFits && { "bank.correspondentAccount": "Корр. счёт не подходит к БИК: похоже, в счёте опечатка." },
    };
}

const size = (min, max) => text => text.length < min ? `Слишком коротко: нужно не меньше ${min} символов.`
  : text.length > max ? `Слишком длинно: можно не больше ${max} символов.` : null;
const digits = (what, length, check) => text => !/^\d+$/.test(text) ? `${what} — только цифры, без пробелов.`
  : text.length !== length ? `${what} — ${length} цифр, а здесь ${text.length}.` : check(text);
const isAccount = digits("Счёт", 20, text => text.slice(5, 8) === "810" ? null : "Нужен рублёвый счёт: цифры с шестой по восьмую у него 810.");

// Control and format characters and halves of surrogate pairs; the service looks at UTF-16 units, hence not beyond U+FFFF.
const invisible = /\p{Cc}|\p{Cs}|(?![\u{10000}-\u{10FFFF}])\p{Cf}/u;
const tidy = text => text.replace(/[\t-\r\x85\p{Z}]+/gu, " ").replace(/^ | $/g, "");

const fits = (inn, weights) => weights.reduce((sum, weight, at) => sum + weight * inn[at], 0) % 11 % 10 === Number(inn[weights.length]);
const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const isInn = inn => /[1-9]/.test(inn)
  && (inn.length === 10 ? fits(inn, weights.slice(2)) : fits(inn, weights.slice(1)) && fits(inn, weights));
const hasOgrnKey = ogrn => Number(ogrn.slice(0, -1)) % (ogrn.length - 2) % 10 === Number(ogrn.at(-1));
const hasAccountKey = all => [...all].reduce((sum, digit, at) => sum + digit * [7, 1, 3][at % 3] % 10, 0) % 10 === 0;
const isEmail = text => text.length <= 254 && text.indexOf("@") <= 64
  && /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]([a-z\d-]{0,61}[a-z\d])$/i.test(text);
