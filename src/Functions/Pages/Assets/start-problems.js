// What keeps the widget from starting, for the customer in Russian and for the page around by its code.

export const noToken = {
  code: "token-missing",
  title: "Не удалось войти",
  detail: "CRM не передала виджету ключ входа. Нажмите «Повторить» или обновите страницу.",
};

export const accountOfOther = {
  code: "account-mismatch",
  title: "Не удалось войти",
  detail: "CRM передала ключ входа другого аккаунта. Обновите страницу.",
};

export const filesMissing = {
  code: "files-missing",
  title: "Не всё загрузилось",
  detail: "Проверьте интернет и нажмите «Повторить». Если не поможет, обновите страницу.",
};

const originRefused = {
  code: "origin-refused",
  title: "Виджет не подключён к этой странице",
  detail: `Адрес ${location.origin} не разрешён в настройках сервиса. Сообщите об этом администратору CRM.`,
};

const serviceUnavailable = {
  code: "service-unavailable",
  title: "Сервис временно недоступен",
  detail: "Мы уже разбираемся. Попробуйте через несколько минут.",
};

/** The problem that a start met, with a text for the customer. */
export async function explained(fault) {
  switch (true) {
    case fault.code === "offline":
      return await isReached() ? originRefused : fault;
    case fault.status >= 500:
      return serviceUnavailable;
    case Boolean(fault.title):
      return fault;
    default:
      return fault.status ? serviceUnavailable : filesMissing;
  }
}

/** A browser does not say why a call failed. Every page may read this file, so it fails only without a connection. */
const isReached = () =>
  fetch(new URL("../widget.js", import.meta.url), { cache: "no-store" }).then(({ ok }) => ok, () => false);
