// What is allowed but looks like a slip: pointed out before requisites are sent, never refused.

/** What looks odd about a name, or null. */
export const oddName = (name, company) => company ? oddCompany(name) : oddPerson(name);

function oddCompany(name) {
  return !/\p{Lu}/u.test(name) || !legalForm.test(name)
    ? "Проверьте название: как в уставе, например ООО «Ромашка»." : null;
}

function oddPerson(name) {
  const words = name.split(" ");
  return /^ип$/i.test(words[0]) ? "Слово «ИП» не нужно: только фамилия, имя и отчество."
    : words.length !== 3 || !words.every(word => /^\p{Lu}/u.test(word))
      ? "Проверьте имя: обычно это фамилия, имя и отчество, например Сидоров Пётр Ильич." : null;
}

// Short for the form, in capitals; or a word of it in full, in any.
const legalForm = new RegExp(
  "(^|[^\\p{L}])([А-Я]?(ООО|АО|НКО|АНО|ТС[ЖН]|СНТ|СНП|[ЖГП]СК|ДСК|КФХ|СПК|ПК|ЧОУ|НОУ|ЧУ|ПАО|ЗАО|ОАО|НАО|ГК|КБ|АКБ)"
  + "|Ф?[ГМ](УП|[БАК]О?У[А-Я]*))(?!\\p{L})"
  + "|[Оо]бществ|[Уу]чрежд|[Пп]редприят|[Кк]ооператив|[Тт]овариществ|[Пп]арт[нё]|[Оо]рганизаци|[Фф]онд|[Сс]оюз"
  + "|[Аа]ссоциаци|[Кк]оллеги|[Бб]юро|[Пп]алат|[Пп]риход|[Хх]озяйств|[Аа]дминистраци|[Кк]омпани|[Пп]редставительств"
  + "|OOO|LLC|Ltd|GmbH|Inc", "u");

/** The address that was probably meant, or null. */
export function likelyEmail(email) {
  const [, local, typed] = /^(.+)@(.+)$/.exec(email) ?? [];
  const domain = typed?.toLowerCase();
  if (!domain || usual.includes(domain) || alsoReal.includes(domain)) {
    return null;
  }
  const meant = domain === "gmail.ru" ? "gmail.com" : usual.find(one => one.length > 6 && isOneSlip(domain, one));
  return meant ? `${local}@${meant}` : null;
}

const usual = ["mail.ru", "yandex.ru", "gmail.com", "rambler.ru", "inbox.ru", "list.ru", "icloud.com", "outlook.com",
  "hotmail.com", "yahoo.com", "internet.ru", "bk.ru", "ya.ru"];
const alsoReal = ["mail.com", "email.ru", "email.com", "ymail.com", "yandex.by", "yandex.kz", "yandex.com", "mail.ee",
  "mail.de"];

/** Whether one letter is missing, too many or another, or two have changed places. */
function isOneSlip(a, b) {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) {
    end++;
  }
  const [x, y] = [a, b].map(text => text.slice(start, text.length - end));
  return (x.length < 2 && y.length < 2) || (x.length === 2 && x === [...y].reverse().join(""));
}
