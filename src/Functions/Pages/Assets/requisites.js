import { normalPhone } from "./phone.js";

// The checks of requisites, so that a customer sees a mistake while typing. The service judges by the same rules and with the
// same texts (src/Billing/Requisites); a test feeds both the same cases.

/** What is wrong with a form, by the path of the field: {"bank.account": "…"}. An empty object: nothing. */
export function checkRequisites(form) {
  const errors = {};
  const company = form.kind === "organization";
  const person = form.kind === "entrepreneur";
  if (!company && !person) {
    errors.kind = "Выберите, кто вы: организация (organization) или индивидуальный предприниматель (entrepreneur).";
  }
  const checked = (path, text, missing, check) => {
    const wrong = invisible.test(text ?? "") ? "Уберите переносы строк, табуляцию и другие невидимые символы."
      : tidy(text) === "" ? missing : check(tidy(text));
    if (wrong) {
      errors[path] = wrong;
    }
  };
  const between = (min, max) => text => text.length < min ? `Слишком коротко: нужно не меньше ${min} символов.`
    : text.length > max ? `Слишком длинно: можно не больше ${max} символов.` : null;

  checked("name", form.name, "Укажите название организации или фамилию, имя и отчество предпринимателя.", between(1, 250));
  checked("inn", form.inn, `Укажите ИНН. ${whereInn}`, inn =>
    !digits.test(inn) ? `ИНН состоит только из цифр, без пробелов. ${whereInn}`
    : company && inn.length !== 10 ? `В ИНН организации 10 цифр, а здесь ${inn.length}. ${whereInn}`
    : person && inn.length !== 12 ? `В ИНН предпринимателя 12 цифр, а здесь ${inn.length}. ${whereInn}`
    : inn.length !== 10 && inn.length !== 12 ? `В ИНН 10 цифр у организации и 12 у предпринимателя, а здесь ${inn.length}. ${whereInn}`
    : !isInn(inn) ? `В ИНН опечатка: контрольные цифры не сходятся. ${whereInn}` : null);
  if (company) {
    checked("kpp", form.kpp, `Укажите КПП. ${whereKpp}`, kpp => /^\d{4}[\dA-Z]{2}\d{3}$/.test(kpp) ? null
      : `КПП состоит из 9 знаков: четыре цифры, два знака (цифры или заглавные латинские буквы), три цифры. ${whereKpp}`);
  } else if (person && !blank(form.kpp)) {
    errors.kpp = "У индивидуального предпринимателя нет КПП. Оставьте поле пустым.";
  }
  checked("ogrn", form.ogrn, `Укажите ОГРН организации или ОГРНИП предпринимателя. ${whereOgrn}`, ogrn =>
    !digits.test(ogrn) ? `ОГРН и ОГРНИП состоят только из цифр, без пробелов. ${whereOgrn}`
    : company && ogrn.length !== 13 ? `В ОГРН организации 13 цифр, а здесь ${ogrn.length}. ${whereOgrn}`
    : person && ogrn.length !== 15 ? `В ОГРНИП предпринимателя 15 цифр, а здесь ${ogrn.length}. ${whereOgrn}`
    : ogrn.length !== 13 && ogrn.length !== 15 ? `В ОГРН 13 цифр, в ОГРНИП 15, а здесь ${ogrn.length}. ${whereOgrn}`
    : ogrn.length === 13 && !/^[15]/.test(ogrn) ? `ОГРН организации начинается с 1 или 5. ${whereOgrn}`
    : ogrn.length === 15 && !/^3/.test(ogrn) ? `ОГРНИП начинается с 3. ${whereOgrn}`
    : !hasOgrnKey(ogrn) ? `В номере опечатка: контрольная цифра не сходится. ${whereOgrn}` : null);
  checked("legalAddress", form.legalAddress, "Укажите юридический адрес, как в ЕГРЮЛ или ЕГРИП.", between(5, 500));
  checkBank(form.bank, errors, checked);
  checked("contact.name", form.contact?.name, "Укажите имя контактного лица.", between(1, 150));
  checked("contact.email", form.contact?.email, "Укажите электронную почту: на неё придут логин и пароль.", email =>
    isEmail(email) ? null : "Это не адрес электронной почты. Нужен один адрес вида name@example.ru.");
  checked("contact.phone", form.contact?.phone, "Укажите телефон контактного лица.", text =>
    normalPhone(text) ? null : "Это не номер телефона. Нужен номер с кодом страны, например +7 900 123-45-67.");
  checked("consent.version", form.consent?.version, "Нужно согласие на обработку персональных данных.", between(1, 32));
  return errors;
}

