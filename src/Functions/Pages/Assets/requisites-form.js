// The form of requisites: its fields change with the kind of client, and a review stands between it and sending.
import { clientFields, typedIn } from "./client-fields.js";
import { button, form, h, heading, link, plain, show, submit } from "./dom.js";
import { failFields } from "./fields.js";
import { checkRequisites, kindOfInn, tidied, valueAt } from "./requisites.js";
import { review } from "./review.js";
import { consent } from "./settings.js";

/** `draft`: what was typed before; `keep(draft)` is called as one types; `send(requisites)` may throw a problem. */
export function requisitesForm({ draft, keep, send }) {
  let fields;
  const place = h("div.stack");
  const kinds = ["organization", "entrepreneur"].map(value =>
    h("input", { type: "radio", name: "kind", value, onchange: () => draw(read()) }));
  const next = submit("Проверить");
  const element = form(showReview, { oninput: () => keep(read()), onchange: () => keep(read()) },
    heading("Клиент Телфин"),
    h("p.soft", "Заполните реквизиты — мы создадим кабинет с лицевым счётом и пришлём логин и пароль на почту. "
      + "Поля со звёздочкой обязательны."),
    h("fieldset.fields", h("legend.visually-hidden", "Кто платит"),
      ["Организация", "Индивидуальный предприниматель"].map((label, at) => h("label.choice.box", kinds[at], label))),
    place,
    h("div.row", next));
  // Either the form or its review.
  const frame = h("div", element);

  function read() {
    return { ...typedIn(fields), kind: kinds.find(one => one.checked).value };
  }

  function draw(value) {
    const company = value?.kind !== "entrepreneur";
    kinds[company ? 0 : 1].checked = true;
    const made = clientFields(value, read, company);
    fields = made.all;
    show(place, [
      h("div.fields",
        made.name(), offeringOtherKind(made.inn(), company ? "entrepreneur" : "organization"), company && made.kpp(),
        made.ogrn(), made.legalAddress()),
      made.bank(),
      h("fieldset.stack", h("legend", "Контакт"),
        h("div.fields", made.contact({ hint: "Сюда придут логин, пароль и уведомления" }))),
      made.add("consent.version", [consent.text, consent.url && [" (", link(consent.url, "подробнее"), ")"]], {
        look: "consent", type: "checkbox", value: consent.version, tidy: null,
        checked: valueAt(value, "consent.version") !== "",
      }),
    ], false);
  }

  /** Who types the ИНН of the other kind of client may have overlooked that there is a choice. */
  function offeringOtherKind(inn, kind) {
    const offer = button(kind === "entrepreneur" ? "Я индивидуальный предприниматель" : "Мы организация", () => {
      draw({ ...read(), kind });
      keep(read());
      fieldOf("inn").focus();
    }, { ...plain, hidden: true });
    inn.input.addEventListener("input", () => offer.hidden = kindOfInn(inn.input.value) !== kind);
    inn.append(offer);
    return inn;
  }

  const fieldOf = name => fields.find(one => one.input.name === name)?.input;

  function showReview() {
    const typed = read();
    if (failFields(fields, checkRequisites(typed))) {
      return;
    }
    const requisites = tidied(typed);
    show(frame, review(requisites, {
      send: () => sendReviewed(requisites),
      correct,
      take: email => {
        fieldOf("contact.email").value = email;
        keep(read());
        showReview();
      },
    }));
  }

  /** Back to the form, as it was left. */
  function correct(name) {
    frame.replaceChildren(element);
    (fieldOf(name) ?? next).focus();
  }

  async function sendReviewed(requisites) {
    try {
      await send(requisites);
    } catch (problem) {
      if (Object.keys(problem.fields ?? {}).length > 0) {
        correct();
        failFields(fields, problem.fields);
      }
      throw problem;
    }
  }

  draw(draft);
  return Object.assign(frame, {
    fill: value => {
      frame.replaceChildren(element);
      draw(value);
    },
  });
}
