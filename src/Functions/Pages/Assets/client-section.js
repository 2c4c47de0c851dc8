// «Клиент Телфин»: requisites, and what became of them.
import { button, facts, h, heading, notice, problemNotice, show } from "./dom.js";
import { date, money } from "./format.js";

const stages = ["submitted", "cabinet-created", "credentials-sent"];
const firstWait = 700;
const longestWait = 10_000;

export function start(element, { api, memory, emit, goToConnections, here }) {
  let asking = 0; // grows with every view, so that an older one stops asking
  let form = null;

  async function showForm(moved) {
    asking++;
    const { requisitesForm } = await import("./requisites-form.js");
    form ??= requisitesForm({
      draft: memory.draft,
      keep: draft => { memory.draft = draft; },
      send: async requisites => {
        const client = await api.post("clients", requisites);
        memory.clientId = client.clientId;
        memory.draft = null;
        emit("client-submitted", client);
        await showClient(true);
      },
    });
    show(element, form, moved);
  }

  async function showClient(moved) {
    const mine = ++asking;
    for (let wait = firstWait; mine === asking && here(); wait = Math.min(wait * 1.4, longestWait)) {
      let client;
      try {
        client = await api.get(`clients/${encodeURIComponent(memory.clientId)}`);
      } catch (problem) {
        return refuse(problem, mine);
      }
      if (mine !== asking) {
        return;
      }
      const finished = client.status === "credentials-sent" || client.status === "failed";
      if (finished || element.dataset.status !== client.status) {
        element.dataset.status = client.status;
        show(element, finished ? summary(client) : progress(client), moved);
        moved = false;
      }
      if (finished) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, wait));
    }
  }

  function refuse(problem, mine) {
    if (mine !== asking) {
      return;
    }
    if (problem.status === 404) {
      memory.clientId = null;
      return showForm(false);
    }
    show(element, h("div", { class: "stack" }, problemNotice(problem), button("Повторить", () => showClient(true))), false);
  }

  const progress = client => h("div", { class: "stack" },
    heading("Реквизиты отправлены"),
    h("ol", { class: "steps", "aria-live": "polite" }, stageList(client)),
    h("p", { class: "soft" }, "Обычно это занимает меньше минуты. Страницу можно закрыть: письмо придёт в любом случае."));

  const stageList = client => ["Реквизиты приняты", "Кабинет и лицевой счёт созданы", `Письмо с логином и паролем отправлено на ${client.requisites.contact.email}`]
    .map((text, at) => {
      const reached = stages.indexOf(client.status);
      return h("li", { class: at <= reached ? "done" : at === reached + 1 ? "now" : null }, text);
    });

  function summary(client) {
    const { requisites, cabinet, links } = client;
    const outcome = h("div", { role: "status" });
    const resend = button("Прислать новый пароль", async () => {
      try {
        await api.post(`clients/${client.clientId}/credentials`);
        show(outcome, notice("good", "Письмо отправлено", `Новый пароль придёт на ${requisites.contact.email}. Прежний больше не действует.`), false);
      } catch (problem) {
        show(outcome, problemNotice(problem), false);
      }
    });
    return h("div", { class: "stack" },
      heading("Клиент Телфин"),
      client.status === "failed"
        ? notice("bad", "Кабинет пока не создан", "Мы уже разбираемся и напишем на ваш адрес. Отправлять реквизиты ещё раз не нужно.")
        : notice("good", `Логин и пароль отправлены на ${requisites.contact.email}`, "Не видите письма? Загляните в папку «Спам» или запросите новый пароль."),
      facts(
        ["Клиент", requisites.name], ["ИНН", requisites.inn], ["КПП", requisites.kpp],
        [requisites.kind === "organization" ? "ОГРН" : "ОГРНИП", requisites.ogrn],
        ["Логин", cabinet?.login], ["Лицевой счёт", cabinet?.accountNumber],
        ["Баланс", cabinet && h("strong", { class: "number" }, money(cabinet.balance))],
        ["Пароль действует до", cabinet?.passwordExpiresAt && date(cabinet.passwordExpiresAt)]),
      cabinet && h("p", { class: "soft" }, `Чтобы пополнить баланс, переведите деньги любым удобным способом и укажите в назначении платежа номер лицевого счёта ${cabinet.accountNumber}. Когда они поступят, мы напишем на ваш адрес.`),
      h("p", { class: "row" },
        h("a", { href: safe(links.cabinet), target: "_blank", rel: "noopener" }, "Войти в кабинет"),
        h("a", { href: safe(links.restorePassword), target: "_blank", rel: "noopener" }, "Восстановить пароль")),
      h("div", { class: "row" }, button("Перейти к подключениям", goToConnections, { class: "button primary" }), cabinet && resend),
      outcome);
  }

  return {
    enter: moved => {
      delete element.dataset.status;
      return memory.clientId ? showClient(moved) : showForm(moved);
    },
    prefill: requisites => {
      if (!memory.clientId) {
        form.fill(requisites);
      }
    },
  };
}

/** A link's address if it is one of the web, else nothing. */
const safe = address => /^https?:\/\//.test(address ?? "") ? address : null;