function checkBank(bank, errors, checked) {
  if (!bank || [bank.bic, bank.account, bank.correspondentAccount].every(blank)) {
    return; // a bank may be left out as a whole
  }
  const isAccount = account =>
    !digits.test(account) ? `Счёт состоит только из цифр, без пробелов. ${whereBank}`
    : account.length !== 20 ? `В счёте 20 цифр, а здесь ${account.length}. ${whereBank}`
    : account.slice(5, 8) !== "810" ? `Нужен рублёвый счёт: цифры с шестой по восьмую у него 810. ${whereBank}` : null;
  checked("bank.bic", bank.bic, `Укажите БИК. ${whereBank}`, bic =>
    /^[012]\d{8}$/.test(bic) ? null : `БИК состоит из 9 цифр, первая из них 0, 1 или 2. ${whereBank}`);
  checked("bank.account", bank.account, `Укажите расчётный счёт. ${whereBank}`, isAccount);
  checked("bank.correspondentAccount", bank.correspondentAccount, `Укажите корр. счёт. ${whereBank}`, isAccount);
  if (Object.keys(errors).some(path => path.startsWith("bank."))) {
    return;
  }
  const [bic, account, correspondent] = [bank.bic, bank.account, bank.correspondentAccount].map(tidy);
  const atCentralBank = `0${bic.slice(4, 6)}`;
  const accountFits = hasAccountKey((bic.slice(6, 8) === "00" ? atCentralBank : bic.slice(6)) + account);
  const correspondentFits = correspondent.slice(17) === bic.slice(6) && hasAccountKey(atCentralBank + correspondent);
  if (!accountFits && !correspondentFits && hasAccountKey(correspondent.slice(17) + account)) {
    errors["bank.bic"] = `БИК не подходит к счетам: похоже, в нём опечатка. ${whereBank}`;
    return;
  }
  if (!accountFits) {
    errors["bank.account"] = `Расчётный счёт не подходит к БИК: похоже, в счёте опечатка. ${whereBank}`;
  }
  if (!correspondentFits) {
    errors["bank.correspondentAccount"] = `Корр. счёт не подходит к БИК: похоже, в счёте опечатка. ${whereBank}`;
  }
}

const whereInn = "ИНН указан в свидетельстве о постановке на налоговый учёт и в выписке из ЕГРЮЛ или ЕГРИП.";
const whereKpp = "КПП указан в свидетельстве о постановке на налоговый учёт и в выписке из ЕГРЮЛ.";
const whereOgrn = "ОГРН и ОГРНИП указаны в выписке из ЕГРЮЛ или ЕГРИП (egrul.nalog.ru).";
const whereBank = "Реквизиты счёта есть в договоре с банком и в интернет-банке.";

const digits = /^\d+$/;
// Control and format characters and halves of surrogate pairs; the service looks at UTF-16 units, hence not beyond U+FFFF.
const invisible = /\p{Cc}|\p{Cs}|(?![\u{10000}-\u{10FFFF}])\p{Cf}/u;
const white = /[\t-\r\x85\p{Z}]+/gu;
const tidy = text => (text ?? "").replace(white, " ").replace(/^ | $/g, "");
const blank = text => tidy(text) === "";

const weighted = (text, weights) => weights.reduce((sum, weight, at) => sum + weight * text[at], 0);
const fits = (inn, weights) => weighted(inn, weights) % 11 % 10 === Number(inn[weights.length]);
const isInn = inn => /[1-9]/.test(inn) && (inn.length === 10
  ? fits(inn, [2, 4, 10, 3, 5, 9, 4, 6, 8])
  : fits(inn, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) && fits(inn, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]));
const hasOgrnKey = ogrn => Number(BigInt(ogrn.slice(0, -1)) % BigInt(ogrn.length - 2)) % 10 === Number(ogrn.at(-1));
const hasAccountKey = all => [...all].reduce((sum, digit, at) => sum + digit * [7, 1, 3][at % 3] % 10, 0) % 10 === 0;
const isEmail = text => text.length <= 254 && text.indexOf("@") <= 64
  && /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([A-Za-z\d]([A-Za-z\d-]{0,61}[A-Za-z\d])?\.)+[A-Za-z]([A-Za-z\d-]{0,61}[A-Za-z\d])$/.test(text);
