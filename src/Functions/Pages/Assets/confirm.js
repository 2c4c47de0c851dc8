// A question that the cabinet's password answers.
import { form, h, link, submit } from "./dom.js";
import { field } from "./fields.js";

/**
 * `send(password)` may throw a problem; `refused(problem)` says whether it has dealt with one. Of the cabinet's `login`
 * and the page to restore its password (`restore`) either may be unknown.
 */
export function confirmForm({ text, send, refused, login, restore }) {
  const password = field("Пароль от кабинета",
    { name: "password", type: "password", autocomplete: "current-password", required: true });
  const { input } = password;
  return form(async () => {
    password.fail(input.value ? null : "Введите пароль: он был в письме, или вы задали его в кабинете.");
    if (!input.value) {
      return input.focus();
    }
    try {
      await send(input.value);
    } catch (problem) {
      if (problem.code === "wrong-password") {
        password.fail(problem.detail);
        return input.select();
      }
      if (problem.code === "offline") {
        problem.detail = `Неизвестно, дошёл ли запрос. Нажмите «${text}» ещё раз, когда связь появится: `
          + "дважды ничего не произойдёт.";
      }
      password.fail(problem.fields?.password);
      if (!await refused?.(problem)) {
        throw problem;
      }
    }
  }, {},
  login && h("input", { autocomplete: "username", value: login, readonly: true, hidden: true }),
  password,
  h("div.row", submit(text), restore && link(restore, "Восстановить пароль")));
}
