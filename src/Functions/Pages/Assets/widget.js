// <telphin-billing token="…" account="…">: the whole widget behind one script tag.
import { Api } from "./api.js";
import { h, newId, notice } from "./dom.js";
import { memory } from "./memory.js";

// This file is …/api/pages/<version>/widget.js: the service that it calls is where it came from.
const service = new URL("../../", import.meta.url);
const renewalLimit = 20_000;

const sections = {
  "Клиент Телфин": () => import("./client-section.js"),
  "Подключения": () => import("./connections-section.js"),
};
const [clientSection, connectionsSection] = Object.keys(sections);

const sheets = await Promise.all(["look.css", "widget.css"].map(async name => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await (await fetch(new URL(name, import.meta.url))).text());
  return sheet;
}));

class TelphinBilling extends HTMLElement {
  static observedAttributes = ["token", "account"];
  #renewal = null;
  #context = null;
  #panels = {};

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = sheets;
  }

  connectedCallback() {
    this.#start();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) {
      return;
    }
    if (name === "token") {
      this.#renewal?.resolve(true);
    }
    if (name === "account" || !this.#context) {
      this.#start();
    }
  }

  /** Fills the form with requisites that the page around already knows: as POST /api/clients takes them. */
  async prefill(requisites) {
    await this.#open(clientSection, false);
    await this.#panels[clientSection].section.prefill(requisites);
  }

  #start() {
    if (!this.isConnected) {
      return;
    }
    if (!this.getAttribute("token") || !this.getAttribute("account")) {
      this.shadowRoot.replaceChildren(h("div", { class: "widget sheet", lang: "ru" }, waiting()));
      return;
    }
    this.#context = {
      api: new Api(service, () => this.getAttribute("token"), () => this.#renew()),
      memory: memory(this.getAttribute("account")),
      emit: (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
      goToClient: () => this.#open(clientSection, true),
      goToConnections: () => this.#open(connectionsSection, true),
      here: () => this.isConnected,
    };
    this.#draw();
    this.#open(this.#context.memory.clientId ? connectionsSection : clientSection, false);
  }

  #draw() {
    const names = Object.keys(sections);
    this.#panels = Object.fromEntries(names.map(name => {
      const panel = h("section", { role: "tabpanel", id: newId(), tabindex: "0", hidden: true }, waiting());
      const tab = h("button", { type: "button", role: "tab", id: newId(), "aria-controls": panel.id, onclick: () => this.#open(name, false) }, name);
      panel.setAttribute("aria-labelledby", tab.id);
      return [name, { panel, tab, section: null }];
    }));
    const parts = Object.values(this.#panels);
    const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Разделы" }, parts.map(part => part.tab));
    list.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = (parts.findIndex(part => part.tab === event.target) + step + parts.length) % parts.length;
        parts[next].tab.focus();
        this.#open(names[next], false);
      }
    });
    this.shadowRoot.replaceChildren(h("div", { class: "widget sheet", lang: "ru" }, list, parts.map(part => part.panel)));
  }

  async #open(name, moved) {
    for (const [other, { panel, tab }] of Object.entries(this.#panels)) {
      tab.setAttribute("aria-selected", other === name);
      tab.tabIndex = other === name ? 0 : -1;
      panel.hidden = other !== name;
    }
    const part = this.#panels[name];
    try {
      part.section ??= (await sections[name]()).start(part.panel, this.#context);
    } catch {
      part.panel.replaceChildren(notice("bad", "Раздел не загрузился", "Проверьте подключение к интернету и откройте его ещё раз."));
      return;
    }
    await part.section.enter(moved);
  }

  // The page around gets the event and sets a new token; whoever asked meanwhile waits for the same one.
  async #renew() {
    if (!this.#renewal) {
      this.#renewal = Promise.withResolvers();
      const limit = setTimeout(this.#renewal.resolve, renewalLimit, false);
      this.#renewal.promise.finally(() => {
        clearTimeout(limit);
        this.#renewal = null;
      });
      this.dispatchEvent(new CustomEvent("token-expired", { bubbles: true, composed: true }));
    }
    return await this.#renewal.promise;
  }
}

const waiting = () => h("p", { class: "waiting" }, "Загрузка…");

customElements.define("telphin-billing", TelphinBilling);
