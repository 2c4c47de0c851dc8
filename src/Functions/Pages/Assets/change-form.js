// The form that changes a client's data: the fields of its requisites but for those that it is known by.
import { changedFields, clientFields, typedIn, withTyped } from "./client-fields.js";
import { button, facts, form, h, heading, plain, show, submit } from "./dom.js";
import { failFields } from "./fields.js";
import { phone } from "./phone.js";
import { checkRequisites } from "./requisites.js";
import { clean } from "./text.js";

// The service refuses another address then: colleagues could have a password sent to themselves.
const fixedEmail = { readonly: true, hint: "В кабинете задан свой пароль, поэтому почту меняют в самом кабинете" };

/**
 * `draft`: what was typed before; `keep(draft)` is called as one types; `send(changes)` may throw a problem; `leave()`
 * is called if nothing is to change.
 */
export function changeForm({ client: { requisites, cabinet }, draft, keep, send, leave }) {
  const { kind, inn, kpp, ogrn, contact } = requisites;
  const company = kind === "organization";
  const before = withTyped(requisites, { contact: { phone: phone(contact.phone) } });
  const read = () => withTyped(before, typedIn(fields.all));
  const fields = clientFields(withTyped(before, draft), read, company);
  const changed = () => changedFields(fields.all, before);
  const email = cabinet && !cabinet.passwordExpiresAt
    ? { ...fixedEmail, value: contact.email }
    : { hint: "Сюда приходят пароли и уведомления" };
  const question = h("div");
  const save = submit("Сохранить");
  // The new address that the customer has said yes to.
  let agreed;

  const element = form(sendChecked, { oninput: typing },
    heading("Изменить данные"),
    facts(["ИНН", inn], ["КПП", kpp], [company ? "ОГРН" : "ОГРНИП", ogrn]),
    h("p.soft", `${company ? "ИНН, КПП и ОГРН" : "ИНН и ОГРНИП"} изменить нельзя: `
      + "за ними закреплены кабинет и лицевой счёт."),
    h("div.fields", fields.name(), fields.legalAddress()),
    fields.bank(),
    h("fieldset.stack", h("legend", "Контакт"), h("div.fields", fields.contact(email))),
    question,
    h("div.row", save, button("Отмена", leave)));

  function typing() {
    question.replaceChildren();
    keep(changed().length > 0 ? typedIn(changed()) : null);
  }

  async function sendChecked() {
    const address = clean(read().contact.email);
    if (failFields(fields.all, checkRequisites(read()))) {
      return;
    }
    if (changed().length === 0) {
      return leave();
    }
    if (cabinet && address !== contact.email && address !== agreed) {
      return ask(address);
    }
    try {
      await send(typedIn(changed()));
    } catch (problem) {
      failFields(fields.all, problem.fields);
      throw problem;
    }
  }

  /** The mailed password ends at once for everybody who uses it, and nobody can take that back. */
  function ask(address) {
    const title = heading(`Сменить почту на ${address}?`, "h3");
    show(question, h("div.notice.warn.stack", title,
      h("p", `Пароль из прежнего письма сразу перестанет действовать. Новый придёт на ${address}, `
        + `а на ${contact.email} мы сообщим о смене.`),
      h("div.row", button("Да, сменить", () => agree(address)), button("Нет", dismiss, plain))));
    title.focus();
  }

  function agree(address) {
    agreed = address;
    dismiss();
    element.requestSubmit();
  }

  function dismiss() {
    question.replaceChildren();
    save.focus();
  }

  return element;
}
