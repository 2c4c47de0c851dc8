// The way in: the function key and the operator's name, each typed once.
import { form, h, heading, submit } from "./dom.js";
import { failFields, field } from "./fields.js";
import { remember } from "./operator-identity.js";
import { secret } from "./secret.js";
import { clean } from "./text.js";

const noKey = text => !text ? "Введите ключ."
  // A header holds no other characters.
  : /^[!-~]+$/.test(text) ? null : "В ключе только латинские буквы, цифры и знаки. Проверьте раскладку клавиатуры.";

export function signIn({ api }, entered) {
  const fields = [
    secret("Ключ доступа", {
      name: "key", autocomplete: "off", spellcheck: "false", tidy: clean, hint: "Его даёт администратор: ключ функций",
    }),
    field("Фамилия и имя", {
      name: "name", autocomplete: "name", maxlength: 100, tidy: clean,
      hint: "Запишем у каждого решения, кто его принял",
    }),
  ];
  return h("div.card.narrow.stack", heading("Рабочее место бухгалтера", "h1"),
    form(async () => {
      const [key, name] = fields.map(({ input }) => clean(input.value));
      if (failFields(fields, { key: noKey(key), name: name ? null : "Представьтесь, пожалуйста." })) {
        return;
      }
      fields[0].hide();
      try {
        await api.knock(key);
      } catch (problem) {
        if (problem.status !== 401) {
          throw problem;
        }
        failFields(fields, { key: "Ключ не подошёл. Скопируйте его целиком или попросите новый у администратора." });
        return;
      }
      remember({ key, name });
      await entered();
    }, {}, fields, h("div.row", submit("Войти"))),
    h("p.soft.small", "Ключ и имя забудутся, когда вы закроете вкладку или выйдете."));
}
