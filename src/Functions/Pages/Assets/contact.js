// Whom the e-mails go to, changed in the cabinet.
import { changedFields, clientFields, typedIn, withTyped } from "./client-fields.js";
import { h, notice } from "./dom.js";
import { card } from "./passwords.js";
import { phone } from "./phone.js";
import { checkRequisites } from "./requisites.js";

export async function contactChange({ api, go }) {
  const { contact } = await api.get("cabinet/account");
  const before = { contact: { ...contact, phone: phone(contact.phone) } };
  const read = () => withTyped(before, typedIn(fields.all));
  const fields = clientFields(before, read);
  return card("Контакт и почта", null,
    fields.contact({ hint: "Сюда приходят уведомления и ссылки для пароля. О смене мы сообщим и на прежний адрес" }),
    "Сохранить",
    () => checkRequisites(read()),
    async () => {
      const changed = changedFields(fields.all, before);
      if (changed.length === 0) {
        return go("#access");
      }
      const { requisites } = await api.patch("cabinet/client", typedIn(changed));
      return go("#access", saved(contact.email, requisites.contact.email));
    },
    h("a", { href: "#access" }, "Отмена"));
}

const saved = (before, email) => email === before
  ? notice("good", "Контакт изменён", `Письма, как и раньше, приходят на ${email}.`)
  : notice("good", "Почта изменена", `Теперь письма приходят на ${email}. На ${before} мы сообщили о смене.`);
