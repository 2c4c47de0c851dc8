// «Клиент Телфин»: requisites, and what became of them.
import { button, facts, failure, h, heading, link, notice, plain, primary, problemNotice, show } from "./dom.js";
import { date, money } from "./format.js";
import { howToTopUp } from "./top-up.js";

const stages = ["submitted", "cabinet-created", "credentials-sent"];
const firstWait = 700;
const longestWait = 10_000;

export function start(element, { api, memory, client, emit, goToConnections, here }) {
  // Grows with every view, so that an older one stops asking.
  let asking = 0;
  let form;

  async function showForm(moved) {
    asking++;
    const { requisitesForm } = await import("./requisites-form.js");
    form ??= requisitesForm({
      draft: memory.draft,
      keep: draft => { memory.draft = draft; },
      send: async requisites => {
        const made = await api.post("clients", requisites);
        memory.clientId = made.clientId;
        memory.draft = memory.height = null;
        emit("client-submitted", made);
        await showClient(true);
      },
    });
    show(element, form, moved);
  }

  async function showClient(moved) {
    const mine = ++asking;
    const wanted = () => mine === asking && here();
    try {
      let shown;
      for (let wait = firstWait; wanted(); wait = Math.min(wait * 1.4, longestWait)) {
        const found = await api.get(client());
        const finished = found.status === "credentials-sent" || found.status === "failed";
        if (wanted() && found.status !== shown) {
          show(element, h("div.stack", finished ? summary(found) : progress(found)), moved && !shown);
          shown = found.status;
        }
        if (finished) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, wait));
      }
    } catch (problem) {
      if (wanted() && problem.status === 404) {
        memory.clientId = null;
        await showForm(false);
      } else if (wanted()) {
        show(element, h("div.stack", failure(problem, () => showClient(true))));
      }
    }
  }

  const progress = ({ status, requisites }) => [
    heading("Реквизиты отправлены"),
    h("ol.stack.tight.steps", { "aria-live": "polite" },
      ["Реквизиты приняты", "Кабинет и лицевой счёт созданы", `Письмо с логином и паролем отправлено на ${requisites.contact.email}`]
        .map((text, at) => h("li", { class: ["done", "now"][Math.max(0, at - stages.indexOf(status))] }, text))),
    h("p.soft", "Обычно это занимает меньше минуты. Страницу можно закрыть: письмо придёт."),
  ];

  function summary({ status, requisites, cabinet, links }) {
    const { contact } = requisites;
    const outcome = h("div", { role: "status" });
    // The old password ends at once for everybody who uses it, and nobody can take that back.
    const resend = button("Прислать новый пароль", () => {
      const title = heading("Прислать новый пароль?", "h3");
      show(outcome, h("div.notice.warn.stack", title,
        h("p", `Прежний пароль сразу перестанет действовать, и войти или оплатить с ним будет нельзя. Новый придёт на ${contact.email}.`),
        h("div.row", button("Да, прислать", send), button("Отмена", cancel, plain))));
      title.focus();
    });
    function cancel() {
      outcome.replaceChildren();
      resend.focus();
    }
    async function send() {
      try {
        await api.post(`${client()}/credentials`);
        show(outcome, notice("good", "Письмо отправлено", `Новый пароль придёт на ${contact.email}. Прежний больше не действует.`));
      } catch (problem) {
        show(outcome, problemNotice(problem));
      }
    }
    return [
      heading("Клиент Телфин"),
      status === "failed"
        ? cabinet
          ? notice("bad", `Письмо на ${contact.email} не отправлено`, "Мы уже разбираемся. Если в адресе ошибка, обратитесь в поддержку.")
          : notice("bad", "Кабинет пока не создан", "Мы уже разбираемся и напишем на ваш адрес. Отправлять реквизиты ещё раз не нужно.")
        : notice("good", `Логин и пароль отправлены на ${contact.email}`, "Не видите письма? Загляните в папку «Спам» или запросите новый пароль."),
      facts(
        ["Клиент", requisites.name], ["ИНН", requisites.inn], ["КПП", requisites.kpp],
        [requisites.kpp ? "ОГРН" : "ОГРНИП", requisites.ogrn],
        ["Логин", cabinet?.login], ["Лицевой счёт", cabinet?.accountNumber],
        ["Баланс", cabinet && h("strong.number", money(cabinet.balance))],
        ["Пароль действует до", cabinet?.passwordExpiresAt && date(cabinet.passwordExpiresAt)]),
      cabinet && h("p.soft", howToTopUp(cabinet.accountNumber, contact.email)),
      h("p.row", link(links.cabinet, "Войти в кабинет"), link(links.restorePassword, "Восстановить пароль")),
      h("div.row", button("Перейти к подключениям", goToConnections, primary), cabinet && resend),
      outcome,
    ];
  }

  return {
    enter: moved => memory.clientId ? showClient(moved) : showForm(moved),
    prefill: requisites => form.fill(requisites),
  };
}
