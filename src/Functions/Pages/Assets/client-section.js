// «Клиент Телфин»: requisites, and what became of them.
import { button, done, failure, group, h, heading, link, notice, plain, primary, problemNotice, show } from "./dom.js";
import { load } from "./files.js";
import { date } from "./format.js";
import { phone } from "./phone.js";
import { payeeDetails } from "./payee.js";
import { missingFor, summary } from "./summary.js";

const stages = ["submitted", "cabinet-created", "credentials-sent"];
const firstWait = 700;
const longestWait = 10_000;

export function start(element, { api, memory, client, emit, goToConnections, goToNewInvoice, here }) {
  // Grows with every view, so that an older one stops asking.
  let asking = 0;
  let form;

  async function showForm(moved) {
    asking++;
    const { requisitesForm } = await load("requisites-form.js");
    form ??= requisitesForm({
      draft: memory.draft,
      keep: draft => { memory.draft = draft; },
      send: async requisites => {
        const made = await api.post("clients", requisites).catch(offerExisting);
        memory.clientId = made.clientId;
        memory.draft = memory.change = memory.height = null;
        emit("client-submitted", made);
        await showClient(true);
      },
    });
    show(element, form, moved);
  }

  /** Where the client is there already, its data can be changed. */
  function offerExisting(problem) {
    if (problem.clientId) {
      const open = button("Открыть этого клиента", () => {
        memory.clientId = problem.clientId;
        memory.draft = memory.change = memory.height = null;
        return showClient(true);
      });
      problem.detail = [problem.detail, h("p.row", open)];
    }
    throw problem;
  }

  /** `message`, if any, stands above the client and has the focus. */
  async function showClient(moved, message) {
    const mine = ++asking;
    const wanted = () => mine === asking && here();
    try {
      let shown;
      for (let wait = firstWait; wanted(); wait = Math.min(wait * 1.4, longestWait)) {
        const found = await api.get(client());
        const finished = found.status === "credentials-sent" || found.status === "failed";
        if (wanted() && found.status !== shown) {
          // A reader who is in the view that ends is taken into the next one.
          const follows = shown ? element.contains(element.getRootNode().activeElement) : moved;
          show(element, h("div.stack", message, finished ? overview(found) : progress(found, message)), follows);
          if (follows) {
            message?.focus();
          }
          shown = found.status;
        }
        if (finished) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, wait));
      }
    } catch (problem) {
      if (wanted()) {
        await fail(problem, () => showClient(true));
      }
    }
  }

  /** The form is filled in with the data as they are now: somebody else may have changed them. */
  async function showChange(moved) {
    const mine = ++asking;
    const wanted = () => mine === asking && here();
    try {
      const [found, { changeForm }] = await Promise.all([api.get(client()), load("change-form.js")]);
      if (wanted()) {
        show(element, changeForm({
          client: found,
          draft: memory.change,
          keep: changes => { memory.change = changes; },
          send: changes => change(found, changes),
          leave: () => {
            memory.change = null;
            return showClient(true);
          },
        }), moved);
      }
    } catch (problem) {
      if (wanted()) {
        await fail(problem, () => showChange(true));
      }
    }
  }

  async function change({ requisites: before, cabinet }, changes) {
    const { requisites: { contact } } = await api.patch(client(), changes);
    memory.change = null;
    const moved = cabinet && contact.email !== before.contact.email;
    await showClient(true, done("Данные изменены", moved && [
      `Новый пароль придёт на ${contact.email}. Прежний больше не действует. `,
      `На ${before.contact.email} мы сообщили о смене.`,
    ]));
  }

  async function fail(problem, again) {
    if (problem.status === 404) {
      memory.clientId = memory.change = null;
      await showForm(false);
    } else {
      show(element, h("div.stack", failure(problem, again)));
    }
  }

  const progress = ({ status, requisites }, message) => [
    heading(message ? "Отправляем пароль" : "Реквизиты отправлены"),
    h("ol.stack.tight.steps", { "aria-live": "polite" },
      ["Реквизиты приняты", "Кабинет и лицевой счёт созданы",
        `Письмо с логином и паролем отправлено на ${requisites.contact.email}`]
        .map((text, at) => h("li", { class: ["done", "now"][Math.max(0, at - stages.indexOf(status))] }, text))),
    h("p.soft", "Обычно это занимает меньше минуты. Страницу можно закрыть: письмо придёт."),
  ];

  function overview({ status, requisites, cabinet, links }) {
    const { contact } = requisites;
    const outcome = h("div", { role: "status" });
    // The old password ends at once for everybody who uses it, and nobody can take that back.
    const resend = button("Прислать новый пароль", () => {
      const title = heading("Прислать новый пароль?", "h3");
      show(outcome, h("div.notice.warn.stack", title,
        h("p", "Прежний пароль сразу перестанет действовать, и войти или оплатить с ним будет нельзя. "
          + `Новый придёт на ${contact.email}.`),
        h("div.row", button("Да, прислать", send), button("Отмена", cancel, plain))));
      title.focus();
    }, plain);
    function cancel() {
      outcome.replaceChildren();
      resend.focus();
    }
    async function send() {
      try {
        await api.post(`${client()}/credentials`);
        show(outcome, notice("good", "Письмо отправлено",
          `Новый пароль придёт на ${contact.email}. Прежний больше не действует.`));
      } catch (problem) {
        show(outcome, problemNotice(problem));
      }
    }
    const company = Boolean(requisites.kpp);
    const { bank } = requisites;
    return [
      heading(requisites.name),
      state(status, cabinet, contact.email),
      cabinet
        ? summary(cabinet.balance, cabinet.due, button("Перейти к подключениям", goToConnections, primary))
        : h("div.row", button("Перейти к подключениям", goToConnections, primary)),
      cabinet && group("Кабинет",
        ["Лицевой счёт", h("span.number", cabinet.accountNumber)], ["Логин", cabinet.login],
        ["Пароль", cabinet.passwordExpiresAt ? `из письма, действует до ${date(cabinet.passwordExpiresAt)}`
          : "задан вами"],
        ["Пополнение", [button("Получить счёт", goToNewInvoice, plain),
          h("details", h("summary", "Реквизиты для перевода"),
          payeeDetails(cabinet.payee, missingFor(cabinet.due)))]]),
      h("p.row", link(links.cabinet, "Войти в кабинет"), link(links.restorePassword, "Восстановить пароль"),
        cabinet && resend),
      outcome,
      group(company ? "Организация" : "Индивидуальный предприниматель",
        ["ИНН", requisites.inn], ["КПП", requisites.kpp], [company ? "ОГРН" : "ОГРНИП", requisites.ogrn],
        ["Адрес", requisites.legalAddress],
        ["Счёт", bank && `${bank.account}, БИК ${bank.bic}`]),
      group("Контакт", ["Имя", contact.name], ["Почта", contact.email],
        ["Телефон", h("span.number", phone(contact.phone))], ["Почта бухгалтера", contact.accountantEmail]),
      h("div.row", button("Изменить данные", () => showChange(true))),
    ];
  }

  /** What became of the credentials. */
  function state(status, cabinet, email) {
    switch (true) {
      case status !== "failed":
        return notice("good", `Логин и пароль отправлены на ${email}`,
          "Не видите письма? Загляните в папку «Спам» или проверьте адрес.");
      case Boolean(cabinet):
        return notice("bad", `Письмо на ${email} не отправлено`,
          "Мы уже разбираемся. Если в адресе ошибка, исправьте его: «Изменить данные».");
      default:
        return notice("bad", "Кабинет пока не создан",
          "Мы уже разбираемся и напишем на ваш адрес. Отправлять реквизиты ещё раз не нужно.");
    }
  }

  return {
    enter: moved => !memory.clientId ? showForm(moved) : memory.change ? showChange(moved) : showClient(moved),
    prefill: requisites => form.fill(requisites),
  };
}
