import { noEmail } from "./email.js";
import { noName } from "./name.js";
import { noPhone, normalPhone } from "./phone.js";
import { clean, isPrintable, number } from "./text.js";

// The checks of requisites, so that a customer sees a mistake while typing. The service judges by the same rules and
// with the same words (src/Billing/Clients/RequisitesCheck.cs); a test feeds both the same cases.

/** What stands at a path like "bank.account" of a form, as text. */
export const valueAt = (form, path) => path.split(".").reduce((part, key) => part?.[key], form) ?? "";

/**
 * What is wrong with a form of an "organization" or "entrepreneur", by the path of the field: {"bank.account": "…"}.
 */
export function checkRequisites(form) {
  const errors = {};
  const company = form.kind === "organization";
  const judge = (path, missing, check, read = clean) => {
    const text = read(valueAt(form, path));
    const wrong = !isPrintable(text) ? "Уберите символы, которых не видно: наберите текст заново."
      : text ? check(text) : missing;
    if (wrong) {
      errors[path] = wrong;
    }
  };

  judge("name", "Укажите название или фамилию, имя и отчество.", name(250));
  const anInn = digits(company ? "ИНН организации" : "ИНН предпринимателя", company ? 10 : 12,
    inn => isInn(inn) ? null : "В ИНН опечатка: контрольные цифры не сходятся.");
  judge("inn", "Укажите ИНН.", inn => !isInnOf(otherKind(form.kind), inn) ? anInn(inn)
    : company ? "Это ИНН индивидуального предпринимателя. Если вы ИП, выберите это выше."
      : "Это ИНН организации. Если вы организация, выберите это выше.", number);
  if (company) {
    judge("kpp", "Укажите КПП.", kpp => /^\d{4}[\dA-Z]{2}\d{3}$/i.test(kpp) ? null
      : "КПП — 9 знаков: четыре цифры, две цифры или латинские буквы, три цифры.", number);
  }
  judge("ogrn", "Укажите ОГРН или ОГРНИП.", digits(company ? "ОГРН организации" : "ОГРНИП", company ? 13 : 15,
    ogrn => !(company ? /^[15]/ : /^3/).test(ogrn)
      ? (company ? "ОГРН организации начинается с 1 или 5." : "ОГРНИП начинается с 3.")
      : hasOgrnKey(ogrn) ? null : "В номере опечатка: контрольная цифра не сходится."), number);
  judge("legalAddress", "Укажите юридический адрес, как в ЕГРЮЛ или ЕГРИП.", size(5, 500));
  const bank = ["bic", "account", "correspondentAccount"].map(key => valueAt(form, `bank.${key}`));
  // A bank may be left out as a whole.
  if (bank.some(clean)) {
    const [bic, account, correspondent] = bank.map(number);
    judge("bank.bic", "Укажите БИК.", noBic, number);
    judge("bank.account", "Укажите расчётный счёт.", noAccount, number);
    if (noBic(bic) || hasCorrespondent(account, bic)) {
      judge("bank.correspondentAccount", "Укажите корр. счёт.", text => noCorrespondent(text, account), number);
    } else if (clean(bank[2])) {
      errors["bank.correspondentAccount"] = "У счёта в Банке России корр. счёта нет. Оставьте поле пустым.";
    }
    if (!Object.keys(errors).some(path => path.startsWith("bank."))) {
      Object.assign(errors, misfits(bic, account, correspondent));
    }
  }
  judge("contact.name", "Укажите имя контактного лица.", name(150));
  judge("contact.email", "Укажите электронную почту: на неё придут логин и пароль.", noEmail);
  judge("contact.phone", "Укажите телефон контактного лица.", noPhone);
  if (clean(valueAt(form, "contact.accountantEmail"))) {
    judge("contact.accountantEmail", null, noEmail);
  }
  judge("consent.version", "Нужно согласие на обработку персональных данных.", size(1, 32));
  return errors;
}

