// Log in, change the password, restore it by letter.
import { form, h, heading, notice, primary, show, submit } from "./dom.js";
import { noEmail } from "./email.js";
import { failFields, field } from "./fields.js";
import { secret } from "./secret.js";
import { keep } from "./session.js";

const asTyped = { autocomplete: "username", autocapitalize: "none", spellcheck: "false" };
const userName = attributes => field("Логин", { name: "login", ...asTyped, ...attributes });
const rules = "Не короче 10 символов. Подойдёт фраза из нескольких слов, "
  + "не подойдут логин, номер счёта и частые пароли";
const fresh = () => secret("Новый пароль", { name: "newPassword", autocomplete: "new-password", hint: rules });
const again = () => secret("Новый пароль ещё раз", { name: "again", autocomplete: "new-password" });
const missing = text => text ? null : "Заполните это поле.";

/**
 * A card with a form: its fields are checked by `check(values)`, then sent by `send(values)`, which may throw a
 * problem.
 */
export function card(title, intro, fields, text, check, send, ...links) {
  return h("div.card.narrow.stack", heading(title, "h1"), intro && h("p.soft", intro),
    form(async () => {
      const values = Object.fromEntries(fields.map(one => [one.input.name, one.input.value]));
      if (failFields(fields, check(values))) {
        return;
      }
      fields.forEach(one => one.hide?.());
      try {
        await send(values);
      } catch (problem) {
        if (!failFields(fields, problem.fields)) {
          throw problem;
        }
      }
    }, {}, fields, h("div.row", submit(text), links)));
}

const twice = values => ({
  newPassword: missing(values.newPassword),
  again: values.again === values.newPassword ? null : "Пароли не совпадают.",
});

export const login = ({ api, begin, login: known }) => card("Вход в кабинет", null,
  [
    userName({ value: known, hint: "Он был в письме о создании кабинета, например id1000000016" }),
    secret("Пароль", { name: "password", autocomplete: "current-password" }),
  ], "Войти",
  values => ({ login: missing(values.login), password: missing(values.password) }),
  async values => begin(await api.post("cabinet/session", values)),
  h("a", { href: "#restore" }, "Забыли пароль?"));

export const passwordChange = ({ api, go }) => card("Смена пароля",
  "Прежний пароль перестанет действовать, в других браузерах понадобится новый.",
  [
    secret("Действующий пароль", { name: "currentPassword", autocomplete: "current-password" }),
    fresh(),
    again(),
  ], "Сменить пароль",
  values => ({ currentPassword: missing(values.currentPassword), ...twice(values) }),
  async ({ currentPassword, newPassword: next }) => {
    keep(await api.post("cabinet/password", { currentPassword, newPassword: next }));
    go("#access", notice("good", "Пароль изменён", "Теперь входите и оплачивайте с новым паролем."));
  },
  h("a", { href: "#access" }, "Отмена"));

export function restore({ api }) {
  const view = card("Восстановление пароля",
    "Пришлём на почту письмо со ссылкой, по которой можно задать новый пароль.",
    [field("Логин или электронная почта", {
      name: "login", ...asTyped,
      hint: "Логин был в письме о создании кабинета. На почту придёт отдельное письмо для каждого её кабинета",
    })], "Прислать ссылку",
    values => ({ login: noLoginOrEmail(values.login) }),
    async values => {
      await api.post("cabinet/password-reset", values);
      show(view, [heading("Проверьте почту", "h1"),
        h("p", values.login.includes("@")
          ? "Если такой адрес есть, письма уже в пути: для каждого его кабинета своё, с логином и ссылкой. "
            + "Ссылки действуют один час."
          : "Если такой логин есть, письмо со ссылкой уже в пути на почту этого кабинета. Ссылка действует один час."),
        h("p", "Не видите письма? Загляните в папку «Спам»."),
        h("p", h("a", { href: "#" }, "Вернуться ко входу"))]);
    },
    h("a", { href: "#" }, "Вернуться ко входу"));
  return view;
}

/** The service takes any text without an @ for a login: a mistyped address would be answered without a letter. */
const noLoginOrEmail = text => !text || text.length > 254 ? "Введите логин из письма или адрес электронной почты."
  : text.includes("@") ? noEmail(text) : null;

/** A new password by the link of a letter. One that does not work is told before a password is typed. */
export async function newPassword(context, token) {
  const { api, leave } = context;
  try {
    context.login = (await api.post("cabinet/password-reset/check", { token })).login;
  } catch (problem) {
    if (problem.code !== "reset-link-invalid") {
      throw problem;
    }
    return h("div.card.narrow.stack", heading("Ссылка не действует", "h1"),
      h("p", "Её уже использовали, или прошло больше часа, или позже пришло письмо с новой ссылкой."),
      h("div.row", h("a", { ...primary, href: "#restore" }, "Прислать новую ссылку"), h("a", { href: "#" }, "Войти")));
  }
  return card("Новый пароль", null,
    [userName({ value: context.login, readonly: true }), fresh(), again()], "Сохранить пароль", twice,
    async values => {
      await api.post("cabinet/password-reset/confirm", { token, newPassword: values.newPassword });
      leave(notice("good", "Пароль изменён", "Войдите с новым паролем."));
    },
    h("a", { href: "#restore" }, "Прислать новую ссылку"));
}