/** Requisites without mistakes, as the service keeps them. */
export function tidied(form) {
  const { kind, name, inn, kpp, ogrn, legalAddress, bank = {}, contact, consent } = form;
  return {
    kind,
    name: clean(name),
    inn: number(inn),
    ...kind === "organization" && { kpp: number(kpp).toUpperCase() },
    ogrn: number(ogrn),
    legalAddress: clean(legalAddress),
    bank: Object.values(bank ?? {}).some(text => clean(text ?? ""))
      ? Object.fromEntries(Object.entries(bank).map(([key, text]) => [key, number(text ?? "")])) : null,
    contact: {
      name: clean(contact.name),
      email: clean(contact.email),
      phone: normalPhone(contact.phone),
      accountantEmail: clean(contact.accountantEmail ?? "") || null,
    },
    consent,
  };
}

/** The kind whose ИНН this is, if it is the other one. */
export const kindOfInn = text => ["organization", "entrepreneur"].find(kind => isInnOf(kind, number(text)));

/** Which of a bank's three numbers does not fit the others; both accounts if nothing fits. */
function misfits(bic, account, correspondent) {
  const atCentralBank = `0${bic.slice(4, 6)}`;
  const treasury = isTreasury(account);
  const accountFits = treasury || hasAccountKey((isBankOfRussia(bic) ? atCentralBank : bic.slice(6)) + account);
  const correspondentFits = !hasCorrespondent(account, bic)
    || ((treasury || correspondent.slice(17) === bic.slice(6)) && hasAccountKey(atCentralBank + correspondent));
  return !accountFits && !correspondentFits && hasAccountKey(correspondent.slice(17) + account)
    ? { "bank.bic": "БИК не подходит к счетам: похоже, в нём опечатка." }
    : {
      ...!accountFits && { "bank.account": "Расчётный счёт не подходит к БИК: похоже, в счёте опечатка." },
      ...!correspondentFits
        && { "bank.correspondentAccount": "Корр. счёт не подходит к БИК: похоже, в счёте опечатка." },
    };
}

/** What stands beside an account that has something beside it. */
const noCorrespondent = (text, account) => {
  const treasury = isTreasury(account);
  return treasury === text.startsWith("40102") ? noAccount(text)
    : treasury ? "Рядом с казначейским счётом (03…) указывают единый казначейский счёт: он начинается с 40102."
      : "Счёт 40102… указывают только рядом с казначейским счётом, который начинается с 03.";
};
const isTreasury = account => account.startsWith("03");
const isBankOfRussia = bic => bic.slice(6, 8) === "00";
const hasCorrespondent = (account, bic) => isTreasury(account) || !isBankOfRussia(bic);

const size = (min, max) => text => text.length < min ? `Слишком коротко: нужно не меньше ${min} символов.`
  : text.length > max ? `Слишком длинно: можно не больше ${max} символов.` : null;
const name = max => text => size(1, max)(text) ?? noName(text);
const digits = (what, length, check) => text => !/^\d+$/.test(text) ? `${what} — только цифры.`
  : text.length !== length ? `${what} — ${length} цифр, а здесь ${text.length}.` : check(text);
const noBic = digits("БИК", 9, bic => /^[012]/.test(bic) ? null : "БИК начинается с 0, 1 или 2.");
const noAccount = digits("Счёт", 20, text => text.slice(5, 8) === (isTreasury(text) ? "643" : "810") ? null
  : isTreasury(text) ? "В казначейском счёте цифры с шестой по восьмую — 643."
    : "Нужен рублёвый счёт: цифры с шестой по восьмую у него 810.");

const fits = (inn, weights) =>
  weights.reduce((sum, weight, at) => sum + weight * inn[at], 0) % 11 % 10 === Number(inn[weights.length]);
const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const isInn = inn => /[1-9]/.test(inn)
  && (inn.length === 10 ? fits(inn, weights.slice(2)) : fits(inn, weights.slice(1)) && fits(inn, weights));
const isInnOf = (kind, text) => (kind === "organization" ? /^\d{10}$/ : /^\d{12}$/).test(text) && isInn(text);
const otherKind = kind => kind === "organization" ? "entrepreneur" : "organization";
const hasOgrnKey = ogrn => Number(ogrn.slice(0, -1)) % (ogrn.length - 2) % 10 === Number(ogrn.at(-1));
const hasAccountKey = all => [...all].reduce((sum, digit, at) => sum + digit * [7, 1, 3][at % 3] % 10, 0) % 10 === 0;
